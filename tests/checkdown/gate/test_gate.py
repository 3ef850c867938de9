"""The verdict on a checklist: what stops a launch, what is asked for, and what is waived until when."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkdown import parse
from checkdown.findings import findings
from checkdown.gate import GateRules, Reason, RequirementUnknown, Verdict, gate, goes
from tests.checkdown.checklists import checklists

TODAY = date(2026, 11, 22)
PHASED = """\
# Launch

## Phase 1: Build (P0)

- [x] Code
- [{build}] Image

## Phase 2: Watch (P1)

- [{watch}] Dashboards

## Pre-Launch Gate (Required)

- [x] Rollback rehearsed
- [{alone}] Keys rotated (P0)
"""


def verdict(text: str, rules: GateRules | None = None, today: date = TODAY) -> Verdict:
    document = parse(text)
    return gate(document, findings(document), today, rules or GateRules())


def phased(build: str = "x", watch: str = "x", alone: str = "x") -> str:
    return PHASED.format(build=build, watch=watch, alone=alone)


def messages(text: str, rules: GateRules | None = None, today: date = TODAY) -> list[str]:
    return [reason.message for reason in verdict(text, rules, today).reasons]


def test_a_checklist_that_is_done_is_a_go() -> None:
    said = verdict(phased())
    assert (said.word, said.go, said.reasons) == ("GO", True, ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (phased(build=" "), "P0: 1 item open"),
        (phased(build="~", alone=" "), "P0: 2 items open"),
        (phased(watch="!"), "1 blocked item"),
        ("- [ ] Keys\n- [x] Tests\n", "1 item open, and nothing says which of them could wait"),
        ("Nothing here.\n", "the checklist holds no item that could be done"),
        ("- [-] Only this\n", "the checklist holds no item that could be done"),
        ("| Item | Status |\n|---|---|\n| a | ✅ |\n| b | ❌ |\n", "1 failed item"),
        ("- [x] Tests\n\nQA Lead: ______ Date: ____\n", "not signed: QA Lead"),
        (
            "- [x] Tests\n\nQA Lead: ______ Date: ____\nblocked: no keys\n",
            "not signed: QA Lead (blocked: no keys)",
        ),
    ],
)
def test_what_stops_a_launch_by_default(text: str, reason: str) -> None:
    said = verdict(text)
    assert said.word == "NO-GO"
    assert reason in [each.message for each in said.reasons]


def test_an_open_item_of_a_lower_priority_may_wait() -> None:
    assert verdict(phased(watch=" ")).go


def test_an_item_that_does_not_apply_stops_nothing() -> None:
    assert verdict(phased(build="-")).go


def test_a_claim_that_does_not_hold_stops_a_launch_unless_that_is_switched_off() -> None:
    ticked = "## Phase 1: Build (P0)\n\n- [x] Code\n\n## Phase 2: Later (P1) ✅\n\n- [ ] Docs\n"
    said = verdict(ticked)
    assert said.reasons == (Reason("1 claim does not hold: heading-mark-mismatch on line 5", (), (5,)),)
    assert verdict(ticked, GateRules(findings=False)).go


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("P1", "P1: 1 item open"),
        ("p1", "P1: 1 item open"),
        ("Pre-Launch Gate", None),
        ("Phase 2: Watch (P1)", "Phase 2: Watch (P1): 1 item open"),
        ("watch", "Phase 2: Watch (P1): 1 item open"),
        ("2", "Phase 2: Watch (P1): 1 item open"),
        ("P0", None),
    ],
)
def test_what_is_required_is_a_priority_a_title_or_a_number(name: str, reason: str | None) -> None:
    assert messages(phased(watch=" "), GateRules(require=(name,))) == ([reason] if reason else [])


def test_what_is_required_stands_in_place_of_p0() -> None:
    assert verdict(phased(build=" "), GateRules(require=("Pre-Launch Gate",))).go


def test_a_requirement_that_the_checklist_does_not_have_is_refused_with_what_it_has() -> None:
    with pytest.raises(RequirementUnknown, match=r"'P3'.*P0, P1, Phase 1: Build"):
        verdict(phased(), GateRules(require=("P3",)))


@pytest.mark.parametrize(("minimum", "go"), [("1/2", True), ("3/4", True), ("76/100", False), ("1", False)])
def test_a_share_of_the_items_may_be_asked_for(minimum: str, go: bool) -> None:
    text = "- [x] a\n- [x] b\n- [x] c\n- [ ] d\n- [-] e\n"
    assert verdict(text, GateRules(minimum=Fraction(minimum))).go is go


def test_a_share_that_is_missed_says_how_far_it_is() -> None:
    text = "- [x] a\n- [x] b\n- [ ] c\n"
    assert messages(text, GateRules(minimum=Fraction(95, 100))) == [
        "2 of 3 items done (66.7%), 95% asked for"
    ]


def test_reasons_name_the_items_behind_them() -> None:
    document = parse(phased(build="!", alone=" "))
    blocked, open_items = gate(document, (), TODAY).reasons
    ids = {item.line: item.id for item in document.items}
    assert blocked == Reason("1 blocked item", (ids[6],), (6,))
    assert open_items == Reason("P0: 2 items open", (ids[6], ids[15]), (6, 15))


WAIVED = "- waived: no customer uses it yet (until 2026-12-31, Ada Lovelace)"


def waived(bullet: str) -> str:
    return phased(build="!").replace("Image", f"Image, blocked by the vendor\n  {bullet}")


def test_a_waived_item_stops_nothing_up_to_its_last_day() -> None:
    said = verdict(waived(WAIVED), today=date(2026, 12, 31))
    document = parse(waived(WAIVED))
    assert said.go
    assert said.waived == (document.items[1].id,)


def test_a_waiver_that_has_ended_is_told_with_the_item() -> None:
    assert messages(waived(WAIVED), today=date(2027, 1, 1)) == [
        "1 blocked item (line 6: its waiver ended on 2026-12-31)",
        "P0: 1 item open (line 6: its waiver ended on 2026-12-31)",
    ]


@pytest.mark.parametrize(
    "bullet",
    [
        "- waived: no customer uses it yet",
        "- waived: no customer uses it yet (until 2026-12-31)",
        "- waived: (until 2026-12-31, Ada Lovelace)",
        "- waived: no customer uses it yet (until 2026-13-31, Ada Lovelace)",
    ],
)
def test_a_waiver_without_reason_day_or_name_waives_nothing(bullet: str) -> None:
    assert messages(waived(bullet))[0] == (
        "1 blocked item (line 6: its waiver lacks a reason, a last day or a name)"
    )


def test_a_row_is_waived_in_its_notes() -> None:
    table = "| Item | Status | Notes |\n|---|---|---|\n| a | ✅ | |\n| b | ❌ | {notes} |\n"
    words = "waived: not used yet (until 2026-12-31, Ada Lovelace)"
    assert verdict(table.format(notes=words)).go
    assert not verdict(table.format(notes="not used yet")).go


def test_a_waived_item_is_not_among_those_that_a_share_is_of() -> None:
    text = f"- [x] a\n- [x] b\n- [ ] c\n  {WAIVED}\n"
    assert verdict(text, GateRules(minimum=Fraction(1))).go


def test_a_sign_off_counts_by_its_name_and_not_by_its_box() -> None:
    signed = "- [x] Tests\n\n## Sign-Off\n\n- [ ] QA Lead: Ada Lovelace Date: 2026-11-20\n"
    assert verdict(signed).go
    blank = signed.replace("Ada Lovelace Date: 2026-11-20", "________ Date: ____")
    assert [(each.message, each.lines) for each in verdict(blank).reasons] == [("not signed: QA Lead", (5,))]
    assert verdict(blank, GateRules(signoffs=False)).go


RULES = st.builds(
    GateRules,
    minimum=st.none() | st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)]),
    blocked=st.booleans(),
    signoffs=st.booleans(),
    findings=st.booleans(),
    waivers=st.booleans(),
    marks=st.booleans(),
)


@given(checklists(), RULES)
@settings(max_examples=300)
def test_the_quick_answer_is_that_of_the_verdict(text: str, rules: GateRules) -> None:
    document = parse(text)
    found = findings(document)
    assert goes(document, lambda: found, TODAY, rules) == gate(document, found, TODAY, rules).go


@pytest.mark.parametrize("box", [" ", "x", "!", "-"])
@pytest.mark.parametrize("until", ["2026-11-22", "2026-11-21"])
@pytest.mark.parametrize("waivers", [True, False])
def test_the_quick_answer_knows_waivers(box: str, until: str, waivers: bool) -> None:
    text = f"- [x] a\n- [{box}] b\n  - waived: later (until {until}, Ada Lovelace)\n"
    document, rules = parse(text), GateRules(waivers=waivers)
    waived = waivers and until == "2026-11-22"
    assert goes(document, tuple, TODAY, rules) == gate(document, (), TODAY, rules).go
    assert goes(document, tuple, TODAY, rules) == (box in "x-" or waived)


def test_marks_are_counted_where_that_is_asked_for() -> None:
    text = "- [x] a\n\nWhere we are:\n\n- ⬜ b\n- ✅ c\n"
    assert verdict(text).go
    assert messages(text, GateRules(marks=True)) == ["1 item open, and nothing says which of them could wait"]
    assert messages(text, GateRules(marks=True, minimum=Fraction(3, 4))) == [
        "2 of 3 items done (66.7%), 75% asked for"
    ]


@pytest.mark.parametrize(
    ("heading", "box"),
    [
        ("Sign-off", "Security approval"),
        ("Approvals", "Engineering Lead"),
        ("## 9. Approvals required", "CTO"),
        ("Release Signoff Checklist", "Enhancement issue in the release milestone"),
        ("Last things", "Sign-off from engineering lead"),
        ("Last things", "Security audit sign-off obtained"),
        ("Last things", "UAT sign-off"),
        ("Last things", "Signed off by the data team"),
        ("Last things", "Rollback is approved by the on-call lead"),
        ("Last things", "Approval from legal"),
        ("Last things", "Product owner approval"),
    ],
)
def test_a_sign_off_that_is_a_plain_box_counts_by_its_box(heading: str, box: str) -> None:
    text = f"## A (P0)\n\n- [x] a\n\n## {heading.removeprefix('## ')}\n\n- [ ] {box}\n"
    said = verdict(text)
    assert [(each.message, each.lines) for each in said.reasons] == [(f"not signed: {box}", (7,))]
    assert said.reasons[0].items == (parse(text).items[1].id,)
    assert verdict(text.replace("[ ]", "[x]")).go
    assert verdict(text.replace("[ ]", "[-]")).go
    assert verdict(text, GateRules(signoffs=False)).go


@pytest.mark.parametrize(
    ("heading", "box"),
    [
        ("Approval workflow", "Tabs for pending and rejected"),
        ("Approvals.tsx", "Grid"),
        ("After approval", "Tag the release"),
        ("Later", "Use a code review process and disregard self-approval"),
        ("Later", "Approval history"),
        ("Later", "Design the sign-off page"),
        ("Later", "Ask the approvers to drop in"),
    ],
)
def test_what_only_speaks_of_approving_is_no_sign_off(heading: str, box: str) -> None:
    assert verdict(f"## A (P0)\n\n- [x] a\n\n## {heading}\n\n- [ ] {box}\n").go


def test_boxes_under_a_title_about_signing_are_work_like_others() -> None:
    assert verdict("# Release sign-off\n\n## A (P0)\n\n- [x] a\n\n## B\n\n- [ ] b\n").go


def test_boxes_and_lines_that_are_not_signed_are_one_reason_in_the_order_of_the_document() -> None:
    text = (
        "## A (P0)\n\n- [x] a\n- [ ] Approval from legal\n\n## Sign-off\n\n- [ ] QA Lead: ____ Date: ____\n"
    )
    (reason,) = verdict(text.replace("(P0)", "(P1)").replace("a\n", "a (P0)\n", 1)).reasons
    assert (reason.message, reason.lines) == ("not signed: Approval from legal, QA Lead", (4, 8))


def test_a_box_to_sign_may_be_waived() -> None:
    text = f"## A (P0)\n\n- [x] a\n\n## Approvals\n\n- [ ] Legal\n  {WAIVED}\n"
    assert verdict(text).go
    assert messages(text, today=date(2027, 1, 1)) == [
        "not signed: Legal (line 7: its waiver ended on 2026-12-31)"
    ]


@pytest.mark.parametrize(
    "text", ["## A (p0)\n\n- [ ] a\n", "- [ ] a (p0)\n", "- [ ] p0: a\n", "- [ ] [p0] a\n"]
)
def test_p0_in_lower_case_is_p0(text: str) -> None:
    assert messages(text) == ["P0: 1 item open"]


def test_a_column_may_say_p0_in_lower_case() -> None:
    text = "| Item | Priority | Status |\n|---|---|---|\n| a | p0 | ⬜ |\n| b | p1 | ⬜ |\n"
    assert messages(text) == ["P0: 1 item open"]


@pytest.mark.parametrize("words", ["the disk is nvme0n1p1", "the p0 of the latencies", "see page (p. 0)"])
def test_other_words_with_p0_are_no_priority(words: str) -> None:
    assert parse(f"- [ ] {words}\n").items[0].priority == ""


@pytest.mark.parametrize(
    "title",
    [
        "Pre-Launch Gate (Required for Production)",
        "Launch gate",
        "Go/No-Go Gate",
        "Security baseline (required)",
        "Remediation ⚠️ **MANDATORY**",
        "Must Have (Critical)",
        "4) Pre-deploy gates (must pass)",
        "Release Blocking Issues",
        "What is required for launch",
        "Blockers",
    ],
)
def test_a_section_whose_title_asks_for_it_is_required(title: str) -> None:
    text = f"## Phase 1 (P0)\n\n- [x] a\n\n## {title}\n\n### Checks\n\n- [ ] b\n"
    assert messages(text) == [f"{title}: 1 item open"]
    assert verdict(text, GateRules(require=("P0",))).go


@pytest.mark.parametrize(
    "title",
    [
        "Feature Gate",
        "API Gateway settings",
        "Required labels",
        "Non-Blocking Issues",
        "Not required for launch",
        "Optional (not mandatory)",
        "Post-launch gate",
        "Documentation required (every rotation)",
        "The team must be told",
    ],
)
def test_a_title_that_only_mentions_the_words_asks_for_nothing(title: str) -> None:
    assert verdict(f"## Phase 1 (P0)\n\n- [x] a\n\n## {title}\n\n- [ ] b\n").go


@pytest.mark.parametrize("below", ["### Recommended checks (should complete)\n\n- [ ] b", "- [ ] b (P2)"])
def test_what_may_wait_inside_such_a_section_waits(below: str) -> None:
    assert verdict(f"## Phase 1 (P0)\n\n- [x] a\n\n## Launch gate\n\n- [x] c\n\n{below}\n").go


def test_the_title_of_the_document_requires_nothing() -> None:
    assert verdict("# Launch gate\n\n## A (P0)\n\n- [x] a\n\n## B\n\n- [ ] b\n").go


CRITICAL = """\
# Ready

