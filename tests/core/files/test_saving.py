"""What a save keeps, and what it refuses (F2, F3, F5, F8)."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.core.files import (
    Changed,
    FileError,
    FileMissing,
    Fingerprint,
    InPlace,
    NeedsInPlace,
    NotRegular,
    Refused,
    Saved,
    Snapshot,
    fingerprint,
    read,
    renaming,
    save,
)
from tests.core.files.people import NOBODY, as_nobody

OLD, NEW = b"- [ ] a\n", b"- [x] a\n"

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "launch.md"
    made.write_bytes(OLD)
    return made


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_save_replaces_the_text_and_leaves_nothing_else(path: Path) -> None:
    before = path.stat().st_ino
    saved = save(path, NEW, OLD)
    assert saved == Saved(path.resolve(), fingerprint(NEW), in_place=False, leftover=None)
    assert path.read_bytes() == NEW
    assert path.stat().st_ino != before
    assert names(path.parent) == ["launch.md"]


@pytest.mark.parametrize("kind", ["bytes", "fingerprint", "snapshot"])
def test_what_is_expected_can_be_said_in_three_ways(path: Path, kind: str) -> None:
    ways: dict[str, bytes | Fingerprint | Snapshot] = {
        "bytes": OLD,
        "fingerprint": fingerprint(OLD),
        "snapshot": read(path),
    }
    known = ways[kind]
    save(path, NEW, known)
    assert path.read_bytes() == NEW
    with pytest.raises(Changed):
        save(path, b"third", known)
    assert path.read_bytes() == NEW


def test_a_file_that_changed_before_is_left_alone_and_its_text_handed_over(path: Path) -> None:
    path.write_bytes(b"theirs")
    with pytest.raises(Changed, match="was changed by another program") as caught:
        save(path, NEW, OLD)
    assert (caught.value.theirs, caught.value.displaced) == (b"theirs", ())
    assert path.read_bytes() == b"theirs"
    assert names(path.parent) == ["launch.md"]


def test_a_change_that_keeps_the_time_and_the_size_is_noticed(path: Path) -> None:
    seen = path.stat()
    path.write_bytes(b"- [-] a\n")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    with pytest.raises(Changed):
        save(path, NEW, OLD)


def test_a_new_time_alone_is_no_change(path: Path) -> None:
    os.utime(path, ns=(1, 1))
    save(path, NEW, OLD)
    assert path.read_bytes() == NEW


def test_saving_what_is_there_already_touches_nothing(path: Path) -> None:
    before = path.stat()
    assert save(path, OLD, OLD).fingerprint == fingerprint(OLD)
    assert path.stat() == before


def test_a_link_is_kept_and_the_file_behind_it_saved(path: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    link = tmp_path / "docs" / "link.md"
    link.symlink_to("../launch.md")
    assert save(link, NEW, OLD).path == path.resolve()
    assert (link.is_symlink(), os.readlink(link)) == (True, "../launch.md")
    assert path.read_bytes() == NEW
    assert names(tmp_path / "docs") == ["link.md"]


def test_a_loop_of_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(NotRegular):
        save(tmp_path / "a", NEW, OLD)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)
    save(path, NEW, OLD)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@needs_root
def test_the_owner_is_kept(path: Path) -> None:
    os.chown(path, NOBODY, NOBODY - 1)
    path.chmod(0o640)
    save(path, NEW, OLD)
    seen = path.stat()
    assert (seen.st_uid, seen.st_gid, stat.S_IMODE(seen.st_mode)) == (NOBODY, NOBODY - 1, 0o640)


def test_extended_attributes_are_kept(path: Path) -> None:
    try:
        os.setxattr(path, "user.origin", b"wiki\0page")
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")
    save(path, NEW, OLD)
    assert os.getxattr(path, "user.origin") == b"wiki\0page"


# An ACL as Linux stores it: version 2, then tag, permissions and id of each entry.
def acl(*entries: tuple[int, int, int]) -> bytes:
    parts = [(2).to_bytes(4, "little")]
    for tag, permissions, who in entries:
        parts += [tag.to_bytes(2, "little"), permissions.to_bytes(2, "little"), who.to_bytes(4, "little")]
    return b"".join(parts)


ANY = 0xFFFFFFFF
ACL = acl((1, 6, ANY), (2, 6, NOBODY), (4, 4, ANY), (16, 6, ANY), (32, 0, ANY))


def test_an_acl_is_kept(path: Path) -> None:
    try:
        os.setxattr(path, "system.posix_acl_access", ACL)
    except (OSError, AttributeError):
        pytest.skip("no ACLs here")
    before = path.stat().st_mode
    save(path, NEW, OLD)
    assert os.getxattr(path, "system.posix_acl_access") == ACL
    assert path.stat().st_mode == before


def test_a_folder_that_hands_out_an_acl_does_not_change_one_that_has_none(path: Path) -> None:
    try:
        os.setxattr(path.parent, "system.posix_acl_default", ACL)
    except (OSError, AttributeError):
        pytest.skip("no ACLs here")
    before = path.stat().st_mode
    save(path, NEW, OLD)
    assert "system.posix_acl_access" not in os.listxattr(path)
    assert path.stat().st_mode == before


def test_a_file_with_two_names_needs_to_be_asked_about(path: Path) -> None:
    other = path.with_name("other.md")
    other.hardlink_to(path)
    with pytest.raises(NeedsInPlace, match="2 names") as caught:
        save(path, NEW, OLD)
    assert caught.value.links == 2
    assert path.read_bytes() == OLD

    seen: list[InPlace] = []
    saved = save(path, NEW, OLD, in_place=True, before_in_place=seen.append)
    assert saved.in_place
    assert seen == [InPlace(path.resolve(), OLD, NEW)]
    assert path.samefile(other)
    assert other.read_bytes() == NEW


def test_nothing_is_written_in_place_where_the_journal_cannot_be(path: Path) -> None:
    def full(_: InPlace) -> None:
        raise Refused("journal", "is full")

    with pytest.raises(Refused):
        save(path, NEW, OLD, in_place=True, before_in_place=full)
    assert path.read_bytes() == OLD


def test_without_the_exchange_a_file_is_written_in_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "EXCHANGE", 1 << 20)  # a flag that no kernel knows
    seen: list[InPlace] = []
    before = path.stat().st_ino
    assert save(path, NEW, OLD, before_in_place=seen.append).in_place
    assert (path.read_bytes(), path.stat().st_ino, len(seen)) == (NEW, before, 1)
    assert names(path.parent) == ["launch.md"]


def save_and_tell(path: Path) -> str:
    try:
        return f"in place: {save(path, NEW, OLD).in_place}"
    except FileError as error:
        return f"{type(error).__name__}: {error}"


@pytest.fixture
def reachable(path: Path) -> Iterator[Path]:
    """A document in a folder that other users can reach, unlike those of pytest; saving is all imported."""
    save(path, NEW, OLD)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "launch.md"
        made.write_bytes(OLD)
        made.parent.chmod(0o777)
        yield made
        made.parent.chmod(0o700)


@needs_root
def test_a_file_of_somebody_else_is_written_in_place_so_that_it_stays_theirs(reachable: Path) -> None:
    reachable.chmod(0o666)
    assert as_nobody(lambda: save_and_tell(reachable)) == "in place: True"
    assert (reachable.read_bytes(), reachable.stat().st_uid) == (NEW, 0)
    assert names(reachable.parent) == ["launch.md"]


def test_a_folder_that_may_not_be_written_is_told(reachable: Path) -> None:
    reachable.chmod(0o666)
    reachable.parent.chmod(0o555)
    said = as_nobody(lambda: save_and_tell(reachable))
    what = f"{reachable} cannot be saved: nothing can be written to its folder {reachable.parent}"
    assert said.startswith(f"Refused: {what}: permission denied (EACCES)")
    assert reachable.read_bytes() == OLD


def test_a_file_that_may_not_be_written_is_left_alone(reachable: Path) -> None:
    reachable.chmod(0o444)
    said = as_nobody(lambda: save_and_tell(reachable))
    assert said.startswith(f"Refused: {reachable} cannot be saved: permission denied (EACCES)")
    assert reachable.read_bytes() == OLD


def test_a_file_that_may_not_be_read_is_told(reachable: Path) -> None:
    reachable.chmod(0o200)
    said = as_nobody(lambda: save_and_tell(reachable))
    assert said.startswith(f"Refused: {reachable} cannot be saved: permission denied (EACCES)")


@needs_root
def test_an_immutable_file_is_left_alone(path: Path) -> None:
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", path], check=False).returncode:
        pytest.skip("files cannot be made immutable here")
    try:
        with pytest.raises(Refused, match="chattr -i"):
            save(path, NEW, OLD)
    finally:
        subprocess.run(["chattr", "-i", path], check=True)
    assert (path.read_bytes(), names(path.parent)) == (OLD, ["launch.md"])


def with_mount(mount: str, code: str, *arguments: str | Path) -> str:
    """What Python code prints where a mount is in effect for it alone; skips where that cannot be."""
    command = ["unshare", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    python = [sys.executable, "-c", code, *map(str, arguments)]
    root = Path(__file__).parents[3]
    return subprocess.run([*command, *python], cwd=root, capture_output=True, text=True, check=True).stdout


@needs_root
def test_a_read_only_file_system_is_told(path: Path) -> None:
    folder = path.parent
    code = "from tests.core.files.test_saving import *; print(save_and_tell(Path(sys.argv[1])))"
    done = with_mount(f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}", code, path)
    assert done.startswith(f"Refused: {path} cannot be saved: read-only file system (EROFS)")


@needs_root
def test_a_full_disk_is_told_and_the_old_text_stays(path: Path) -> None:
    folder = path.parent
    code = """
