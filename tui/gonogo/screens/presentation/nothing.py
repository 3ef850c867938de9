"""Why a checklist shows no line at all, and the key that changes it."""

from __future__ import annotations

from checkdown import Checklist
from gonogo.core.safetext import Safe, safe

_LOOKED_AT = 100
"""Lines at the beginning that tell whether a file is empty: none of more is shown as nothing."""


def why_nothing(checklist: Checklist, *, filtered: bool, refused: bool, add: str) -> Safe:
    """What stands where lines would; of no meaning where there are some.

    `filtered`: only some items are asked for. `refused`: the document takes no edits. `add`: the key that
    adds an item.
    """
    if filtered:
        return safe("nothing to show here; esc removes the filter")
    source = checklist.source
    blank = not any(
        source.line(number).strip() for number in range(1, min(source.line_count, _LOOKED_AT) + 1)
    )
    why = "the file is empty" if blank else "there is nothing to show in this file"
    return safe(why if refused else f"{why}; {add} adds an item")
