"""Which checklists a command is about: the files that were named, and those that directories hold.

Reads and parses; nothing is opened for editing, and git is asked only about directories.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from checkdown.reading import parse
from gonogo.core.files.errors import FileError
from gonogo.core.files.reading import read

if TYPE_CHECKING:
    from checkdown import Checklist


class Read(NamedTuple):
    """A checklist that was read."""

    file: str
    """As it was named; in a directory, the directory as it was named and the rest."""
    checklist: Checklist


def checklists(names: Sequence[str], problems: list[str], notices: list[str]) -> Iterator[Read]:
    """The checklists of files and directories, in the order of the names.

    A named file is always given, whatever its suffix; of a directory, the markdown files with at least
    one item. A sentence for each that cannot be read goes into `problems`, and into `notices` why git was
    not asked; the others still come.
    """
    for name in names:
        if os.path.isdir(name):
            yield from _below(name, problems, notices)
        else:
            yield from _read(name, problems)


def _read(name: str, problems: list[str]) -> Iterator[Read]:
    try:
        data = read(name).data
    except FileError as error:
        problems.append(str(error))
        return
    yield Read(name, parse(data))


def _below(folder: str, problems: list[str], notices: list[str]) -> Iterator[Read]:
    from pathlib import Path

    from gonogo.core.git.listing import markdown_files

    try:
        listing = markdown_files(Path(folder))
    except OSError as error:
        problems.append(f"{folder} cannot be read: {error.strerror or error}")
        return
    if listing.notice:
        notices.append(f"{folder}: every markdown file is looked at, since {listing.notice}")
    for path in listing.files:
        yield from (found for found in _read(str(path), problems) if len(found.checklist.items))