from tests.core.files.test_saving import *
path, size = Path(sys.argv[1]), int(sys.argv[2])
path.write_bytes(OLD)
try:
    save(path, b"x" * size, OLD)
except FileError as error:
    print(type(error).__name__, path.read_bytes() == OLD, names(path.parent))
"""
    for inodes, size in (("100", "100000"), ("2", "10")):
        done = with_mount(f"mount -t tmpfs -o size=64k,nr_inodes={inodes} none {folder}", code, path, size)
        assert done == "NoSpace True ['launch.md']\n", inodes


@pytest.mark.parametrize("other", ["nothing", "directory", "pipe"])
def test_a_file_that_is_gone_or_something_else_now_is_an_error(path: Path, other: str) -> None:
    path.unlink()
    if other == "directory":
        path.mkdir()
    elif other == "pipe":
        os.mkfifo(path)
    with pytest.raises(FileMissing if other == "nothing" else NotRegular):
        save(path, NEW, OLD)
    assert names(path.parent) == ([] if other == "nothing" else ["launch.md"])


def test_a_name_as_long_as_names_can_be_is_saved(tmp_path: Path) -> None:
    for name in ("é" * 127, "x" * 255, os.fsdecode(b"\xff" * 255)):
        path = tmp_path / name
        path.write_bytes(OLD)
        save(path, NEW, OLD)
        assert path.read_bytes() == NEW
