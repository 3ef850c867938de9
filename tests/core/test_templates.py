"""Templates: the work of a sample undone, its words kept."""

import pytest

from checkdown import Role, State, parse
from checkdown.findings import Severity, findings
from gonogo.core.samples import samples
from gonogo.core.templates import template

SAMPLES = {sample.name: sample.content for sample in samples()}


def made(text: str) -> str:
    return template(text.encode()).decode()


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_done_and_no_item_is_lost_but_those_that_were_fixed(name: str) -> None:
    before, after = parse(SAMPLES[name]), parse(template(SAMPLES[name]))
    assert {item.state for item in after.items if item.role is Role.ITEM} == {State.TODO}
    kept = [item.text for item in before.items if not item.text.startswith("~~")]
    assert [item.text for item in after.items] == kept


@pytest.mark.parametrize("name", SAMPLES)
def test_a_fresh_checklist_passes_its_own_check(name: str) -> None:
    found = findings(parse(template(SAMPLES[name])))
    assert [each for each in found if each.severity is not Severity.INFO] == []


def test_what_a_sample_concludes_from_its_state_is_left_to_be_written() -> None:
    text = template(SAMPLES["release-gate"]).decode()
    assert "one blocker" not in text.lower()
    assert "**Ship Decision:** ❌ **NOT READY**\n" in text
    assert "\n\n[What the decision rests on]\n" in text


@pytest.mark.parametrize("name", SAMPLES)
def test_a_template_of_a_template_is_the_same(name: str) -> None:
    once = template(SAMPLES[name])
    assert template(once) == once


def test_evidence_and_reasons_go_and_probes_and_notes_stay() -> None:
    text = (
        "- [x] a\n  - evidence: `x.md`\n  - probe: file `x.md`\n  - by room\n"
        "- [!] b\n  - blocked: no key (2026-10-05)\n"
    )
    assert made(text) == "- [ ] a\n  - probe: file `x.md`\n  - by room\n- [ ] b\n"


def test_cells_of_evidence_are_emptied_and_notes_stay() -> None:
    head = "| Check | Status | Evidence | Notes |\n|---|---|---|---|\n"
    assert made(f"{head}| a | ✅ | https://ci.example.org/1 | fast |\n").split("\n")[2].split("|")[2:5] == [
        " ⬜ ",
        "  ",
        " fast ",
    ]


def test_scores_and_dates_of_fields_and_ticked_headings_begin_anew() -> None:
    text = "**Score:** 27/29 checks\n**Audit Date:** 2026-10-05\n\n## Quality ✅\n\n27/29 on 2026-10-05\n"
    assert made(text) == (
        "**Score:** 0/29 checks\n**Audit Date:** YYYY-MM-DD\n\n## Quality\n\n27/29 on 2026-10-05\n"
    )


def test_line_ends_stay_as_they_are() -> None:
    assert template(b"- [x] a\r\n  - evidence: `x.md`\r\n- [x] b\r\n") == b"- [ ] a\r\n- [ ] b\r\n"
