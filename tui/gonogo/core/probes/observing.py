"""One front for the probes that need no process: requests, queries, ports, files, variables.

They are carried out as they are defined; whether they may be is trust's to say, and must be asked before.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checkdown.probing import Probe, ProbeKind

from .apart import apart
from .fetching import fetched
from .outcome import Observed, Outcome
from .paths import looked_for
from .ports import connected_to
from .prometheus import queried
from .variables import looked_up

DEADLINE_S = 10.0
"""Seconds for a probe that sets no timeout."""
_FOR_EACH_S = 1.0
"""Seconds more for every further request of such a probe."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a probe is carried out."""

    top: Path
    """The repository's top (outside git: the document's folder), a real path."""
    beside: Path
    """The document's folder, a real path."""
    environment: Mapping[str, str]
    """Where variables are looked up."""


def seconds_for(probe: Probe) -> float:
    """The total deadline of a probe, all its requests together, in seconds."""
    return probe.timeout_ms / 1000 if probe.timeout_ms else DEADLINE_S + (probe.samples - 1) * _FOR_EACH_S


async def observe(
    probe: Probe, surroundings: Surroundings, *, url: str = "", seconds: float | None = None
) -> Observed:
    """Carry out a probe of any kind but shell. `seconds` is its total deadline, by default `seconds_for`.

    `url` is for http the address in full (by default the target), for prom the server's own address.
    Raises ValueError for a shell probe or a query without an address, else nothing but CancelledError.
    """
    limit = seconds_for(probe) if seconds is None else seconds
    if probe.kind in (ProbeKind.FILE, ProbeKind.ENV):
        return await _looked(probe, surroundings, limit)
    if probe.kind is ProbeKind.TCP:
        return await connected_to(probe.target, limit)
    if probe.kind is ProbeKind.HTTP:
        return await fetched(probe, url or probe.target, limit)
    if probe.kind is ProbeKind.PROM and url:
        return await queried(probe, url, limit)
    raise ValueError(f"a probe of kind {probe.kind} cannot be carried out here")


async def _looked(probe: Probe, surroundings: Surroundings, limit: float) -> Observed:
    top, beside = surroundings.top, surroundings.beside
    try:
        async with asyncio.timeout(limit):
            if probe.kind is ProbeKind.ENV:
                return await apart(lambda: looked_up(probe, surroundings.environment, top, beside))
            until = time.monotonic() + limit
            return await apart(lambda: looked_for(probe, top, beside, until))
    except TimeoutError:
        problem = f"Looking for {probe.target} did not come to an end within {limit:g} s."
        return Observed(ended=Outcome.TIMEOUT, problem=problem)
