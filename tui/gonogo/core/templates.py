"""Templates: a sample checklist with its work undone, to begin a checklist of one's own with.

As a fresh run of it (`freshrun`), without the issues that it shows as fixed, and without what it concludes
from its state. What stays are the words of the sample, which are there to be replaced.
"""

from __future__ import annotations

import re

from checkdown import Checklist, DeleteItem, ItemRef, Notation, apply, parse
from checkdown.edit import Edit, Splice
from checkdown.findings import Finding, Severity, findings
from gonogo.core.freshrun import done, undone

_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:[-–]\d+(?:\.\d+)?)?")
_ASIDE = re.compile(r" ?\([^()]*\)")
CONCLUSION = "[What the decision rests on]"
"""What stands for a paragraph that says how far the sample has come."""


def template(content: bytes) -> bytes:
    """A checklist as it would be before anybody worked on it, in which nothing contradicts that."""
    fixed = [item.index for item in parse(content).items if item.notation is Notation.STRUCK]
    checklist = undone(content)
    for index in reversed(fixed):  # backwards, since struck rows go
        checklist = done(checklist, DeleteItem(ItemRef.of(checklist.items[index])))
    for found in reversed([each for each in findings(checklist) if each.severity is Severity.ERROR]):
        checklist = apply(checklist, Edit((_agreeing(checklist, found),), "as it is to begin with"))
    return checklist.source.dump()


def _agreeing(checklist: Checklist, found: Finding) -> Splice:
    """The splice that has a statement say what was counted, or takes it away where it has no figure."""
    claimed, counted = _FIGURE.search(found.claimed), _FIGURE.search(found.actual)
    if claimed and counted:
        return Splice(found.line, found.column + claimed.start(), claimed[0], counted[0])
    text = checklist.source.line(found.line)
    for aside in _ASIDE.finditer(text):
        if aside.start() < found.column <= aside.end():
            return Splice(found.line, aside.start() + 1, aside[0], "")
    return _for_the_paragraph(checklist, found.line)


def _for_the_paragraph(checklist: Checklist, line: int) -> Splice:
    source = checklist.source
    first, last = line, line
    while first > 1 and source.line(first - 1).strip():
        first -= 1
    while last < source.line_count and source.line(last + 1).strip():
        last += 1
    old = "".join(source.slice(first, last)).removesuffix(source.raw(last)[len(source.line(last)) :])
    return Splice(first, 1, old, CONCLUSION)
