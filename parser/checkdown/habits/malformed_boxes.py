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
_SHAPES = (
    (pattern(rf"{_BULLET}(\[[ xX~!]\])[ \t]+\S"), "there is no blank before the box"),
    (pattern(rf"{_BULLET}[ \t]+(\[\])[ \t]+\S"), "the box is empty; write a blank into it"),
    (pattern(rf"{_BULLET}[ \t]+(\[[ xX]\])[^\s(\[:]"), "there is no blank behind the box"),
    (
        pattern(rf"{_BULLET}[ \t]+(\[(?:[ \t]+[xX~!][ \t]*|[xX~!][ \t]+|[ \t]{{2,}})\])[ \t]+\S"),
        "more than one character is in the box",
    ),
    (pattern(rf"{_BULLET}[ \t]+([［【][ xX\u3000]?[］】])"), "the brackets of the box are full-width"),
)


def look(reading: Reading) -> Iterator[Finding]:
    """Every line whose box is malformed."""
    for prose in reading.prose:
        text = prose.text
        if "]" not in text and "］" not in text and "】" not in text:
            continue
        for shape, wrong in _SHAPES:
            match = shape.match(text)
            if match and reading.checklist.item_at(prose.line) is None:
                message = f"{match[1]} is no box, so this line is no item: {wrong}"
                yield finding(RULE, prose.line, match.start(1) + 1, message, match[1])
                break
