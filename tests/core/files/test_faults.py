"""Every system call of a save fails, or is the last one that the process makes (F1)."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from gonogo.core.files import Journal, leftovers, sweep
from tests.core.files import faulty_saver
from tests.core.files.faulty_saver import BEGIN, END, NEW, OLD, THEIRS


def can_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    )


pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace here")

WRITING = ("openat", "pwrite64", "write", "fallocate", "ftruncate", "fchown", "fchmod", "fsetxattr")
KEEPING = ("fsync", "fdatasync", "renameat2", "unlinkat", "close")
READING = ("pread64", "newfstatat", "flistxattr", "fgetxattr", "fcntl", "flock")
FULL = ("openat", "pwrite64", "write", "fallocate", "fsetxattr", "fsync", "fdatasync", "renameat2")
NOBODY = 65534
KILL = "signal=SIGKILL"


@dataclass(frozen=True)
class Outcome:
    """What a save under a fault said, and what it left."""

    said: str
    text: bytes
    folder: Path
    fault: str


class Scene:
    """A document, and how to save it under strace."""

    def __init__(self, folder: Path, way: str) -> None:
        self.folder = folder
        self.way = way

    def prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        if self.way == "conflict":
            (self.folder / "theirs").write_bytes(THEIRS)
        for name in ("first.md", "launch.md"):
            path = self.folder / name
            path.write_bytes(OLD)
            with suppress(OSError):  # a file system without them has one call less to fail
                os.setxattr(path, "user.mark", b"kept")
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)

    def strace(self, *options: str) -> subprocess.CompletedProcess[str]:
        self.prepare()
        command = [sys.executable, "-I", "-B", faulty_saver.__file__, self.way, str(self.folder)]
        return subprocess.run(
            ["strace", "-f", *options, *command],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )

    def calls(self, log: Path) -> dict[str, range]:
        """For each system call, which of its occurrences in the process belong to the save."""
        done = self.strace("-o", str(log))
        assert done.returncode == 0, done.stderr
        before: Counter[str] = Counter()
        within: Counter[str] = Counter()
        counted = before
        begun = False
        for line in log.read_text(errors="replace").splitlines():
            if BEGIN in line:
                begun, counted = True, within
            elif begun and END in line:
                return {name: range(before[name] + 1, before[name] + n + 1) for name, n in within.items()}
            elif call := re.match(r"\d+ +(\w+)\(", line):
                counted[call[1]] += 1
        raise AssertionError("the marks are not in the log")

    def under(self, call: str, number: int, fault: str) -> Outcome:
        """Save while that occurrence of that call meets the fault."""
        inject = f"inject={call}:{fault}:when={number}"
        # The filter is three times as fast, and injects no signals.
        quick = [] if fault == KILL else ["--seccomp-bpf"]
        done = self.strace(*quick, "-e", f"trace={call}", "-e", inject, "-o", os.devnull)
        assert (done.returncode == -signal.SIGKILL) == (fault == KILL), inject
        path = self.folder / "launch.md"
        text = path.read_bytes() if path.exists() else b""
        assert "Traceback" not in done.stderr, done.stderr
        return Outcome(done.stdout.strip(), text, self.folder, inject)

    def outcomes(self, faults: Mapping[str, tuple[str, ...]]) -> Iterator[Outcome]:
        """Every occurrence of the calls that belong to each fault."""
        calls = self.calls(self.folder.with_name("log"))
        for fault, names in faults.items():
            for name in names:
                for number in calls.get(name, ()):
                    yield self.under(name, number, fault)


FAILING = {"error=EIO": WRITING + KEEPING + READING}
FILLING = {"error=ENOSPC": FULL, "error=EDQUOT": ("pwrite64", "openat")}
KILLING = {KILL: WRITING + KEEPING}


@pytest.fixture
def scene(tmp_path: Path, request: pytest.FixtureRequest) -> Scene:
    return Scene(tmp_path / "folder", request.param)


def check_what_was_said(outcome: Outcome) -> None:
    """A save that lives says something, and it is so."""
    if outcome.said == "saved" or "holds the new text" in outcome.said:
        assert outcome.text == NEW, outcome
    else:
        assert outcome.said.startswith("refused: "), outcome
        assert outcome.text in (OLD, THEIRS), outcome


def texts_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir() if path.is_file()]


@pytest.mark.parametrize("scene", ["swap", "in place"], indirect=True)
@pytest.mark.parametrize("faults", [FAILING, FILLING], ids=["failing", "full"])
def test_a_failing_call_leaves_the_old_or_the_new_text_and_the_truth_is_told(
    scene: Scene, faults: Mapping[str, tuple[str, ...]]
) -> None:
    refused = 0
    for outcome in scene.outcomes(faults):
        check_what_was_said(outcome)
        refused += outcome.said != "saved"
    assert refused >= 10


@pytest.mark.parametrize("scene", ["swap"], indirect=True)
def test_a_save_that_is_killed_leaves_the_old_or_the_new_text_and_nothing_that_is_missed(
    scene: Scene,
) -> None:
    left = set()
    for outcome in scene.outcomes(KILLING):
        assert outcome.said == "", outcome
        assert outcome.text in (OLD, NEW), outcome
        left.add(outcome.text)
        assert sweep(outcome.folder / "launch.md", recent=0) == (), outcome
        assert {path.name for path in outcome.folder.iterdir()} == {"first.md", "launch.md"}, outcome
    assert left == {OLD, NEW}


@pytest.mark.parametrize("scene", ["in place"], indirect=True)
def test_a_write_in_place_that_is_killed_can_be_repaired_from_the_journal(scene: Scene) -> None:
    torn = 0
    for outcome in scene.outcomes(KILLING):
        path = outcome.folder / "launch.md"
        if outcome.text == OLD:
            continue
        torn += outcome.text != NEW
        (record,) = Journal(outcome.folder / "journal").pending(str(path.resolve()))
        assert record.payload == {"old": OLD.decode(), "new": NEW.decode()}, outcome
    assert torn


@pytest.mark.parametrize("scene", ["conflict"], indirect=True)
@pytest.mark.parametrize("faults", [FAILING, FILLING], ids=["failing", "full"])
def test_another_programs_save_survives_whatever_fails_while_it_is_put_back(
    scene: Scene, faults: Mapping[str, tuple[str, ...]]
) -> None:
    for outcome in scene.outcomes(faults):
        check_what_was_said(outcome)
        assert outcome.said != "saved", outcome
        assert THEIRS in texts_in(outcome.folder), outcome
        if outcome.text == NEW:
            (leftover,) = leftovers(outcome.folder / "launch.md", recent=0)
            assert leftover.theirs, outcome
            assert leftover.path.name in outcome.said, outcome


@pytest.mark.parametrize("scene", ["conflict"], indirect=True)
def test_another_programs_save_survives_a_kill_while_it_is_put_back(scene: Scene) -> None:
    swapped_out = 0
    for outcome in scene.outcomes(KILLING):
        assert outcome.text in (OLD, NEW, THEIRS), outcome
        kept = sweep(outcome.folder / "launch.md", recent=0)
        assert THEIRS in texts_in(outcome.folder), outcome
        if outcome.text == NEW:
            assert [leftover.path.read_bytes() for leftover in kept] == [THEIRS], outcome
            swapped_out += 1
    assert swapped_out
