"""What the doctor found as lines for people: sign, subject, what is so; below, what follows and what to do.

What follows and what to change is the same for several mistakes of one file, and is then told once.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from gonogo.cli.output import Page
from gonogo.cli.tables import width
from gonogo.core.doctor import Found, Severity

SIGNS = {
    Severity.FINE: (" ", " ", ""),
    Severity.INFO: ("·", "-", "dim"),
    Severity.WARNING: ("!", "!", "doing"),
    Severity.ERROR: ("✗", "x", "failed"),
}
"""The sign with Unicode, without, and how it is drawn."""
_WIDEST = 100
_NARROWEST = 20
_WORD = re.compile(r"(?:`[^`]*`|\S)+")
_BROADEST_SUBJECT = 14


def found_lines(found: Sequence[Found], page: Page) -> list[str]:
    """The lines, with an empty one around whatever is not as it should be."""
    subjects = max((min(width(page.shown(each.subject)), _BROADEST_SUBJECT) for each in found), default=0)
    lines: list[str] = []
    apart = False
    for (_, severity, *_), group in groupby(found, _same):
        was_apart, apart = apart, severity is not Severity.FINE
        if lines and (apart or was_apart):
            lines.append("")
        lines += _block(list(group), subjects, page)
    return lines


def summary(found: Sequence[Found]) -> str:
    """One sentence that counts."""
    counts = Counter(each.severity for each in found)
    words = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] > 1 else ''}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    if words:
        return f"{' and '.join(words)}: what to change stands behind the arrows"
    better = counts[Severity.INFO]
    hints = f"; {better} thing{'s' if better > 1 else ''} could be better" if better else ""
    return f"nothing to repair{hints}"


def _same(found: Found) -> tuple[str, Severity, str, str]:
    return (found.subject, found.severity, found.follows, found.change)


def _block(group: Sequence[Found], subjects: int, page: Page) -> list[str]:
    first = group[0]
    unicode, plain, style = SIGNS[first.severity]
    sign = page.styled(unicode if page.unicode else plain, style)
    subject = page.shown(first.subject)
    name = page.styled(subject, "bold") + " " * max(0, subjects - width(subject))
    indent = " " * (subjects + 4)
    room = max(_NARROWEST, min(page.width or _WIDEST, _WIDEST) - len(indent))
    lines = [line for each in group for line in _wrapped(_shown(each.what, page), room)]
    told = [f"{sign} {name}  {lines[0]}", *(indent + line for line in lines[1:])]
    told += [indent + page.styled(line, "dim") for line in _wrapped(_shown(first.follows, page), room)]
    arrow = "→ " if page.unicode else "-> "
    for at, line in enumerate(_wrapped(_shown(first.change, page), room - len(arrow))):
        told.append(indent + (arrow if at == 0 else " " * len(arrow)) + line)
    return told


def _shown(text: str, page: Page) -> str:
    """The text made safe, with `~` for the person's home folder where a shell would take it for that."""
    home = os.path.expanduser("~").rstrip("/")
    return page.shown(re.sub(rf"(?<![^\s(]){re.escape(home)}(?=/)", "~", text) if home else text)


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of at most `room` cells, broken at spaces, and within a word that is too long.

    What stands in backticks is a word.
    """
    lines: list[str] = []
    line = ""
    for word in _WORD.findall(text):
        while width(word) > room:
            if line:
                lines.append(line)
                line = ""
            cut = next(at for at in range(len(word), 0, -1) if width(word[:at]) <= room)
            lines.append(word[:cut])
            word = word[cut:]
        if not line:
            line = word
        elif width(line) + 1 + width(word) <= room:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines
