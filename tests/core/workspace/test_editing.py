"""Edits, undo and redo in one session: in memory, exact, and announced."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkdown import CheckdownError, SetState, State, Together, parse
from gonogo.core.workspace import (
    Document,
    DocumentRefused,
    NothingToUndo,
    Step,
    Workspace,
    changed_sections,
)
from tests.core.workspace.acting import add, attach, delete, do, mark, note, ref, reword, state
from tests.core.workspace.conftest import LAUNCH, Opener


def test_an_edit_is_in_the_checklist_at_once_and_not_in_the_file(opened: Opener, launch: Path) -> None:
    document = opened()
    step = mark(document, "Redis health check")
    assert step.summary == "[ ] -> [x] Redis health check"
    assert state(document, "Redis health check") == "done"
    assert document.unsaved == (step,)
    assert launch.read_text() == LAUNCH


def test_what_is_so_already_is_no_edit(opened: Opener) -> None:
    document = opened()
    assert document.do(SetState(ref(document, "Tell support"), State.TODO)) is None
    assert (document.revision, document.unsaved, document.undoable) == (0, (), "")


def test_an_edit_that_cannot_be_made_changes_nothing(opened: Opener) -> None:
    document = opened()
    gone = ref(document, "Tell support")
    delete(document, "Tell support")
    revision = document.revision
    with pytest.raises(CheckdownError, match="Tell support"):
        document.do(SetState(gone, State.DONE))
    assert document.revision == revision


def test_undo_and_redo_go_through_all_edits_and_every_byte_comes_back(opened: Opener) -> None:
    document = opened()
    texts = [document.checklist.source.dump()]
    edits: tuple[Callable[[], Step], ...] = (
        lambda: mark(document, "Redis health check", State.BLOCKED, "no cluster yet"),
        lambda: attach(document, "Redis health check", "a word"),
        lambda: mark(document, "Error rate"),
        lambda: note(document, "Error rate", "seen | heard"),
        lambda: add(document, "Tell support", "Tell sales"),
        lambda: reword(document, "Tell sales", "Tell everybody"),
        lambda: delete(document, "Rollback rehearsed"),
    )
    for edit in edits:
        edit()
        texts.append(document.checklist.source.dump())
    for text in reversed(texts[:-1]):
        assert document.undo().summary.startswith("undone: ")
        assert document.checklist.source.dump() == text
    with pytest.raises(NothingToUndo):
        document.undo()
    for text in texts[1:]:
        document.redo()
        assert document.checklist.source.dump() == text
    with pytest.raises(NothingToUndo):
        document.redo()


def test_undo_tells_the_state_that_is_back_and_quotes_what_has_an_arrow_of_another_kind(
    opened: Opener,
) -> None:
    document = opened()
    mark(document, "Redis health check", State.BLOCKED, "no cluster yet")
    assert document.undo().summary == "undone: Redis health check is [ ] again"
    assert document.redo().summary == "[ ] -> [!] Redis health check (no cluster yet)"
    reword(document, "Tell support", "Tell a -> b")
    assert document.undo().summary == 'undone: "reworded: Tell support -> Tell a -> b"'
    document.redo()
    mark(document, "Tell a -> b", State.BLOCKED, "one")
    mark(document, "Tell a -> b", State.BLOCKED, "two")
    assert document.undo().summary == 'undone: "[!] Tell a -> b (two)"'
    assert document.undo().summary == "undone: Tell a -> b is [ ] again"


def test_a_new_edit_ends_redo(opened: Opener) -> None:
    document = opened()
    mark(document, "Tell support")
    assert document.undoable == "[ ] -> [x] Tell support"
    document.undo()
    assert document.redoable == "[ ] -> [x] Tell support"
    mark(document, "Redis health check")
    assert document.redoable == ""
    with pytest.raises(NothingToUndo):
        document.redo()


def test_an_edit_that_is_taken_back_before_anybody_saw_it_is_nothing_to_save(opened: Opener) -> None:
    document = opened()
    mark(document, "Tell support")
    document.undo()
    assert document.unsaved == ()


def test_several_requests_are_one_edit_and_one_undo(opened: Opener) -> None:
    document = opened()
    names = ("Redis health check", "Error rate", "Tell support")
    do(document, Together(tuple(SetState(ref(document, name), State.DONE) for name in names), "three done"))
    assert [state(document, name) for name in names] == ["done"] * 3
    document.undo()
    assert document.checklist.source.text == LAUNCH


def test_revisions_grow_and_tell_what_has_to_be_drawn_again(opened: Opener) -> None:
    document = opened()
    drawn, revision = document.checklist, document.revision
    assert changed_sections(drawn, document.checklist).nothing
    mark(document, "Tell support")
    assert document.revision == revision + 1
    redraw = changed_sections(drawn, document.checklist)
    assert (redraw.first, redraw.old_end, redraw.new_end) == (3, 4, 4)
    assert drawn.sections[3].title == "After"


def test_a_document_that_is_refused_can_be_looked_at(launch: Path) -> None:
    launch.write_text(LAUNCH.replace("- [ ] Tell", "<<<<<<< ours\n- [ ] Tell"))
    document = Workspace().open(launch)
    assert len(document.checklist.items) == 6
    edits: tuple[Callable[[], Step], ...] = (
        lambda: mark(document, "Tell support"),
        document.undo,
        document.redo,
    )
    for edit in edits:
        with pytest.raises(DocumentRefused, match="conflict marker in line 17"):
            edit()
    assert document.unsaved == ()


def test_outside_git_lines_like_conflict_markers_are_text(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_text(LAUNCH.replace("- [ ] Tell", "<<<<<<< ours\n- [ ] Tell"))
    document = Workspace().open(path)
    assert mark(document, "Tell support").summary == "[ ] -> [x] Tell support"


def test_the_checklist_after_any_edit_is_the_one_that_its_text_makes(opened: Opener) -> None:
    document = opened()

    def compare(now: Document) -> None:
        again = parse(now.checklist.source.dump())
        assert [repr(item) for item in again.items] == [repr(item) for item in now.checklist.items]

    mark(document, "Latency")
    compare(document)
    add(document, "Redis health check", "Another one")
    compare(document)
    document.undo()
    compare(document)
