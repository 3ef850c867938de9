"""What is a sign-off and what only looks like one: lines and tables, wherever they stand."""

import pytest

from checkdown import Sign, apply, parse, plan

NONE_ELSEWHERE = (
    "- [ ] Product: release date 2026-12-01",
    "Product: release date 2026-12-01",
    "Security: audit on 2026-01-01",
    "- Deploy — staging — 2026-11-21",
    "QA - smoke test - 2026-11-21",
    "QA Lead — ____ — ____",
    "Set LIMIT: __ Date: __",
    "- [ ] Set LIMIT: __ for now",
    "Project: ____ Date: ____",
    "Signed: ____ (draft) Date: ____",
)
NONE_ANYWHERE = (
    "- Deploy — staging — 2026-11-21",
    "- [ ] Rehearse the rollback — twice — before noon",
    "Date: __",
    "- Project: __",
    "Version: ____ ____",
    "Signed: by mail (see the thread)",
    "Approved by: Ada Lovelace (acting)",
)
TABLES = (
    "| Milestone | Name / Date |\n|---|---|\n| Freeze | Ada Lovelace / 2026-11-21 |",
    "| Signature / Date | Notes |\n|---|---|\n| | a |",
    "| Change | Update |\n|---|---|\n| a | b |",
)


@pytest.mark.parametrize("line", NONE_ELSEWHERE)
def test_a_line_that_says_something_else_is_no_sign_off_where_no_heading_speaks_of_signing(line: str) -> None:
    checklist = parse(f"# A\n\n## Work\n\n{line}\n")
    assert not checklist.signoffs
    assert not [item for item in checklist.items if item.signoff]


@pytest.mark.parametrize("line", NONE_ANYWHERE)
def test_a_line_that_says_something_else_is_none_below_such_a_heading_either(line: str) -> None:
    assert not parse(f"# A\n\n## Sign-off\n\n{line}\n").signoffs


@pytest.mark.parametrize("table", TABLES)
def test_a_table_in_which_nobody_signs_has_no_sign_offs(table: str) -> None:
    assert not parse(f"# A\n\n## Sign-off\n\n{table}\n").signoffs


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("- [ ] QA Lead: ____ Date ____", "- [x] QA Lead: Ada Lovelace Date: 2026-11-21"),
        ("QA Lead: __ Date: __", "QA Lead: Ada Lovelace Date: 2026-11-21"),
        ("Approved by: ____ Date ____", "Approved by: Ada Lovelace Date 2026-11-21"),
        (
            "**Signed**: ____ (QA Lead) **Date**: ____",
            "**Signed**: Ada Lovelace (QA Lead) **Date**: 2026-11-21",
        ),
    ],
)
def test_elsewhere_a_date_gets_the_colon_without_which_its_line_could_say_anything(
    line: str, signed: str
) -> None:
    before = parse(f"# A\n\n## Work\n\n{line}\n")
    (role,) = before.signoffs
    after = apply(before, plan(before, Sign(role.line, role.role, "Ada Lovelace", "2026-11-21")))
    assert after.source.line(role.line) == signed
    assert [(each.role, each.name) for each in after.signoffs] == [(role.role, "Ada Lovelace")]


def test_one_column_tells_both_who_signed_and_when() -> None:
    table = (
        "| Role | Signature / Date |\n|---|---|\n| QA | Ada Lovelace / 2026-11-21 |\n| Ops | Grace Hopper |\n"
    )
    found = [(each.role, each.name, each.date) for each in parse(f"## Sign-off\n\n{table}").signoffs]
    assert found == [("QA", "Ada Lovelace", "2026-11-21"), ("Ops", "Grace Hopper", "")]
