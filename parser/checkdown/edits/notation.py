"""How a state is written where an item stands: which box character, emoji or word.

The document's own legend comes first, then what its other items show, then the usual marks. Nothing
here writes; ``state`` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checkdown.checklist import Checklist
from checkdown.errors import EditRefused
from checkdown.legend import Legend
from checkdown.marks import MARK, box_state, read_cell, state_under
from checkdown.parts import Part, Record
from checkdown.patterns import pattern
from checkdown.states import (
    EMOJI,
    LEADING_EMOJI,
    WORDS,
    WRITTEN_BOX,
    WRITTEN_EMOJI,
    WRITTEN_WORD,
    Kind,
    Notation,
    State,
    emoji_state,
)
from checkdown.views import Item

_ABBREVIATED = pattern(r"\b(?:n/?a|ok|wip|tb[ad])\b", re.IGNORECASE)
"""Words in capitals that say nothing about how the others are written."""
_FAMILIES: tuple[dict[State, str], ...] = (
    {State.DONE: "🟢", State.DOING: "🟡", State.FAILED: "🔴", State.TODO: "⚪"},
    {State.DONE: "☑", State.TODO: "☐"},
    {State.DONE: "✓", State.FAILED: "✗"},
    {State.DONE: "✔", State.FAILED: "✘"},
)
"""Emoji that belong together: whoever writes one of them writes the others."""
_OPPOSITES = {
    "yes": "no",
    "pass": "fail",
    "ready": "not ready",
    "met": "not met",
    "implemented": "not implemented",
    "complete": "incomplete",
    "go": "no-go",
}
"""Words for done and for failed that answer the same question: "Ready?" is not answered by "Done"."""


def box_for(checklist: Checklist, state: State) -> str:
    """The character that a box shows for a state; EditRefused where the document has none."""
    legend, labels = checklist.legend, checklist.facts.labels
    usual = WRITTEN_BOX.get(state, "?" if state is State.UNKNOWN else "")
    named = [mark for mark, meant in legend.meanings.items() if meant is state and _may_be_boxed(mark)]
    for mark in (usual, *named) if usual in named else (*named, usual):
        means = legend.state_of(mark, box_state(mark)) if mark else None
        if means is state and mark.lower() not in labels:
            return mark
    shown = ", ".join(
        f"[{mark}] {meant.value}" for mark, meant in legend.meanings.items() if _may_be_boxed(mark)
    )
    known = f" (its legend has {shown})" if shown else ""
    raise EditRefused(
        f"a box has no sign for {state.value} in this document{known}; "
        "add one to its legend or choose another state"
    )


def _may_be_boxed(mark: str) -> bool:
    return len(mark) == 1 and emoji_state(mark) is None and mark != "X"


def emoji_for(checklist: Checklist, state: State) -> str:
    """The emoji that stands for a state: the legend's, else the usual one."""
    return next(_legend_emoji(checklist.legend, state), WRITTEN_EMOJI[state])


def _legend_emoji(legend: Legend, state: State) -> Iterator[str]:
    shown = (mark for _, mark, _ in legend.entries if mark.removesuffix("\ufe0f") in EMOJI)
    return (mark for mark in shown if legend.meanings.get(mark.removesuffix("\ufe0f")) is state)


def emoji_mark(item: Item, state: State) -> str:
    """The emoji that a mark shows for a state; EditRefused where none makes its line an item."""
    doc = item.checklist
    others = [r for part in doc.parts for r in part.records if r.kind is Kind.MARK and r is not item.record]
    for mark in _emoji(doc, item.mark, state, others):
        means = doc.legend.state_of(mark, EMOJI.get(mark.removesuffix("\ufe0f"), State.UNKNOWN))
        if MARK.match(mark + " ") and means is state:
            return mark
    raise EditRefused(f"a line that begins with an emoji has no sign for {state.value}; choose another state")


def cell_marks(item: Item, state: State) -> Iterator[tuple[Notation, str]]:
    """Ways to write a state into the status cell of a row, the best first, each with its notation."""
    doc = item.checklist
    part = doc.parts[item.section_index]
    rows = [r for r in part.records if r.table == item.record.table and r is not item.record]
    own = _notation(part, item.record)
    if own is Notation.BOX:
        yield own, box_for(doc, state)
        return
    if own is None:
        own = _usual_notation(part, rows) or notation_elsewhere(doc)
    yield from ((own, piece) for piece in _chosen(item.mark, state))
    for notation in dict.fromkeys((own, Notation.EMOJI_WORD, Notation.WORD)):
        like = [r for r in rows if _notation(part, r) is notation]
        yield from ((notation, mark) for mark in _marks(doc, item.mark, state, notation, like))


def shown(notation: Notation, mark: str) -> str:
    """A mark as it stands in a cell: a box in its brackets."""
    return f"[{mark}]" if notation is Notation.BOX else mark


def _marks(
    doc: Checklist, mark: str, state: State, notation: Notation, like: Sequence[Record]
) -> Iterator[str]:
    if notation is Notation.BOX:
        yield box_for(doc, state)
        return
    yield from _examples(like, state)
    word = _answer(state, mark) or _word(state, [r.mark for r in like] or [mark])
    if notation is Notation.WORD:
        yield word
    elif notation is Notation.EMOJI_WORD:
        yield from (f"{emoji} {word}" for emoji in _emoji(doc, mark, state, ()))
    else:
        yield from _emoji(doc, mark, state, like)


