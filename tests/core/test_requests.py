"""Requests: what others save meanwhile is kept, and what cannot be saved is not lost."""

from pathlib import Path

import pytest

from checkdown import AmbiguousItem, EditRefused, ItemNotFound, State
from gonogo.core.files import FileError
from gonogo.core.requests import Overtaken, Unexpected, addressed, asked_evidence, asked_state, carried_out
from gonogo.core.workspace import Document, Workspace

TEXT = "# Ready\n\n- [ ] first\n- [ ] second\n- [ ] twice\n- [ ] twice\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "docs").mkdir()
    found = tmp_path / "docs" / "ready.md"
    found.write_text(TEXT)
    return found


@pytest.fixture
def document(path: Path) -> Document:
    return Workspace().open(path)


def test_an_item_is_found_by_id_and_by_line(document: Document) -> None:
    item = addressed(document.checklist, "3")
    assert addressed(document.checklist, item.id) == item
    assert addressed(document.checklist, "3", "FIRST") == item


def test_what_is_not_one_item_is_refused(document: Document) -> None:
    twice = document.checklist.item_at(5)
    assert twice is not None
    with pytest.raises(ItemNotFound, match="line 2 is empty"):
        addressed(document.checklist, "2")
    with pytest.raises(AmbiguousItem):
        addressed(document.checklist, twice.id.partition("~")[0])
    with pytest.raises(Unexpected, match="'first', which does not contain 'second'"):
        addressed(document.checklist, "3", "second")


def test_what_another_program_saved_meanwhile_is_kept_and_reported(document: Document, path: Path) -> None:
    asked = asked_state(document, addressed(document.checklist, "3"), State.DONE)
    path.write_text(TEXT.replace("[ ] second", "[x] second"))
    done = carried_out(document, asked)
    assert path.read_text() == TEXT.replace("[ ] first", "[x] first").replace("[ ] second", "[x] second")
    assert [news.summary for news in done.incoming] == ["came in: [ ] -> [x] second"]


def test_an_item_that_another_program_took_away_is_not_brought_back(document: Document, path: Path) -> None:
    asked = asked_state(document, addressed(document.checklist, "3"), State.DONE)
    theirs = TEXT.replace("- [ ] first\n", "")
    path.write_text(theirs)
    with pytest.raises(Overtaken, match="'first'"):
        carried_out(document, asked)
    assert path.read_text() == theirs
    assert Workspace().open(path).recoverable == ()


def test_an_edit_that_cannot_be_saved_is_kept_in_the_journal(document: Document, path: Path) -> None:
    asked = asked_state(document, addressed(document.checklist, "3"), State.DONE)
    path.unlink()
    path.mkdir()
    with pytest.raises(FileError):
        carried_out(document, asked)
    assert [step.summary for step in document.unsaved] == ["[ ] -> [x] first"]


def test_all_of_a_request_is_one_step_of_undo(document: Document) -> None:
    item = addressed(document.checklist, "3")
    asked = asked_state(document, item, State.DONE, "seen", ["https://ci.example.org/7"])
    carried_out(document, asked)
    assert document.checklist.source.dump() != TEXT.encode()
    document.undo()
    assert document.checklist.source.dump() == TEXT.encode()


def test_a_copy_that_is_cited_by_nothing_is_taken_away_again(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("✅ a mark in a paragraph\n⬜ which carries no bullets\n", encoding="utf-8")
    (tmp_path / "run.log").write_text("ok\n")
    document = Workspace().open(path)
    item = addressed(document.checklist, "2")
    asked = asked_evidence(document, item, [str(tmp_path / "run.log")])
    assert [copy.read_text() for copy in asked.copies] == ["ok\n"]
    with pytest.raises(EditRefused):
        carried_out(document, asked)
    assert [found.name for found in path.parent.iterdir()] == ["ready.md"]
