"""Recognising a state where it is written: a box, a leading emoji, a cell of a status column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .patterns import pattern
from .states import BOXES, EMOJI, LEADING_EMOJI, WORDS, Notation, State, emoji_state, words_at

BOX = pattern(
    r"\[([^\[\]\r\n\t\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]\ufe0f?)\]"
    r"(?=[ \t\v\f]|$)"
)
"""A box at the beginning of a list item: one character in brackets, then a blank or the line's end."""

MARK = pattern(r"(?:[✅✔✓☑🟢⚠🟡🚧⏳❌✗✘🔴⬜☐🔲⛔🚫➖])\ufe0f?(?=[ \t])")
"""A status emoji that makes a bullet or a line of a paragraph an item."""

STATUS_HEADER = pattern(
    r"(?:\W*)(?:(?:current|overall|test|review|deployment|build|implementation|migration)\s+)?"
    r"(?:status|state|done|done\?|result|pass/fail|pass|checked|check|verified|complete|completed|completion"
    r"|go/no-go|go / no-go|signed off|✓|✅|الحالة|状态|estado|statut)(?:\W*)",
    re.IGNORECASE,
)
_MAY_HEADER = pattern(
    r"(?:.{0,40}\b)?(?:status|state)\W*(?:\(.{0,40}\)|/.{0,40})?"
    r"|(?:is\s+|has\s+)?(?:ready|implemented|passed|passes|met|complian(?:t|ce)|tested|approved|deployed|available|exists"
    r"|fixed|present|covered|supported|configured|finished|ok)\W*",
    re.IGNORECASE,
)
_GOES_ON = pattern(r"[\w/-]")
_AFTER_WORD = pattern(rf"$|[(\[,;:.!–—/+<-]|\d|{LEADING_EMOJI.pattern}")
_TRAILING_EMOJI = pattern(rf" *({LEADING_EMOJI.pattern})")
_SLASH = pattern(r" *\\?[/|] *")
_AFTER_CHOICE = pattern(r" *\\?[/|]|\s*(?:\(.*\))?\s*$")
_LIGHTS = pattern(rf"(?:{LEADING_EMOJI.pattern})(?: *(?:{LEADING_EMOJI.pattern}))+\s*$")
"""`🟢🟡🔴`: the same without words."""
_CIRCLES = frozenset("🟢🟡🟠🔴⚪🔶")
"""Traffic lights: they colour the word beside them, which says the state."""
_OPEN_SQUARES = frozenset("☐⬜🔲")
"""`☐ Pass ☐ Fail` is open whatever the word says."""
_OUTRANKS = frozenset({State.UNKNOWN, State.NA, State.BLOCKED})
_WRAP = "*_` "
_LONGEST = 500
"""Characters of a cell in which its state is looked for."""


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
    text = text[:_LONGEST]
    lead = len(text) - len(text.lstrip(_WRAP))
    whole = text[lead:]
    body = whole.rstrip(_WRAP)
    box = BOX.match(body)
    if box:
        return Written(lead + 1, box[1], box_state(box[1]), Notation.BOX)
    emoji = LEADING_EMOJI.match(body)
    if not emoji and not words:
        return None
    choice = _choice(body)
    if choice:
        notation = Notation.EMOJI if emoji else Notation.WORD
        return Written(lead, choice, State.TODO, notation)
    if emoji:
        return _emoji(whole, emoji[0], lead)
    word = _word(body)
    if word:
        tail = _TRAILING_EMOJI.match(body[len(word) :])
        mark = word + tail[0] if tail else word
        return Written(lead, mark, WORDS[word.lower()], Notation.WORD)
    return None


def _choice(body: str) -> str:
    """Alternatives of different states that nobody has chosen from, else ""."""
    if "/" in body or "|" in body:
        end, pieces = _alternatives(body)
    else:
        lights = _LIGHTS.match(body)
        end, pieces = (lights.end(), LEADING_EMOJI.findall(lights[0])) if lights else (0, [])
    states = {_piece_state(piece) for piece in pieces}
    return body[:end].rstrip() if len(states) > 1 else ""


def _alternatives(body: str) -> tuple[int, list[str]]:
    """``✅ / ❌``, ``Pass / Fail``: where several states with slashes between them end, and each of them.

    None where anything else stands there, but for words in parentheses behind them.
    """
    pieces: list[str] = []
    start = 0
    while (end := _alternative(body, start)) > start:
        pieces.append(body[start:end])
        slash = _SLASH.match(body, end)
        if slash is None:
            return end, pieces
        start = slash.end()
    return 0, []


def _alternative(body: str, start: int) -> int:
    """The end of an emoji, a word, or an emoji and a word at ``start``; ``start`` where there is none."""
    emoji = LEADING_EMOJI.match(body, start)
    begin = emoji.end() if emoji else start
    while emoji and body.startswith(" ", begin):
        begin += 1
    ends = [*words_at(body, begin), *([emoji.end()] if emoji else [])]
    return next((end for end in ends if _AFTER_CHOICE.match(body, end)), start)


def _piece_state(piece: str) -> State:
    emoji = LEADING_EMOJI.match(piece)
    return EMOJI[emoji[0].removesuffix("\ufe0f")] if emoji else WORDS[piece.lower()]


def _emoji(body: str, mark: str, lead: int) -> Written:
    bare = mark.removesuffix("\ufe0f")
    gap = len(body) - len(mark) - len(body[len(mark) :].lstrip(_WRAP))
    word = _word(body[len(mark) + gap :]) if gap else ""
    said = WORDS[word.lower()] if word else None
    if said is None or (bare in _OPEN_SQUARES and said is not State.TODO):
        return Written(lead, mark, EMOJI[bare], Notation.EMOJI)
    end = len(mark) + gap + len(word)
    opened = body[len(mark) : len(mark) + gap].strip(" ")
    if opened and body.startswith(opened, end):
        end += len(opened)
    return Written(lead, body[:end], said_by(bare, said, EMOJI[bare]), Notation.EMOJI_WORD)


def said_by(emoji: str, word: State, state: State) -> State:
    """The state of an emoji (whose own meaning is ``state``) with a state word behind it."""
    return word if word in _OUTRANKS or emoji in _CIRCLES else state


def state_under(legend: Mapping[str, State], mark: str, state: State) -> State:
    """The state of an emoji and a word where a legend says what the emoji means."""
    emoji = LEADING_EMOJI.match(mark)
    if emoji is None:
        return state
    bare = emoji[0].removesuffix("\ufe0f")
    word = _word(mark[emoji.end() :].strip(_WRAP))
    meant = legend.get(bare)
    return said_by(bare, WORDS[word.lower()], meant) if word and meant is not None else state


def _word(body: str) -> str:
    end = next((end for end in words_at(body, 0) if not _GOES_ON.match(body, end)), 0)
    return body[:end] if end and _AFTER_WORD.match(body[end:].lstrip(_WRAP)) else ""


def is_status_header(text: str) -> bool:
    """Whether a column of this name holds states."""
    return STATUS_HEADER.fullmatch(text.strip().strip("*_`")) is not None


def may_hold_states(text: str) -> bool:
    """Whether a column of this name may hold states: it does if some of its cells are states."""
    return _MAY_HEADER.fullmatch(text.strip().strip("*_`")) is not None