def _emoji(doc: Checklist, mark: str, state: State, like: Sequence[Record]) -> Iterator[str]:
    """Emoji for a state: as others write it, as the legend does, as the mark's own kind, as usual."""
    yield from _examples(like, state)
    yield from _legend_emoji(doc.legend, state)
    leading = LEADING_EMOJI.match(mark)
    bare = leading[0].removesuffix("\ufe0f") if leading else ""
    yield from (family[state] for family in _FAMILIES if bare in family.values() and state in family)
    yield WRITTEN_EMOJI[state]


def _examples(records: Iterable[Record], state: State) -> Iterator[str]:
    same = Counter(r.mark for r in records if r.state is state and not _offers(r.mark))
    yield from (mark for mark, _ in same.most_common(1))


def _offers(mark: str) -> bool:
    """Whether a mark offers states to choose from, as ``✅ / ❌`` in a template: no example of any."""
    return len(LEADING_EMOJI.findall(mark)) > 1


def _chosen(mark: str, state: State) -> Iterator[str]:
    r"""The alternative of ``✅ / ❌`` or ``Pass / Fail`` that says the state."""
    if re.search(r"[/|]", mark):
        pieces = re.split(r" *\\?[/|] *", mark)
    else:
        pieces = [found[0] for found in LEADING_EMOJI.finditer(mark)]
    states = [written.state if (written := read_cell(piece)) else None for piece in pieces]
    if len(pieces) > 1 and None not in states:
        yield from (piece for piece, meant in zip(pieces, states, strict=True) if meant is state)


def _notation(part: Part, record: Record) -> Notation | None:
    """How a row writes its state, whether it is struck through or not; None where it has none."""
    if record.notation is not Notation.STRUCK:
        return record.notation if record.notation is not Notation.NONE else None
    table = part.tables[record.table]
    written = read_cell(table.rows[record.row][1][table.status].text)
    return written.notation if written else None


def _usual_notation(part: Part, rows: Iterable[Record]) -> Notation | None:
    kinds = Counter(notation for row in rows if (notation := _notation(part, row)))
    return kinds.most_common(1)[0][0] if kinds else None


def notation_elsewhere(checklist: Checklist) -> Notation:
    """How the document's tables write states, an emoji where none of them does."""
    kinds = Counter(
        notation
        for part in checklist.parts
        for record in part.records
        if record.table >= 0 and (notation := _notation(part, record))
    )
    return kinds.most_common(1)[0][0] if kinds else Notation.EMOJI


def todo_mark(checklist: Checklist) -> str:
    """What an open row shows in a new status column, as the document's other tables write it."""
    notation = notation_elsewhere(checklist)
    if notation is Notation.BOX:
        return shown(notation, box_for(checklist, State.TODO))
    words = [
        r.mark for part in checklist.parts for r in part.records if r.table >= 0 and r.notation is notation
    ]
    word = _word(State.TODO, words)
    emoji = emoji_for(checklist, State.TODO)
    return {Notation.WORD: word, Notation.EMOJI_WORD: f"{emoji} {word}"}.get(notation, emoji)


def _word(state: State, examples: Sequence[str]) -> str:
    """The word for a state in the script of the examples, in capitals or small letters where all are."""
    letters = [char for mark in examples for char in mark if char.isalpha()]
    scripts = {_script(char) for char in letters}
    if letters and "LATIN" not in scripts:
        own = (word for word, meant in WORDS.items() if meant is state and _script(word[0]) in scripts)
        return next(own, WRITTEN_WORD[state])
    words = [mark for mark in examples if mark.upper() != mark.lower() and not _ABBREVIATED.search(mark)]
    if words and all(mark == mark.upper() for mark in words):
        return WRITTEN_WORD[state].upper()
    small = words and all(mark == mark.lower() for mark in words)
    return WRITTEN_WORD[state].lower() if small else WRITTEN_WORD[state]


def _answer(state: State, mark: str) -> str:
    """The other answer to the question that this mark answers: "Yes" for done where it says "No"; else ""."""
    answers = {State.FAILED: _OPPOSITES, State.DONE: {no: yes for yes, no in _OPPOSITES.items()}}
    said = LEADING_EMOJI.sub("", mark).strip(" *_~")
    word = answers.get(state, {}).get(said.lower(), "")
    if said == said.upper():
        return word.upper()
    return word if said == said.lower() else word.title() if said == said.title() else word.capitalize()


def _script(char: str) -> str:
    """``LATIN``, ``CJK``, ``ARABIC`` …"""
    return unicodedata.name(char, "").partition(" ")[0]


def state_in_cell(legend: Legend, text: str) -> State | None:
    """The state that a status cell with this text would have in a document with this legend."""
    written = read_cell(text)
    if written is None:
        return None
    if written.notation is Notation.EMOJI_WORD:
        return state_under(legend.meanings, written.mark, written.state)
    if written.notation is Notation.WORD:
        return written.state
    return legend.state_of(written.mark, written.state)
