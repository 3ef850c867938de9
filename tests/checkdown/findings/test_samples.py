"""The samples: what is found in them is what CONTRIBUTING.md says was planted, and contacts to fill in."""

from pathlib import Path

import pytest

from checkdown import parse
from checkdown.findings import Severity, findings

PLANTED = {
    "deployment.md": [("heading-mark-mismatch", "### 3. Database Readiness ✅")],
    "phased-readiness.md": [("estimate-mismatch", "**Recommended (P0 + P1)**: 5-7 days")],
    "readiness-analysis.md": [("count-mismatch", "6 critical blockers")],
    "release-gate.md": [("score-mismatch", "**Final Score:** 27/29 checks passing")],
    "service-status.md": [],
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_wrong_in_a_sample_is_what_was_planted(name: str, samples: Path) -> None:
    checklist = parse((samples / name).read_bytes())
    wrong = [each for each in findings(checklist) if each.severity is not Severity.INFO]
    assert [each.rule for each in wrong] == [rule for rule, _ in PLANTED[name]]
    for each, (_, text) in zip(wrong, PLANTED[name], strict=True):
        assert text in checklist.source.line(each.line)


def test_the_contacts_of_a_template_are_to_be_filled_in(samples: Path) -> None:
    found = {
        path.name: [
            each.rule for each in findings(parse(path.read_bytes())) if each.severity is Severity.INFO
        ]
        for path in samples.glob("*.md")
    }
    assert found.pop("deployment.md") == ["placeholder-left"] * 3
    assert not any(found.values())


def test_the_contributors_page_lists_what_was_planted(samples: Path) -> None:
    page = (samples.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, planted in PLANTED.items():
        for _, text in planted:
            assert f"`{name}`" in page
            assert text in page
