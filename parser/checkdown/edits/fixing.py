"""Mending a line: one figure, or a mark, for another, where the line still says what it was found to say."""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.errors import EditRefused
from checkdown.intents import Fix
from checkdown.locating import line_now


def fix_splice(checklist: Checklist, intent: Fix) -> Splice:
    """The splice that mends the line; EditRefused where it does not say any more, once, what was wrong."""
    line = line_now(checklist, intent.line, intent.at)
    if not 1 <= line <= checklist.source.line_count or not intent.old:
        raise EditRefused(f"line {line} has nothing to be mended")
    text = checklist.source.line(line)
    column = intent.column
    if column < 1 or not text.startswith(intent.old, column - 1):
        if text.count(intent.old) != 1:
            raise EditRefused(f"line {line} does not say {intent.old.strip()} any more; nothing was written")
        column = text.index(intent.old) + 1
    return Splice(line, column, intent.old, intent.new)
