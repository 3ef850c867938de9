"""The comment that allows a finding: where it stands, so that nothing else reads otherwise.

Above a heading or the first line of an item, at its indent; in a row in the last cell; else behind the line,
before what breaks it. Nothing but the comment is written.
"""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.edit import Splice
from checkdown.errors import EditRefused
from checkdown.intents import Allow
from checkdown.locating import line_now
from checkdown.states import Kind

from .writing import one_line


def comment_of(intent: Allow) -> str:
    """The comment; EditRefused without a reason, or with one that would end it."""
    reason = one_line(intent.reason)
    if not reason:
        raise EditRefused("a reason is needed: who reads the document wants to know it")
    if "--" in reason or reason.startswith((">", "->")):
        raise EditRefused("the reason stands in a comment, so it cannot hold --")
    return f"<!-- gonogo: allow {intent.rule} because {reason} -->"


def allow_splice(checklist: Checklist, intent: Allow) -> Splice:
    """The splice that writes the comment."""
    comment = comment_of(intent)
    line = line_now(checklist, intent.line, intent.at)
    source = checklist.source
    if not 1 <= line <= source.line_count:
        raise EditRefused(f"there is no line {line}")
    text = source.line(line)
    item = checklist.item_at(line)
    index = checklist.section_index_at(line)
    part, start = checklist.parts[index], checklist.starts[index]
    heading = bool(part.level) and line <= start + part.body
    if heading or (item is not None and item.line == line and item.kind is Kind.TASK):
        above = start + 1 if heading else line
        first = source.line(above)
        indent = first[: len(first) - len(first.lstrip(" \t"))]
        return Splice(above, 1, "", f"{indent}{comment}{source.ending}")
    cut = text.rstrip()
    in_table = any(table.line <= line - 1 - start < table.end for table in part.tables)
    if in_table and cut.endswith("|") and not cut.endswith("\\|"):
        cut = cut[:-1].rstrip()
    elif (len(cut) - len(cut.rstrip("\\"))) % 2:
        cut = cut[:-1]  # the backslash breaks the line there, as two blanks at its end do
    return Splice(line, len(cut) + 1, "", f" {comment}")
