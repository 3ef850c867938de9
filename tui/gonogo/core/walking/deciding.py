"""What people decided, and the minutes of the walk that say so. The document's own lines are `verdicts`'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkdown import CheckdownError, Checklist, Item, State, Together, apply, plan
from checkdown.gate import Verdict, waiver_of
from gonogo.core.checking import Judged, judged

from .objecting import objecting
from .poll import Answer, standing
from .progress import spent
from .verdicts import verdict_fixes
from .walk import Walk


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decided."""

    go: bool
    by: str
    on: str
    """ISO date."""
    against: str = ""
    """Why, where the gate says otherwise."""

    @property
    def word(self) -> str:
        """GO or NO-GO."""
        return "GO" if self.go else "NO-GO"

    def stands(self, checklist: Checklist) -> bool:
        """Whether the document's own lines still say so; where it has none nothing speaks against it."""
        return not verdict_fixes(checklist, go=self.go)


def judged_anew(file: str, checklist: Checklist) -> Judged:
    """What the gate says of a launch that is still to be decided.

    A NO-GO that stands in the document from before is what is asked about, and no reason against a GO.
    """
    told = judged(file, checklist)
    fixes = verdict_fixes(checklist, go=True)
    if told.verdict is None or told.verdict.go or not fixes:
        return told
    try:
        as_go = apply(checklist, plan(checklist, Together(fixes, "the verdict")))
    except CheckdownError:
        return told
    anew = judged(file, as_go)
    return anew if anew.verdict is not None and anew.verdict.go else told


def minutes(
    checklist: Checklist,
    walk: Walk,
    answers: Sequence[Answer],
    verdict: Verdict | None,
    decision: Decision,
) -> str:
    """Who, when, what was decided, what is open, what was waived: a page of markdown."""
    title = " ".join(checklist.title.split()) or "checklist"
    parts = [f"# Launch review: {title}", "", f"- Date: {decision.on}"]
    parts += [f"- Driver: {walk.driver}"] if walk.driver else []
    parts += [f"- Reviewer: {walk.reviewer}"] if walk.reviewer else []
    parts += [f"- Time: {spent(walk.seconds)}", "", f"## Decision: {decision.word}", ""]
    parts += [f"Decided by {decision.by}." if decision.by else "Decided."]
    if verdict is not None:
        parts += [
            f"The gate says {verdict.word}."
            + (f" Decided against it: {decision.against}" if decision.against else "")
        ]
        parts += _listed(reason.message for reason in verdict.reasons)
    parts += _section("The poll", (str(each) for each in standing(checklist, answers)))
    names = {item.id: item.text for item in checklist.items}
    objections = (
        f"{names.get(each.item, 'an item')}: {each.who}, {each.why}" for each in objecting(walk, checklist)
    )
    parts += _section("Objections", objections)
    unsigned = (each for each in checklist.signoffs if not each.name)
    parts += _section(
        "Not signed", (each.role + (f" ({each.reason})" if each.reason else "") for each in unsigned)
    )
    still = [item for item in checklist.items if _is_open(item) and not item.signoff]
    parts += _section("Open points", (_told(item) for item in still))
    waived = [(item, waiver) for item in checklist.items if (waiver := waiver_of(item)) is not None]
    parts += _section("Waivers", (f"{item.text}: {waiver.reason}" for item, waiver in waived))
    return "\n".join(parts) + "\n"


def _section(title: str, lines: Iterator[str]) -> list[str]:
    listed = _listed(lines)
    return ["", f"## {title}", *listed] if listed else []


def _listed(lines: Iterator[str]) -> list[str]:
    told = [f"- {' '.join(line.split())}" for line in lines]
    return ["", *told] if told else []


def _is_open(item: Item) -> bool:
    return item.role.value == "item" and item.state not in (State.DONE, State.NA)


def _told(item: Item) -> str:
    return f"{item.text} ({item.state.value}{', ' + item.reason if item.reason else ''})"
