"""Which sections are folded when a document is opened, and what is folded with them."""

from __future__ import annotations

from checkdown import Checklist

LONG = 40
"""Lines of text from which a section without items is folded at first."""

Path = tuple[str, ...]


def folded_at_first(checklist: Checklist) -> set[Path]:
    """The paths of long sections that hold nothing but text."""
    folded: set[Path] = set()
    for index, part in enumerate(checklist.parts):
        if part.count > LONG and part.level and not part.records and index != checklist.title_index:
            end = checklist.subtree_end(index)
            if not any(inner.records for inner in checklist.parts[index:end]):
                folded.add(checklist.path_of(index))
    return folded


def tops(checklist: Checklist) -> set[Path]:
    """The paths of the outermost sections."""
    title = checklist.title_index
    parents = checklist.shape.parents
    return {
        checklist.path_of(index)
        for index, part in enumerate(checklist.parts)
        if part.level and index != title and parents[index] in (-1, title)
    }


def top_of(checklist: Checklist, index: int) -> int:
    """The outermost section that holds section `index`."""
    parents, title = checklist.shape.parents, checklist.title_index
    while parents[index] not in (-1, title):
        index = parents[index]
    return index


def around(checklist: Checklist, index: int) -> set[Path]:
    """The paths of a section and of all that hold it."""
    path = checklist.path_of(index)
    return {path[:length] for length in range(1, len(path) + 1)}
