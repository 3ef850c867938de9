"""The verdict that people come to: the document's own lines that state it, and the minutes of the walk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkdown import Checklist, Fix, Item, State
from checkdown.gate import Verdict, waiver_of

from .poll import Answer
from .progress import spent
from .walk import Walk

_NAME = re.compile(
    r"(?:(?:ship|launch|release|final|overall|deployment|production|readiness)\s+)?"
    r"(?:decision|verdict|go\s?/\s?no-?go|recommendation)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"#{1,6}[ \t].*?\b(?:decision|verdict|go\s?/\s?no-?go)\b[^:：—–]*[:：—–][ \t]*(?P<value>\S.*)",
    re.IGNORECASE,
)
_PAIRS = (
    ("PRODUCTION READY", "NOT READY"),
    ("READY", "NOT READY"),
    ("APPROVED", "REJECTED"),
    ("SHIP IT", "DO NOT SHIP"),
    ("SHIP", "DO NOT SHIP"),
    ("GO", "NO-GO"),
    ("YES", "NO"),
)
"""How documents say both verdicts."""
_OPEN = re.compile(
    r"_{3,}|\[[^\]]*\]|\bgo\s?/\s?no-?go\b|\b(?:pending|tbd|tba|undecided|open)\b|⬜|☐|⏳", re.IGNORECASE
)
_SIGNS = {True: "✅", False: "❌"}
_SIGN = re.compile(r"[✅✔☑🟢❌✗✘🔴⛔🚫]\ufe0f?")


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


def verdict_fixes(checklist: Checklist, *, go: bool) -> tuple[Fix, ...]:
    """What makes the document's own verdict lines say this one, in their own words; none where they do.

    A line is a field (`**Ship Decision:** ✅ READY`) or a heading (`## Decision: GO`). One that says neither
    is left alone, but for a blank, a placeholder or `GO / NO-GO`, which are filled.
    """
    return tuple(_fixes(checklist, go))


def _fixes(checklist: Checklist, go: bool) -> Iterator[Fix]:
    source = checklist.source
    places = [
        (field.line, field.column, field.value) for field in checklist.fields if _NAME.fullmatch(field.name)
    ]
    for section in checklist.sections[1:]:
        heading = _HEADING.fullmatch(source.line(section.line))
        if heading is not None:
            places.append((section.line, heading.start("value") + 1, heading["value"]))
    for line, column, value in sorted(places):
        new = _said(value, go)
        if new is not None and new != value:
            yield Fix("verdict", line, column, value, new, source.line(line))


def _said(value: str, go: bool) -> str | None:
    """The value with the other verdict in it; None where it says none."""
    offered = _OPEN.search(value)
    if offered and re.fullmatch(r"\W*", value[: offered.start()]):
        return value[: offered.start()] + ("GO" if go else "NO-GO") + value[offered.end() :]
    for positive, negative in _PAIRS:
        for word, means in ((negative, False), (positive, True)):
            found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", value, re.IGNORECASE)
            if found is None or not re.fullmatch(r"\W*", value[: found.start()]):
                continue
            if means is go:
                return value
            new = positive if go else negative
            written = new if found[0].isupper() else new.capitalize()
            before = _SIGN.sub(_SIGNS[go], value[: found.start()])
            return before + written + value[found.end() :]
    return None


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
        parts += [f"The gate says {verdict.word}." + (f" {decision.against}" if decision.against else "")]
        parts += _listed(reason.message for reason in verdict.reasons)
    parts += _section("The poll", (str(each) for each in answers))
    names = {item.id: item.text for item in checklist.items}
    objections = (f"{names.get(each.item, 'an item')}: {each.who}, {each.why}" for each in walk.objections)
    parts += _section("Objections", objections)
    still = [item for item in checklist.items if _is_open(item)]
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
