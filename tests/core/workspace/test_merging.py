"""Others change the file while it is open: both sides' edits survive, or the person is asked."""

from pathlib import Path

import pytest

from checkdown import AddColumn, CheckdownError, ItemRef, SetState, Sign, State, Together, TrackList, Withhold
from gonogo.core.workspace import Document, UndoRefused, refresh, save
from tests.core.workspace.acting import (
    add,
    attach,
    delete,
    do,
    edit_outside,
    item,
    mark,
    note,
    ref,
    reword,
    state,
)
from tests.core.workspace.conftest import LAUNCH, Opener

REDIS, ROLLBACK, ALERTS = "Redis health check", "Rollback rehearsed", "Alerts reach a person"


@pytest.mark.parametrize("in_place", [False, True], ids=["by rename", "in place"])
def test_an_edit_and_anothers_save_are_both_in_the_file(opened: Opener, launch: Path, in_place: bool) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Rollback", "- [~] Rollback", in_place=in_place)
    outcome = save(document)
    assert launch.read_text() == LAUNCH.replace("[ ] Redis", "[x] Redis").replace("[ ] Roll", "[~] Roll")
    assert outcome.count == 1
    assert [news.summary for news in outcome.incoming] == ["came in: [ ] -> [~] Rollback rehearsed"]
    assert document.checklist.source.text == launch.read_text()


SIGNED = "## Sign-off\n\n- Lead: ____ Date: ____\n- Owner: ____ Date: ____\n"


def test_a_signature_and_anothers_no_go_on_the_same_line_are_a_question(opened: Opener, launch: Path) -> None:
    launch.write_text(SIGNED.replace("- Lead", "- [ ] Lead"))
    document = opened()
    document.do(Sign(3, "Lead", "Ada Lovelace", "2026-11-21"))
    edit_outside(
        launch,
        "- [ ] Lead: ____ Date: ____\n",
        "- [!] Lead: ____ Date: ____\n  - blocked: no keys (2026-11-21, Grace Hopper)\n",
    )
    save(document)
    assert "- [!] Lead: ____ Date: ____\n  - blocked: no keys" in launch.read_text()
    (conflict,) = document.conflicts
    assert conflict.reason == (
        "Lead does not sign, somebody wrote meanwhile: no keys (2026-11-21, Grace Hopper)"
    )
    document.resolve(conflict, ours=True)
    save(document)
    assert "- [x] Lead: Ada Lovelace Date: 2026-11-21\n  - blocked: no keys" in launch.read_text()


def test_two_who_sign_the_same_line_are_a_question(opened: Opener, launch: Path) -> None:
    launch.write_text(SIGNED)
    document = opened()
    document.do(Withhold(3, "Lead", "no test", "Ada Lovelace", "2026-11-21"))
    document.do(Sign(5, "Owner", "Ada Lovelace", "2026-11-21"))
    edit_outside(
        launch,
        "- Owner: ____ Date: ____\n",
        "- Owner: Grace Hopper Date: 2026-11-20\n",
    )
    save(document)
    assert launch.read_text() == SIGNED.replace(
        "- Lead: ____ Date: ____\n",
        "- Lead: ____ Date: ____\n  - blocked: no test (2026-11-21, Ada Lovelace)\n",
    ).replace("- Owner: ____ Date: ____", "- Owner: Grace Hopper Date: 2026-11-20")
    (conflict,) = document.conflicts
    assert conflict.reason == "Owner has signed meanwhile: Grace Hopper"


