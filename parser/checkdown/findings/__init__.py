"""Findings: where a checklist's claims or habits do not hold, by the rules of ``claims`` and ``habits``."""

from .checking import findings, findings_in
from .finding import Finding, Rule, Severity
from .fixing import fix_of, fixes_of
from .reading import Reading
from .rules import RULES
from .settings import EvidenceDemand, Settings

__all__ = [
    "RULES",
    "EvidenceDemand",
    "Finding",
    "Reading",
    "Rule",
    "Settings",
    "Severity",
    "findings",
    "findings_in",
    "fix_of",
    "fixes_of",
]
