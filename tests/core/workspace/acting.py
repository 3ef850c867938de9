"""Short ways to say what a person does to a document in a test."""

import os
from pathlib import Path

from checkdown import AddItem, AddNote, Attach, DeleteItem, Intent, Item, ItemRef, Reword, SetState, State
from gonogo.core.workspace import Document, Step


def item(document: Document, text: str) -> Item:
    """The one item of this text."""
    (found,) = [each for each in document.checklist.items if each.text == text]
    return found


def ref(document: Document, text: str) -> ItemRef:
    return ItemRef.of(item(document, text))


def state(document: Document, text: str) -> str:
    return item(document, text).state.value


def do(document: Document, intent: Intent) -> Step:
    """An edit that changes something."""
    step = document.do(intent)
    assert step is not None
    return step


def mark(document: Document, text: str, state: State = State.DONE, reason: str = "") -> Step:
    return do(document, SetState(ref(document, text), state, reason))


def attach(document: Document, text: str, target: str) -> Step:
    return do(document, Attach(ref(document, text), target, sort="note"))


def note(document: Document, text: str, words: str) -> Step:
    return do(document, AddNote(ref(document, text), words))


def add(document: Document, after: str, text: str) -> Step:
    return do(document, AddItem(ref(document, after), 0, text))


def reword(document: Document, text: str, words: str) -> Step:
    return do(document, Reword(ref(document, text), words))


def delete(document: Document, text: str) -> Step:
    return do(document, DeleteItem(ref(document, text)))


def edit_outside(path: Path, old: str, new: str, *, in_place: bool = False) -> None:
    """What another program does: replace some text (exactly once there) and save."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
    data = text.replace(old, new).encode()
    if in_place:
        path.write_bytes(data)
    else:
        beside = path.with_name(f".{path.name}.swp")
        beside.write_bytes(data)
        os.replace(beside, path)
