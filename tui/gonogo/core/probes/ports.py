"""Whether something listens at a TCP port: a connection is made and closed, and nothing is sent."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from .addresses import CONNECTING, Unreachable, addresses
from .outcome import Observed, Outcome
from .troubles import trouble


async def connected_to(target: str, seconds: float) -> Observed:
    """Try the addresses of ``host:port`` (``[::1]:80``) in turn. `seconds` is for all of it.

    A port that refuses is a problem, as is a name that is not known or an address that is never asked: there
    was nothing to look at.
    """
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(seconds):
            seen = await _tried(target)
    except TimeoutError:
        problem = f"{target} did not answer within {seconds:g} s."
        seen = Observed(ended=Outcome.TIMEOUT, problem=problem)
    except Unreachable as error:
        seen = Observed(problem=str(error))
    return replace(seen, durations_ms=((time.perf_counter() - begun) * 1000,), total=len(seen.output))


async def _tried(target: str) -> Observed:
    """The outcome at the first address that accepts, else at the last. Raises Unreachable."""
    name, _, port = target.rpartition(":")
    found = await addresses(name.removeprefix("[").removesuffix("]"), int(port))
    refused = ""
    for address in found:
        most = None if address == found[-1] else CONNECTING
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(address, int(port)), most)
        except OSError as error:
            refused = trouble(error)
        else:
            writer.transport.abort()
            return Observed(f"{target} accepts connections\n", present=True)
    raise Unreachable(f"{target}: {refused}.")
