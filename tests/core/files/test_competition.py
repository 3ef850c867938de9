"""Others save the same file while we do: nobody's text is lost (F6, F15)."""

import fcntl
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gonogo.core.files import Busy, Changed, FileMissing, Patience, read, save
from tests.core.files import editors

QUICK = Patience(quiet=0.004, grace=0.03)


def lines_of(whose: bytes, text: bytes) -> list[int]:
    """The numbers in the lines `theirs 3`, `ours 4`, in their order."""
    words = [line.split() for line in text.split(b"\n") if line.startswith(whose)]
    return [int(number) for _, number in words]


def with_lines(text: bytes, lines: list[bytes]) -> bytes:
    """`text` with those of the lines at its end that it lacks."""
    there = set(text.split(b"\n"))
    return text + b"".join(line + b"\n" for line in lines if line not in there)


def save_lines(path: Path, lines: list[bytes], patience: Patience) -> int:
    """Bring lines into the file whatever happens to it; returns how often somebody else was faster."""
    conflicts = 0
    missing: list[bytes] = []
    while True:
        try:
            known = read(path, patient=True).data
            save(path, with_lines(known, [*missing, *lines]), known, patience=patience)
        except Changed as change:
            conflicts += 1
            for text in change.displaced:
                missing += [line for line in text.split(b"\n") if line.startswith(b"theirs")]
        except (Busy, FileMissing):  # there is none for long where its writer gets no processor
            conflicts += 1
        else:
            return conflicts


def compete(path: Path, way: str, *, count: int, pause: float, patience: Patience) -> None:
    """Save against a program that saves `count` times, until it ends; then look for everybody's lines."""
    path.write_bytes(b"# List\n")
    editor = subprocess.Popen([sys.executable, editors.__file__, way, str(path), str(count), str(pause)])
    ours: list[bytes] = []
    conflicts = 0
    try:
        while editor.poll() is None:
            ours.append(b"ours %d" % len(ours))
            conflicts += save_lines(path, ours, patience)
            time.sleep(random.uniform(0, pause))
        assert editor.returncode == 0
    finally:
        editor.kill()
        editor.wait()
    save_lines(path, ours, patience)
    final = path.read_bytes()
    print(f"{way}: {len(ours)} saves of ours, {conflicts} conflicts")
    assert lines_of(b"theirs", final) == list(range(count))
    assert sorted(lines_of(b"ours", final)) == list(range(len(ours)))
    left = {entry.name for entry in path.parent.iterdir()}
    assert left == {path.name}


@pytest.mark.parametrize("way", list(editors.WAYS))
def test_no_save_of_another_program_is_lost(way: str, tmp_path: Path) -> None:
    compete(tmp_path / "launch.md", way, count=200, pause=0.006, patience=Patience())


# In place, only a lease can tell for certain that somebody writes: without, it is a matter of patience,
# and of how busy the machine is. test_swapping.py has those cases one by one.
@pytest.mark.parametrize("way", ["by rename", "with backup"])
def test_no_save_by_rename_is_lost_where_the_system_has_no_leases(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "F_SETLEASE", 99_999)
    compete(tmp_path / "launch.md", way, count=40, pause=0.04, patience=QUICK)


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
@pytest.mark.parametrize("backup", ["no", "yes"])
def test_nothing_that_vim_says_it_wrote_is_lost(backup: str, tmp_path: Path) -> None:
    path, log = tmp_path / "launch.md", tmp_path / "written"
    path.write_bytes(b"# List\n")
    log.touch()

    def vim() -> None:
        for number in range(25):
            # it comes there also where it has refused to write, but then the text is modified still
            noting = f"au BufWritePost * if !&modified | call writefile(['{number}'], '{log}', 'a') | endif"
            commands = (f"set noswapfile backupcopy={backup}", noting, f"normal! Gotheirs {number}", "wq")
            arguments = [word for command in commands for word in ("-c", command)]
            # It may refuse, when it sees that the file has changed since it read it.
            subprocess.run(
                ["vim", "-Es", "-u", "NONE", "-i", "NONE", *arguments, path],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )

    editor = threading.Thread(target=vim)
    editor.start()
    ours: list[bytes] = []
    try:
        while editor.is_alive():
            ours.append(b"ours %d" % len(ours))
            save_lines(path, ours, Patience())
            time.sleep(random.uniform(0, 0.02))
    finally:
        editor.join()
    save_lines(path, ours, Patience())
    written = {int(number) for number in log.read_text().split()}
    assert written
    assert written <= set(lines_of(b"theirs", path.read_bytes()))
    assert sorted(lines_of(b"ours", path.read_bytes())) == list(range(len(ours)))
