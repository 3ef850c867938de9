"""How long a history takes, against git giving every version of the same file; whole processes, in turns."""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.documents import checklist
from tests.benchmarks.table import Figure

ITEMS, COMMITS, ROUNDS = 1_000, 5_000, 3
_GONOGO = str(Path(sys.executable).with_name("gonogo"))
_BOX = re.compile(r"(\s*- \[)([ x~!])(\] .*)")
_NAME = "ready.md"


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


def ours(folder: Path) -> tuple[float, float]:
    """Seconds and MiB of one `gonogo log`."""
    start = time.perf_counter()
    with subprocess.Popen([_GONOGO, "log", str(folder / _NAME)], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"gonogo log ended with {process.returncode}")
    return took, used.ru_maxrss / 1024


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
    plain, first, memory, later, empty = [], [], [], [], []
    for _ in range(ROUNDS):
        plain.append(reading(long))
        shutil.rmtree(long / ".git" / "gonogo", ignore_errors=True)
        took, used = ours(long)
        first.append(took)
        memory.append(used)
        for _ in range(ROUNDS):
            empty.append(ours(short)[0])
            later.append(ours(long)[0])
    ratio = statistics.median(a / b for a, b in zip(first, plain, strict=True))
    note = f"{statistics.median(first):.1f} s against {statistics.median(plain):.1f} s"
    beside = statistics.median(a - b for a, b in zip(later, empty, strict=True))
    short_note = f"{statistics.median(later) * 1e3:.0f} ms against {statistics.median(empty) * 1e3:.0f} ms"
    what = f"{COMMITS:,} commits of {ITEMS:,} items"
    return [
        Figure("History", f"first `gonogo log` of {what} against reading them", ratio, 2.5, note=note),
        Figure("History", "a later one beside one of a single commit", beside * 1e3, 300, "ms", short_note),
        Figure("History", "memory of the first", max(memory), 200, "MiB"),
    ]
