"""The table of rules, and what settings and allowances do to findings."""

from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from checkdown import apply, parse
from checkdown.findings import RULES, EvidenceDemand, Settings, Severity, findings
from checkdown.findings.outside import OUTSIDE
from checkdown.findings.page import rules_page

HERE = Path(__file__).parent.parent
TICKED = "## Database ✅\n\n- [x] Migrations\n- [ ] Pool sized\n"


def test_every_rule_has_a_kebab_name_a_sentence_and_advice() -> None:
    for name, rule in RULES.items():
        assert name == rule.name
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz-")
        assert rule.summary.endswith(".")
        assert rule.advice.endswith(".")


def test_every_rule_has_its_fixture() -> None:
    written = {path.stem.replace("_", "-") for path in HERE.glob("*/fixtures/*.md")}
    outside = {rule.name for rule in OUTSIDE}  # they need files: tests/core/references
    assert set(RULES) - written - outside == {"last-updated-mismatch"}  # it needs a date: see below


def test_the_page_about_the_rules_is_their_table() -> None:
    page = (HERE.parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page.endswith("\n\n" + rules_page())


def test_only_fixable_rules_bring_edits() -> None:
    for path in HERE.glob("*/fixtures/*.md"):
        for found in findings(parse(path.read_bytes())):
            assert found.edit is None or RULES[found.rule].fixable


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert [each.rule for each in findings(parse(TICKED))] == ["heading-mark-mismatch"]
    assert findings(parse(TICKED), Settings(off=frozenset({"heading-mark-mismatch"}))) == ()


def test_a_severity_can_be_changed() -> None:
    milder = Settings(severities=MappingProxyType({"heading-mark-mismatch": Severity.INFO}))
    assert [each.severity for each in findings(parse(TICKED), milder)] == [Severity.INFO]


def test_evidence_can_be_asked_for_everywhere_or_nowhere() -> None:
    document = parse("- [x] Keys rotated\n- [x] Scan clean, see `docs/scan.md`\n")
    asked = findings(document, Settings(evidence=EvidenceDemand.ALWAYS))
    assert [(each.rule, each.line) for each in asked] == [("done-without-evidence", 1)]
    assert findings(document) == ()
    used = "| Check | Status | Evidence |\n|---|---|---|\n" + "| a | ✅ | `b.py` |\n" * 3 + "| c | ✅ | |\n"
    assert [each.line for each in findings(parse(used))] == [6]
    assert findings(parse(used), Settings(evidence=EvidenceDemand.NEVER)) == ()


@pytest.mark.parametrize(
    ("changed", "told"),
    [(date(2026, 11, 3), True), (date(2026, 11, 2), False), (date(2026, 11, 1), False), (None, False)],
)
def test_last_updated_is_compared_with_the_last_change(changed: date | None, told: bool) -> None:
    found = findings(parse("**Last Updated**: 2026-11-01\n"), Settings(changed_on=changed))
    assert [(each.rule, each.column, each.actual) for each in found] == (
        [("last-updated-mismatch", 19, "2026-11-03")] if told else []
    )
    assert all(each.fixable for each in found)


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("**Last Updated**: November 10, 2026", "**Last Updated**: December 1, 2026"),
        ("Last modified: Nov 10 2026 (v2)", "Last modified: Dec 1 2026 (v2)"),
        ("**Last update:** 10 Nov 2026", "**Last update:** 1 Dec 2026"),
        ("*Note*\n\n**Last Changed:** 10th November 2026", "*Note*\n\n**Last Changed:** 1 December 2026"),
        ("**Updated on:** 2026/11/10", "**Updated on:** 2026/12/01"),
    ],
)
def test_days_are_read_as_people_write_them_and_mended_alike(written: str, mended: str) -> None:
    document = parse(f"{written}\n")
    asked = Settings(changed_on=date(2026, 11, 20), today=date(2026, 12, 1))
    (found,) = findings(document, asked)
    assert found.rule == "last-updated-mismatch"
    assert found.edit is not None
    assert apply(document, found.edit).source.dump().decode() == f"{mended}\n"
    assert findings(document, Settings(changed_on=date(2026, 11, 11))) == ()


@pytest.mark.parametrize(
    ("today", "told"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (None, False)]
)
def test_a_waiver_settles_an_item_until_it_ends(today: date | None, told: bool) -> None:
    waiver = "  - waived: the old keys serve (until 2026-12-31, Ada Lovelace)\n"
    document = parse(f"**Status:** GO\n\n## Keys ✅\n\n- [x] a\n- [ ] b\n{waiver}")
    found = [each.rule for each in findings(document, Settings(today=today))]
    assert found == (["verdict-mismatch", "heading-mark-mismatch"] if told else [])


def test_the_day_of_an_item_is_not_that_of_the_document() -> None:
    document = parse("- [ ] Keys\n  - **Updated:** 2026-01-01\n")
    assert findings(document, Settings(changed_on=date(2026, 11, 3))) == ()


def test_findings_come_in_the_order_of_the_text() -> None:
    document = parse(TICKED.replace("- [ ]", "- [!]") + "\n**Owner:** TBD\n\n" + TICKED)
    places = [(each.line, each.column) for each in findings(document)]
    assert places == sorted(places)
    assert len(places) == 4
