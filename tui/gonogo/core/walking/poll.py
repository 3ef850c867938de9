"""The poll: who is asked, what an answer does to the document, and what it says in a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkdown import Checklist, Intent, Sign, SignOff, Withhold


class Word(StrEnum):
    """What a role says."""

    GO = "GO"
    NO_GO = "NO-GO"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one role said."""

    role: str
    line: int
    """Of its sign-off, 1-based; only tells equal roles apart."""
    word: Word
    name: str
    reason: str = ""
    """Why; for a GO it may be left out."""

    def __str__(self) -> str:
        """A line for a person: `Security Lead: NO-GO, Ada Lovelace (no test)`."""
        who = f", {self.name}" if self.name else ""
        return f"{self.role}: {self.word}{who}" + (f" ({self.reason})" if self.reason else "")


def asked(checklist: Checklist) -> tuple[SignOff, ...]:
    """The roles that have not signed, in the order of the document."""
    return tuple(each for each in checklist.signoffs if not each.name)


def written(answer: Answer, on: str) -> Intent | None:
    """What an answer does to the document: a GO signs, a NO-GO says at the sign-off why nobody does.

    None for an abstention, which the minutes have.
    """
    if answer.word is Word.GO:
        return Sign(answer.line, answer.role, answer.name, on)
    if answer.word is Word.NO_GO:
        return Withhold(answer.line, answer.role, answer.reason, answer.name, on)
    return None
