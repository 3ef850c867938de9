"""Two of us on one file of 1,000 items: from a key of the one to the edit on the screen of the other."""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.screens import LIMIT, Program
from tests.benchmarks.table import Figure

ITEMS = 1_000
EDITS = 40
LINES = 100
"""Lines of the terminals: all items that are edited are on both screens."""
BOUND = 300
"""Milliseconds within which the other's edit has to be seen."""
_GONOGO = str(Path(sys.executable).with_name("gonogo"))
_TICKED, _HERE = "✔".encode(), "◆".encode()


def figures(folder: Path) -> list[Figure]:
    """All figures of this module."""
    repository = folder / "together"
    repository.mkdir()
    path = repository / "launch.md"
    tasks = "".join(f"- [ ] Check {number} is well\n" for number in range(ITEMS))
    path.write_text(f"# Launch\n\n## Checks\n\n{tasks}", "utf-8")
    for words in (
        ("init", "--quiet"),
        ("config", "user.name", "Ada Lovelace"),
        ("config", "user.email", "ada@example.org"),
        ("add", "."),
        ("commit", "--quiet", "--message", "Begin"),
    ):
        subprocess.run(["git", *words], cwd=repository, check=True)
    ada, grace = (
        Program([_GONOGO, str(path)], lines=LINES, variables={"GIT_AUTHOR_NAME": name})
        for name in ("Ada", "Grace")
    )
    try:
        for one in (ada, grace):
            one.wait_for(b"help")
        for one in (ada, grace):
            one.wait_for(_HERE)  # whoever looks for others once a second has found the other
            one.settle(1.0)
        moved, edited = [], []
        for _ in range(EDITS):
            moved.append(_seen(ada, grace, "down", _HERE))
            edited.append(_seen(ada, grace, "x", _TICKED))
    finally:
        ada.close()
        grace.close()
    return [*_told("an edit", edited), *_told("a move of the cursor", moved)]


def _seen(one: Program, other: Program, key: str, wanted: bytes) -> float:
    """Seconds from a key in the one until the other has painted `wanted`. Both are at rest before."""
    one.settle()
    other.settle()
    start, known = time.perf_counter(), len(other.seen)
    os.write(one.master, one.key(key))
    while wanted not in other.seen[known:]:
        if time.perf_counter() - start > LIMIT:
            raise TimeoutError(f"{key!r} was not seen by the other")
        for program in (one, other):
            if select.select([program.master], [], [], 0.001)[0]:
                program.pump(0.0005)
    return other.last - start


def _told(what: str, seconds: list[float]) -> list[Figure]:
    ordered = sorted(each * 1e3 for each in seconds)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    note = f"{len(ordered)} of them at {ITEMS:,} items, longest {ordered[-1]:.0f} ms"
    return [
        Figure("Together", f"{what} seen by the other, median", statistics.median(ordered), BOUND, "ms"),
        Figure("Together", f"{what} seen by the other, p95", late, BOUND, "ms", note=note),
    ]
