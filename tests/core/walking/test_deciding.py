"""The poll and the verdict, headless: what an answer does, the document's own verdict lines, the minutes."""

from datetime import date
from pathlib import Path

import pytest

from checkdown import Checklist, ItemRef, SetState, State, Together, apply, parse, plan
from checkdown.gate import gate
from gonogo.core.git import Repository
from gonogo.core.git.errors import GitRefused
from gonogo.core.git.tagging import tag_head
from gonogo.core.walking import Course, begun
from gonogo.core.walking.deciding import Decision, judged_anew, minutes
from gonogo.core.walking.objecting import objecting
from gonogo.core.walking.poll import Answer, Word, asked, place_of, standing, written
from gonogo.core.walking.verdicts import verdict_fixes, verdict_planned
from tests.throwaway import Repository as Throwaway

TEXT = """\
# Ready

**Ship Decision:** ✅ **READY** (pending the keys)

- [x] Redis is up
- [ ] Later on
  - waived: not for this launch until 2026-12-31 (Ada Lovelace)

## Sign-off

- [ ] Engineering Lead: ____________ Date: ______
- [x] Security Lead: Grace Hopper Date: 2026-11-20

| Role | Name | Date |
|---|---|---|
| Operations | | |
"""


def decided(text: str, *, go: bool) -> str:
    checklist: Checklist = parse(text)
    fixes = verdict_fixes(checklist, go=go)
    if fixes:
        checklist = apply(checklist, plan(checklist, Together(fixes, "the verdict")))
    return checklist.source.dump().decode()


def test_who_has_not_signed_is_asked() -> None:
    assert [each.role for each in asked(parse(TEXT))] == ["Engineering Lead", "Operations"]


def test_a_go_signs_a_no_go_blocks_and_an_abstention_is_for_the_minutes() -> None:
    checklist = parse(TEXT)
    lead, operations = asked(checklist)

    def done(answer: Answer) -> str:
        intent = written(answer, "2026-11-21")
        assert intent is not None
        return apply(checklist, plan(checklist, intent)).source.dump().decode()

    go = done(Answer(lead.role, lead.line, Word.GO, "Ada Lovelace"))
    assert "- [x] Engineering Lead: Ada Lovelace Date: 2026-11-21\n" in go
    no = done(Answer(lead.role, lead.line, Word.NO_GO, "Ada Lovelace", "no test"))
    assert (
        "- [!] Engineering Lead: ____________ Date: ______\n"
        "  - blocked: no test (2026-11-21, Ada Lovelace)\n" in no
    )
    row = done(Answer(operations.role, operations.line, Word.NO_GO, "Ada Lovelace", "no test"))
    assert "| Operations | blocked: no test (2026-11-21, Ada Lovelace) | |\n" in row
    again = asked(parse(row))
    assert [(each.role, each.reason) for each in again] == [
        ("Engineering Lead", ""),
        ("Operations", "no test (2026-11-21, Ada Lovelace)"),
    ]
    said = Answer(operations.role, operations.line, Word.ABSTAIN, "", "was not there")
    assert written(said, "2026-11-21") is None
    assert str(said) == "Operations: abstain (was not there)"


