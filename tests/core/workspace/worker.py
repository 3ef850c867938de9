"""One of several who work on a file at the same time: PATH WHO COUNT [SEED].

Ticks COUNT tasks of its own, saving each; with a seed it does COUNT things by chance instead, undo among
them, and prints as JSON what it asked for and did not take back.
"""

import json
import random
import sys
import time
from pathlib import Path

from checkdown import CheckdownError, Intent, ItemRef, SetState, State
from gonogo.core.workspace import Document, Workspace, refresh, save
from tests.core.workspace.wishes import KINDS, asked

PATIENCE = 60
"""Seconds after which an item that is not there is missed."""


def ticks(document: Document, who: str, count: int) -> None:
    mine = [ItemRef.of(item) for item in document.checklist.items if item.text.endswith(f" of {who}")]
    for item in mine[:count]:
        tick(document, item)
        save(document)


def tick(document: Document, item: ItemRef) -> None:
    """Tick an item as soon as it is there: who writes in place shows half of a file for a moment."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            document.do(SetState(item, State.DONE))
            return
        except CheckdownError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
            refresh(document)


def wanders(document: Document, who: str, count: int, dice: random.Random) -> list[Intent]:
    done: list[Intent] = []
    undone: list[Intent] = []
    for turn in range(count):
        what = dice.choice((*KINDS, *KINDS, "undo", "redo", "save", "save", "refresh"))
        if what == "save":
            save(document)
        elif what == "refresh":
            refresh(document)
        elif what == "undo" and done:
            document.undo()
            undone.append(done.pop())
        elif what == "redo" and undone:
            document.redo()
            done.append(undone.pop())
        elif what in KINDS:
            intent = asked(document.checklist, who, what, dice.randrange(99), dice.randrange(5), turn)
            if intent is not None and document.do(intent) is not None:
                done.append(intent)
                undone.clear()
    save(document)
    return done


def main(path: Path, who: str, count: int, seed: str = "") -> None:
    document = Workspace().open(path)
    if seed:
        done = wanders(document, who, count, random.Random(f"{who}{seed}"))
        print(json.dumps([intent.to_json() for intent in done]))
    else:
        ticks(document, who, count)
    assert not document.unsaved
    assert not document.conflicts


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
