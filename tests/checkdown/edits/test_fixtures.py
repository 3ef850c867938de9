"""Every case of fixtures/*.md: a document, what is asked for, and the document afterwards."""

from pathlib import Path

import pytest

from checkdown import CheckdownError, Checklist, Intent, Source, apply, parse, plan
from tests.checkdown.cases import Case, read_cases
from tests.checkdown.edits.requests import request
from tests.checkdown.edits.shape import whole

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [case for path in sorted(FIXTURES.glob("*.md")) for case in read_cases(path)]
PLANNED = [case for case in CASES if "refused" not in dict(case.expected)]
REFUSED = [case for case in CASES if "refused" in dict(case.expected)]


def _asked(case: Case) -> tuple[Checklist, Intent]:
    checklist = parse(Source.of(case.document))
    return checklist, request(checklist, dict(case.expected)["intent"])


@pytest.mark.parametrize("case", PLANNED, ids=str)
def test_the_document_becomes_what_the_case_shows(case: Case) -> None:
    checklist, intent = _asked(case)
    edit = plan(checklist, intent)
    after = apply(checklist, edit)
    assert after.source.dump().decode() == (case.document if case.edited is None else case.edited)
    assert bool(edit.splices) == (case.edited is not None)
    summary = dict(case.expected).get("summary")
    if summary is not None:
        assert edit.summary == summary.rstrip("\n")


@pytest.mark.parametrize("case", PLANNED, ids=str)
def test_undo_gives_the_bytes_back_and_redo_the_edited_ones(case: Case) -> None:
    checklist, intent = _asked(case)
    edit = plan(checklist, intent)
    after = apply(checklist, edit)
    undone = apply(after, edit.inverse())
    assert undone.source.dump() == checklist.source.dump()
    assert apply(undone, edit.inverse().inverse()).source.dump() == after.source.dump()
    assert whole(undone) == whole(checklist)


@pytest.mark.parametrize("case", PLANNED, ids=str)
def test_the_checklist_after_an_edit_is_that_of_its_text(case: Case) -> None:
    checklist, intent = _asked(case)
    after = apply(checklist, plan(checklist, intent))
    assert whole(after) == whole(parse(after.source))


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_cannot_be_written_is_refused_with_a_sentence(case: Case) -> None:
    checklist, intent = _asked(case)
    with pytest.raises(CheckdownError) as refusal:
        plan(checklist, intent)
    assert str(refusal.value) == dict(case.expected)["refused"].rstrip("\n")
    assert checklist.source.dump().decode() == case.document


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_asked_for_can_be_written_down_and_read_back(case: Case) -> None:
    _, intent = _asked(case)
    assert Intent.from_json(intent.to_json()) == intent


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_whole(case: Case) -> None:
    views = dict(case.expected)
    assert set(views) <= {"intent", "refused", "summary"}
    assert "intent" in views
    assert not ("refused" in views and (case.edited is not None or "summary" in views))
    assert case.edited != case.document
