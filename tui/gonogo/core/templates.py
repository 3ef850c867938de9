"""Templates: a sample checklist with its work undone, to begin a checklist of one's own with.

Every state goes back to todo, evidence, reasons and fixed issues go, scores begin at nothing and dates are
left to be filled in. What stays are the words of the sample, which are there to be replaced.
"""

from __future__ import annotations

import re

from checkdown import (
    CheckdownError,
    Checklist,
    DeleteItem,
    Detach,
    Intent,
    Item,
    ItemRef,
    Kind,
    Notation,
    Role,
    SetState,
    State,
    apply,
    parse,
    plan,
)

_SCORE = re.compile(r"\d+(?=/\d)|\d+(?=%)")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_TICKED_HEADING = re.compile(r"(#{1,6} .*?)\s*(?:✅|✔|☑)\s*")


def template(content: bytes) -> bytes:
    """A checklist as it would be before anybody worked on it."""
    checklist = parse(_without_claims(parse(content)))
    for index in range(len(checklist.items) - 1, -1, -1):  # backwards, since struck rows go
        for intent in _undoing(checklist.items[index]):
            checklist = _done(checklist, intent)
    return checklist.source.dump()


def _undoing(item: Item) -> list[Intent]:
    ref = ItemRef.of(item)
    if item.notation is Notation.STRUCK:
        return [DeleteItem(ref)]
    targets = [
        evidence.target + (f":{evidence.lines}" if evidence.lines else "")
        for evidence in item.evidence
        if not evidence.cited
    ]
    states = [] if item.notation is Notation.NONE else [SetState(ref, State.TODO)]
    return [*(Detach(ref, target) for target in targets), *states]


def _done(checklist: Checklist, intent: Intent) -> Checklist:
    """The checklist with that undone, or as it was where its notation has no word for it."""
    try:
        return apply(checklist, plan(checklist, intent))
    except CheckdownError:
        return checklist


def _without_claims(checklist: Checklist) -> str:
    """The text without reasons and evidence under tasks, and with scores, dates and ticked headings reset."""
    source = checklist.source
    gone = {
        detail.line
        for item in checklist.items
        for detail in item.detail_lines
        if detail.label in ("evidence", "blocked")
    }
    claims = {item.line for item in checklist.items if item.role is not Role.ITEM and item.kind is Kind.ROW}
    fields = {field.line for field in checklist.fields}
    headings = {section.line for section in checklist.sections if section.level}
    lines = []
    for number in range(1, source.line_count + 1):
        text, ending = source.line(number), source.raw(number)[len(source.line(number)) :]
        if number in gone:
            continue
        if number in claims:
            text = _SCORE.sub("0", text)
        elif number in fields:
            text = _DATE.sub("YYYY-MM-DD", _SCORE.sub("0", text))
        elif number in headings and (ticked := _TICKED_HEADING.fullmatch(text)):
            text = ticked[1]
        lines.append(text + ending)
    return "".join(lines)
