"""The merge driver: three files that git names become one, merged by item. Asks git nothing.

A text without items, or one that is no text at all, is left to git's own merge, as is every failure: the
shell line that ``registering`` writes sees to that.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from checkdown import Checklist, parse
from checkdown.merging import Labels, merge
from gonogo.core.git.content import is_lfs_pointer


class Driven(IntEnum):
    """The exit status of the driver, for the shell line around it and not for git."""

    MERGED = 0
    CONFLICTS = 3
    """Merged as far as it goes; markers stand around the rest."""
    NOT_OURS = 4
    """Nothing was written: git is to merge it."""


MARKER_SIZE = 7


def merge_files(base: Path, ours: Path, theirs: Path, *, size: int, with_base: bool) -> Driven:
    """Merge ``base``, ``ours`` and ``theirs`` into the file ``ours``. Raises OSError."""
    texts = [path.read_bytes() for path in (base, ours, theirs)]
    # The base of a criss-cross merge is a merge itself, and may hold markers; the sides may not.
    if any(map(is_lfs_pointer, texts)) or any(map(_has_markers, texts[1:])):
        return Driven.NOT_OURS
    versions: list[Checklist] = [parse(text) for text in texts]
    if not any(len(version.items) for version in versions):
        return Driven.NOT_OURS
    merged = merge(*versions)
    labels = Labels(size=size or MARKER_SIZE, with_base=with_base)
    ours.write_bytes(merged.marked(labels).dump())
    return Driven.MERGED if merged.clean else Driven.CONFLICTS


def _has_markers(text: bytes) -> bool:
    """Whether a version was committed with conflict markers in it: no text to merge by item."""
    return text.startswith(b"<<<<<<< ") or b"\n<<<<<<< " in text
