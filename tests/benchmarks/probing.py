"""What probes cost: many requests at once, and the hiding of secrets in hostile text."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from checkdown import parse
from gonogo.core.probes import Outcome
from gonogo.core.probes.planning import Plan, approve, plan_probes
from gonogo.core.probes.running import OTHERS, run_probes
from gonogo.core.trust import Approvals
from tests.benchmarks.screens import Program
from tests.benchmarks.table import Figure
from tests.core.redacting.hostile import HOSTILE, seconds

REQUESTS = 200
ANSWERED_IN_S = 0.1
ROUNDS = 3
_GONOGO = str(Path(sys.executable).with_name("gonogo"))
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


def figures(folder: Path) -> list[Figure]:
    """All figures of this module; `folder` may be written to."""
    took = statistics.median(asyncio.run(_requests(folder)) for _ in range(ROUNDS))
    note = f"{OTHERS} at once; the server takes {ANSWERED_IN_S * 1e3:.0f} ms for each"
    return [
        Figure("Probes", f"{REQUESTS} requests to a local server", took * 1e3, 2000, "ms", note=note),
        _keys_meanwhile(folder),
        *_hiding(),
    ]


def _keys_meanwhile(folder: Path) -> Figure:
    """Keys in the application while it carries all requests out."""
    late = sorted(key for number in range(ROUNDS) for key in _keys(folder / f"round-{number}"))
    p95 = late[int(len(late) * 0.95)] * 1e3
    note = f"median {statistics.median(late) * 1e3:.0f} ms, longest {late[-1] * 1e3:.0f} ms, {len(late)} keys"
    return Figure("Probes", f"p95 of a cursor move while {REQUESTS} requests run", p95, 50, "ms", note=note)


def _keys(folder: Path) -> list[float]:
    """Seconds from each key to the moment at which the line that it leads to is painted.

    In a folder of its own, where a checklist opens at its first line.
    """
    folder.mkdir()
    with _Server() as server:
        plan = _approved(folder, server.port)
        environment = {"XDG_STATE_HOME": str(folder / "state")}
        program = Program([_GONOGO, str(plan)], variables=environment)
        try:
            program.wait_for(b" probe")
            program.settle(0.5)
            os.write(program.master, b"A")
            found = []
            for number in range(2, 22):
                program.seen = b""
                began = time.perf_counter()
                os.write(program.master, b"j")
                program.wait_for(f"answers {number:03d}".encode())
                found.append(time.perf_counter() - began)
                program.pump(0.03)
            if server.asked < REQUESTS // 4:
                raise RuntimeError(f"only {server.asked} requests came while keys were pressed")
            return found
        finally:
            program.close()


def _approved(folder: Path, port: int) -> Path:
    """A checklist with one request an item, all of them approved."""
    path = folder / "requests.md"
    items = (
        f"- [ ] answers {number:03d}\n  - probe: GET `http://127.0.0.1:{port}/{number}` expect status 200\n"
        for number in range(1, REQUESTS + 1)
    )
    path.write_text("# Requests\n\n## All\n\n" + "".join(items), "utf-8")
    approvals = Approvals(folder / "state" / "gonogo" / "trust")
    approve(approvals, plan_probes(parse(path.read_bytes()), path, approvals).probes)
    return path


class _Server:
    """A server in a thread that answers each request after a while."""

    def __init__(self) -> None:
        self.asked = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._reply, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()

    async def _reply(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):  # the application has been left
            await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        await asyncio.sleep(ANSWERED_IN_S)
        writer.write(_ANSWER)
        writer.close()


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
