"""Requests as the fixtures write them: a line each, several lines as one edit.

    state LINE STATE [reason=…] [by=…] [on=…]      note LINE TEXT
    attach LINE REFERENCE [note=…] [sort=…] …      detach LINE TARGET
    reword LINE TEXT                               delete LINE
    add behind LINE TEXT [state=…]                 add in LINE TEXT [state=…]    (the section on LINE)
    move LINE behind LINE                          column LINE HEADER
    track-list LINE                                track-table LINE
    sign LINE ROLE NAME [on=…]                     withhold LINE ROLE REASON [by=…] [on=…]

Words with blanks stand in quotes; a backslash and n, r, t, 0, xNN or uNNNN stand for that character.
"""

import shlex
from collections.abc import Callable
from dataclasses import replace

from checkdown import (
    AddColumn,
    AddItem,
    AddNote,
    AddProbe,
    Allow,
    Attach,
    Checklist,
    DeleteItem,
    Detach,
    Fix,
    Intent,
    ItemRef,
    MoveItem,
    Reword,
    SetState,
    Sign,
    State,
    Together,
    TrackList,
    TrackTable,
    Withhold,
)
from tests.checkdown.cases import unescaped

_OPTIONS = ("reason", "by", "on", "note", "sort", "state")


def request(checklist: Checklist, lines: str) -> Intent:
    """The request that these lines write down."""
    intents = tuple(_one(checklist, line) for line in lines.splitlines() if line.strip())
    return intents[0] if len(intents) == 1 else Together(intents)


def _one(checklist: Checklist, line: str) -> Intent:
    given = [unescaped(word) for word in _words(line)]
    options = dict(word.split("=", 1) for word in given if word.split("=", 1)[0] in _OPTIONS and "=" in word)
    verb, *words = [word for word in given if word.split("=", 1)[0] not in options]
    state = options.pop("state", None)
    intent = _VERBS[verb](checklist, words)
    if state is not None:
        assert isinstance(intent, AddItem)
        intent = replace(intent, state=State(state))
    return replace(intent, **options)


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.escape, lexer.commenters = True, "", ""
    return list(lexer)


def ref(checklist: Checklist, line: str) -> ItemRef:
    """The reference of the item on a line."""
    item = checklist.item_at(int(line))
    assert item is not None, f"the fixture speaks of line {line}, which {checklist.why_not(int(line))}"
    return ItemRef.of(item)


def _add(checklist: Checklist, words: list[str]) -> Intent:
    place, line, text = words
    if place == "in":
        return AddItem(None, int(line), text)
    assert place == "behind"
    return AddItem(ref(checklist, line), 0, text)


def _move(checklist: Checklist, words: list[str]) -> Intent:
    line, behind, after = words
    assert behind == "behind"
    return MoveItem(ref(checklist, line), ref(checklist, after))


_VERBS: dict[str, Callable[[Checklist, list[str]], Intent]] = {
    "state": lambda doc, w: SetState(ref(doc, w[0]), State(w[1])),
    "attach": lambda doc, w: Attach(ref(doc, w[0]), w[1]),
    "detach": lambda doc, w: Detach(ref(doc, w[0]), w[1]),
    "note": lambda doc, w: AddNote(ref(doc, w[0]), w[1]),
    "probe": lambda doc, w: AddProbe(ref(doc, w[0]), w[1]),
    "reword": lambda doc, w: Reword(ref(doc, w[0]), w[1]),
    "delete": lambda doc, w: DeleteItem(ref(doc, w[0])),
    "add": _add,
    "move": _move,
    "column": lambda _, w: AddColumn(int(w[0]), w[1]),
    "track-list": lambda _, w: TrackList(int(w[0])),
    "track-table": lambda _, w: TrackTable(int(w[0])),
    "allow": lambda _, w: Allow(w[1], int(w[0]), w[2]),
    "fix": lambda _, w: Fix("a-rule", int(w[0]), int(w[1]), w[2], w[3]),
    "withhold": lambda _, w: Withhold(int(w[0]), w[1], w[2]),
    "sign": lambda _, w: Sign(int(w[0]), w[1], w[2], ""),
}
