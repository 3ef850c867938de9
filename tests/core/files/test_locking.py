"""One of us at a time (F15's file side)."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gonogo.core.files import FileError, Locked, lock

HOLD = """
import sys
from gonogo.core.files import lock
with lock(sys.argv[1], sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""

SAVE_MANY = """
import sys
from gonogo.core.files import lock, read, save
path, state, who, count = *sys.argv[1:4], int(sys.argv[4])
for number in range(count):
    with lock(path, state, timeout=60):
        known = read(path).data
        save(path, known + f"{who} {number}\\n".encode(), known)
"""


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "launch.md"
    made.write_bytes(b"")
    return made


def test_a_thousand_edits_of_two_processes_are_all_in_the_file(path: Path, tmp_path: Path) -> None:
    workers = [python(SAVE_MANY, path, tmp_path / "state", who, 500) for who in ("one", "other")]
    assert [worker.wait() for worker in workers] == [0, 0]
    for worker in workers:
        worker.communicate()
    lines = path.read_text().splitlines()
    for who in ("one", "other"):
        mine = [line for line in lines if line.startswith(f"{who} ")]
        assert mine == [f"{who} {number}" for number in range(500)]
    assert len(lines) == 1000
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["launch.md", "state"]


def test_the_holder_is_named_and_a_kill_releases_the_lock(path: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    holder = python(HOLD, path, state)
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        named = pytest.raises(Locked, match=f"by another gonogo \\(process {holder.pid}\\)")
        with named as caught, lock(path, state, timeout=0.1):
            pass
        assert caught.value.holder == holder.pid
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    with lock(path, state, timeout=5):
        pass


def test_two_names_of_one_file_are_one_lock_and_other_files_are_free(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(path)
    state = tmp_path / "state"
    with lock(path, state):
        with lock(tmp_path / "other.md", state, timeout=0):
            pass
        with pytest.raises(Locked), lock(link, state, timeout=0):
            pass


def test_threads_of_one_process_exclude_each_other(path: Path, tmp_path: Path) -> None:
    total = 0

    def add() -> None:
        nonlocal total
        for _ in range(50):
            with lock(path, tmp_path / "state", timeout=60):
                before = total
                os.stat(path)  # lets another thread run
                total = before + 1

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == 200


def test_an_error_under_the_lock_passes_through_and_releases_it(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), lock(path, tmp_path / "state"):
        raise FileNotFoundError
    with lock(path, tmp_path / "state", timeout=0):
        pass


def test_the_state_folder_is_private_and_nothing_lies_beside_the_document(path: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with lock(path, state):
        modes = {entry.stat().st_mode & 0o777 for entry in (state / "locks").iterdir()}
        assert modes == {0o600}
        assert (state / "locks").stat().st_mode & 0o777 == 0o700
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["launch.md", "state"]


def test_a_state_folder_that_is_a_file_is_told(path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    (tmp_path / "locks").write_bytes(b"")
    for state in (tmp_path, tmp_path / "state"):
        with pytest.raises(FileError) as caught, lock(path, state):
            pass
        assert "locks" in str(caught.value)
