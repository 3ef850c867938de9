"""The checklists of a folder: which of its markdown files hold items, and how far each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checkdown import Tally, parse
from gonogo.core.files import FileError
from gonogo.core.files.reading import read
from gonogo.core.git.listing import markdown_files


@dataclass(frozen=True, slots=True)
class Entry:
    """One checklist of a folder."""

    path: Path
    title: str
    """Its only level-1 heading, else ""."""
    tally: Tally
    problem: str = ""
    """Why it could not be read, as a sentence; then the tally is empty."""


def checklists(folder: Path) -> Iterator[Entry]:
    """The checklists below a folder in the order of their names, each as soon as it is read.

    Files without items are left out; one that cannot be read is told. OSError where the folder cannot be.
    """
    for path in markdown_files(folder).files:
        try:
            checklist = parse(read(path).data)
        except FileError as problem:
            yield Entry(path, "", Tally(), str(problem))
            continue
        if len(checklist.items):
            yield Entry(path, checklist.title, checklist.tally(marks=not checklist.tally().total))