## Phase 13: Critical Blockers (P0) - 1-2 days

### 13.1 Health

- [ ] a

## Phase 14: Hardening (P0)

- [ ] b

## Gate: before

- [ ] c

## Gate: after

- [ ] d
"""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Phase 13", (7,)),
        ("phase 13", (7,)),
        ("13", (7,)),
        ("13.1", (7,)),
        ("Phase 13: Critical Blockers", (7,)),
        ("critical blockers", (7,)),
        ("Hardening", (11,)),
        ("PHASE 14: HARDENING (P0)", (11,)),
        ("gate before", (15,)),
        ("Critical", (7,)),
    ],
)
def test_a_section_is_required_by_any_plain_part_of_its_name(name: str, lines: tuple[int, ...]) -> None:
    (reason,) = verdict(CRITICAL, GateRules(require=(name,), blocked=False, findings=False)).reasons
    assert reason.lines == lines


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "Phase",
            r"'Phase' could mean Phase 13: .* \(line 3\), Phase 14: Hardening \(P0\) \(line 9\); write",
        ),
        (
            "gate",
            r"'gate' could mean Gate: before \(line 13\), Gate: after \(line 17\); write the whole title",
        ),
    ],
)
def test_words_that_could_mean_two_sections_are_refused_with_both(name: str, told: str) -> None:
    with pytest.raises(RequirementUnknown, match=told):
        verdict(CRITICAL, GateRules(require=(name,)))


def test_a_gate_that_asks_for_signatures_and_more_is_not_open_for_the_phases_alone(shared: Path) -> None:
    """All of the P0 phases of a real checklist are ticked, its own gate is not."""
    text = next((shared / "seeds").glob("001*")).read_text(encoding="utf-8")
    head, gated = text.split("## Pre-Launch Gate", 1)
    said = messages(f"{head.replace('[ ]', '[x]')}## Pre-Launch Gate{gated}")
    assert "Pre-Launch Gate (Required for Production): 9 items open" in said
    assert any(each.startswith("not signed: Sign-off from engineering lead, Sign-off from") for each in said)


def test_a_checklist_in_conflict_is_no_go_whatever_its_sides_say() -> None:
    text = "# Launch\n\n- [x] a\n<<<<<<< HEAD\n- [x] b\n=======\n- [x] c\n>>>>>>> side\n"
    (reason,) = verdict(text).reasons
    assert reason.message == "the checklist is in conflict: a merge of it is not decided"
    assert reason.lines == (4, 6, 8)
    assert not goes(parse(text), tuple, TODAY)
