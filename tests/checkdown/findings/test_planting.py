"""Nothing is said of documents that agree with themselves, and one planted fault gives its one finding."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checkdown import parse
from checkdown.findings import Finding, Settings, findings
from tests.checkdown.findings.planting import Fault, Line, consistent

KNOWN = Settings(changed_on=date(2026, 11, 20))
SEEDS = range(24)


def told(lines: list[Line]) -> tuple[Finding, ...]:
    return findings(parse("\n".join(line.text for line in lines) + "\n"), KNOWN)


def planted(lines: list[Line], number: int, fault: Fault) -> list[Line]:
    """The lines with a fault in place of the one at ``number`` (1-based)."""
    return [*lines[: number - 1], Line(fault.text), *lines[number:]]


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60)
def test_a_document_whose_claims_are_counted_from_its_items_has_no_finding(seed: int) -> None:
    assert told(consistent(seed)) == ()


@given(st.integers(min_value=0, max_value=10**9), st.data())
@settings(max_examples=60)
def test_one_fault_gives_one_finding_of_its_rule_on_its_line(seed: int, data: st.DataObject) -> None:
    lines = consistent(seed)
    places = [(n, fault) for n, line in enumerate(lines, 1) for fault in line.faults]
    number, fault = data.draw(st.sampled_from(places))
    found = told(planted(lines, number, fault))
    assert [(each.rule, each.line) for each in found] == [(fault.rule, number)], (fault.kind, found)


def test_at_least_nineteen_of_twenty_faults_are_found_and_nothing_else_is_said() -> None:
    missed: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for seed in SEEDS:
        lines = consistent(seed)
        for number, line in enumerate(lines, 1):
            for fault in line.faults:
                kinds[fault.kind] += 1
                found = told(planted(lines, number, fault))
                missed[fault.kind] += [(each.rule, each.line) for each in found] != [(fault.rule, number)]
    assert len(kinds) >= 25
    assert kinds.total() > 800
    assert missed.total() <= kinds.total() / 20, missed


def test_every_fix_of_a_planted_fault_leaves_no_finding() -> None:
    from checkdown import apply

    fixed = 0
    for seed in SEEDS[:10]:
        lines = consistent(seed)
        for number, line in enumerate(lines, 1):
            for fault in line.faults:
                text = "\n".join(each.text for each in planted(lines, number, fault)) + "\n"
                checklist = parse(text)
                for each in findings(checklist, KNOWN):
                    if each.edit:
                        mended = apply(checklist, each.edit)
                        assert findings(mended, KNOWN) == (), (fault.kind, each.edit)
                        assert apply(mended, each.edit.inverse()).source.dump().decode() == text
                        fixed += 1
    assert fixed > 100
