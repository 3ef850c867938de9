"""Every flip in the history of a checklist, each with the item that it is now.

Each commit is compared with its own parents, so that flips are told of the commit that made them, through
merges and renames. Versions are compared by what changed between them: the checklist is carried along as
edits, and where nothing but boxes changed nothing is matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gonogo.core.git.errors import GitError
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read

from .keeping import Kept, load, store
from .reading import Reader
from .sides import Commits, Sides
from .values import Flip, History, Version
from .versions import blob_at, contents, versions


def newest_first(flips: Sequence[Flip]) -> list[Flip]:
    """Flips with the newest commit first, those of one commit in the order of the document."""
    commits = [list(each) for _, each in groupby(flips, key=lambda flip: flip.version.commit)]
    return [flip for each in reversed(commits) for flip in each]


def history(repository: Repository, path: str, revision: str = "HEAD") -> History:
    """The history of the checklist at ``path`` (from the top of the repository). Raises GitError.

    That of HEAD is kept, and only what came since is read the next time.
    """
    if revision != "HEAD":
        return _read(repository, versions(repository, path, revision), Reader(repository))[0]
    head = commit_named(repository, "HEAD")
    kept = load(repository, path) if head else None
    since = _since(repository, path, kept, head) if kept is not None else None
    reader = _begun(repository, kept) if kept is not None and since is not None else None
    if kept is None or since is None or reader is None:
        told, count = _read(repository, versions(repository, path), Reader(repository))
    else:
        told, count = _read(repository, since, reader, kept)
    if head and told.versions and (kept is None or reader is None or kept.head != head):
        added = dict(told.added)
        kept = Kept(head, told.versions, told.flips, told.numbers, count, added, told.unread)
        store(repository, path, kept)
    return told


def _begun(repository: Repository, kept: Kept) -> Reader | None:
    """A reader that goes on from what is kept; None where that does not fit the repository."""
    reader = Reader(repository)
    reader.begin(kept.versions[-1].after, kept.numbers, kept.count, kept.added)
    try:
        checklist, numbers = reader.checklist(kept.versions[-1].after)
    except GitError:
        return None
    return reader if len(checklist.items) == len(numbers) else None


def _since(repository: Repository, path: str, kept: Kept, head: str) -> list[Version] | None:
    """The versions that came after what is kept; None where they do not go on from there."""
    if not kept.versions or not kept.versions[-1].after:
        return None
    if kept.head == head:
        return []
    known = commit_named(repository, kept.head)
    if not known or read(repository.top, "merge-base", "--is-ancestor", known, head, fine=(0, 1)).code:
        return None
    told = versions(repository, path, f"{known}..{head}")
    newest = kept.versions[-1]
    seen = {newest.after: newest.commit}
    for at, version in enumerate(told):
        # A branch that began before is no continuation: what its items were is not kept.
        if not set(version.before) <= seen.keys():
            return None
        ends = zip(version.parents, version.before, strict=True)
        parents = tuple(parent or (newest.commit if blob == newest.after else "") for parent, blob in ends)
        told[at] = replace(version, parents=parents)
        seen[version.after] = version.commit
    # A merge that took an older content back may be as a side that has no commit of its own here.
    last = told[-1] if told else newest
    return told if last.after == blob_at(repository, head, path) else None


def _read(
    repository: Repository, told: Sequence[Version], reader: Reader, kept: Kept | None = None
) -> tuple[History, int]:
    """The history of these versions, behind what is kept; and the highest number given to an item."""
    flips = list(kept.flips) if kept is not None else []
    every = (*kept.versions, *told) if kept is not None else tuple(told)
    branched = any(len(version.before) > 1 for version in told)
    commits = Commits()
    if kept is not None:
        commits.add(kept.versions[-1], ())
    for version, texts in _with_contents(repository, told):
        made = list(reader.read(version, texts))
        if len(version.before) > 1:
            made += reader.decided(version, Sides(commits, version, {flip.item for flip in made}))
        if branched:
            commits.add(version, made)
        flips += made
    newest = every[-1].after if every else ""
    unread = (*(kept.unread if kept is not None else ()), *reader.unread)
    if not newest:
        return History(every, tuple(flips), None, (), unread=unread), reader.count
    checklist, numbers = reader.checklist(newest)
    ids = {number: checklist.items[index].id for index, number in enumerate(numbers)}
    now = tuple(
        flip if ids.get(flip.item, flip.id) == flip.id else replace(flip, id=ids[flip.item]) for flip in flips
    )
    added = {number: reader.added[number] for number in numbers if number in reader.added}
    return History(every, now, checklist, tuple(numbers), added, unread), reader.count


def _with_contents(
    repository: Repository, told: Sequence[Version]
) -> Iterator[tuple[Version, dict[str, bytes]]]:
    """Each version with the contents that it names for the first time."""
    seen: set[str] = set()
    fresh: list[list[str]] = []
    for version in told:
        names = [blob for blob in (*version.before, version.after) if blob]
        fresh.append([blob for blob in dict.fromkeys(names) if blob not in seen])
        seen.update(names)
    wanted = (blob for names in fresh for blob in names)
    stream = contents(repository, wanted, size=_size(repository, told[-1].path) if told else 0)
    for version, names in zip(told, fresh, strict=True):
        yield version, {blob: next(stream)[1] for blob in names}


def _size(repository: Repository, path: str) -> int:
    """Bytes of the file in the working tree, 0 where it is not there."""
    try:
        return (repository.top / path).stat().st_size
    except (OSError, ValueError):
        return 0