@pytest.mark.parametrize(
    ("before", "go", "after"),
    [
        ("**Ship Decision:** ✅ **READY** (x)", False, "**Ship Decision:** ❌ **NOT READY** (x)"),
        ("**Ship Decision:** ✅ **READY** (x)", True, "**Ship Decision:** ✅ **READY** (x)"),
        ("**Verdict:** NO-GO", True, "**Verdict:** GO"),
        ("**Verdict:** Not ready", True, "**Verdict:** Ready"),
        ("**Decision:** ____", True, "**Decision:** GO"),
        ("**Decision:** [GO / NO-GO]", False, "**Decision:** NO-GO"),
        ("**Go/No-Go:** TBD by Friday", False, "**Go/No-Go:** NO-GO"),
        ("## 🚦 SHIP DECISION: READY", False, "## 🚦 SHIP DECISION: NOT READY"),
        ("## Decision: ❌ NO-GO", True, "## Decision: ✅ GO"),
        ("**Verdict:** Far better than before", True, "**Verdict:** Far better than before"),
        ("**Owner:** GO", False, "**Owner:** GO"),
        ("**Decision:** ⬜ TBD", True, "**Decision:** ✅ GO"),
        ("Decision: [ ] GO  [ ] NO-GO", False, "Decision: [ ] GO  [x] NO-GO"),
        ("Decision: [x] GO  [ ] NO-GO", False, "Decision: [ ] GO  [x] NO-GO"),
        ("**Go/No-Go:** ☑ GO ☐ NO-GO", False, "**Go/No-Go:** ☐ GO ☑ NO-GO"),
        ("**Go/No-Go:** ☐ GO ☐ NO-GO", True, "**Go/No-Go:** ☑ GO ☐ NO-GO"),
        ("## Verdict: ❌ NOT READY FOR PRODUCTION", True, "## Verdict: ✅ READY FOR PRODUCTION"),
        ("## ✅ SHIP DECISION: READY", False, "## ❌ SHIP DECISION: NOT READY"),
        ("## ❌ SHIP DECISION: NOT READY", True, "## ✅ SHIP DECISION: READY"),
        ("## 🚀 SHIP DECISION: READY", False, "## 🚀 SHIP DECISION: NOT READY"),
        ("**Decision:** NO GO", True, "**Decision:** GO"),
        ("- **Decision**: ____ (GO / NO-GO)", True, "- **Decision**: GO (GO / NO-GO)"),
        ("**Decision:** GO / NO-GO / CONDITIONAL GO", False, "**Decision:** NO-GO"),
        ("Overall verdict: GO", False, "Overall verdict: NO-GO"),
        ("> **Decision: NO-GO**", True, "> **Decision: GO**"),
        ("**Launch decision:** Not approved", True, "**Launch decision:** Approved"),
        ("**Approved for production:** No", True, "**Approved for production:** Yes"),
        ("Status: 🔴 NO-GO", True, "Status: ✅ GO"),
        ("**Status:** In progress", True, "**Status:** In progress"),
        ("## Decision\n\n**NO-GO**", True, "## Decision\n\n**GO**"),
    ],
)
def test_the_documents_own_verdict_says_what_was_decided(before: str, go: bool, after: str) -> None:
    assert decided(f"# T\n\n{before}\n\n- [ ] a\n", go=go) == f"# T\n\n{after}\n\n- [ ] a\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("**Decision:** HOLD", "line 3 says HOLD; it was left alone"),
        ("**Decision:** CONDITIONAL GO", "line 3 says CONDITIONAL GO; it was left alone"),
        ("Verdict: Not ready yet.", "line 3 says Not ready yet.; it was left alone"),
        ("| A | B |\n|---|---|\n| Can we go live? | ❌ No |", "line 5 says ❌ No; it was left alone"),
        ("**Decision:** [ ] NO-GO", "line 3 says [ ] NO-GO; it was left alone"),
    ],
)
def test_words_that_are_not_understood_are_left_and_told(line: str, told: str) -> None:
    planned = verdict_planned(parse(f"# T\n\n{line}\n\n- [ ] a\n"), go=True)
    assert (planned.fixes, [str(each) for each in planned.left]) == ((), [told])


ASKED = """\
## Can we go live?

| If Goal Is...       | Answer   | Reason |
|---------------------|----------|--------|
| **Pilot**           | ⚠️ Maybe | Keys   |
| **Full Production** | ❌ No    | Tests  |
"""


@pytest.mark.parametrize(
    ("before", "go", "after"),
    [
        (ASKED, False, ASKED),
        (ASKED, True, ASKED.replace("❌ No    |", "✅ Yes   |")),
        (
            ASKED.replace("❌ No    |", "         |"),
            False,
            ASKED.replace("❌ No    |", "NO-GO    |"),
        ),
        (
            "## Decision\n\n| Who | Verdict |\n|---|---|\n| the team | ⬜ Pending |\n",
            True,
            "## Decision\n\n| Who | Verdict |\n|---|---|\n| the team | ✅ GO |\n",
        ),
        (
            "| Field | Value |\n|---|---|\n| Owner | GO team |\n| **Verdict** | TBD |\n| Go/No-Go | |\n",
            False,
            (
                "| Field | Value |\n|---|---|\n| Owner | GO team |\n| **Verdict** | NO-GO |\n"
                "| Go/No-Go | NO-GO |\n"
            ),
        ),
        (
            "## Decision\n\n| Region | Go/No-Go |\n|---|---|\n| North | ✅ GO |\n| South | ❌ NO-GO |\n",
            True,
            "## Decision\n\n| Region | Go/No-Go |\n|---|---|\n| North | ✅ GO |\n| South | ❌ NO-GO |\n",
        ),
        (
            "| Criterion | Decision |\n|---|---|\n| Launch | NO-GO |\n",
            True,
            "| Criterion | Decision |\n|---|---|\n| Launch | GO |\n",
        ),
        (
            "| Question | Answer |\n|---|---|\n| Can we go live in production? | ❌ No |\n",
            True,
            "| Question | Answer |\n|---|---|\n| Can we go live in production? | ✅ Yes |\n",
        ),
    ],
    ids=[
        "says so already",
        "one row is the launch",
        "an empty cell",
        "the only row",
        "fields",
        "regions",
        "launch",
        "a question",
    ],
)
def test_the_row_of_a_decision_table_that_speaks_of_the_launch_says_it(
    before: str, go: bool, after: str
) -> None:
    assert decided(f"# T\n\n- [ ] a\n\n{before}", go=go) == f"# T\n\n- [ ] a\n\n{after}"


