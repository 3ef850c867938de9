"""Saving: exactly the edits reach the file; whatever is in the way, they are kept, and it is said."""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checkdown import State
from gonogo.core import files
from gonogo.core.workspace import Document, DocumentRefused, Workspace, refresh, save, save_copy
from gonogo.core.workspace import saving as saving_module
from tests.core.files.people import as_nobody
from tests.core.workspace.acting import add, attach, edit_outside, mark, state
from tests.core.workspace.conftest import LAUNCH, Opener
from tests.throwaway import Repository

REDIS = "Redis health check"


def test_a_save_writes_all_edits_and_says_how_many(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    mark(document, "Latency")
    assert save(document).count == 2
    assert launch.read_text() == LAUNCH.replace("[ ] Redis", "[x] Redis").replace(
        "Latency | ❌", "Latency | ✅"
    )
    assert document.unsaved == ()
    assert save(document).count == 0


def test_nothing_to_save_touches_nothing(opened: Opener, launch: Path) -> None:
    document = opened()
    before = launch.stat()
    assert save(document).count == 0
    assert launch.stat() == before


def test_our_own_save_is_no_news(opened: Opener) -> None:
    document = opened()
    add(document, REDIS, "One more")
    save(document)
    revision = document.revision
    assert refresh(document) is None
    assert document.revision == revision


def test_what_others_write_comes_in(opened: Opener, launch: Path) -> None:
    document = opened()
    edit_outside(launch, "- [ ] Redis", "- [x] Redis")
    news = refresh(document)
    assert news is not None and news.summary == "came in: [ ] -> [x] Redis health check"
    assert (state(document, REDIS), document.unsaved) == ("done", ())


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf- [ ] bom\r\n- [ ] two\r\n",
        b"- [ ] lone\r- [ ] two\r",
        b"- [ ] bad \xff\xfe\n- [ ] two",
        b"# T\r\n\n- [ ] mixed\r\n- [ ] two\n\x0c\n\xe2\x80\xa8\n",
    ],
)
def test_only_the_bytes_of_the_edit_change(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "launch.md"
    path.write_bytes(data)
    document = Workspace().open(path)
    mark(document, "two")
    save(document)
    assert path.read_bytes() == data.replace(b"[ ] two", b"[x] two")
    edited = path.read_bytes().replace(b"[ ]", b"[~]")
    path.write_bytes(edited)
    mark(document, "two", State.BLOCKED)
    save(document)
    assert path.read_bytes() == edited.replace(b"[x] two", b"[!] two")
    document.undo()
    document.undo()
    save(document)
    assert path.read_bytes() == edited.replace(b"[x] two", b"[ ] two")


def test_a_link_stays_a_link(opened: Opener, launch: Path, tmp_path: Path) -> None:
    link = tmp_path / "current.md"
    link.symlink_to(launch)
    document = Workspace().open(link)
    mark(document, REDIS)
    save(document)
    assert link.is_symlink()
    assert "- [x] Redis" in launch.read_text()


def in_the_way(path: Path, what: str) -> None:
    path.unlink()
    if what == "directory":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)


@pytest.mark.parametrize(
    ("what", "said"),
    [("nothing", "no such file"), ("directory", "is a directory"), ("pipe", "is a pipe")],
)
def test_a_file_that_is_gone_costs_no_edit(opened: Opener, launch: Path, what: str, said: str) -> None:
    document = opened()
    mark(document, REDIS)
    in_the_way(launch, what)
    with pytest.raises(files.FileError, match=said) as caught:
        save(document)
    assert "Your edit is kept, in the journal too." in str(caught.value)
    with pytest.raises(files.FileError, match=said):
        refresh(document)
    assert state(document, REDIS) == "done"
    if what == "directory":
        launch.rmdir()
    elif what == "pipe":
        launch.unlink()
    launch.write_text(LAUNCH.replace("Tell", "Please tell"))
    assert save(document).count == 1
    assert launch.read_text() == LAUNCH.replace("Tell", "Please tell").replace("[ ] Redis", "[x] Redis")


