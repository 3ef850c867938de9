"""How fast the commands start: whole processes, interleaved, ratios within each round."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import Figure

ROUNDS = 15
_GONOGO = str(Path(sys.executable).with_name("gonogo"))


def seconds(command: Sequence[str]) -> float:
    """Wall seconds of one run."""
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is not compiled at every start
    start = time.perf_counter()
    subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def against(what: str, ours: Sequence[str], theirs: Sequence[str], bound: float) -> Figure:
    """The median ratio of two commands run in turns."""
    pairs = []
    for turn in range(ROUNDS + 2):
        if turn % 2:
            first, second = seconds(ours), seconds(theirs)
        else:
            second, first = seconds(theirs), seconds(ours)
        if turn >= 2:  # the first two only warm up
            pairs.append((first, second))
    ratio = statistics.median(a / b for a, b in pairs)
    mine, other = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    return Figure("Starting", what, ratio, bound, note=f"{mine:.0f} ms against {other:.0f} ms")


def figures(sample: Path) -> list[Figure]:
    """Headless commands on one checklist."""
    reader = [sys.executable, "-m", "tests.benchmarks.yardsticks", "reader", str(sample)]
    bare = [sys.executable, "-c", "pass"]
    listing = [_GONOGO, "list", str(sample), "--json"]
    status = [_GONOGO, "status", str(sample), "--json"]
    return [
        against("`gonogo list --json` against a reader", listing, reader, 1.3),
        against("`gonogo status --json` against a reader", status, reader, 1.3),
        against("`gonogo --version` against `python -c pass`", [_GONOGO, "--version"], bare, 5.0),
    ]
