"""Whether something listens at a TCP port: a connection is made and closed, and nothing is sent."""

from __future__ import annotations

import asyncio
import time

from .addresses import CONNECTING, Unreachable, addresses
from .outcome import Observed, Outcome
from .troubles import trouble


async def connected_to(target: str, seconds: float) -> Observed:
    """Try the addresses of ``host:port`` (``[::1]:80``) in turn. `seconds` is for all of it.

    A port that refuses is absent; a name that is not known, or an address that is never asked, is a problem.
    """
    name, _, port = target.rpartition(":")
    host = name.removeprefix("[").removesuffix("]")
    begun = time.perf_counter()
    refused = ""
    try:
        async with asyncio.timeout(seconds):
            found = await addresses(host, int(port))
            for address in found:
                most = None if address == found[-1] else CONNECTING
                try:
                    _, writer = await asyncio.wait_for(asyncio.open_connection(address, int(port)), most)
                except OSError as error:
                    refused = f"none: {trouble(error)}"
                else:
                    took = (time.perf_counter() - begun) * 1000
                    writer.transport.abort()
                    said = f"{target} accepts connections\n"
                    return Observed(said, present=True, durations_ms=(took,), total=len(said))
    except TimeoutError:
        return Observed(ended=Outcome.TIMEOUT, problem=f"{target} did not answer within {seconds:g} s.")
    except Unreachable as error:
        return Observed(problem=str(error))
    took = (time.perf_counter() - begun) * 1000
    return Observed(refused, present=False, durations_ms=(took,), total=len(refused))