def test_lines_that_come_in_above_move_an_edit(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    attach(document, ALERTS, "a word")
    edit_outside(launch, "## Before\n", "Some words.\n\n- [ ] First of all\n\n## Before\n")
    save(document)
    assert "- [x] Redis" in launch.read_text()
    assert "- [ ] Alerts reach a person\n  - evidence: a word\n" in launch.read_text()
    assert document.conflicts == ()


def test_a_row_keeps_what_others_wrote_into_its_other_cells(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, "Error rate")
    edit_outside(launch, "| Error rate | ❌ | |", "| Error rate | ❌ | looked at |")
    save(document)
    assert "| Error rate | ✅ | looked at |" in launch.read_text()
    document.undo()
    save(document)
    assert "| Error rate | ❌ | looked at |" in launch.read_text()


def test_the_same_answer_from_both_sides_is_no_question(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    delete(document, "Tell support")
    edit_outside(launch, "- [ ] Redis", "- [x] Redis")
    edit_outside(launch, "\n- [ ] Tell support\n", "\n")
    outcome = save(document)
    assert (document.conflicts, document.unsaved, outcome.count) == ((), (), 2)
    assert document.undoable == ""


def test_an_item_that_was_deleted_meanwhile_is_a_question(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Redis health check\n", "")
    outcome = save(document)
    (conflict,) = outcome.conflicts
    assert conflict.reason == "'Redis health check' is gone, or was reworded"
    assert conflict.theirs is None
    assert conflict.ours_lines == ("- [x] Redis health check",)
    assert conflict.theirs_lines == ()
    assert outcome.count == 0
    assert launch.read_text() == LAUNCH.replace("- [ ] Redis health check\n", "")


def test_ours_puts_an_item_back_that_was_deleted(opened: Opener, launch: Path) -> None:
    document = opened()
    attach(document, REDIS, "a word")
    edit_outside(launch, "- [ ] Redis health check\n", "")
    save(document)
    step = document.resolve(document.conflicts[0], ours=True)
    save(document)
    assert step is not None
    assert launch.read_text() == LAUNCH.replace(
        "- [ ] Redis health check\n", "- [ ] Redis health check\n  - evidence: a word\n"
    )
    assert document.conflicts == ()
    document.undo()
    save(document)
    assert launch.read_text() == LAUNCH.replace("- [ ] Redis health check\n", "")


@pytest.mark.parametrize("theirs", ["- [ ] Redis health check twice", "- [ ] Redis (< 5 ms) health check"])
def test_an_item_that_was_reworded_meanwhile_is_a_question(opened: Opener, launch: Path, theirs: str) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Redis health check", theirs)
    save(document)
    (conflict,) = document.conflicts
    assert "reworded" in conflict.reason
    assert (conflict.ours_lines, conflict.theirs_lines) == (("- [x] Redis health check",), (theirs,))
    assert theirs in launch.read_text()
    assert "[x]" not in launch.read_text()


def test_a_bound_that_was_moved_meanwhile_is_a_question(opened: Opener, launch: Path) -> None:
    edit_outside(launch, "- [ ] Tell support", "- [ ] Error budget (< 1%)")
    document = opened()
    mark(document, "Error budget (< 1%)")
    edit_outside(launch, "(< 1%)", "(< 5%)")
    save(document)
    (conflict,) = document.conflicts
    assert conflict.reason == "'Error budget (< 1%)' was reworded meanwhile: 'Error budget (< 5%)'"


def test_theirs_lets_the_file_be(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    save(document)
    (conflict,) = document.conflicts
    assert conflict.reason == "'Redis health check' was set to blocked meanwhile; you set it to done"
    assert conflict.theirs is State.BLOCKED
    assert state(document, REDIS) == "blocked"
    document.resolve(conflict, ours=False)
    save(document)
    assert document.conflicts == ()
    assert launch.read_text() == LAUNCH.replace("- [ ] Redis", "- [!] Redis")
    assert document.journal.left_behind() == ()


def test_ours_overrules_and_can_be_undone(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    save(document)
    document.resolve(document.conflicts[0], ours=True)
    save(document)
    assert launch.read_text() == LAUNCH.replace("- [ ] Redis", "- [x] Redis")
    document.undo()
    save(document)
    assert launch.read_text() == LAUNCH.replace("- [ ] Redis", "- [!] Redis")


def test_setting_the_item_again_answers_the_question(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    save(document)
    mark(document, REDIS, State.DOING)
    assert document.conflicts == ()
    save(document)
    assert "- [~] Redis" in launch.read_text()


def test_several_edits_to_one_item_are_one_question(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS, State.DOING)
    mark(document, REDIS, State.DONE)
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    save(document)
    (conflict,) = document.conflicts
    assert len(conflict.steps) == 2
    document.resolve(conflict, ours=True)
    assert state(document, REDIS) == "done"
    assert document.conflicts == ()


def test_two_reasons_for_being_blocked_are_a_question(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS, State.BLOCKED, "no cluster")
    edit_outside(launch, "- [ ] Redis health check\n", "- [!] Redis health check\n  - blocked: no account\n")
    save(document)
    assert document.conflicts[0].reason == "'Redis health check' is blocked for another reason: no account"
    document.resolve(document.conflicts[0], ours=True)
    save(document)
    assert "  - blocked: no cluster" in launch.read_text()


def test_removing_what_others_worked_on_is_a_question(opened: Opener, launch: Path) -> None:
    document = opened()
    delete(document, ROLLBACK)
    edit_outside(launch, "- [ ] Rollback", "- [x] Rollback")
    save(document)
    (conflict,) = document.conflicts
    assert "was changed meanwhile; you removed it" in conflict.reason
    assert "- [x] Rollback rehearsed" in launch.read_text()
    document.resolve(conflict, ours=True)
    save(document)
    assert "Rollback" not in launch.read_text()


def test_of_an_edit_to_several_items_what_fits_is_made_and_the_rest_is_asked(
    opened: Opener, launch: Path
) -> None:
    document = opened()
    names = (REDIS, ROLLBACK, ALERTS)
    do(document, Together(tuple(SetState(ref(document, name), State.DONE) for name in names), "3 done"))
    edit_outside(launch, "- [ ] Rollback", "- [!] Rollback")
    save(document)
    assert [state(document, name) for name in names] == ["done", "blocked", "done"]
    (conflict,) = document.conflicts
    assert conflict.step.summary == "done: Rollback rehearsed"
    document.undo()
    assert [state(document, name) for name in names] == ["todo", "blocked", "todo"]
    document.redo()
    document.resolve(conflict, ours=True)
    save(document)
    assert launch.read_text().count("[x]") == 3


def test_an_edit_to_one_item_is_made_whole_or_not_at_all(opened: Opener, launch: Path) -> None:
    document = opened()
    both = Together(
        (
            SetState(ref(document, REDIS), State.DONE),
            SetState(ref(document, REDIS), State.BLOCKED, "no cluster"),
        ),
        "two at once",
    )
    do(document, both)
    edit_outside(launch, "- [ ] Redis", "- [-] Redis")
    save(document)
    assert len(document.conflicts) == 1
    assert launch.read_text() == LAUNCH.replace("- [ ] Redis", "- [-] Redis")


def test_of_equal_items_the_right_one_is_set(opened: Opener, launch: Path) -> None:
    edit_outside(
        launch, "- [ ] Tell support", "- [ ] Approved\n\nand\n\n- [ ] Approved\n\nthen\n\n- [ ] Approved"
    )
    document = opened()
    second = [each for each in document.checklist.items if each.text == "Approved"][1]
    do(document, SetState(ref_of(document, second.index), State.DONE))
    edit_outside(launch, "## After\n", "## After\n\n- [ ] Approved\n")
    save(document)
    marks = [each.mark for each in document.checklist.items if each.text == "Approved"]
    assert marks == [" ", " ", "x", " "] or (document.conflicts and marks == [" "] * 4)


def ref_of(document: Document, index: int) -> ItemRef:
    return ItemRef.of(document.checklist.items[index])


def test_of_equal_items_that_came_and_went_none_is_guessed(opened: Opener, launch: Path) -> None:
    edit_outside(launch, "- [ ] Tell support", "- [ ] Approved\n- [ ] Approved")
    document = opened()
    do(document, SetState(ref_of(document, len(document.checklist.items) - 1), State.DONE))
    edit_outside(launch, "- [ ] Approved\n- [ ] Approved\n", "- [ ] Approved\n")
    save(document)
    assert len(document.conflicts) == 1
    assert "[x]" not in launch.read_text()


def test_a_request_that_names_a_line_never_strikes_another_one(opened: Opener, launch: Path) -> None:
    edit_outside(launch, "## After\n", "- plain one\n- plain two\n\n## After\n\n- other one\n- other two\n")
    document = opened()
    line = document.checklist.source.text.splitlines().index("- plain one") + 1
    do(document, TrackList(line))
    edit_outside(launch, "- plain two\n", "- plain two, reworded\n")
    edit_outside(launch, "# Launch\n", "# Launch\n\none\ntwo\nthree\nfour\n")
    save(document)
    text = launch.read_text()
    assert "- other one\n" in text
    assert "- [ ] plain one\n" in text or document.conflicts


def test_a_tick_on_what_is_no_item_any_more_is_not_made(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, "Tell support")
    edit_outside(launch, "\n- [ ] Tell support\n", "\n```\n- [ ] Tell support\n```\n")
    save(document)
    assert len(document.conflicts) == 1
    assert "- [ ] Tell support" in launch.read_text()


def test_what_others_changed_stays_when_ones_own_is_undone(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    note(document, ROLLBACK, "mine")
    save(document)
    edit_outside(launch, "- note: see the runbook", "- note: see the new runbook")
    edit_outside(launch, "- [ ] Alerts", "- [x] Alerts")
    refresh(document)
    document.undo()
    document.undo()
    save(document)
    assert launch.read_text() == LAUNCH.replace("the runbook", "the new runbook").replace("[ ] Al", "[x] Al")


def test_undo_never_takes_back_what_others_decided_since(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    mark(document, ALERTS)
    save(document)
    edit_outside(launch, "- [x] Alerts", "- [!] Alerts")
    refresh(document)
    with pytest.raises(UndoRefused, match="Alerts"):
        document.undo()
    document.undo()
    assert [state(document, name) for name in (REDIS, ALERTS)] == ["todo", "blocked"]


def test_an_undo_that_is_not_saved_yet_is_carried_too(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    save(document)
    document.undo()
    edit_outside(launch, "- [ ] Rollback", "- [x] Rollback")
    save(document)
    assert launch.read_text() == LAUNCH.replace("- [ ] Rollback", "- [x] Rollback")
    document.redo()
    save(document)
    assert state(document, REDIS) == "done"


def test_redo_stops_where_others_did_something_else(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    document.undo()
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    refresh(document)
    with pytest.raises(UndoRefused, match="set to blocked meanwhile"):
        document.redo()
    assert state(document, REDIS) == "blocked"


def test_an_answered_question_is_not_answered_twice(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS)
    edit_outside(launch, "- [ ] Redis", "- [!] Redis")
    save(document)
    (conflict,) = document.conflicts
    document.resolve(conflict, ours=False)
    assert document.resolve(conflict, ours=True) is None
    assert state(document, REDIS) == "blocked"


def test_a_question_that_cannot_be_answered_with_ours_stays(opened: Opener, launch: Path) -> None:
    document = opened()
    add(document, "Tell support", "Tell sales")
    reword(document, "Tell sales", "Tell everybody")
    save(document)
    delete(document, "Tell everybody")
    edit_outside(launch, "- [ ] Tell everybody", "- [ ] Tell the press")
    save(document)
    (conflict,) = document.conflicts
    with pytest.raises(CheckdownError, match="make the change again"):
        document.resolve(conflict, ours=True)
    assert document.conflicts == (conflict,)
    assert item(document, "Tell the press").mark == " "


TABLE = """\
# Launch

| Check | Owner | Status | Notes |
|-------|-------|--------|-------|
| Error rate | ops | ❌ Missing | |
| Latency | web | ❌ Missing | |
"""


@pytest.fixture
def table(launch: Path) -> Path:
    launch.write_text(TABLE)
    return launch


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("❌ Missing | |\n| Latency", "❌ Missing | seen |\n| Latency"),
        ("| Error rate | ops |", "| Error rate | ops and web |"),
    ],
)
def test_undo_takes_back_its_part_of_a_line_that_others_changed_elsewhere(
    opened: Opener, table: Path, old: str, new: str
) -> None:
    document = opened()
    mark(document, "Error rate")
    save(document)
    shown = item(document, "Error rate").mark
    edit_outside(table, old.replace("❌ Missing", shown), new.replace("❌ Missing", shown))
    refresh(document)
    document.undo()
    save(document)
    assert table.read_text() == TABLE.replace(old, new)


def test_undo_sets_the_state_back_where_the_line_was_changed_on_both_sides_of_it(
    opened: Opener, table: Path
) -> None:
    document = opened()
    mark(document, "Error rate")
    save(document)
    shown = item(document, "Error rate").mark
    edit_outside(table, f"| ops | {shown} | |", f"| web | {shown} | seen |")
    refresh(document)
    document.undo()
    assert state(document, "Error rate") == "failed"
    assert "| Error rate | web | ❌" in document.checklist.source.text
    assert "| seen |" in document.checklist.source.text


@pytest.mark.parametrize("new", ["| Error rates | ops |", "| Error rate (< 1%) | ops |"])
def test_undo_leaves_an_item_alone_that_others_reworded(opened: Opener, table: Path, new: str) -> None:
    document = opened()
    mark(document, "Error rate")
    save(document)
    edit_outside(table, "| Error rate | ops |", new)
    refresh(document)
    text = document.checklist.source.text
    with pytest.raises(UndoRefused):
        document.undo()
    assert document.checklist.source.text == text


def test_undo_of_a_reason_is_refused_where_others_changed_it(opened: Opener, launch: Path) -> None:
    document = opened()
    mark(document, REDIS, State.BLOCKED, "no cluster")
    save(document)
    edit_outside(launch, "blocked: no cluster", "blocked: no cluster, no budget")
    refresh(document)
    with pytest.raises(UndoRefused):
        document.undo()
    assert "- [!] Redis health check\n  - blocked: no cluster, no budget" in document.checklist.source.text


def test_a_column_is_added_to_rows_that_others_changed_meanwhile(opened: Opener, table: Path) -> None:
    document = opened()
    do(document, AddColumn(3, "Evidence"))
    edit_outside(table, "| Latency | web |", "| Latency | ops |")
    edit_outside(table, "# Launch\n", "# Launch\n\nWords.\n")
    save(document)
    assert document.conflicts == ()
    rows = [line for line in table.read_text().splitlines() if line.startswith("|")]
    assert [row.count("|") for row in rows] == [6, 6, 6, 6]
    assert "| Latency | ops |" in rows[3]


def test_ours_is_put_back_at_the_end_of_a_file_without_a_final_newline(opened: Opener, launch: Path) -> None:
    launch.write_text("- [ ] one\n- [ ] two\n- [ ] three")
    document = opened()
    mark(document, "three")
    launch.write_text("- [ ] one\n- [ ] two")
    save(document)
    document.resolve(document.conflicts[0], ours=True)
    save(document)
    assert launch.read_text() == "- [ ] one\n- [ ] two\n- [x] three"


def test_a_deleted_item_comes_back_between_whatever_stands_there_now(opened: Opener, launch: Path) -> None:
    document = opened()
    delete(document, ROLLBACK)
    save(document)
    edit_outside(launch, "- [ ] Redis health check\n- [ ] Alerts reach a person\n", "- [ ] Something else\n")
    refresh(document)
    document.undo()
    save(document)
    assert "- [ ] Something else\n- [ ] Rollback rehearsed\n  - note: see the runbook\n" in launch.read_text()


def test_a_row_does_not_come_back_without_its_table(opened: Opener, table: Path) -> None:
    document = opened()
    delete(document, "Latency")
    save(document)
    table.write_text("# Launch\n\n- [ ] all gone\n")
    refresh(document)
    with pytest.raises(UndoRefused):
        document.undo()
