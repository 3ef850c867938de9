"""Mending what a checklist claims of itself: findings that bring an edit, made as requests of a document.

Mending one claim may make another one wrong, or right; so it goes in rounds, each one undoable edit, until
nothing is left that can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checkdown import CheckdownError, Checklist, Fix, Together, plan
from checkdown.findings import Finding, fixes_of
from gonogo.core.requests import Overtaken
from gonogo.core.workspace import Document, Step
from gonogo.core.workspace.saving import save

ROUNDS = 10
"""Rounds after which it is left as it is: claims that speak of each other need not come to rest."""

Look = Callable[[Checklist], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended."""

    count: int
    """Claims that were corrected."""
    steps: tuple[Step, ...]
    """The edits, one for each round; none of them is saved yet."""
    left: tuple[Finding, ...]
    """What is found now."""
    refused: tuple[str, ...] = ()
    """A sentence for each that could not be corrected."""


def mend(document: Document, look: Look) -> Mended:
    """Correct all that can be; `look` finds. Raises DocumentRefused, and then nothing has changed."""
    count = 0
    steps: list[Step] = []
    refused: dict[str, str] = {}
    """Why a line cannot be mended, by its text."""
    found = look(document.checklist)
    for _ in range(ROUNDS):
        fixes = [fix for fix in fixes_of(document.checklist, found) if fix.at not in refused]
        fitting = [fix for fix in fixes if _fits(document.checklist, fix, refused)]
        step = document.do(Together(tuple(fitting), _summary(fitting))) if fitting else None
        if step is None:
            break
        steps.append(step)
        count += len(fitting)
        found = look(document.checklist)
    return Mended(count, tuple(steps), tuple(found), tuple(refused.values()))


def _fits(checklist: Checklist, fix: Fix, refused: dict[str, str]) -> bool:
    try:
        plan(checklist, fix)
    except CheckdownError as problem:
        refused[fix.at] = str(problem)
        return False
    return True


def _summary(fixes: Sequence[Fix]) -> str:
    """What a round does, on one line: several are counted, the first is shown."""
    first = fixes[0]
    shown = f"{first.old.strip() or 'nothing'} -> {first.new.strip() or 'nothing'} on line {first.line}"
    return shown if len(fixes) == 1 else f"{len(fixes)} claims corrected: {shown}, …"


def mended_file(document: Document, look: Look, *, in_place: bool = False) -> Mended:
    """Correct all that can be, and save it. Raises DocumentRefused, a FileError, or Overtaken."""
    mended = mend(document, look)
    if not mended.steps:
        return mended
    save(document, in_place=in_place, or_undo=True)
    if document.conflicts:
        reasons = "; ".join(conflict.reason for conflict in document.conflicts)
        for conflict in tuple(document.conflicts):
            document.resolve(conflict, ours=False)
        raise Overtaken(f"{document.path} was changed by another program meanwhile: {reasons}")
    return mended
