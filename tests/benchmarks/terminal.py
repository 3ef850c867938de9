"""What the application costs in a terminal: first paint, keys, memory, rest, leaving."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.documents import checklist
from tests.benchmarks.screens import Watched, watch
from tests.benchmarks.table import Figure

ROUNDS = 5
_YARD = [sys.executable, "-m", "tests.benchmarks.yardsticks"]
_GONOGO = str(Path(sys.executable).with_name("gonogo"))


def in_turns(runs: dict[str, Callable[[], Watched]], rounds: int = ROUNDS) -> dict[str, list[Watched]]:
    """Each program once a round, so that a busy moment hits all of them."""
    found: dict[str, list[Watched]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            found[name].append(run())
    return found


def median(runs: list[Watched], read: Callable[[Watched], float]) -> float:
    """The median over the rounds."""
    return statistics.median(read(run) for run in runs)


STEADY = (["down"] * 11 + ["up"] * 8 + ["down"] * 8 + ["up"] * 11) * 2
"""Keys that move the cursor from the top of a list over what stands still, here and in the bare list."""
EARLY = 15
"""Keys that come while a long document is still read or checked."""
MOVES, SCROLLS = slice(0, len(STEADY)), slice(len(STEADY) + 35, len(STEADY) + 60)
"""Which of the keys are those, and which of the ones that follow scroll in both."""


def p95(run: Watched, keys: slice = MOVES) -> float:
    """The 95th percentile of a run's keys, in seconds."""
    ordered = sorted(run.key_seconds[keys])
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def figures(sample: Path, folder: Path) -> list[Figure]:
    """All figures of this module."""
    files = {}
    for items in (1_000, 10_000, 100_000):
        files[items] = folder / f"{items}.md"
        files[items].write_text(checklist(items), "utf-8")
    moves = [*STEADY, *["down"] * 60]
    loading = 8.0  # seconds without a byte: then the longest document is open, and was checked
    runs = in_turns(
        {
            "bare": lambda: watch([*_YARD, "bare"], "READY"),
            "sample": lambda: watch([_GONOGO, str(sample)], "tick", idle=3.0),
            "10,000": lambda: watch([_GONOGO, str(files[10_000])], "tick"),
            "100,000": lambda: watch([_GONOGO, str(files[100_000])], "tick"),
        }
    )
    keys = in_turns(
        {
            "line": lambda: watch([*_YARD, "line", "1000"], "number 3 ", keys=moves, rest=loading),
            "1,000": lambda: watch([_GONOGO, str(files[1_000])], "tick", keys=moves, rest=loading),
            "100,000": lambda: watch([_GONOGO, str(files[100_000])], "tick", keys=moves, rest=loading),
            "while it is read": lambda: watch([_GONOGO, str(files[100_000])], "tick", keys=moves, rest=0.1),
            "while it is checked": lambda: watch(
                [_GONOGO, str(files[100_000])], "tick", keys=moves, rest=3.0
            ),
        },
    )
    return [*_painting(runs), *_keys(keys), *_resting(runs)]


def _painting(runs: dict[str, list[Watched]]) -> list[Figure]:
    painted = {name: median(found, lambda run: run.painted) for name, found in runs.items()}

    def ratio(what: str, ours: str, theirs: str, bound: float) -> Figure:
        note = f"{painted[ours] * 1e3:.0f} ms against {painted[theirs] * 1e3:.0f} ms"
        return Figure("First paint", what, painted[ours] / painted[theirs], bound, note=note)

    return [
        ratio("a sample against a bare Textual application", "sample", "bare", 1.25),
        ratio("10,000 items against a sample", "10,000", "sample", 1.6),
        ratio("100,000 items against a sample", "100,000", "sample", 1.6),
    ]


def _keys(keys: dict[str, list[Watched]]) -> list[Figure]:
    size = {
        name: median(found, lambda run: statistics.median(run.key_bytes[MOVES]))
        for name, found in keys.items()
    }
    late = {name: median(found, p95) for name, found in keys.items()}
    what = "bytes for a cursor move at {} items"
    figures = [Figure("Keys", what.format(name), size[name], 450, "B") for name in ("1,000", "100,000")]
    for name in ("1,000", "100,000"):
        note = f"{late[name] * 1e3:.1f} ms against {late['line'] * 1e3:.1f} ms"
        what = f"p95 of a cursor move at {name} items that are checked, against a bare list"
        figures.append(Figure("Keys", what, late[name] / late["line"], 2.0, note=note))
    scrolled = {name: median(found, lambda run: p95(run, SCROLLS)) for name, found in keys.items()}
    note = f"{scrolled['1,000'] * 1e3:.1f} ms against {scrolled['line'] * 1e3:.1f} ms"
    what = "p95 of a key that scrolls at 1,000 items against a bare list"
    figures.append(Figure("Keys", what, scrolled["1,000"] / scrolled["line"], 2.0, note=note))
    for name in ("while it is read", "while it is checked"):
        # of the first keys: the later ones come when that is over; how far it is, is told all the time
        seconds = [each for run in keys[name] for each in run.key_answered[:EARLY]]
        what = f"a cursor move at 100,000 items {name}, median"
        note = f"the longest {max(seconds) * 1e3:.0f} ms"
        figures.append(Figure("Keys", what, statistics.median(seconds) * 1e3, 50, "ms", note=note))
    return figures


def _resting(runs: dict[str, list[Watched]]) -> list[Figure]:
    sample = runs["sample"]
    peak = {name: median(runs[name], lambda run: run.peak_kib) for name in ("10,000", "bare")}
    memory = peak["10,000"] / peak["bare"]
    note = " against ".join(f"{kib / 1024:.0f} MiB" for kib in peak.values())
    return [
        Figure("Rest", "memory at 10,000 items against a bare application", memory, 2.2, note=note),
        Figure("Rest", "bytes in 3 s without a key", median(sample, lambda run: run.idle_bytes), 0, "B"),
        Figure("Rest", "bytes for 20 mouse moves", median(sample, lambda run: run.motion_bytes), 0, "B"),
        Figure("Rest", "quitting", median(sample, lambda run: run.quit_seconds) * 1e3, 150, "ms"),
    ]
