"""What `read` takes, and what it refuses without hanging (F3, F8, F14)."""

import os
import re
import socket
from pathlib import Path

import pytest

from gonogo.core.files import FileMissing, Kind, NotRegular, TooLarge, fingerprint, read


def test_a_snapshot_holds_every_byte(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfa\r\nb\rc\n\x00\xff\xe2\x80\xa8\x0c no end"
    path = tmp_path / "a.md"
    path.write_bytes(data)
    path.chmod(0o640)
    seen = read(path)
    assert (seen.data, seen.fingerprint) == (data, fingerprint(data))
    assert (seen.mode, seen.links, seen.kind) == (0o640, 1, Kind.FILE)
    assert (seen.owner, seen.group) == (path.stat().st_uid, path.stat().st_gid)


def test_an_empty_file_and_one_without_a_size_are_read(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert read(tmp_path / "empty").data == b""
    if Path("/proc/self/status").exists():
        assert b"Pid:" in read("/proc/self/status").data


def test_a_link_is_followed_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"text")
    (tmp_path / "link").symlink_to("a.md")
    seen = read(tmp_path / "link")
    assert (seen.data, seen.kind) == (b"text", Kind.LINK)
    assert (seen.path, seen.target) == (tmp_path / "link", (tmp_path / "a.md").resolve())


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(NotRegular, match=r"leads back to itself"):
        read(tmp_path / "a")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotRegular, match="is a directory"):
        read(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotRegular, match="is a pipe"):
        read(tmp_path / "pipe")


def test_a_device_and_a_socket_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotRegular, match="is a device"):
        read("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        server.bind("s")
        with pytest.raises(NotRegular, match="is a socket"):
            read(tmp_path / "s")


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as caught:
        read(tmp_path / "gone.md")
    assert str(caught.value) == (
        f"{tmp_path}/gone.md cannot be read: no such file or directory (ENOENT)."
        " Look at the path; it may have been moved or deleted."
    )


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 300])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(NotRegular):
        read(name)


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(TooLarge, match=re.escape("100.0 MB or more; files up to 64 MB")):
        read(path)
    path.write_bytes(b"12345")
    with pytest.raises(TooLarge):
        read(path, limit=4)
    assert read(path, limit=5).data == b"12345"


def test_a_name_that_is_no_utf_8_and_one_that_a_terminal_obeys(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[2J.md")
    with pytest.raises(FileMissing) as caught:
        read(path)
    assert "\x1b" not in str(caught.value) and str(caught.value).isprintable()
    Path(path).write_bytes(b"x")
    assert read(path).data == b"x"


def test_a_patient_read_bridges_the_moment_in_which_an_editor_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            path.write_bytes(b"new")

    monkeypatch.setattr("gonogo.core.files.reading.time.sleep", pause)
    assert read(path, patient=True).data == b"new"
    assert len(pauses) >= 3
