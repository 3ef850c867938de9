"""Evidence goes to its own folder, is never overwritten, and only what lies there is committed."""

import errno
import os
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from gonogo.core.evidence import (
    EvidenceRefused,
    copy_in,
    evidence_of,
    folder_of,
    ignored_by,
    is_ours,
    keep,
    place,
)
from tests.throwaway import Repository

NOW = datetime(2026, 11, 21, 20, 19, 0, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "docs" / "launch.md"
    path.parent.mkdir()
    path.write_text("# Launch\n\n- [ ] Redis health check\n")
    return path


def test_a_place_is_named_by_document_item_and_time_in_utc(document: Path) -> None:
    expected = document.parent / "evidence/launch/redis-health-check/2026-11-21T201900Z.txt"
    assert place(document, "Redis health check", ".txt", NOW) == expected
    elsewhere = NOW.astimezone(timezone(timedelta(hours=9)))
    assert place(document, "redis-health-check", "txt", elsewhere) == expected
    assert not expected.parent.exists()


def test_a_time_without_a_zone_is_refused(document: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        place(document, "Redis", ".txt", datetime(2026, 11, 21))  # noqa: DTZ001 - the mistake under test


def test_a_file_is_copied_byte_for_byte(document: Path, tmp_path: Path) -> None:
    source = tmp_path / "health.LOG"
    source.write_bytes(bytes(range(256)) * 9000)
    path = copy_in(source, document, "Redis health check", NOW)
    assert path == document.parent / "evidence/launch/redis-health-check/2026-11-21T201900Z.log"
    assert path.read_bytes() == source.read_bytes()
    assert source.exists()
    assert is_ours(path, document)


def test_nothing_is_ever_overwritten(document: Path) -> None:
    made = [keep(document, "Redis", f"{n}\n".encode(), ".txt", NOW) for n in range(3)]
    assert [path.name for path in made] == [
        "2026-11-21T201900Z.txt",
        "2026-11-21T201900Z-2.txt",
        "2026-11-21T201900Z-3.txt",
    ]
    assert [path.read_text() for path in made] == ["0\n", "1\n", "2\n"]
    assert all(is_ours(path, document) for path in made)


def test_two_at_the_same_time_get_a_file_each(document: Path) -> None:
    made: list[Path] = []
    threads = [
        threading.Thread(target=lambda n=n: made.append(keep(document, "Redis", b"%d" % n, ".txt", NOW)))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 20
    assert {path.read_bytes() for path in made} == {b"%d" % n for n in range(20)}


def test_what_is_no_regular_file_is_not_copied_and_not_waited_for(document: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for source in (fifo, tmp_path, tmp_path / "gone", Path("/dev/zero")):
        with pytest.raises(EvidenceRefused, match=str(source)):
            copy_in(source, document, "Redis", NOW)
    assert not folder_of(document).exists()


def test_a_file_too_large_for_a_history_is_refused(document: Path, tmp_path: Path) -> None:
    source = tmp_path / "dump.bin"
    source.write_bytes(b"x" * 2001)
    with pytest.raises(EvidenceRefused, match="attach a link"):
        copy_in(source, document, "Redis", NOW, limit=2000)
    assert copy_in(source, document, "Redis", NOW, limit=2001).stat().st_size == 2001


@pytest.mark.parametrize("link", ["evidence", "evidence/launch", "evidence/launch/redis"])
@pytest.mark.parametrize("dangling", [True, False])
def test_no_link_leads_the_writing_elsewhere(
    document: Path, tmp_path: Path, link: str, dangling: bool
) -> None:
    target = tmp_path / "target"
    if not dangling:
        target.mkdir()
    planted = document.parent / link
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.symlink_to(target)
    with pytest.raises(EvidenceRefused, match="never through a link"):
        keep(document, "Redis", b"x", ".txt", NOW)
    assert dangling or list(target.iterdir()) == []


def test_a_link_at_the_very_name_is_not_written_through(document: Path, tmp_path: Path) -> None:
    wanted = place(document, "Redis", ".txt", NOW)
    wanted.parent.mkdir(parents=True)
    wanted.symlink_to(tmp_path / "victim")
    path = keep(document, "Redis", b"x", ".txt", NOW)
    assert path.name == "2026-11-21T201900Z-2.txt"
    assert not (tmp_path / "victim").exists()
    assert not is_ours(wanted, document)


def test_a_file_that_could_not_be_written_in_full_is_gone_again(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EvidenceRefused, match="No space left"):
        keep(document, "Redis", b"x", ".txt", NOW)
    assert [path for path in folder_of(document).rglob("*") if path.is_file()] == []


def test_through_a_link_to_the_document_evidence_lies_beside_the_real_one(
    document: Path, tmp_path: Path
) -> None:
    link = tmp_path / "LAUNCH-LINK.md"
    link.symlink_to(document)
    path = keep(link, "Redis", b"x", ".txt", NOW)
    assert path.parent.parent == document.parent / "evidence" / "launch"
    assert is_ours(path, link) and is_ours(path, document)


def test_only_files_of_ours_count_as_ours(document: Path) -> None:
    ours = keep(document, "Redis", b"x", ".txt", NOW)
    beside = ours.with_name("notes.txt")
    deeper = ours.parent / "deeper" / ours.name
    other = document.parent / "evidence" / "other" / "redis" / ours.name
    for path in (beside, deeper, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    folder = ours.with_name("2026-11-21T201901Z.txt")
    folder.mkdir()
    assert is_ours(ours, document)
    for path in (beside, deeper, other, folder, document, ours.with_name("2026-11-21T201902Z.txt")):
        assert not is_ours(path, document)


def test_of_what_a_document_cites_only_our_files_are_taken(document: Path, tmp_path: Path) -> None:
    ours = keep(document, "Redis", b"x", ".txt", NOW)
    second = keep(document, "Größe 日本", b"x", ".txt", NOW)
    source = document.parent / "src" / "app.py"
    source.parent.mkdir()
    source.write_text("x")
    secret = tmp_path / "evidence" / "launch" / "redis" / ours.name
    secret.parent.mkdir(parents=True)
    secret.write_text("x")
    link = ours.with_name("2026-11-21T202000Z.txt")
    link.symlink_to(source)
    cited = [
        "evidence/launch/redis/2026-11-21T201900Z.txt",
        "./evidence/launch/redis/../redis/2026-11-21T201900Z.txt",
        "evidence/launch/redis/2026-11-21T201900Z.txt#L3",
        "evidence/launch/redis/2026-11-21T201900Z.txt:3-5",
        "evidence/launch/grosse-%E6%97%A5%E6%9C%AC/2026-11-21T201900Z.txt",
        "evidence/launch/redis/2026-11-21T202000Z.txt",
        "../evidence/launch/redis/2026-11-21T201900Z.txt",
        "src/app.py",
        "src/app.py:1",
        "https://example.org/evidence/launch/redis/2026-11-21T201900Z.txt",
        "evidence/launch/redis",
        "evidence/launch/redis/gone.txt",
        "",
        "#",
        "\0",
        "x" * 5000,
    ]
    assert evidence_of(document, cited) == (ours, second)


def test_an_ignored_evidence_folder_is_told_with_its_rule(repository: Repository) -> None:
    document = repository.write("docs/launch.md", "- [ ] Redis\n")
    assert ignored_by(document) is None
    repository.write(".gitignore", "\nevidence/\n")
    rule = ignored_by(document)
    assert rule is not None
    assert str(rule) == "`evidence/` in .gitignore, line 2"


def test_outside_git_nothing_is_ignored(document: Path) -> None:
    assert ignored_by(document) is None
