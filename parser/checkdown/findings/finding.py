"""What a rule is and what it finds: values, without the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkdown.edit import Edit


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The document says something that is not so."""
    WARNING = "warning"
    """Probably not what was meant."""
    INFO = "info"
    """Worth a look."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for."""

    name: str
    """Kebab-case, as it stands in settings and allowances."""
    severity: Severity
    summary: str
    """What it finds, in a sentence."""
    advice: str
    """What to do about it, in a sentence or two."""
    fixable: bool = False
    """Whether some of its findings bring an edit that mends them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a claim, a reference or a habit does not hold."""

    rule: str
    severity: Severity
    line: int
    """1-based."""
    column: int
    """1-based, in characters of the line; points at what is claimed."""
    message: str
    """One line that says what is claimed and what is so."""
    claimed: str = ""
    """The claim as it is written; "" where nothing is claimed."""
    actual: str = ""
    """What was counted, in the same form; "" where there is nothing to count."""
    edit: Edit | None = None
    """What mends it; None where only a person can."""

    @property
    def fixable(self) -> bool:
        """Whether an edit mends it."""
        return self.edit is not None
