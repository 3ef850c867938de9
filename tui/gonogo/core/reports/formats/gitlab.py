"""GitLab's code quality report: a list of findings for the widget of a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .placing import Placed

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab_report(findings: Sequence[Placed]) -> list[dict[str, Any]]:
    """The report."""
    return [
        {
            "description": each.found.finding.message,
            "check_name": each.found.finding.rule,
            "fingerprint": each.mark,
            "severity": _SEVERITIES[each.found.finding.severity.value],
            "location": {"path": each.path, "lines": {"begin": each.found.finding.line}},
        }
        for each in findings
    ]
