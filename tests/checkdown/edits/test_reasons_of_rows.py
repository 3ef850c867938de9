"""Why a row is blocked: written under its label, read back in whatever cell it stands, and never evidence."""

import pytest

from checkdown import (
    AddNote,
    Attach,
    Checklist,
    ColumnMissing,
    Intent,
    ItemRef,
    SetState,
    State,
    apply,
    parse,
    plan,
)

EVIDENCE = "| Item | Status | Evidence |\n|---|---|---|\n| A | ⬜ | |\n"


def _done(checklist: Checklist, *intents: Intent) -> Checklist:
    for intent in intents:
        edit = plan(checklist, intent)
        after = apply(checklist, edit)
        assert apply(after, edit.inverse()).source.dump() == checklist.source.dump()
        checklist = after
    return checklist


def _row(checklist: Checklist) -> str:
    return checklist.source.line(checklist.items[0].line)


def _blocked(text: str, reason: str = "no capacity", on: str = "2026-11-21", by: str = "Ops") -> Checklist:
    checklist = parse(text)
    return _done(checklist, SetState(ItemRef.of(checklist.items[0]), State.BLOCKED, reason, by, on))


def test_a_reason_in_an_evidence_cell_is_the_reason_and_no_evidence() -> None:
    checklist = _blocked(EVIDENCE)
    assert _row(checklist) == "| A | ⛔ | blocked: no capacity (2026-11-21, Ops) |"
    (item,) = checklist.items
    assert (item.reason, item.evidence) == ("no capacity (2026-11-21, Ops)", ())


def test_the_reason_of_a_row_that_is_done_tells_of_the_past_and_proves_nothing() -> None:
    checklist = _blocked(EVIDENCE)
    (item,) = _done(checklist, SetState(ItemRef.of(checklist.items[0]), State.DONE)).items
    assert (item.reason, item.past_reason, item.evidence) == ("", "no capacity (2026-11-21, Ops)", ())


def test_evidence_beside_a_reason_is_evidence_and_the_reason_is_none() -> None:
    checklist = _blocked(EVIDENCE, "see `docs/plan.md`; no people")
    checklist = _done(checklist, Attach(ItemRef.of(checklist.items[0]), "checked by hand", on="2026-11-22"))
    (item,) = checklist.items
    assert item.reason == "see `docs/plan.md`; no people (2026-11-21, Ops)"
    told = [(each.kind, each.target, each.cited) for each in item.evidence]
    assert told == [("path", "docs/plan.md", True), ("note", "checked by hand, 2026-11-22", False)]
    for each in item.evidence:
        assert checklist.source.line(each.line)[each.column - 1 :].startswith(each.target)


@pytest.mark.parametrize("reason", ["a; b", "waiting; [x](y.md)", "a; note: b", "since (2026-01-01); b"])
@pytest.mark.parametrize("on", ["", "2026-11-21"])
def test_a_reason_with_semicolons_stays_one(reason: str, on: str) -> None:
    (item,) = _blocked(EVIDENCE, reason, on, "").items
    assert item.reason.replace(";", ",").startswith(reason.replace(";", ","))
    assert not [each for each in item.evidence if not each.cited]


@pytest.mark.parametrize("name", ["Notes", "Comments", "Reason", "Details"])
def test_a_reason_goes_to_the_column_for_words_first_and_evidence_does_not_go_to_a_reason(name: str) -> None:
    checklist = _blocked(f"| Item | Status | Evidence | {name} |\n|---|---|---|---|\n| A | ⬜ | | |\n")
    assert _row(checklist) == "| A | ⛔ | | blocked: no capacity (2026-11-21, Ops) |"
    checklist = _done(checklist, Attach(ItemRef.of(checklist.items[0]), "a.md"))
    assert _row(checklist) == "| A | ⛔ | [a.md](a.md) | blocked: no capacity (2026-11-21, Ops) |"


def test_another_reason_takes_the_place_of_the_first() -> None:
    checklist = _blocked(EVIDENCE.replace("| A | ⬜ | |", "| A | ⬜ | [a](a.md) |"))
    asked = SetState(ItemRef.of(checklist.items[0]), State.BLOCKED, "no money", "Ops", "2026-11-22")
    assert _row(_done(checklist, asked)) == "| A | ⛔ | [a](a.md); blocked: no money (2026-11-22, Ops) |"
    assert plan(_done(checklist, asked), asked).splices == ()


def test_a_note_in_an_evidence_cell_says_that_it_is_one() -> None:
    checklist = parse(EVIDENCE)
    checklist = _done(checklist, AddNote(ItemRef.of(checklist.items[0]), "asked; answered"))
    assert _row(checklist) == "| A | ⬜ | note: asked, answered |"
    assert (checklist.items[0].notes, checklist.items[0].evidence) == (("asked, answered",), ())


def test_a_note_that_begins_like_a_reason_is_none() -> None:
    checklist = parse("| Item | Status | Notes |\n|---|---|---|\n| A | ❌ | |\n")
    checklist = _done(checklist, AddNote(ItemRef.of(checklist.items[0]), "blocked: not at all"))
    assert _row(checklist) == "| A | ❌ | note: blocked: not at all |"


@pytest.mark.parametrize("name", ["Blockers", "Blocker", "Reason"])
def test_a_column_for_what_holds_up_takes_no_evidence(name: str) -> None:
    checklist = parse(f"| Item | Status | {name} |\n|---|---|---|\n| A | ⬜ | no keys |\n")
    with pytest.raises(ColumnMissing) as missing:
        plan(checklist, Attach(ItemRef.of(checklist.items[0]), "a.md"))
    assert missing.value.header == "Evidence"


@pytest.mark.parametrize("said", ["3", "0", "none", "2/5", ""])
def test_a_column_that_may_count_blockers_takes_no_reason(said: str) -> None:
    text = f"| Item | Status | Blockers |\n|---|---|---|\n| A | ⬜ | {said} |\n"
    with pytest.raises(ColumnMissing):
        _blocked(text)


def test_a_column_that_tells_of_blockers_takes_a_reason() -> None:
    checklist = _blocked("| Item | Status | Blockers |\n|---|---|---|\n| A | ⬜ | |\n| B | ✅ | no keys |\n")
    assert _row(checklist) == "| A | ⛔ | blocked: no capacity (2026-11-21, Ops) |"
