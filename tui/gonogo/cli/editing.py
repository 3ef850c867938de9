"""What commands that edit have in common: opening the document, saving the edit, telling what was done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checkdown import ColumnMissing, Item, ItemNotFound
from gonogo.cli.exits import Exit, Stop
from gonogo.cli.output import tell
from gonogo.core.files.errors import FileError, NeedsInPlace
from gonogo.core.requests import Asked, Astray, addressed, carried_out
from gonogo.core.tracking import untracked
from gonogo.core.workspace import Document, Workspace


def opened(file: str) -> Document:
    """The document, with a word about edits that an ended session left behind."""
    document = Workspace().open(Path(file))
    left = document.recoverable
    if left:
        edits = "an edit" if len(left) == 1 else f"{len(left)} edits"
        tell(f"gonogo: an ended session left {edits} of {file} unsaved; `gonogo {file}` offers them")
    return document


def found(document: Document, address: str, expected: str) -> Item:
    """The item that is named. Where a line has no state but could have, the refusal says how it gets one."""
    try:
        return addressed(document.checklist, address, expected)
    except ItemNotFound as error:
        could = untracked(document.checklist, address)
        if could is None:
            raise
        how = f"`gonogo set {document.path} {address} STATE --track` gives {could.gets}"
        raise Stop(f"{error}; {how}", Exit.REFUSED) from error


@contextmanager
def naming_the_way_out() -> Iterator[None]:
    """Have the refusal of a reference say how it is attached all the same."""
    try:
        yield
    except Astray as error:
        raise Stop(f"{error}; with --as-note it is attached as words", Exit.REFUSED) from error


def edited(document: Document, item: Item | None, asked: Asked, already: str, *, in_place: bool) -> None:
    """Do and save what is asked (of an item, or None), and tell it; `already` where nothing had to change."""
    for remark in asked.remarks:
        tell(f"gonogo: {remark}")
    try:
        done = carried_out(document, asked, in_place=in_place)
    except ColumnMissing as error:
        raise Stop(f"{error}; with --add-column it gets one called {error.header}", Exit.REFUSED) from error
    except NeedsInPlace as error:
        raise Stop(f"{error} Repeat the command with --in-place for that.", Exit.REFUSED) from error
    except FileError as error:
        if document.unsaved and document.kept:
            tell("gonogo: the edit is not in the file; it is kept in the journal, and can be repeated")
        elif document.unsaved:
            tell("gonogo: the edit is not in the file, and no journal takes it: nothing is kept; repeat it")
        raise error from None
    for news in done.incoming:
        tell(news.summary)
    for copy in asked.copies:
        tell(f"copied to {os.path.relpath(copy)}")
    if done.step is None:
        tell(f"{already}; nothing was changed")
        return
    # Of several things about one item it is named for the first alone.
    text = item.text if item is not None else ""
    first, *others = done.step.summary.replace(f"; {text}: ", "\n").split("\n")
    tell(first)
    for each in others:
        tell(f"  {each}")
