"""A fresh run of a finished checklist: only what the last run left behind goes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkdown import Checklist, Kind, Source, State, parse
from checkdown.findings import findings
from gonogo.core.freshrun import fresh_run
from gonogo.core.oldverdicts import still_said


def made(text: str) -> str:
    return fresh_run(text.encode()).decode()


def test_boxes_are_cleared_and_evidence_reasons_and_waivers_go() -> None:
    text = (
        "- [x] a\n  - evidence: `x.md`\n  - by room\n- [!] b\n  - blocked: no key (2026-10-05, Ada)\n"
        "  - was blocked: no host\n"
        "- [~] c\n  - waived: not this time until 2026-12-01\n- [-] d\n  - probe: file `x.md`\n"
    )
    assert made(text) == "- [ ] a\n  - by room\n- [ ] b\n- [ ] c\n- [ ] d\n  - probe: file `x.md`\n"


def test_what_is_nested_in_evidence_goes_with_it() -> None:
    assert made("- [x] a\n  - evidence: `x.md`,\n    of the second run\n    - and more\n- [x] b\n") == (
        "- [ ] a\n- [ ] b\n"
    )


def test_a_bullet_that_says_where_to_read_on_is_text() -> None:
    assert made("- [x] a\n  - see: [the guide](docs/guide.md)\n  - proof: `out.txt`\n") == (
        "- [ ] a\n  - see: [the guide](docs/guide.md)\n"
    )


@pytest.mark.parametrize(
    ("signed", "open_again"),
    [
        (
            "- [x] Security Lead: Ada Lovelace Date: 2026-10-05",
            "- [ ] Security Lead: ____________ Date: __________",
        ),
        (
            "- [x] **Security Lead:** Ada Lovelace **Date:** 2026-10-05",
            "- [ ] **Security Lead:** ____________ **Date:** __________",
        ),
        (
            "Security Lead: Ada Lovelace, Date: 2026-10-05",
            "Security Lead: ____________, Date: __________",
        ),
        (
            "☑ Security Lead: Ada Lovelace (Date: 2026-10-05)",
            "☐ Security Lead: ____________ (Date: __________)",
        ),
        ("- [ ] Security Lead: ______ Date: ____", "- [ ] Security Lead: ______ Date: ____"),
    ],
)
def test_a_signature_is_a_blank_again(signed: str, open_again: str) -> None:
    assert made(f"## Sign-off\n\n{signed}\n") == f"## Sign-off\n\n{open_again}\n"


def test_a_signed_table_is_open_again_and_as_wide() -> None:
    head = "## Sign-off\n\n| Role | Name | Date | Signature |\n|------|------|------|------|\n"
    assert made(f"{head}| QA | Ada Lovelace | 2026-10-05 | AL |\n") == (
        f"{head}| QA |              |            |    |\n"
    )


ALIGNED = "| Role | Sign          |\n|------|---------------|\n"


@pytest.mark.parametrize(
    ("held", "open_again"),
    [
        (
            "- [!] QA: ____ Date: ____\n  - blocked: no keys\n- [ ] DBA: ____ Date: ____\n",
            "- [ ] QA: ____ Date: ____\n- [ ] DBA: ____ Date: ____\n",
        ),
        (
            "- QA: ____ Date: ____\n  - on call\n  - blocked: no keys\n",
            "- QA: ____ Date: ____\n  - on call\n",
        ),
        (
            "QA: ____ Date: ____\nblocked: no keys\nDBA: ____ Date: ____\nblocked: no keys\n",
            "QA: ____ Date: ____\nDBA: ____ Date: ____\n",
        ),
        ("QA: ____ Date: ____\nblocked: no keys", "QA: ____ Date: ____"),
        ("⛔ QA: ____ Date: ____\nblocked: no keys\n", "⬜ QA: ____ Date: ____\n"),
        (
            "| Role | Name | Date | Notes |\n|---|---|---|---|\n| QA | blocked: a | | b; blocked: c |\n",
            "| Role | Name | Date | Notes |\n|---|---|---|---|\n| QA |  | | b |\n",
        ),
        (
            "| Role | Signature |\n|---|---|\n| QA | ⛔ blocked: a |\n| Ops | ✅ Ada |\n| Law | [x] Ada |\n",
            "| Role | Signature |\n|---|---|\n| QA | ☐ |\n| Ops | ☐ |\n| Law | [ ] |\n",
        ),
        (
            f"{ALIGNED}| QA   | ⛔ blocked: a |\n| Ops  | ✅ Ada        |\n",
            f"{ALIGNED}| QA   | ☐             |\n| Ops  | ☐             |\n",
        ),
    ],
)
def test_why_a_role_did_not_sign_goes(held: str, open_again: str) -> None:
    assert made(f"## Sign-off\n\n{held}") == f"## Sign-off\n\n{open_again}"


def test_dates_of_fields_are_open_and_those_in_the_text_stay() -> None:
    text = (
        "**Last Updated:** 2026-10-05\n**Version:** 2026-10-05\n\nSince 2026-10-05 we do it so.\n\n- [x] a\n"
    )
    assert made(text) == text.replace("Updated:** 2026-10-05", "Updated:** YYYY-MM-DD").replace("[x]", "[ ]")


def test_figures_that_the_document_states_of_itself_begin_at_nothing() -> None:
    text = (
        "**Score:** 3/3 items\n**Target:** 99.9%\n\n## A ✅\n\n- [x] serve 24/7\n- [x] b\n\n"
        "| Part | Score | Status | Notes |\n|---|---|---|---|\n| A | 2/2 | ✅ | 3/3 nodes |\n"
    )
    assert made(text) == (
        "**Score:** 0/3 items\n**Target:** 99.9%\n\n## A\n\n- [ ] serve 24/7\n- [ ] b\n\n"
        "| Part | Score | Status | Notes |\n|---|---|---|---|\n| A | 0/2 | ⬜ | 3/3 nodes |\n"
    )


@pytest.mark.parametrize(
    ("said", "fresh"),
    [
        ("**Verdict:** ✅ GO", "**Verdict:** ❌ NO-GO"),
        ("**Decision:** APPROVED", "**Decision:** TBD"),
        ("**Decision:** [x] GO [ ] NO-GO", "**Decision:** [ ] GO [ ] NO-GO"),
        ("**Decision:** TBD", "**Decision:** TBD"),
        ("**Decision:** ____ (GO / NO-GO)", "**Decision:** ____ (GO / NO-GO)"),
        ("**Verdict:** NO-GO", "**Verdict:** NO-GO"),
        ("**Status:** ✅ ALL RESOLVED", "**Status:** TBD"),
        ("**Status:** ✅ **ALL RESOLVED**", "**Status:** **TBD**"),
        ("Overall: ALL DONE ✅", "Overall: TBD"),
        ("- Final verdict - all checks passed.", "- Final verdict - TBD"),
        ("## Status\n\nALL RESOLVED", "## Status\n\nTBD"),
        ("## 5. Result\r\n\r\n> **All issues are resolved!** 🎉\r", "## 5. Result\r\n\r\n> **TBD**\r"),
        ("## ✅ SHIP DECISION: READY", "## SHIP DECISION: NOT READY"),
        ("## ✅ Health", "## Health"),
        ("## Bugs - ALL RESOLVED", "## Bugs"),
    ],
)
def test_nothing_is_decided_in_a_fresh_run(said: str, fresh: str) -> None:
    after = made(f"# T\n\n{said}\n\n- [x] a\n- [x] b\n")
    assert after == f"# T\n\n{fresh}\n\n- [ ] a\n- [ ] b\n"
    assert not [found for found in findings(parse(after)) if found.rule == "verdict-mismatch"]


@pytest.mark.parametrize(
    "words",
    [
        "Launch once all blockers are resolved",
        "All items must be done.",
        "This list ensures that all critical steps are completed.",
        "Are we ready to launch?",
        "The gate passes as soon as all checks passed? Ask the release lead.",
    ],
)
def test_what_asks_for_it_is_left_and_not_told(words: str) -> None:
    after = made(f"# T\n\n{words}\n\n- [x] a\n")
    assert after == f"# T\n\n{words}\n\n- [ ] a\n"
    assert still_said(parse(after)) == ()


def test_what_still_sounds_like_the_old_verdict_is_told_by_its_line() -> None:
    text = (
        "# T\n\nWe are ready to launch.\n\n- [x] a\n\n## Notes\n\nALL RESOLVED\n\n"
        "All code changes are complete.\n\n"
        "| Question | Where we are |\n|---|---|\n| Can we go live? | ❌ No |\n| How many users? | 10 |\n"
        "| How fast? | 20 ms |\n\n"
        "**Decision:** HOLD\n\n**Verdict:** NO-GO\n"
    )
    after = made(text)
    assert after == text.replace("[x]", "[ ]")
    assert [(left.line, left.shown) for left in still_said(parse(after))] == [
        (3, "We are ready to launch."),
        (9, "ALL RESOLVED"),
        (11, "All code changes are complete."),
        (15, "Can we go live? | ❌ No"),
        (19, "HOLD"),
    ]


def test_the_mark_and_the_day_behind_an_item_go() -> None:
    assert made("- [x] three ✅ 2026-09-30\n- [x] since 2026-09-30\n") == (
        "- [ ] three\n- [ ] since 2026-09-30\n"
    )


def test_of_a_reason_only_its_own_words_go_and_no_role_is_dropped() -> None:
    held = (
        "- [!] QA: ____ Date: ____\n  - blocked: no (2026-11-21, Ada Lovelace)\n"
        "**Product Owner**: Zed, Date: 2026-01-02\n☑ Ops: Kim Date: 2026-01-02\n"
    )
    assert made(f"## Sign-off\n\n{held}") == (
        "## Sign-off\n\n- [ ] QA: ____ Date: ____\n"
        "**Product Owner**: ____________, Date: __________\n☐ Ops: ____________ Date: __________\n"
    )


def test_what_a_person_wrote_into_notes_stays_and_what_was_stamped_goes() -> None:
    head = "| Check | Status | Notes |\n|---|---|---|\n"
    assert made(f"{head}| a | ❌ | in Berlin; no key (2026-10-05, Ada Lovelace) |\n") == (
        f"{head}| a | ⬜ | in Berlin |\n"
    )


def test_line_ends_byte_order_mark_and_stray_bytes_stay() -> None:
    assert fresh_run(b"\xef\xbb\xbf- [x] a\xff\r\n  - evidence: `x.md`\r\n- [x] b\n") == (
        b"\xef\xbb\xbf- [ ] a\xff\r\n- [ ] b\n"
    )


_DETAIL = re.compile(
    r"[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?\W*(?:evidence|proof|blocked|blocker|waived|reason)", re.IGNORECASE
)

_CHANGING = re.compile(
    r"score|progress|complet|done|passe|result|ready|coverage|%|evidence|proof|notes", re.IGNORECASE
)


def _changed(before: Checklist, after: Checklist) -> Iterator[tuple[int, int]]:
    """Pairs of lines that are not the same, once the bullets are passed over that may go."""
    own = {each.line for item in before.items for each in item.detail_lines}
    new, depth = 1, -1
    for old in range(1, before.source.line_count + 1):
        text = before.source.line(old)
        indent = len(text) - len(text.lstrip(" \t>"))
        if text.strip() and 0 <= depth < indent:
            continue  # nested in what is gone
        depth = -1
        if old in own and _DETAIL.match(text):
            depth = indent
            continue
        if text != after.source.line(new):
            yield old, new
        new += 1
    assert new == after.source.line_count + 1


def _is_allowed(before: Checklist, after: Checklist, old: int, new: int) -> bool:
    """Whether a line may have changed so: by what kind of line it is, and what of it is the same."""
    item = before.item_at(old)
    signed = old in {signoff.line for signoff in before.signoffs}
    now = after.item_at(new)
    if item is not None and item.kind is not Kind.ROW:
        text = re.sub(r"\s+[✅✔]\ufe0f? \d{4}-\d\d-\d\d\s*$", "", item.text)
        return now is not None and (signed or now.text == text) and now.state is not State.DONE
    if item is not None:
        kept = [
            (cell.text, fresh.text)
            for cell, fresh in zip(item.cells, now.cells if now else (), strict=False)
            if not _CHANGING.search(cell.header)
            and not cell.column <= item.column <= cell.column + max(1, len(cell.text))
        ]
        return now is not None and all(a == b for a, b in kept)
    heading = old in {section.line for section in before.sections}
    fields = old in {field.line for field in before.fields}
    figure = _figureless(before.source.line(old)) == _figureless(after.source.line(new))
    return signed or heading or fields or figure


def _figureless(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?(?= ?[/%])|(?<=/)\d+", "#", text)


def _holds(content: bytes) -> None:
    before, after = parse(Source.load(content)), parse(Source.load(fresh_run(content)))
    assert [item.kind for item in after.items] == [item.kind for item in before.items]
    assert {item.state for item in after.items} <= {State.TODO, State.UNKNOWN}
    assert not any(signoff.name or signoff.date for signoff in after.signoffs)
    assert len(after.signoffs) == len(before.signoffs)
    left = [each.line for item in after.items for each in item.evidence if not each.cited]
    assert all("see" in after.source.line(line).lower() for line in left)
    for old, new in _changed(before, after):
        assert _is_allowed(before, after, old, new), (before.source.line(old), after.source.line(new))
    assert fresh_run(after.source.dump()) == after.source.dump()


def test_in_the_samples_nothing_else_changes(samples: Path) -> None:
    for path in sorted(samples.glob("*.md")):
        _holds(path.read_bytes())


def test_in_real_documents_nothing_else_changes(shared: Path) -> None:
    for path in [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "corpus").glob("*.md"))]:
        _holds(path.read_bytes())
