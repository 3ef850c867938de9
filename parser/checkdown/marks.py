"""Recognising a state where it is written: a box, a leading emoji, a cell of a status column."""

from __future__ import annotations

import re
from typing import NamedTuple

from .states import BOXES, EMOJI, LEADING_EMOJI, WORD, WORDS, Notation, State, emoji_state

BOX = re.compile(
    r"\[([^\[\]\r\n\t\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]\ufe0f?)\](?=[ \t\v\f]|$)"
)
"""A box at the beginning of a list item: one character in brackets, then a blank or the line's end."""

MARK = re.compile(r"(?:[✅✔✓☑🟢⚠🟡🚧⏳❌✗✘🔴⬜☐🔲⛔🚫➖])\ufe0f?(?=[ \t])")
"""A status emoji that makes a bullet or a line of a paragraph an item."""

STATUS_HEADER = re.compile(
    r"(?:\W*)(?:(?:current|overall|test|review|deployment|build|implementation|migration)\s+)?"
    r"(?:status|state|done|done\?|result|pass/fail|pass|checked|check|verified|complete|completed|completion"
    r"|go/no-go|go / no-go|signed off|✓|✅|الحالة|状态|estado|statut)(?:\W*)",
    re.IGNORECASE,
)
_AFTER_WORD = re.compile(r"\s*(?:$|[(\[,;:.!–—/+-]|\d)|\s+\d")
_CIRCLES = frozenset("🟢🟡🟠🔴⚪🔶")
"""Traffic lights: they colour the word beside them, which says the state."""
_OPEN_SQUARES = frozenset("☐⬜🔲")
"""`☐ Pass ☐ Fail` is open whatever the word says."""
_OUTRANKS = frozenset({State.UNKNOWN, State.NA, State.BLOCKED})
_WRAP = "*_` "


class Written(NamedTuple):
    """A state as a cell writes it: where the state's text begins in the cell, and what it is."""

    offset: int
    mark: str
    state: State
    notation: Notation


def box_state(mark: str) -> State:
    """The default state of a box character; an emoji in a box means what it means elsewhere."""
    state = BOXES.get(mark)
    if state is None:
        state = emoji_state(mark)
    return State.UNKNOWN if state is None else state


def read_cell(text: str, *, words: bool = True) -> Written | None:
    """The state that a cell begins with; None where it begins with none.

    ``words`` tells whether a word alone may be a state (only in a status column). Emphasis around
    the state is passed over: in ``**✅ Done**`` the state begins at offset 2.
    """
    lead = len(text) - len(text.lstrip(_WRAP))
    body = text[lead:]
    box = BOX.match(body)
    if box:
        return Written(lead + 1, box[1], box_state(box[1]), Notation.BOX)
    emoji = LEADING_EMOJI.match(body)
    if emoji:
        return _emoji(body, emoji[0], lead)
    if words:
        word = _word(body)
        if word:
            return Written(lead, word, WORDS[word.lower()], Notation.WORD)
    return None


def _emoji(body: str, mark: str, lead: int) -> Written:
    bare = mark.removesuffix("\ufe0f")
    state = EMOJI[bare]
    gap = len(body) - len(mark) - len(body[len(mark) :].lstrip(" *_"))
    word = _word(body[len(mark) + gap :]) if gap else ""
    said = WORDS[word.lower()] if word else None
    if said is None or (bare in _OPEN_SQUARES and said is not State.TODO):
        return Written(lead, mark, state, Notation.EMOJI)
    if said in _OUTRANKS or bare in _CIRCLES:
        state = said
    return Written(lead, body[: len(mark) + gap + len(word)], state, Notation.EMOJI_WORD)


def _word(body: str) -> str:
    match = WORD.match(body)
    if not match:
        return ""
    rest = body[match.end() :].strip(_WRAP)
    return (
        match[0]
        if not rest or (_AFTER_WORD.match(rest) and _AFTER_WORD.match(body[match.end() :].lstrip(_WRAP)))
        else ""
    )


def is_status_header(text: str) -> bool:
    """Whether a column of this name holds states."""
    return STATUS_HEADER.fullmatch(text.strip().strip("*_`")) is not None
