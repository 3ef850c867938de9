"""How long comparing and merging take, against reading the same documents, and what the text conversion adds
to `git log -p`."""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from checkdown import parse
from checkdown.comparing import compare
from checkdown.merging import merge
from tests.benchmarks.documents import checklist
from tests.benchmarks.history import work
from tests.benchmarks.parsing import timed
from tests.benchmarks.table import Figure

ROUNDS = 7
COMMITS = 500
_GONOGO = str(Path(sys.executable).with_name("gonogo"))
_BOX = re.compile(r"\s*- \[[ x~!]\] .*#\d+")


def changed(text: str, count: int, seed: int) -> str:
    """The text after so many changes: ticks, other words, items that came and went."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for at in sorted(chance.sample(_boxes(lines), count), reverse=True):
        turned = lines[at].replace("[ ]", "[-]").replace("[x]", "[ ]").replace("[-]", "[x]")
        match chance.randrange(5):
            case 0:
                lines[at] = lines[at].replace("#", "of the new service #")
            case 1:
                lines[at:at] = [f"- [ ] Agree on a threshold of its own, number {at}"]
            case 2:
                del lines[at]
            case _:
                lines[at] = turned
    return "\n".join(lines)


def ticked(text: str, places: list[int]) -> str:
    """The text with the boxes in these lines set to done."""
    lines = text.split("\n")
    for at in places:
        lines[at] = re.sub(r"\[.\]", "[x]", lines[at], count=1)
    return "\n".join(lines)


def _boxes(lines: list[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if _BOX.fullmatch(line)]


def compared(items: int, count: int, bound: float) -> Figure:
    """A comparison of two checklists that are read already, against reading both."""
    before = checklist(items)
    after = changed(before, count, 1)
    ratios, ours, read = [], [], []
    for _ in range(ROUNDS):
        read.append(timed(lambda: (parse(before), parse(after))))
        old, new = parse(before), parse(after)
        ours.append(timed(lambda old=old, new=new: compare(old, new)))  # type: ignore[misc]
        ratios.append(ours[-1] / read[-1])
    note = f"{statistics.median(ours) * 1e3:.0f} ms against {statistics.median(read) * 1e3:.0f} ms"
    what = f"{count} changes of {items:,} items against reading both versions"
    return Figure("Reviewing", what, statistics.median(ratios), bound, note=note)


def merged(items: int, ticks: int, bound: float) -> Figure:
    """A merge of three texts, reading included, against reading the three."""
    base = checklist(items)
    places = random.Random(1).sample(_boxes(base.split("\n")), 2 * ticks)
    texts = base, ticked(base, places[:ticks]), ticked(base, places[ticks:])
    assert merge(*texts).clean
    ratios, ours, read = [], [], []
    for _ in range(ROUNDS):
        read.append(timed(lambda: [parse(text) for text in texts]))
        ours.append(timed(lambda: merge(*texts)))
        ratios.append(ours[-1] / read[-1])
    note = f"{statistics.median(ours) * 1e3:.0f} ms against {statistics.median(read) * 1e3:.0f} ms"
    what = f"a merge of {items:,} items with {ticks} ticks on each side against reading the three"
    return Figure("Reviewing", what, statistics.median(ratios), bound, note=note)


def shown(folder: Path) -> list[Figure]:
    """`git log -p` with the text conversion, against the same without: warmed by setup-git, and never met."""
    repository = _history(folder)
    plain, cached = [], []
    subprocess.run([_GONOGO, "setup-git"], cwd=repository, check=True, capture_output=True)
    for _ in range(ROUNDS):
        plain.append(_log(repository, "--no-textconv"))
        cached.append(_log(repository))
    subprocess.run([_GONOGO, "setup-git", "--undo"], cwd=repository, check=True, capture_output=True)
    before = work()
    subprocess.run([_GONOGO, "setup-git"], cwd=repository, check=True, capture_output=True)
    setup = (work() - before) / COMMITS
    text = checklist(1_000)
    read = statistics.median(timed(lambda: parse(text)) for _ in range(ROUNDS))
    ratio = statistics.median(a / b for a, b in zip(cached, plain, strict=True))
    note = f"{statistics.median(cached) * 1e3:.0f} ms against {statistics.median(plain) * 1e3:.0f} ms"
    what = f"`git log -p` of {COMMITS} commits of 1,000 items, after `setup-git`, against plain"
    each = f"{setup * 1e3:.0f} ms against {read * 1e3:.0f} ms"
    cold = "`setup-git`, for each version in the history, against reading it"
    return [
        Figure("Reviewing", what, ratio, 1.5, note=note),
        Figure("Reviewing", cold, setup / read, 2.0, note=each),
    ]


def _history(folder: Path) -> Path:
    folder.mkdir()
    git = ["git", "-C", str(folder), "-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org"]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    text = checklist(1_000)
    places = random.Random(1).choices(_boxes(text.split("\n")), k=COMMITS)
    for number in range(COMMITS):
        (folder / "ready.md").write_text(ticked(text, places[: number + 1]) + f"\n{number}\n", "utf-8")
        subprocess.run([*git, "add", "ready.md"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", f"Number {number}"], check=True)
    return folder


def _log(folder: Path, *options: str) -> float:
    start = time.perf_counter()
    command = ["git", "-C", str(folder), "log", "-p", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"GIT_PAGER": "cat"})
    return time.perf_counter() - start


def figures(folder: Path) -> list[Figure]:
    """All figures of this module; `folder` may be written to."""
    return [compared(10_000, 100, 1.0), merged(1_000, 50, 3.0), *shown(folder / "shown")]
