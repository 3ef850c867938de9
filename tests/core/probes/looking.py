"""Probes as a test writes them, carried out and judged."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checkdown.probing import read_probe
from gonogo.core.probes.judging import judged
from gonogo.core.probes.observing import Surroundings, observe
from gonogo.core.probes.outcome import Observed, Outcome


class Seen(NamedTuple):
    """What came of it."""

    outcome: Outcome
    reasons: tuple[str, ...]
    observed: Observed


async def look(
    words: str,
    *,
    url: str = "",
    top: Path = Path("/nonexistent"),
    beside: Path | None = None,
    environment: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> Seen:
    """Carry out the probe that these words say, and judge it."""
    probe = read_probe(words)
    around = Surroundings(top, beside or top, environment or {})
    observed = await observe(probe, around, url=url, seconds=seconds)
    return Seen(*await judged(probe, observed), observed)
