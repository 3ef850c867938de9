"""Findings as other programs want them: one module for each format, none of which knows another."""

from .github import github_lines, step_summary
from .gitlab import gitlab_report
from .junit import junit_report
from .placing import Placed, placed
from .sarif import sarif_report

__all__ = [
    "Placed",
    "github_lines",
    "gitlab_report",
    "junit_report",
    "placed",
    "sarif_report",
    "step_summary",
]