def test_a_copy_can_be_saved_where_the_file_cannot(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    launch.unlink()
    copy = save_copy(document, launch.with_name("rescued.md"))
    assert copy.read_text() == LAUNCH.replace("[ ] Redis", "[x] Redis")
    with pytest.raises(files.Exists):
        save_copy(document, copy)


@pytest.fixture
def reachable(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checklist and a state folder that somebody without rights of ours can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        state = Path(folder) / "state"
        state.mkdir()
        state.chmod(0o777)
        monkeypatch.setenv("XDG_STATE_HOME", str(state))
        docs = Path(folder) / "docs"
        docs.mkdir()
        path = docs / "launch.md"
        path.write_text(LAUNCH)
        path.chmod(0o666)
        document = Workspace().open(path)  # everything is imported before we are nobody
        mark(document, REDIS)
        save(document)
        path.write_text(LAUNCH)
        shutil.rmtree(state / "gonogo")
        yield path


def test_a_file_without_write_permission_is_opened_to_look_at(reachable: Path) -> None:
    reachable.chmod(0o444)

    def look() -> str:
        document = Workspace().open(reachable)
        return f"{len(document.checklist.items)} {document.refusal}"

    assert as_nobody(look).startswith(f"6 {reachable} cannot be written")


def test_a_folder_that_cannot_be_written_costs_no_edit(reachable: Path) -> None:
    reachable.parent.chmod(0o555)

    def work() -> str:
        document = Workspace().open(reachable)
        mark(document, REDIS)
        try:
            save(document)
        except files.FileError as problem:
            return f"{len(document.unsaved)} {problem}"
        return "saved"

    said = as_nobody(work)
    reachable.parent.chmod(0o755)
    assert said.startswith("1 ") and "cannot be saved" in said
    assert said.endswith("Your edit is kept, in the journal too.")


def test_several_names_are_asked_about_once_and_stay_one_file(opened: Opener, launch: Path) -> None:
    document = opened()
    other = launch.with_name("other.md")
    os.link(launch, other)
    mark(document, REDIS)
    with pytest.raises(files.NeedsInPlace, match=r"2 names.*Your edit is kept"):
        save(document)
    assert save(document, in_place=True).count == 1
    mark(document, "Latency")
    assert save(document).count == 1
    assert launch.samefile(other)
    assert other.read_text() == document.checklist.source.text
    assert left_in_the_journal(document) == []


def left_in_the_journal(document: Document) -> list[str]:
    assert document.state_dir is not None
    return [str(record.payload["summary"]) for record in files.Journal(document.state_dir).pending()]


def test_writing_in_place_puts_what_repairs_it_into_the_journal_first(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    os.link(launch, launch.with_name("other.md"))
    mark(document, REDIS)
    before = launch.read_bytes()
    real = files.save

    def watched(*args: object, before_in_place: files.BeforeInPlace, **options: object) -> files.Saved:
        def look(texts: files.InPlace) -> None:
            before_in_place(texts)
            assert launch.read_bytes() == before
            assert "written over in place" in left_in_the_journal(document)[-1]

        return real(*args, before_in_place=look, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "save", watched)
    save(document, in_place=True)
    assert left_in_the_journal(document) == []


def test_conflict_markers_stop_edits_and_saves_until_they_are_gone(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    merged = LAUNCH.replace(
        "- [ ] Tell", "<<<<<<< ours\n- [x] Tell\n=======\n- [ ] Tell\n>>>>>>> theirs\n- [ ] T"
    )
    launch.write_text(merged)
    with pytest.raises(files.Refused, match=r"conflict marker in line 17.*Your edit is kept"):
        save(document)
    assert "conflict marker" in document.refusal
    assert document.checklist.source.text == merged
    assert len(document.unsaved) == 1
    assert launch.read_text() == merged
    launch.write_text(LAUNCH.replace("[ ] Tell", "[x] Tell"))
    assert refresh(document) is not None
    assert document.refusal == ""
    save(document)
    assert launch.read_text() == LAUNCH.replace("[ ] Tell", "[x] Tell").replace("[ ] Redis", "[x] Redis")


def test_edits_that_wait_for_a_merge_are_in_the_journal(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    launch.write_text(LAUNCH.replace("- [ ] Tell", "<<<<<<< ours\n- [x] Tell"))
    assert refresh(document) is not None
    with pytest.raises(files.Refused):
        save(document)
    assert document.state_dir is not None
    (record,) = files.Journal(document.state_dir).pending()
    assert record.payload["summary"] == "[ ] -> [x] Redis health check"
    assert "text" not in record.payload  # for the file does not hold it


def test_who_loses_the_right_to_write_sees_the_edits_and_can_make_no_more(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    mark(document, REDIS)
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    edit_outside(launch, "- [ ] Tell", "- [x] Tell")
    refresh(document)
    assert "cannot be written, " in document.refusal
    assert (state(document, REDIS), state(document, "Tell support")) == ("done", "done")
    with pytest.raises(DocumentRefused):
        mark(document, "Latency")
    monkeypatch.undo()
    assert refresh(document) is None
    assert document.refusal == ""
    assert save(document).count == 1


def test_a_lock_of_another_gonogo_is_waited_for_and_told(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    mark(document, REDIS)
    monkeypatch.setattr(saving_module, "WAIT", 0.02)
    monkeypatch.setattr(saving_module, "LOOK", 0.02)
    assert document.state_dir is not None
    with files.lock(launch, document.state_dir):
        with pytest.raises(files.Locked, match=r"another gonogo.*Your edit is kept, in the journal too"):
            save(document)
        assert refresh(document) is None
    assert save(document).count == 1


@pytest.fixture
def no_second_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's state folder takes nothing, so that there is only the one in the git directory."""
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/none")


@pytest.mark.usefixtures("no_second_place")
def test_where_no_state_can_be_kept_saving_works_and_it_is_said(launch: Path) -> None:
    git_dir = launch.parent / ".git"
    (git_dir / "gonogo").mkdir(mode=0o700)
    (git_dir / "gonogo" / "journal.jsonl").mkdir()
    document = Workspace().open(launch)
    mark(document, REDIS)
    assert save(document).count == 1
    assert "not journalled" in document.journal.problem
    assert "- [x] Redis" in launch.read_text()


def test_without_any_place_for_state_saving_works_and_writing_in_place_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/none")
    path = tmp_path / "launch.md"
    path.write_text(LAUNCH)
    document = Workspace().open(path)
    assert "not journalled" in document.journal.problem
    mark(document, REDIS)
    assert save(document).count == 1
    os.link(path, tmp_path / "other.md")
    mark(document, "Latency")
    with pytest.raises(
        files.Refused, match=r"over in place\. A crash could.*Your edit is kept as long as this runs"
    ):
        save(document, in_place=True)
    assert "[x] Redis" in path.read_text()


@pytest.mark.usefixtures("no_second_place")
def test_a_journal_that_breaks_while_open_costs_nothing(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    document.journalled()
    assert document.state_dir is not None
    journal = document.state_dir / "journal.jsonl"
    kept = journal.read_bytes()
    journal.unlink()
    journal.mkdir()
    assert save(document).count == 1
    assert "not journalled" in document.journal.problem
    journal.rmdir()
    journal.write_bytes(kept)
    mark(document, "Latency")
    assert save(document).count == 1
    assert document.journal.problem == ""
    assert left_in_the_journal(document) == []


@pytest.mark.usefixtures("no_second_place")
def test_a_state_folder_open_to_everybody_is_not_trusted_and_saving_works(launch: Path) -> None:
    (launch.parent / ".git" / "gonogo").mkdir()
    (launch.parent / ".git" / "gonogo").chmod(0o777)
    document = Workspace().open(launch)
    mark(document, REDIS)
    assert save(document).count == 1
    assert "may be written by everybody" in document.journal.problem


@pytest.mark.usefixtures("no_second_place")
def test_in_place_needs_a_journal(launch: Path) -> None:
    state = launch.parent / ".git" / "gonogo"
    state.mkdir(mode=0o700)
    (state / "journal.jsonl").mkdir()
    os.link(launch, launch.with_name("other.md"))
    document = Workspace().open(launch)
    mark(document, REDIS)
    with pytest.raises(files.FileError, match=r"kept as long as this runs: no journal takes it"):
        save(document, in_place=True)
    assert not document.kept
    assert launch.read_text() == LAUNCH


def test_outside_git_the_journal_lies_in_the_users_state_folder(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_text(LAUNCH)
    document = Workspace().open(path)
    assert document.repository is None
    assert str(document.state_dir).startswith(os.environ["XDG_STATE_HOME"])
    mark(document, REDIS)
    save(document)
    assert "- [x] Redis" in path.read_text()


def saving_that(monkeypatch: pytest.MonkeyPatch, *outcomes: object) -> None:
    """The next saves do what they do, and then end as is said here."""
    real, left = files.save, list(outcomes)

    def faulty(path: Path, new: bytes, *args: object, **options: object) -> files.Saved:
        outcome = left.pop(0) if left else None
        if outcome is None:
            return real(path, new, *args, **options)  # type: ignore[arg-type]
        found = outcome(path, new) if callable(outcome) else outcome
        assert isinstance(found, files.FileError)
        raise found

    monkeypatch.setattr(files, "save", faulty)


def test_a_save_that_failed_after_all_was_written_is_not_made_twice(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    add(document, REDIS, "One more")
    attach(document, REDIS, "a word")

    def written(path: Path, new: bytes) -> files.FileError:
        path.write_bytes(new)
        return files.DiskFault(path, "holds the new text, but it is not certain to be on the disk")

    saving_that(monkeypatch, written)
    with pytest.raises(files.DiskFault):
        save(document)
    text = launch.read_text()
    assert save(document).count == 2
    assert launch.read_text() == text
    assert (document.unsaved, document.conflicts, left_in_the_journal(document)) == ((), (), [])
    document.undo()
    document.undo()
    save(document)
    assert launch.read_text() == LAUNCH


def test_who_began_from_a_text_of_ours_that_was_put_back_doubles_nothing(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    add(document, REDIS, "One more")
    mark(document, "Latency")

    def built_on(path: Path, new: bytes) -> files.FileError:
        theirs = new.replace(b"[ ] Tell", b"[x] Tell")
        path.write_bytes(theirs)
        return files.Changed(path, theirs, exposed=True)

    saving_that(monkeypatch, built_on)
    save(document)
    text = launch.read_text()
    assert text.count("One more") == 1
    assert "[x] Tell" in text and "Latency | ✅" in text


def test_a_text_of_others_that_was_displaced_is_merged_too(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    mark(document, REDIS)
    lost = LAUNCH.replace("[ ] Alerts", "[~] Alerts").replace("## After", "Words of theirs.\n\n## After")

    def displaced(path: Path, new: bytes) -> files.FileError:
        theirs = LAUNCH.replace("[ ] Tell", "[x] Tell").encode()
        path.write_bytes(theirs)
        return files.Changed(path, theirs, (lost.encode(),), exposed=True)

    saving_that(monkeypatch, displaced)
    save(document)
    text = launch.read_text()
    assert all(each in text for each in ("[x] Redis", "[~] Alerts", "[x] Tell", "Words of theirs.\n\n##"))
    document.undo()
    save(document)
    assert "[ ] Redis" in launch.read_text() and "[~] Alerts" in launch.read_text()


def test_a_displaced_text_that_does_not_fit_is_a_question_and_can_be_put_back(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    mark(document, REDIS)
    lost = LAUNCH.replace("[ ] Alerts reach a person", "[~] Alerts reach two people")

    def displaced(path: Path, new: bytes) -> files.FileError:
        theirs = LAUNCH.replace("[ ] Alerts reach a person", "[x] Alerts reach everybody").encode()
        path.write_bytes(theirs)
        return files.Changed(path, theirs, (lost.encode(),), exposed=True)

    saving_that(monkeypatch, displaced)
    save(document)
    (conflict,) = document.conflicts
    assert conflict.step.summary == "another program's change of line 8"
    assert conflict.ours_lines == ("- [~] Alerts reach two people",)
    document.resolve(conflict, ours=True)
    save(document)
    assert "- [x] Alerts reach everybody\n- [~] Alerts reach two people\n" in launch.read_text()


def test_a_file_that_others_save_again_and_again_is_given_up_for_now(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    mark(document, REDIS)
    theirs = LAUNCH.encode() + b"more\n"
    saving_that(monkeypatch, *[lambda path, _: files.Changed(path, theirs)] * saving_module.TRIES)
    with pytest.raises(files.Busy, match=f"{saving_module.TRIES} times.*Your edit is kept"):
        save(document)
    launch.write_bytes(theirs)
    assert save(document).count == 1


def test_the_guard_is_free_while_the_disk_is_at_work(
    opened: Opener, launch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened()
    looks: list[str] = []

    def look(name: str) -> None:
        free: list[bool] = []

        def try_it() -> None:
            free.append(document.guard.acquire(blocking=False))
            if free[0]:
                document.guard.release()

        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
        assert free == [True], f"the guard is held during {name}"
        looks.append(name)

    for owner, name in (
        (files, "save"),
        (files, "read"),
        (files.Journal, "extend"),
        (files.Journal, "mark_saved"),
    ):
        watch_calls(monkeypatch, owner, name, look)
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Tell", "- [x] Tell")
    save(document)
    mark(document, "Tell support", State.DOING)
    edit_outside(launch, "- [x] Tell", "- [!] Tell")
    refresh(document)
    document.resolve(document.conflicts[0], ours=True)
    save(document)
    document.recover()
    assert set(looks) == {"save", "read", "extend", "mark_saved"}


def watch_calls(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, look: object) -> None:
    real = getattr(owner, name)

    def watched(*args: object, **options: object) -> object:
        assert callable(look)
        look(name)
        return real(*args, **options)

    monkeypatch.setattr(owner, name, watched)


def test_a_document_with_unsaved_edits_is_not_closed(launch: Path) -> None:
    workspace = Workspace()
    document = workspace.open(launch)
    mark(document, REDIS)
    assert not workspace.close(document)
    assert workspace.open(launch) is document
    save(document)
    assert workspace.close(document)
    assert list(workspace) == []
    assert workspace.open(launch) is not document


def test_one_file_is_one_document_however_it_is_named(
    launch: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace()
    link = repository.folder / "link.md"
    link.symlink_to("launch.md")
    monkeypatch.chdir(repository.folder)
    assert len({id(workspace.open(path)) for path in (launch, link, Path("launch.md"))}) == 1


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder on a read-only file system, where we may make one."""
    import subprocess

    done = subprocess.run(["mount", "--bind", "-o", "ro", folder, folder], capture_output=True)
    if done.returncode:
        pytest.skip("needs to mount a folder read-only")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_a_read_only_file_system_is_for_looking(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "launch.md").write_text(LAUNCH)
    with read_only(folder):
        document = Workspace().open(folder / "launch.md")
        assert "read-only file system" in document.refusal


def test_a_git_lfs_pointer_and_a_bare_repository_are_for_looking(
    repository: Repository, tmp_path: Path
) -> None:
    pointer = repository.write(
        "big.md", "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
    )
    assert "Git LFS pointer" in Workspace().open(pointer).refusal
    repository.git("init", "--quiet", "--bare", str(tmp_path / "bare.git"))
    inside = tmp_path / "bare.git" / "launch.md"
    inside.write_text(LAUNCH)
    assert "bare repository" in Workspace().open(inside).refusal
