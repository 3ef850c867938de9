"""What a repository or a person chooses about findings: rules off, other severities, thresholds.

Only values: where they are written down (`gonogo.toml`) is the program's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from .finding import Severity


class EvidenceDemand(StrEnum):
    """Where a done item has to have evidence."""

    WHERE_USED = "where-used"
    """In lists and tables in which most done items have some."""
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a checklist is checked."""

    off: frozenset[str] = frozenset()
    """Names of rules that are not looked for."""
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    """Severities that differ from the rules' own, by rule name."""
    evidence: EvidenceDemand = EvidenceDemand.WHERE_USED
    changed_on: date | None = None
    """The day of the last commit that changed the document, if that is known."""
    today: date | None = None
    """The day on which this is asked: what a fix of ``Last Updated`` writes; None: the day of the commit."""
