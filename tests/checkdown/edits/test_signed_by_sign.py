"""Tables in which roles sign by a sign: their rows are sign-offs, no work, and can be signed."""

from datetime import date

import pytest

from checkdown import Checklist, Sign, Withhold, apply, parse, plan
from checkdown.gate import gate

TABLE = """\
- [x] a

## Sign-off

| Role | Name | Signature | Date |
|---|---|---|---|
| Lead | Ada Lovelace | ✅ | 2026-10-05 |
| QA | | ☐ | |
| Ops | | | |
"""
ALONE = """\
## Sign-off

| Role | Signature | Date |
|---|---|---|
| Lead | ✅ | 2026-10-05 |
| Ops | | |
"""


def signed(checklist: Checklist, role: str) -> str:
    (line,) = (each.line for each in checklist.signoffs if each.role == role)
    intent = Sign(line, role, "Grace Hopper", "2026-11-21")
    return apply(checklist, plan(checklist, intent)).source.line(line)


def test_the_sign_is_the_signature_where_the_name_has_a_cell_of_its_own() -> None:
    checklist = parse(TABLE)
    assert signed(checklist, "QA") == "| QA | Grace Hopper | ✅ | 2026-11-21 |"
    assert signed(checklist, "Ops") == "| Ops | Grace Hopper | ✅ | 2026-11-21 |"


def test_a_no_go_can_be_written_there() -> None:
    checklist = parse(TABLE)
    intent = Withhold(8, "QA", "no test", "Grace Hopper", "2026-11-21")
    after = apply(checklist, plan(checklist, intent))
    assert after.source.line(8).startswith("| QA | blocked: no test (2026-11-21, Grace Hopper) |")
    assert [each.name for each in after.signoffs] == ["Ada Lovelace", "", ""]


@pytest.mark.parametrize("box", ["☐", "⬜", "[ ]"])
@pytest.mark.parametrize("header", ["Role | Signature | Date", "Role | Signature / Date", "Role | Signature"])
def test_a_no_go_at_a_square_without_a_cell_for_a_name_stands_behind_the_sign_and_can_be_taken_back(
    box: str, header: str
) -> None:
    more = "| |" if header.count("|") == 2 else "|"
    rule = "|---" * (header.count("|") + 1)
    before = parse(f"## Sign-off\n\n| {header} |\n{rule}|\n| Ops | {box} {more}\n")
    edit = plan(before, Withhold(5, "Ops", "no test", "Grace Hopper", "2026-11-21"))
    after = apply(before, edit)
    sign = "[!]" if box == "[ ]" else "⛔"
    assert after.source.line(5) == f"| Ops | {sign} blocked: no test (2026-11-21, Grace Hopper) {more}"
    assert [(each.name, each.reason) for each in after.signoffs] == [
        ("", "no test (2026-11-21, Grace Hopper)")
    ]
    assert apply(after, edit.inverse()).source.dump() == before.source.dump()
    again = apply(after, plan(after, Withhold(5, "Ops", "no keys", "Grace Hopper", "2026-11-22")))
    assert again.source.line(5) == f"| Ops | {sign} blocked: no keys (2026-11-22, Grace Hopper) {more}"
    assert signed(again, "Ops").startswith("| Ops | ✅ Grace Hopper")


def test_a_sign_with_a_date_is_a_signature_and_a_name_goes_behind_the_sign() -> None:
    checklist = parse(ALONE)
    assert [each.name for each in checklist.signoffs] == ["✅", ""]
    assert signed(checklist, "Ops") == "| Ops | ✅ Grace Hopper | 2026-11-21 |"


def test_its_rows_are_no_work_and_the_gate_tells_them_once() -> None:
    checklist = parse(TABLE)
    assert [item.text for item in checklist.items if not item.signoff] == ["a"]
    (reason,) = gate(checklist, (), date(2026, 11, 21)).reasons
    assert reason.message == "not signed: QA, Ops"
