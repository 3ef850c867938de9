"""Whatever a document holds: findings have places in it, come in order, and their fixes can be taken back."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings

from checkdown import EditRefused, Intent, apply, parse, plan
from checkdown.findings import EvidenceDemand, Settings, findings, fix_of
from checkdown.gate import gate
from tests.checkdown.checklists import checklists

ASKING = Settings(evidence=EvidenceDemand.ALWAYS, changed_on=date(2026, 1, 1))


@given(checklists())
@settings(max_examples=200)
def test_findings_stand_in_the_document_in_order_and_fixes_can_be_undone(text: str) -> None:
    checklist = parse(text)
    found = findings(checklist, ASKING)
    assert [(f.line, f.column) for f in found] == sorted((f.line, f.column) for f in found)
    for each in found:
        assert 1 <= each.line <= checklist.source.line_count
        assert 1 <= each.column <= len(checklist.source.line(each.line)) + 1
        assert "\n" not in each.message
        if each.edit:
            fixed = apply(checklist, each.edit)
            assert apply(fixed, each.edit.inverse()).source.dump() == checklist.source.dump()
            asked = fix_of(checklist, each)
            assert asked is not None
            assert Intent.from_json(asked.to_json()) == asked
            with suppress(EditRefused):  # which is said, and nothing is written
                assert plan(checklist, asked).splices == each.edit.splices
    gate(checklist, found, date(2026, 1, 1))


LONG = 60_000


@pytest.mark.parametrize(
    "unit", ["(", "`", "-", " ", "1/2 ", ". ", "✅", "**", "a: 1 ", "](#", "[1/", "_", "3 items "]
)
@pytest.mark.parametrize(
    "around", ["{}", "## x{}y ✅", "- [!] {}x", "| a | Status | Notes |\n|---|---|---|\n| b | ⛔ | x{}y |"]
)
def test_long_runs_of_anything_end(unit: str, around: str) -> None:
    text = (
        around.format(unit * (LONG // len(unit))) + "\n\n- [ ] a\n\n| b | c |\n|---|---|\n| Total | 1/2 |\n"
    )
    checklist = parse(text)
    gate(checklist, findings(checklist, ASKING), date(2026, 1, 1))
