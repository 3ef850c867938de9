"""The poll: who is asked, what an answer does to the document, and what it says in a line."""

from __future__ import annotations

from collections.abc import Iterable
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
    """Of its sign-off when it was asked, 1-based."""
    word: Word
    name: str
    reason: str = ""
    """Why; for a GO it may be left out."""
    place: str = ""
    """Which sign-off of the document it is, whatever lines stand above it (`place_of`)."""

    def __str__(self) -> str:
        """A line for a person: `Security Lead: NO-GO, Ada Lovelace (no test)`."""
        who = f", {self.name}" if self.name else ""
        return f"{self.role}: {self.word}{who}" + (f" ({self.reason})" if self.reason else "")


def asked(checklist: Checklist) -> tuple[SignOff, ...]:
    """The roles that have not signed, in the order of the document."""
    return tuple(each for each in checklist.signoffs if not each.name)


def place_of(checklist: Checklist, signoff: SignOff) -> str:
    """A sign-off's role, its section, and which one of that role it is there: lines move, these stay."""
    alike = [
        each.line
        for each in checklist.signoffs
        if (each.role, each.section_index) == (signoff.role, signoff.section_index)
    ]
    path = " / ".join(checklist.path_of(signoff.section_index))
    return f"{path} / {signoff.role} / {alike.index(signoff.line)}"


def standing(checklist: Checklist, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """What holds of the answers, in the document's order: of each role the last one.

    An answer that the document no longer shows (it was taken back, or another took its place) is none.
    """
    last = {each.place: each for each in answers}
    found = []
    for signoff in checklist.signoffs:
        answer = last.get(place_of(checklist, signoff))
        if answer is not None and _shows(signoff, answer):
            found.append(answer)
    return tuple(found)


def _shows(signoff: SignOff, answer: Answer) -> bool:
    if answer.word is Word.GO:
        return bool(signoff.name)
    if answer.word is Word.NO_GO:
        return not signoff.name and " ".join(answer.reason.split()) in signoff.reason
    return not signoff.name


def written(answer: Answer, on: str) -> Intent | None:
    """What an answer does to the document: a GO signs, a NO-GO says at the sign-off why nobody does.

    None for an abstention, which the minutes have.
    """
    if answer.word is Word.GO:
        return Sign(answer.line, answer.role, answer.name, on)
    if answer.word is Word.NO_GO:
        return Withhold(answer.line, answer.role, answer.reason, answer.name, on)
    return None
