"""The versions of one file where branches met: which of them each follows, and what the merges made of them.

git tells the commits, with the parents that are left when commits that do not touch the file are passed over;
this goes back through them by the name that the file had in each, and then forth by its content. No git here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .values import Version


@dataclass(frozen=True, slots=True)
class Row:
    """One raw line of `git log`: a file that a commit changed."""

    status: str
    origin: str
    """Its name before."""
    path: str
    """Its name then; that before where it is gone."""
    before: tuple[str, ...]
    after: str
    """Blob ids, "" where there is no file."""


@dataclass(frozen=True, slots=True)
class Node:
    """A commit as git tells it, the version not filled in yet."""

    version: Version
    parents: tuple[str, ...]
    rows: list[Row]
    """Of a merge those against every parent that it differs from."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Which version of the file a commit holds."""

    version: str
    """The commit that made it, "" where that was before what is told."""
    blob: str
    """"" where the file is not there."""
    last: str = ""
    """The blob before the file went, where it is not there any more."""


def lineage(nodes: Sequence[Node], path: str) -> list[Version]:
    """The versions of the file that is at ``path`` in the first of the nodes, the oldest first.

    ``nodes`` are in topological order, the newest first.
    """
    found: list[Version] = []
    standing: dict[str, _Standing] = {}
    for node, rows in reversed(list(_with_names(nodes, path))):
        commit = node.version.commit
        sides = _sides(node, rows, standing)
        after = rows[0].after if rows else sides[0].blob if sides else ""
        if after and max(len(rows), len(node.parents)) > 1:
            # A merge that has the file which a side removed, or gave a name that is known nowhere else.
            sides = [replace(side, blob=side.blob or side.last, last="") for side in sides]
        known = list(dict.fromkeys(sides))
        if all(side.blob == after for side in known) and len(known) < 2:
            standing[commit] = known[0] if known else _Standing("", after)
            continue
        if len(known) == 1:
            sides = known
        name = rows[0].path if rows else path
        before, parents = tuple(side.blob for side in sides), tuple(side.version for side in sides)
        found.append(replace(node.version, path=name, before=before, after=after, parents=parents))
        gone = next((side.blob or side.last for side in sides), "") if not after else ""
        standing[commit] = _Standing(commit, after, gone)
    return found


def _with_names(nodes: Iterable[Node], path: str) -> Iterable[tuple[Node, list[Row]]]:
    """Each node with the rows that are about the file, by the name that it had there; the newest first."""
    wanted: dict[str, set[str]] = {}
    for node in nodes:
        names = wanted.pop(node.version.commit, {path})
        rows = [row for row in node.rows if row.path in names]
        origins = {row.origin for row in rows if row.status[:1] == "R"}
        if len(node.parents) < 2:
            rows = rows[:1]
            names = (names - {row.path for row in rows if row.status[:1] == "R"}) | origins
        else:
            names = names | origins
        for parent in node.parents:
            wanted.setdefault(parent, set()).update(names)
        yield node, rows


def _sides(node: Node, rows: Sequence[Row], standing: dict[str, _Standing]) -> list[_Standing]:
    """What each parent holds; one that is not told holds what the rows leave for it."""
    if not node.parents:
        return [_Standing("", rows[0].before[0])] if rows else []
    if not rows:
        after = next((standing[parent].blob for parent in node.parents if parent in standing), "")
        return [standing.get(parent, _Standing("", after)) for parent in node.parents]
    left = [row.before[0] for row in rows]
    for parent in node.parents:
        if parent in standing and standing[parent].blob in left:
            left.remove(standing[parent].blob)
    sides = []
    for parent in node.parents:
        if parent in standing:
            sides.append(standing[parent])
        else:
            sides.append(_Standing("", left.pop(0) if left else rows[0].after))
    return sides
