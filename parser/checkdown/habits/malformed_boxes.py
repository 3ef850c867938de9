"""Lines that were meant as tasks and are none: ``-[x] a``, ``- [] a``, ``- [x]a``, ``- [ x ] a``.

Links (``- [x](url)``, ``- [x]: url``), footnotes and code are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.patterns import pattern

RULE = Rule(
    "malformed-box",
    Severity.WARNING,
    "A line looks like a task and is none, because its box is not written as one.",
    "Write `- [ ] text` or `- [x] text`: a blank before the box, one character in it, a blank behind it.",
)

_BULLET = r"[ \t>]*(?:[-*+]|\d{1,9}[.)])"
_WRONG = {
    r"(\[[ xX~!]\])[ \t]+\S": "there is no blank before the box",
    r"[ \t]+(\[\])[ \t]+\S": "the box is empty; write a blank into it",
    r"[ \t]+(\[[ xX]\])[^\s(\[:]": "there is no blank behind the box",
    r"[ \t]+(\[(?:[ \t]+[xX~!][ \t]*|[xX~!][ \t]+|[ \t]{2,})\])[ \t]+\S": (
        "more than one character is in the box"
    ),
    r"[ \t]+([［【][ xX\u3000]?[］】])": "the brackets of the box are full-width",
}
"""What may stand behind a bullet, and what is wrong about it."""
_SHAPES = pattern(rf"{_BULLET}(?:{'|'.join(_WRONG)})")
_REASONS = tuple(_WRONG.values())


def look(reading: Reading) -> Iterator[Finding]:
    """Every line whose box is malformed."""
    for prose in reading.prose:
        text = prose.text
        if "]" not in text and "］" not in text and "】" not in text:
            continue
        match = _SHAPES.match(text)
        if match and match.lastindex and reading.checklist.item_at(prose.line) is None:
            shape = match.lastindex
            message = f"{match[shape]} is no box, so this line is no item: {_REASONS[shape - 1]}"
            yield finding(RULE, prose.line, match.start(shape) + 1, message, match[shape])
