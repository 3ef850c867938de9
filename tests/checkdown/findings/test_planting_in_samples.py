"""A figure changed in a sample is told on its line: one for each place that the samples count."""

from pathlib import Path

import pytest

from checkdown import parse
from checkdown.findings import Finding, findings

CHANGES = [
    ("release-gate.md", "| 1) API & Contracts | 5/5 |", "| 1) API & Contracts | 4/5 |", "score-mismatch"),
    ("release-gate.md", "| 2) Data & Migrations | 4/5 |", "| 2) Data & Migrations | 5/5 |", "score-mismatch"),
    ("release-gate.md", "| 6) Observability | 3/4 |", "| 6) Observability | 3/5 |", "score-mismatch"),
    ("release-gate.md", "| **26/29** | **90%** |", "| **25/29** | **90%** |", "total-mismatch"),
    ("release-gate.md", "| **26/29** | **90%** |", "| **26/29** | **93%** |", "percentage-mismatch"),
    (
        "release-gate.md",
        "| 2) Data & Migrations | 4/5 | ⚠️",
        "| 2) Data & Migrations | 4/5 | ✅",
        "section-row-mismatch",
    ),
    ("release-gate.md", "❌ **NOT READY** (one", "✅ **READY** (one", "verdict-mismatch"),
    ("release-gate.md", "## ❌ SHIP DECISION: NOT READY", "## ✅ SHIP DECISION: READY", "verdict-mismatch"),
    ("release-gate.md", "(one blocker open)", "(two blockers open)", "count-mismatch"),
    ("phased-readiness.md", "3.5-4.5 days", "3-4 days", "estimate-mismatch"),
    ("phased-readiness.md", "- Phase 6: 0.5 day\n\n**Rec", "- Phase 6: 1 day\n\n**Rec", "estimate-mismatch"),
    ("phased-readiness.md", "complete (1, 2, 6)", "complete (1, 2, 5)", "derived-item-mismatch"),
    ("phased-readiness.md", "- [ ] All P0 phases", "- [x] All P0 phases", "derived-item-mismatch"),
    ("phased-readiness.md", "### 2.1 Health Checks", "### 2.1 Health Checks ✅", "heading-mark-mismatch"),
    ("phased-readiness.md", "### 2.1 Health Checks", "### 2.1 Health Checks [3/3]", "cookie-mismatch"),
    ("readiness-analysis.md", "| **70%** |", "| **74%** |", "total-mismatch"),
    ("readiness-analysis.md", "| **TOTAL** | **13 days** |", "| **TOTAL** | **15 days** |", "total-mismatch"),
    (
        "readiness-analysis.md",
        "| **2. Security** | 80% | ⚠️",
        "| **2. Security** | 100% | ✅",
        "section-row-mismatch",
    ),
    (
        "readiness-analysis.md",
        "| **Key per sensor** | ❌ Missing",
        "| **Key per sensor** | ✅ Missing",
        "mark-word-mismatch",
    ),
    ("service-status.md", "1. Offline Tours: 3 open", "1. Offline Tours: 2 open", "count-mismatch"),
    ("service-status.md", "2. Operations: 3 open", "2. Operations: 4 open", "count-mismatch"),
    ("service-status.md", "## Still to Do", "## Still to Do ✅", "heading-mark-mismatch"),
    ("deployment.md", "### 4. Monitoring\n", "### 4. Monitoring ✅\n", "heading-mark-mismatch"),
    ("deployment.md", "- [ ] Log aggregation", "- [] Log aggregation", "malformed-box"),
    ("deployment.md", "- [ ] Engineering Lead", "- [x] Engineering Lead", "signoff-without-name"),
]


def rules_of(found: tuple[Finding, ...]) -> set[tuple[str, int]]:
    return {(each.rule, each.line) for each in found}


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"), CHANGES, ids=lambda each: each.strip().replace("\n", " ")
)
def test_a_changed_figure_is_told_on_its_line(
    name: str, old: str, new: str, rule: str, samples: Path
) -> None:
    text = (samples / name).read_bytes().decode()
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    assert (rule, line) not in rules_of(findings(parse(text)))
    assert (rule, line) in rules_of(findings(parse(text.replace(old, new, 1))))
