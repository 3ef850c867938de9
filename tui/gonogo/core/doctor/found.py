"""What the doctor found: one value for each thing that it looked at, in words for people.

Texts hold words from the environment, from files and from git as they are; making them safe to show is the
business of who shows them. Values are named only where they cannot be secret (`named` cuts them).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_LONGEST = 60  # characters of a word from the environment


class Severity(StrEnum):
    """How much it matters."""

    FINE = "fine"
    """As it should be."""
    INFO = "info"
    """It works; this would make it better, or is good to know."""
    WARNING = "warning"
    """Something that a person would expect does not work as it should."""
    ERROR = "error"
    """Something that gonogo is for does not work."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at."""

    subject: str
    """A word or two that stay the same in every version, such as `git`."""
    what: str
    """What is so. Sentences, but for the first letter and the full stop at the end."""
    follows: str = ""
    """What that means for the work; "" where nothing has to be said."""
    change: str = ""
    """What to do about it; "" where nothing has to be done."""
    severity: Severity = Severity.FINE


def named(value: str) -> str:
    """A word from the environment, cut where it is too long for one."""
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
