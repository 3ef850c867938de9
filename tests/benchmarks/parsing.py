"""How fast documents are read and edited, in this process."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from checkdown import Attach, Checklist, ItemRef, Kind, SetState, State, apply, parse, plan
from tests.benchmarks.documents import checklist
from tests.benchmarks.table import Figure
from tests.benchmarks.yardsticks import blocks


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one call, the collector as it is by default."""
    gc.collect()
    start = time.process_time()
    kept = work()
    seconds = time.process_time() - start
    del kept
    return seconds


def parsing(items: int, rounds: int, bound: float) -> Figure:
    """Reading into a Checklist against markdown-it-py's block rules on the same text."""
    text = checklist(items)
    ratios, ours, theirs = [], [], []
    for _ in range(rounds):
        theirs.append(timed(lambda: blocks(text)))
        ours.append(timed(lambda: parse(text)))
        ratios.append(ours[-1] / theirs[-1])
    note = f"{statistics.median(ours) * 1e3:.0f} ms against {statistics.median(theirs) * 1e3:.0f} ms"
    return Figure(
        "Reading", f"{items:,} items against block rules alone", statistics.median(ratios), bound, note=note
    )


def tasks_of(document: Checklist, count: int) -> list[int]:
    """Positions of some tasks, spread over the document."""
    every = [item.index for item in document.items if item.kind is Kind.TASK]
    return every[:: max(1, len(every) // count)][:count]


def flip_seconds(items: int) -> float:
    """Median seconds from a request to the new checklist with its tally."""
    document = parse(checklist(items))
    document.tally()
    times = []
    for index in tasks_of(document, 60):
        item = document.items[index]
        ref, state = ItemRef.of(item), State.TODO if item.state is State.DONE else State.DONE
        start = time.perf_counter()
        document = apply(document, plan(document, SetState(ref, state)))
        document.tally()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def attach_seconds(items: int) -> float:
    """Median seconds to attach evidence."""
    document = parse(checklist(items))
    document.tally()
    times = []
    for index in tasks_of(document, 20):
        ref = ItemRef.of(document.items[index])
        start = time.perf_counter()
        document = apply(document, plan(document, Attach(ref, "docs/proof.md", note="exit 0")))
        document.tally()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def figures() -> list[Figure]:
    """All figures of this module."""
    found = [parsing(1_000, 15, 1.6), parsing(10_000, 7, 1.1), parsing(100_000, 3, 1.1)]
    small, large = flip_seconds(1_000), flip_seconds(100_000)
    found.append(Figure("Editing", "a flip at 1,000 items", small * 1e3, 3.0, "ms"))
    note = f"{large * 1e3:.2f} ms against {small * 1e3:.2f} ms"
    found.append(Figure("Editing", "a flip at 100,000 items against 1,000", large / small, 15.0, note=note))
    slow = attach_seconds(10_000) * 1e3
    found.append(Figure("Editing", "attaching evidence at 10,000 items", slow, 20.0, "ms"))
    return found
