"""Why a role does not sign: what says `blocked:` below the line of a sign-off, or in a cell of its row.

Below a list item it is a nested bullet, below a line of a paragraph the line directly under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .patterns import pattern

_LABEL = r"(?:\*\*|__)?(?:blocked(?: by)?|blocker|no[ -]?go)(?:\*\*|__)?\s*[:：](?:\*\*|__)?[ \t]*"
_BELOW = pattern(rf"[ \t>]*(?P<bullet>[-*+][ \t]+)?{_LABEL}(?P<reason>\S.*?)(?:[ \t]+|\\)?$", re.IGNORECASE)
_STAMP = r"\(\d{4}-\d{2}-\d{2}(?:, [^()|;]*)?\)"
_SIGN = r"(?:[⛔🚫❌🔴✗]\ufe0f?|\[!\])[ \t]+"
SIGN = pattern(_SIGN)
"""What a cell that shows a state has before the reason."""
IN_CELL = pattern(
    rf"(?:^(?P<sign>{_SIGN})?|(?<=; )){_LABEL}(?P<reason>\S.*?(?:{_STAMP}(?=;|$)|$))", re.IGNORECASE
)
"""A reason in a table cell; it goes to the date and the name behind it, else to the cell's end."""
LISTED = pattern(r"([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]+")
"""The head of a list item."""
HEAD = pattern(r"[ \t>]*")


def below(lines: Sequence[str], at: int) -> re.Match[str] | None:
    """What says why the role on line ``at`` (0-based) does not sign: its line's match, None for nothing."""
    found = place_below(lines, at)
    return None if found is None else _BELOW.match(lines[found])


def place_below(lines: Sequence[str], at: int) -> int | None:
    """The index of that line."""
    listed = LISTED.match(lines[at])
    if listed is None:
        match = _BELOW.match(lines[at + 1]) if at + 1 < len(lines) else None
        return at + 1 if match is not None and match["bullet"] is None else None
    own: int | None = None  # how deep its bullets stand; what stands deeper is theirs
    for index in range(at + 1, len(lines)):
        if not is_inside(lines[index], listed):
            return None
        bullet = LISTED.match(lines[index])
        if bullet is not None:
            own = _width(bullet[1]) if own is None else own
            if _width(bullet[1]) <= own and _BELOW.match(lines[index]):
                return index
    return None


def is_inside(text: str, listed: re.Match[str]) -> bool:
    """Whether a line stands deeper than the head of a list item; a blank one does not."""
    head = HEAD.match(text)
    assert head is not None
    return head.end() < len(text) and _width(head[0]) > _width(listed[1])


def _width(head: str) -> int:
    return len(head.expandtabs(4))
