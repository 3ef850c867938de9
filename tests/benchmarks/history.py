"""How long a history takes, against git giving every version of the same file; whole processes, in turns."""

from __future__ import annotations

import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.documents import checklist
from tests.benchmarks.table import Figure

ITEMS, COMMITS, ROUNDS = 1_000, 5_000, 5
_GONOGO = str(Path(sys.executable).with_name("gonogo"))
_BOX = re.compile(r"(\s*- \[)([ x~!])(\] .*)")
_NAME = "ready.md"
_WEIGH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _versions(seed: int = 1) -> Iterator[tuple[str, str]]:
    """Texts and messages: each turns one box, a few change its words too."""
    chance = random.Random(seed)
    lines = checklist(ITEMS, seed).split("\n")
    yield "\n".join(lines), "Begin"
    boxes = [at for at, line in enumerate(lines) if _BOX.fullmatch(line) and "#" in line]
    for _ in range(COMMITS):
        at = chance.choice(boxes)
        found = _BOX.fullmatch(lines[at])
        assert found is not None
        mark = chance.choice([each for each in " x~!" if each != found[2]])
        lines[at] = f"{found[1]}{mark}{found[3]}{' (again)' if chance.random() < 0.03 else ''}"
        yield "\n".join(lines), f"[{found[2]}] -> [{mark}]{found[3][1:40]}"


def repository(folder: Path) -> Path:
    """A repository with that history, written as one stream."""
    git = ["git", "-C", str(folder)]
    folder.mkdir()
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    stream = subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert stream.stdin is not None
    for number, (text, message) in enumerate(_versions()):
        who = f"Ada Lovelace <ada@example.org> {1_700_000_000 + number * 600} +0000"
        said, data = message.encode(), text.encode()
        stream.stdin.write(f"commit refs/heads/main\ncommitter {who}\n".encode())
        stream.stdin.write(b"data %d\n%s\n" % (len(said), said))
        stream.stdin.write(b"M 100644 inline %s\ndata %d\n%s\n" % (_NAME.encode(), len(data), data))
    stream.stdin.close()
    if stream.wait():
        raise RuntimeError("git fast-import failed")
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)
    subprocess.run([*git, "repack", "-adq"], check=True)
    return folder


def reading(folder: Path) -> float:
    """Seconds in which git lists the commits and gives every version."""
    git = ["git", "-C", str(folder)]
    start = time.perf_counter()
    told = subprocess.run(
        [*git, "log", "--raw", "--no-abbrev", "--format=%H", "--", _NAME], capture_output=True, check=True
    ).stdout
    asked = folder / ".git" / "asked"
    asked.write_bytes(b"".join(line.split()[3] + b"\n" for line in told.splitlines() if line[:1] == b":"))
    with (
        asked.open("rb") as names,
        subprocess.Popen([*git, "cat-file", "--batch"], stdin=names, stdout=subprocess.PIPE) as sent,
    ):
        assert sent.stdout is not None
        while sent.stdout.read(1 << 20):
            pass
    return time.perf_counter() - start


def ours(folder: Path) -> float:
    """Seconds of one `gonogo log`."""
    start = time.perf_counter()
    subprocess.run(_log(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _log(folder: Path) -> list[str]:
    return [_GONOGO, "log", str(folder / _NAME)]


def memory(folder: Path) -> float:
    """MiB of one `gonogo log`; started by a small process, since a new one counts what started it."""
    told = subprocess.run([sys.executable, "-c", _WEIGH, *_log(folder)], capture_output=True, check=True)
    return int(told.stdout) / 1024


def work() -> float:
    """CPU seconds of this process and all that it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _start_up(folder: Path) -> Path:
    """A repository with one commit: what the command takes before there is anything to read."""
    folder.mkdir()
    git = ["git", "-C", str(folder), "-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    (folder / _NAME).write_text("- [ ] Alerts\n", "utf-8")
    subprocess.run([*git, "add", _NAME], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "Begin"], check=True)
    return folder


def figures(folder: Path) -> list[Figure]:
    """All figures of this module; `folder` may be written to."""
    long, short = repository(folder / "long"), _start_up(folder / "short")
    plain, first, later, empty = [], [], [], []
    busy, busier = [], []
    for _ in range(ROUNDS):
        before = work()
        plain.append(reading(long))
        between = work()
        shutil.rmtree(long / ".git" / "gonogo", ignore_errors=True)
        first.append(ours(long))
        busy.append(between - before)
        busier.append(work() - between)
        for _ in range(ROUNDS):
            empty.append(ours(short))
            later.append(ours(long))
    shutil.rmtree(long / ".git" / "gonogo", ignore_errors=True)
    ratio = statistics.median(a / b for a, b in zip(first, plain, strict=True))
    cpu = f"{statistics.median(busier):.2f} s against {statistics.median(busy):.2f} s"
    note = f"{statistics.median(first):.2f} s against {statistics.median(plain):.2f} s; of CPU time {cpu}"
    beside = statistics.median(a - b for a, b in zip(later, empty, strict=True))
    short_note = f"{statistics.median(later) * 1e3:.0f} ms against {statistics.median(empty) * 1e3:.0f} ms"
    what = f"{COMMITS:,} commits of {ITEMS:,} items"
    return [
        Figure("History", f"first `gonogo log` of {what} against reading them", ratio, 2.5, note=note),
        Figure("History", "a later one beside one of a single commit", beside * 1e3, 300, "ms", short_note),
        Figure("History", "memory of the first", memory(long), 200, "MiB"),
    ]
