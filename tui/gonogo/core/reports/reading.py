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
    not asked and which files are in conflict; the others still come.
    """
    for name in names:
        if os.path.isdir(name):
            yield from _below(name, problems, notices)
        else:
            yield from _read(name, problems, notices)


def _read(name: str, problems: list[str], notices: list[str]) -> Iterator[Read]:
    try:
        data = read(name).data
    except FileError as error:
        problems.append(str(error))
        return
    yield Read(name, parse(data) if b"<<<<<<<" not in data else _beside_conflicts(name, data, notices))


def _beside_conflicts(name: str, data: bytes, notices: list[str]) -> Checklist:
    """A text that may hold conflict markers: both sides of each are read, and a notice says so."""
    from pathlib import Path

    from checkdown.disputes import disputes
    from checkdown.source import Source
    from gonogo.core.git import Repository

    source = Source.load(data)
    found = disputes(source)
    # Outside git no merge can be in progress that could be resolved.
    if not found or Repository.discover(Path(name)) is None:
        return parse(source)
    lines = ", ".join(str(dispute.first) for dispute in found[:_NAMED])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    where = f"line {lines}" if len(found) == 1 else f"lines {lines}{more}"
    notices.append(
        f"{name} is in conflict ({where}), and both sides of it are counted; resolve the merge first"
    )
    return parse(source)


_NAMED = 5
"""Places that a sentence names."""


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
        yield from (found for found in _read(str(path), problems, notices) if len(found.checklist.items))
