"""What goes over the line: bytes for each kind of key, with the wire and as painted, and the lag."""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.cells import cell_diff
from tests.benchmarks.documents import checklist
from tests.benchmarks.screens import Program
from tests.benchmarks.table import Figure
from tests.wire.emulator import Emulator

_GONOGO = str(Path(sys.executable).with_name("gonogo"))
ROUNDS = 3
KINDS = {
    "a cursor move": (["down"] * 12 + ["up"] * 8, 270),
    "a page down": (["pagedown"] * 5, 2500),
    "a tick": (["space"] * 6, 400),
}
"""Keys in the order in which they are pressed, and the bytes that one may cost at most."""
FIRST_PAINT_BYTES = 5000
"""Bytes of the first paint at most, in the median of the runs. What comes after it is told, unbounded."""
WAY, WAY_BYTES = 60, 420
"""Keys of a run that scrolls through the list, one way, and bytes that one of them may cost in the mean."""
DETAILS = {(160, 48): ([], ["down"] * 30 + ["up"] * 10), (100, 30): (["enter"], [")"] * 20 + ["("] * 10)}
"""With the details open, by size: how they are opened, and keys that go to other items."""
LINE_SECONDS, LINE_BITS = 0.080, 1_000_000
"""A round trip and bits a second of the slow line."""


@dataclass(slots=True)
class Sent:
    """One run."""

    painted: int = 0
    """Bytes until the first screen stands whole: taking the terminal and the first frame."""
    started: int = 0
    """Bytes until nothing more comes: figures, what was found, signs that are known later included."""
    sizes: dict[str, int] = field(default_factory=dict)
    ways: dict[str, list[int]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    lag: float = 0.0


def run(path: Path, output: str) -> Sent:
    """Open a checklist at 100x30, press keys of every kind, then hold one down."""
    sent = Sent()
    program = Program([_GONOGO, str(path)], variables={"GONOGO_OUTPUT": output})
    try:
        program.wait_for(b"tick")
        program.settle(0.02)
        sent.painted = len(program.seen)
        program.settle(0.6)  # the document is read, the outline has its figures
        sent.started = len(program.seen)
        for kind, (keys, _) in KINDS.items():
            if kind == "a page down":
                for _ in range(30):  # to the last line of the view, and beyond
                    program.press(program.key("down"))
                for way in ("down", "up"):
                    pressed = [program.press(program.key(way)) for _ in range(WAY)]
                    sent.ways[way] = [size for size, _ in pressed]
                    sent.seconds += [seconds for _, seconds in pressed]
            if kind == "a tick":
                program.press(b")")  # to an item that is open
            pressed = [program.press(program.key(name)) for name in keys]
            sent.sizes[kind] = int(statistics.median(size for size, _ in pressed))
            if kind != "a tick":
                sent.seconds += [seconds for _, seconds in pressed]
        sent.lag = lag(program, program.key("down"))
    finally:
        program.close()
    return sent


def beside_cells(path: Path, columns: int, lines: int) -> tuple[float, float]:
    """Bytes of a key with the details open, medians: ours, and those of a renderer that compares cells."""
    opening, keys = DETAILS[columns, lines]
    program, terminal = Program([_GONOGO, str(path)], columns, lines), Emulator(columns, lines)
    ours, theirs = [], []
    try:
        program.wait_for(b"tick")
        program.settle(0.6)
        for name in ["down", *opening]:
            program.press(program.key(name))
        terminal.feed(program.seen.decode())
        before = terminal.frame()
        for name in keys:
            begin = len(program.seen)
            program.press(program.key(name))
            terminal.feed(program.seen[begin:].decode())
            after = terminal.frame()
            ours.append(len(program.seen) - begin)
            theirs.append(len(cell_diff(before, after).encode()))
            before = after
    finally:
        program.close()
    return statistics.median(ours), statistics.median(theirs)


def lag(program: Program, key: bytes) -> float:
    """Seconds from the last of 60 keys at 30 a second to the last byte, on the slow line."""
    free = 0.0
    begin = time.perf_counter()
    for number in range(60):
        while (now := time.perf_counter()) < begin + number / 30:
            free = _through(program, free, now, begin + number / 30 - now)
        os.write(program.master, key)
    last = time.perf_counter()
    while time.perf_counter() < last + 1.0:
        free = _through(program, free, time.perf_counter(), 0.02)
    return free - last + LINE_SECONDS


def _through(program: Program, free: float, now: float, seconds: float) -> float:
    """When the line is free again after what comes within `seconds`."""
    count = program.pump(min(seconds, 0.004))
    return max(free, program.last) + count * 8 / LINE_BITS if count else free


def figures(folder: Path) -> list[Figure]:
    """All figures of this module."""
    path = folder / "wire.md"
    runs: dict[str, list[Sent]] = {"moves": [], "whole": []}
    for _ in range(ROUNDS):
        for output, found in runs.items():
            path.write_text(checklist(1_000), "utf-8")
            found.append(run(path, output))
    made: list[Figure] = []
    for kind, (_, bound) in KINDS.items():
        sizes = {
            output: statistics.median(each.sizes[kind] for each in found) for output, found in runs.items()
        }
        note = f"{sizes['whole']:.0f} B as painted"
        made.append(Figure("The line", f"bytes for {kind}", sizes["moves"], bound, "B", note))
    for way in ("down", "up"):
        mean, largest = (
            {
                output: statistics.median(of(each.ways[way]) for each in found)
                for output, found in runs.items()
            }
            for of in (statistics.mean, max)
        )
        what = f"bytes a key, mean over a run that scrolls {way} through the list"
        note = f"the largest {largest['moves']:.0f} B"
        note += f"; as painted {mean['whole']:.0f} B, the largest {largest['whole']:.0f} B"
        made.append(Figure("The line", what, mean["moves"], WAY_BYTES, "B", note))
    for columns, lines in DETAILS:
        path.write_text(checklist(1_000), "utf-8")
        ours, theirs = beside_cells(path, columns, lines)
        what = f"bytes with the details open at {columns}x{lines}, against a renderer that compares cells"
        made.append(Figure("The line", what, ours / theirs, 1.2, note=f"{ours:.0f} B against {theirs:.0f} B"))
    painted = {output: statistics.median(each.painted for each in found) for output, found in runs.items()}
    started = statistics.median(each.started for each in runs["moves"])
    note = f"{painted['whole']:.0f} B as painted; the whole start, until it rests, {started:.0f} B"
    what = "bytes of the first paint, to the end of the first whole screen"
    made.append(Figure("The line", what, painted["moves"], FIRST_PAINT_BYTES, "B", note))
    late = {output: statistics.median(p95(each) for each in found) * 1e3 for output, found in runs.items()}
    what, note = (
        "p95 of a key, more than as painted",
        f"{late['moves']:.1f} ms against {late['whole']:.1f} ms",
    )
    made.append(Figure("The line", what, max(0.0, late["moves"] - late["whole"]), 3, "ms", note))
    lags = {output: statistics.median(each.lag for each in found) for output, found in runs.items()}
    what = "lag after 60 keys, 80 ms and 1 Mbit/s, against the round trip"
    note = f"{lags['moves'] * 1e3:.0f} ms; as painted {lags['whole'] * 1e3:.0f} ms"
    made.append(Figure("The line", what, lags["moves"] / LINE_SECONDS, 1.5, note=note))
    return made


def p95(sent: Sent) -> float:
    """The 95th percentile of a run's keys, in seconds."""
    ordered = sorted(sent.seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
