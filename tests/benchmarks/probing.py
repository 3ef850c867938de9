"""What probes cost: many requests at once, and the hiding of secrets in hostile text."""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path

from checkdown import parse
from gonogo.core.probes import Outcome
from gonogo.core.probes.planning import Plan, plan_probes
from gonogo.core.probes.running import OTHERS, run_probes
from gonogo.core.trust import Approvals
from tests.benchmarks.table import Figure
from tests.core.redacting.hostile import HOSTILE, seconds

REQUESTS = 200
ANSWERED_IN_S = 0.1
ROUNDS = 3
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


def figures(folder: Path) -> list[Figure]:
    """All figures of this module; `folder` may be written to."""
    took = statistics.median(asyncio.run(_requests(folder)) for _ in range(ROUNDS))
    note = f"{OTHERS} at once; the server takes {ANSWERED_IN_S * 1e3:.0f} ms for each"
    return [
        Figure("Probes", f"{REQUESTS} requests to a local server", took * 1e3, 2000, "ms", note=note),
        *_hiding(),
    ]


def _hiding() -> list[Figure]:
    mega, quarter = 1 << 20, 1 << 18
    times = {piece: (seconds(mega, piece, passes=1), seconds(quarter, piece)) for piece in HOSTILE}
    worst = max(times, key=lambda piece: times[piece][0] / times[piece][1])
    whole, part = times[worst]
    slowest = max(times, key=lambda piece: times[piece][0])
    longest = times[slowest][0] * 1e3
    note = f"{whole * 1e3:.0f} ms against {part * 1e3:.0f} ms for {worst!r}, the worst of {len(HOSTILE)}"
    one = seconds(120_000, "a")
    return [
        Figure(
            "Probes", "hiding secrets in 1 MB of hostile text against 256 KB", whole / part, 8.0, note=note
        ),
        Figure(
            "Probes", "hiding secrets in 1 MB of the slowest hostile text", longest, 4000, "ms", repr(slowest)
        ),
        Figure("Probes", "hiding secrets in 120 KB of one character", one * 1e3, 1000, "ms"),
    ]


async def _requests(folder: Path) -> float:
    """Seconds for all requests, from the first to the last answer."""

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(ANSWERED_IN_S)
        writer.write(_ANSWER)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(reply, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        plan = _planned(folder, port)
        start = time.perf_counter()
        ended = await run_probes(plan.all, plan.top, plan.beside)
        took = time.perf_counter() - start
    outcomes = [each.result.outcome for each in ended if each.result is not None]
    if outcomes != [Outcome.PASS] * REQUESTS:
        raise RuntimeError(f"not every request passed: {set(outcomes)}")
    return took


def _planned(folder: Path, port: int) -> Plan:
    """The plan for a checklist of that many requests, every one of them approved."""
    items = (
        f"- [ ] {n}\n  - probe: GET `http://127.0.0.1:{port}/{n}` expect status ok\n" for n in range(REQUESTS)
    )
    checklist = parse("".join(items))
    path, approvals = folder / "requests.md", Approvals(folder / "trust")
    named = [each.digest for each in plan_probes(checklist, path, approvals).probes]
    return plan_probes(checklist, path, approvals, trusted=named)
