"""Who changed what in a file of very many versions: its lines followed as text, its flips from the history.

A line that a version has and its parents have not was written there, one that it has no more was removed
there, one in another order was moved there. Flips come from the history, so that whoever ticked an item is
named also where somebody else worded it anew. Items of the same words in one file are not told apart by this;
``tracing`` does that, where the versions are few enough to be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from checkdown import Checklist, Item
from checkdown.comparing import Change, ChangeKind, Comparison
from checkdown.comparing.aligning import rising_pairs
from checkdown.matching import common_ends
from gonogo.core.git.errors import GitError
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.history import History, Version, history
from gonogo.core.history.versions import contents

from .entries import Entry
from .ranges import Range

_AT_ONCE = 64  # versions whose contents are read together


def by_lines(
    repository: Repository,
    range_: Range,
    file: str,
    comparison: Comparison,
    told: Sequence[Version],
    entries: Sequence[Entry],
) -> list[set[str]]:
    """For each of these entries of a file the commits that wrote or removed its lines or flipped it.

    Raises GitError.
    """
    hits = _hits(repository, comparison, told, entries)
    for number, flips in _flips(repository, range_, file, told, entries):
        hits[number] |= flips
    return hits


def _hits(
    repository: Repository, comparison: Comparison, told: Sequence[Version], entries: Sequence[Entry]
) -> list[set[str]]:
    """For each entry the commits that wrote, removed or moved its lines."""
    come: dict[bytes, list[int]] = {}
    gone: dict[bytes, list[int]] = {}
    moved: dict[bytes, list[int]] = {}
    for number, entry in enumerate(entries):
        for lines, checklist, side in ((come, comparison.newer, 1), (gone, comparison.older, 0)):
            for line in _lines(entry, checklist, side):
                lines.setdefault(line, []).append(number)
        if entry.changes[0].after is not None and ChangeKind.MOVED in entry.kinds:
            moved.setdefault(_first_line(entry, comparison.newer), []).append(number)
    hits: list[set[str]] = [set() for _ in entries]
    perhaps: list[set[str]] = [set() for _ in entries]
    for version, added, removed, shifted in _differences(repository, told):
        for number in {n for line in added for n in come.get(line, ())}:
            hits[number].add(version.commit)
        for line, surely in shifted.items():
            for number in moved.get(line, ()):
                (hits if surely else perhaps)[number].add(version.commit)
        for number in {n for line in removed for n in gone.get(line, ())}:
            if entries[number].changes[0].after is None:
                hits[number].add(version.commit)
    for numbers in moved.values():
        for number in numbers:
            hits[number] = hits[number] or perhaps[number]
    return hits


def _lines(entry: Entry, checklist: Checklist, side: int) -> set[bytes]:
    """The lines that an entry's subject stands in, in the older (0) or newer (1) version, as git has them.

    Of an item those that are not in the other version as well.
    """
    found: set[str] = set()
    for change in entry.changes:
        subject = (change.before, change.after)[side]
        if subject is None:
            continue
        last = subject.end if isinstance(subject, Item) else subject.line
        found.update(checklist.source.line(n) for n in range(max(1, subject.line), last + 1))
        found -= _others(change, side)
    return {line.encode("utf-8", "surrogateescape").strip() for line in found if line.strip()}


def _first_line(entry: Entry, checklist: Checklist) -> bytes:
    """The line with which an entry's subject begins in the newer version."""
    subject = entry.changes[0].after
    assert subject is not None
    return checklist.source.line(subject.line).encode("utf-8", "surrogateescape").strip()


def _others(change: Change, side: int) -> set[str]:
    """The lines of the same item in the other version."""
    other = (change.after, change.before)[side]
    if not isinstance(other, Item):
        return set()
    source = other.checklist.source
    return {source.line(n) for n in range(other.line, other.end + 1)}


def _differences(
    repository: Repository, told: Sequence[Version]
) -> Iterator[tuple[Version, Counter[bytes], Counter[bytes], dict[bytes, bool]]]:
    """Each version with the lines that none of its parents has, those that were in a parent before, and those
    that stand in another order than in each of them, with whether it was they that moved."""
    kept: dict[str, list[bytes]] = {"": []}
    for start in range(0, len(told), _AT_ONCE):
        some = told[start : start + _AT_ONCE]
        wanted = dict.fromkeys(blob for each in some for blob in (*each.before, each.after) if blob)
        kept = {blob: lines for blob, lines in kept.items() if blob in wanted or not blob}
        for blob, data in contents(repository, [blob for blob in wanted if blob not in kept]):
            kept[blob] = data.split(b"\n")
        for version in some:
            sides = [_difference(kept[blob], kept[version.after]) for blob in version.before or ("",)]
            added, removed, shifted = sides[0]
            for more, less, others in sides[1:]:
                added, removed, shifted = added & more, removed & less, _in_both(shifted, others)
            yield version, added, removed, shifted


def _difference(
    old: list[bytes], new: list[bytes]
) -> tuple[Counter[bytes], Counter[bytes], dict[bytes, bool]]:
    head, tail = common_ends(old, new)
    lines = [bytes.strip(line) for line in old[head : len(old) - tail]]
    others = [bytes.strip(line) for line in new[head : len(new) - tail]]
    before, after = Counter(lines), Counter(others)
    single = [line for line in others if after[line] == 1 == before[line]]
    return after - before, before - after, _shifted(single, {line: at for at, line in enumerate(lines)})


def _shifted(lines: Sequence[bytes], places: Mapping[bytes, int]) -> dict[bytes, bool]:
    """Those of some lines that stood on the other side of another one before; whether they are among the few
    that moved, or of what these were moved past."""
    found: set[bytes] = set()
    for some, sign in ((lines, 1), (lines[::-1], -1)):
        furthest: int | None = None
        for line in some:
            at = sign * places[line]
            if furthest is not None and at < furthest:
                found.add(line)
            furthest = at if furthest is None else max(furthest, at)
    if not found:
        return {}
    stayed = {at for at, _ in rising_pairs({places[line]: at for at, line in enumerate(lines)})}
    return {line: places[line] not in stayed for line in found}


def _in_both(some: Mapping[bytes, bool], others: Mapping[bytes, bool]) -> dict[bytes, bool]:
    return {line: surely and others[line] for line, surely in some.items() if line in others}


def _flips(
    repository: Repository, range_: Range, file: str, told: Sequence[Version], entries: Sequence[Entry]
) -> Iterator[tuple[int, set[str]]]:
    """The places of entries whose item was flipped, with the commits of the range that did."""
    flipped = [(n, entry.item) for n, entry in enumerate(entries) if None not in entry.changes[0].states]
    if not flipped or not told:
        return
    read = _history(repository, range_, file)
    if read is None or read.newest is None:
        return
    known = {version.commit for version in told}
    for number, entry_item in flipped:
        item = read.like(entry_item) if entry_item is not None else None
        if item is not None:
            yield number, {flip.version.commit for flip in read.of(item)} & known


def _history(repository: Repository, range_: Range, file: str) -> History | None:
    """The history of a file up to the end of a range; that of HEAD is kept, so it costs little."""
    after, here = range_.span.after, commit_named(repository, "HEAD")
    try:
        if not after or after == here:
            return history(repository, file)
        before = commit_named(repository, range_.span.before)
        return history(repository, file, f"{before}..{after}" if before else after)
    except GitError:
        return None
