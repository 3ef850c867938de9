"""Findings: where a checklist's claims or habits do not hold, by the rules of ``claims`` and ``habits``."""

from .checking import findings
from .finding import Finding, Rule, Severity
from .rules import RULES
from .settings import EvidenceDemand, Settings

__all__ = ["RULES", "EvidenceDemand", "Finding", "Rule", "Settings", "Severity", "findings"]
