"""Nested bullets under an item: where they go and how the file itself would write them."""

from __future__ import annotations

import re

from ..checklist import Checklist
from ..details import Detail
from ..edit import Splice
from ..errors import EditRefused
from ..states import Kind
from ..views import Item

_BULLET = re.compile(r"([ \t>]*)([-*+])([ \t]+)")
_LIST_MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")


def insertion(checklist: Checklist, item: Item, body: str, *, label: str) -> Splice:
    """The splice that puts ``- body`` under an item: behind its last bullet of this label, else
    directly behind its text. EditRefused for a line of a paragraph, which cannot hold bullets."""
    if item.kind is Kind.MARK and not _is_bullet(checklist, item):
        raise EditRefused(
            f"line {item.line} is a line of a paragraph and cannot carry notes; track it as a list first"
        )
    alike = [detail for detail in item.detail_lines if detail.label == label]
    last = max((detail_end(checklist, item, detail) for detail in alike), default=item.text_end)
    prefix, bullet = _style(checklist, item)
    return new_line(checklist, last, f"{prefix}{bullet}{body}")


def detail_end(checklist: Checklist, item: Item, detail: Detail) -> int:
    """Last line of a nested bullet: its own continuation lines and what is nested in it."""
    width = len(detail.prefix.expandtabs(4))
    last = detail.line
    for line in range(detail.line + 1, item.end + 1):
        text = checklist.source.line(line)
        if not text.strip(" \t>"):
            break
        lead = len(text[: len(text) - len(text.lstrip(" \t>"))].expandtabs(4))
        if lead <= width and _LIST_MARKER.match(text):
            break
        last = line
    return last


def new_line(checklist: Checklist, after: int, text: str) -> Splice:
    """The splice that makes ``text`` a line of its own behind line ``after`` (0: at the top)."""
    source = checklist.source
    ending = source.ending
    if after == 0:
        return Splice(1, 1, "", text + ending)
    raw = source.raw(after)
    if raw.endswith(("\n", "\r")):
        own = raw[len(source.line(after)) :]
        if after < source.line_count:
            return Splice(after + 1, 1, "", text + own)
        return Splice(after, len(source.line(after)) + 1, "", own + text)
    return Splice(after, len(raw) + 1, "", ending + text)


def _is_bullet(checklist: Checklist, item: Item) -> bool:
    head = checklist.source.line(item.line)[: item.column - 1]
    return _LIST_MARKER.fullmatch(head) is not None or item.kind is Kind.TASK


def _style(checklist: Checklist, item: Item) -> tuple[str, str]:
    """Indent and bullet for a child of this item: its own children's, else its content column."""
    for detail in item.detail_lines:
        match = _BULLET.match(checklist.source.line(detail.line))
        if match and match[1] == detail.prefix:
            return match[1], match[2] + " "
    for line in range(item.text_end + 1, item.end + 1):
        match = _BULLET.match(checklist.source.line(line))
        if match:
            return match[1], match[2] + " "
    content = item.column - 1 if item.kind is Kind.MARK else item.column - 2
    head = checklist.source.line(item.line)[:content]
    marker = re.search(r"[-*+]", head)
    prefix = "".join(char if char in " \t>" else " " for char in head)
    return prefix, (marker[0] if marker else "-") + " "