def test_a_verdict_changes_nothing_but_its_words_in_real_documents(shared: Path) -> None:
    changed = 0
    for path in [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.md"))]:
        before = path.read_bytes().decode("utf-8", "surrogateescape")
        for go in (True, False):
            after = decided(before, go=go)
            pairs = [(a, b) for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b]
            assert len(pairs) <= 4
            changed += len(pairs)
    assert changed > 0


@pytest.mark.parametrize(("b", "go"), [("x", True), (" ", False)])
def test_a_no_go_that_the_document_still_states_is_no_reason_against_a_go(
    tmp_path: Path, b: str, go: bool
) -> None:
    checklist = parse(f"# T\n\n**Verdict:** NO-GO\n\n- [x] a\n- [{b}] b\n")
    told = judged_anew(str(tmp_path / "ready.md"), checklist)
    assert told.verdict is not None
    assert told.verdict.go is go
    assert [reason for reason in told.verdict.reasons if "verdict" in reason.message] == []


def test_minutes_say_who_when_what_and_what_is_open() -> None:
    checklist = parse(TEXT)
    walk = begun(checklist, Course(), driver="Ada Lovelace", reviewer="Grace Hopper")
    walk = walk.object("Security", "no test")
    lead, operations = asked(checklist)
    answers = [
        Answer(operations.role, operations.line, Word.ABSTAIN, "", "away", place_of(checklist, operations)),
        Answer(lead.role, lead.line, Word.GO, "Ada Lovelace", "", place_of(checklist, lead)),
        Answer(lead.role, lead.line, Word.NO_GO, "Ada Lovelace", "no test", place_of(checklist, lead)),
    ]
    objected = SetState(ItemRef.of(checklist.items[0]), State.BLOCKED, "no test", "Security", "2026-11-21")
    checklist = apply(checklist, plan(checklist, objected))
    held = written(answers[-1], "2026-11-21")
    assert held is not None
    checklist = apply(checklist, plan(checklist, held))
    verdict = gate(checklist, (), date(2026, 11, 21))
    text = minutes(checklist, walk, answers, verdict, Decision(True, "Ada Lovelace", "2026-11-21", "agreed"))
    for line in (
        "# Launch review: Ready",
        "- Date: 2026-11-21",
        "- Reviewer: Grace Hopper",
        "## Decision: GO",
        "The gate says NO-GO. Decided against it: agreed",
        "- Engineering Lead: NO-GO, Ada Lovelace (no test)",
        "- Operations: abstain (away)",
        "- Redis is up: Security, no test",
        "## Not signed\n\n- Engineering Lead (no test (2026-11-21, Ada Lovelace))\n- Operations",
        "## Waivers",
        "- Later on (todo)",
    ):
        assert f"{line}\n" in text, text
    assert "____" not in text


def test_answers_hold_by_role_while_the_document_shows_them_and_stand_in_its_order() -> None:
    checklist = parse(TEXT)
    lead, operations = asked(checklist)
    answers = [
        Answer(operations.role, operations.line, Word.ABSTAIN, "", "away", place_of(checklist, operations)),
        Answer(lead.role, lead.line, Word.GO, "Ada Lovelace", "", place_of(checklist, lead)),
    ]
    assert [each.role for each in standing(checklist, answers)] == ["Operations"]  # the GO was taken back
    signed = written(answers[1], "2026-11-21")
    assert signed is not None
    moved = parse("One more line.\n\n" + apply(checklist, plan(checklist, signed)).source.dump().decode())
    assert [each.role for each in standing(moved, answers)] == ["Engineering Lead", "Operations"]


def test_an_objection_stands_while_its_reason_blocks_the_item() -> None:
    checklist = parse(TEXT)
    walk = begun(checklist, Course()).object("Security", "no test")
    assert objecting(walk, checklist) == ()
    item = ItemRef.of(checklist.items[0])
    blocked = SetState(item, State.BLOCKED, "no test", "Security", "2026-11-21")
    checklist = apply(checklist, plan(checklist, blocked))
    assert [each.who for each in objecting(walk, checklist)] == ["Security"]


def test_a_decision_stands_while_the_document_says_so() -> None:
    decision = Decision(True, "Ada Lovelace", "2026-11-21")
    assert decision.stands(parse("**Verdict:** GO\n"))
    assert decision.stands(parse("- [ ] a\n"))
    assert not decision.stands(parse("**Verdict:** TBD\n"))


def test_a_tag_is_made_once_and_never_moved(repository: Throwaway) -> None:
    repository.write("a.md", "- [ ] a\n")
    first = repository.commit("Begin")
    found = Repository.discover(repository.folder)
    assert found is not None
    tag_head(found, "v1-go", "Launch review: GO")
    repository.commit("On")
    with pytest.raises(GitRefused, match="already exists"):
        tag_head(found, "v1-go", "again")
    with pytest.raises(GitRefused, match="not made"):
        tag_head(found, "--delete", "no")
    assert repository.git("rev-parse", "v1-go^{commit}") == first
    assert "Launch review: GO" in repository.git("tag", "--list", "--format=%(contents)", "v1-go")
