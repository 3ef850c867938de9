"""What a screen can show of a file at once: all of a short document, the first part of a long one.

Nothing here loads what edits, saves or asks git: a screen stands before that. Opening the document to edit
it, and reading the rest of a long one, is for a thread (`opened`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from checkdown import Ahead, Checklist, look_ahead, parse, parse_prefix
from gonogo.core import files
from gonogo.core.git import Repository

if TYPE_CHECKING:
    from gonogo.core.workspace import Document, Workspace

SHORT = 40_000
"""Bytes up to which a document is read whole at once."""
HEAD = 64_000
"""Bytes of a longer one that are looked at first."""
LINES = 250
"""Lines of it that are read at least."""
HEADINGS = 200
"""Headings of a longer one that are told at most."""
FAR = 2_000_000
"""Bytes of it that are looked through for what they say about its beginning."""
SHARES = 20
"""How often progress is told, at most."""


class FirstLook(NamedTuple):
    """The beginning of a document, or all of it."""

    path: Path
    """As it was named."""
    name: str
    """The path for people: from the repository's top, else from where they are, else as it was named."""
    branch: str
    """What is checked out, as the repository's HEAD file says; "" where that is no branch."""
    checklist: Checklist
    """All of the document, or its first sections."""
    whole: bool
    lines: int
    """Lines of the whole, estimated for a long one."""
    headings: tuple[tuple[int, str], ...] = ()
    """Level and title of the headings of a long document, those not read yet included: as far as they can be
    told by their lines alone. So that what depends on their width need not change once all is read."""
    expected: Mapping[int, int] = MappingProxyType({})
    """Indexes of the sections that go on behind what was read, and how many items each may have in all."""


def first_look(path: Path) -> FirstLook:
    """Read a short document, or the beginning of a long one. Raises a FileError with a sentence."""
    data = files.read(path).data
    whole = len(data) <= SHORT
    headings: tuple[tuple[int, str], ...] = ()
    expected: Mapping[int, int] = {}
    if whole:
        checklist = parse(data)
        count = checklist.source.line_count
    else:
        head = data[: data.rfind(b"\n", 0, HEAD) + 1 or HEAD]
        ahead = look_ahead(data[:FAR])
        checklist = parse_prefix(head, LINES, ahead)
        count = len(data) * max(1, head.count(b"\n")) // len(head)
        expected = _expected(checklist, ahead, data[:FAR])
        headings = tuple((heading.level, heading.title) for heading in ahead.headings[:HEADINGS])
    repository = Repository.discover(path)
    return FirstLook(
        path, name_of(path, repository), branch_of(repository), checklist, whole, count, headings, expected
    )


_ENTRY = re.compile(rb"\n[ \t>]*(?:[-*+]|\d+[.)]|\|)")


def _expected(checklist: Checklist, ahead: Ahead, data: bytes) -> dict[int, int]:
    """The sections that go on behind a document's beginning, and how many items each may have."""
    size, count = len(checklist.source.dump()), len(checklist.parts)
    following = [heading for heading in ahead.headings if heading.offset >= size]
    found = {}
    for section in checklist.sections:
        if checklist.subtree_end(section.index) == count:
            ends = (heading.offset for heading in following if heading.level <= section.level)
            if section.level and (end := next(ends, len(data))) > size:
                long = end - size > HEAD
                more = data.count(b"\n", size, end) if long else len(_ENTRY.findall(data, size - 1, end))
                found[section.index] = checklist.tally(section).total + more
    return found


def opened(workspace: Workspace, look: FirstLook, progress: Callable[[float], None]) -> Document:
    """The document, with everything computed that a key should not wait for. For a thread.

    `progress` is told the share that is read, 0 to 1; what it raises ends the reading. Raises a FileError.
    """
    told = 0

    def read(lines: int) -> None:
        nonlocal told
        share = min(lines * SHARES // max(look.lines, 1), SHARES)
        if share > told:
            told = share
            progress(share / SHARES)

    document = workspace.open(look.path, None if look.whole else read)
    checklist = document.checklist
    checklist.tally()
    checklist.priorities()
    checklist.phases  # noqa: B018
    checklist.twins("")  # makes the table of ids
    return document


def name_of(path: Path, repository: Repository | None) -> str:
    """A path as the header shows it."""
    real = Path(os.path.realpath(path))
    start = repository.top if repository is not None else Path.cwd()
    return str(real.relative_to(start)) if start in real.parents else str(path)


def branch_of(repository: Repository | None) -> str:
    """The branch that HEAD names; "" where it names none. Starts no process: git is asked later."""
    if repository is None:
        return ""
    try:
        with open(repository.git_dir / "HEAD", encoding="utf-8", errors="surrogateescape") as file:
            head = file.read(1000)
    except OSError:
        return ""
    return head.removeprefix("ref: refs/heads/").strip() if head.startswith("ref: refs/heads/") else ""
