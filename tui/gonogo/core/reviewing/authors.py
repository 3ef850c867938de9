"""Who made the changes of a review: the commits of its range that wrote each entry's lines or flipped it.

Lines are followed through the versions of a file as text: a line that a version has and its parents have not
was written there, one that it has no more was removed there, one in another order was moved there. Flips
come from the history, so that whoever ticked an item is named also where somebody else worded it anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checkdown import Checklist, Item
from checkdown.comparing import Change, ChangeKind
from checkdown.comparing.aligning import rising_pairs
from checkdown.matching import common_ends
from gonogo.core.git.errors import GitError
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.history import History, Version, history, versions
from gonogo.core.history.versions import contents
from gonogo.core.reports.diff import Compared

from .entries import Entry, Review
from .ranges import Range

NOT_COMMITTED = "not committed"
"""Stands for the author of what is in the files alone."""
MOST = 5000
"""Versions of one file that are looked through, the newest ones."""
_AT_ONCE = 64  # versions whose contents are read together


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that made a change, or the working tree."""

    commit: str
    """"" for the working tree."""
    author: str
    date: str
    """ISO, "" for the working tree."""
    subject: str


Makers = dict[str, tuple[Made, ...]]
"""By the keys of entries, the oldest commit first."""


def makers(repository: Repository, review: Review) -> Makers:
    """Who made each entry's changes. Reads the versions of the range: for a thread. Raises GitError."""
    found: Makers = {}
    for compared in review.files:
        entries = [entry for entry in review.entries if entry.file == compared[0].file]
        found.update(_of_file(repository, review.range, compared, entries))
    return found


def _of_file(
    repository: Repository, range_: Range, compared: Compared, entries: Sequence[Entry]
) -> Iterator[tuple[str, tuple[Made, ...]]]:
    pair, comparison = compared
    told = _versions(repository, range_, pair.file)
    come: dict[bytes, list[int]] = {}
    gone: dict[bytes, list[int]] = {}
    moved: dict[bytes, list[int]] = {}
    for number, entry in enumerate(entries):
        for lines, checklist, side in ((come, comparison.newer, 1), (gone, comparison.older, 0)):
            for line in _lines(entry, checklist, side):
                lines.setdefault(line, []).append(number)
        if entry.changes[0].after is not None and any(c.kind is ChangeKind.MOVED for c in entry.changes):
            moved.setdefault(_first_line(entry, comparison.newer), []).append(number)
    hits: list[dict[str, Made]] = [{} for _ in entries]
    perhaps: list[dict[str, Made]] = [{} for _ in entries]
    for version, added, removed, shifted in _differences(repository, told):
        made = Made(version.commit, version.author, version.date, version.subject)
        for number in {n for line in added for n in come.get(line, ())}:
            hits[number].setdefault(version.commit, made)
        for line, surely in shifted.items():
            for number in moved.get(line, ()):
                (hits if surely else perhaps)[number].setdefault(version.commit, made)
        for number in {n for line in removed for n in gone.get(line, ())}:
            if entries[number].changes[0].after is None:
                hits[number].setdefault(version.commit, made)
    for numbers in moved.values():
        for number in numbers:
            hits[number] = hits[number] or perhaps[number]
    order = {version.commit: at for at, version in enumerate(told)}
    for entry, flips in _flips(repository, range_, pair.file, told, entries):
        number = entries.index(entry)
        for version in flips:
            made = Made(version.commit, version.author, version.date, version.subject)
            hits[number].setdefault(version.commit, made)
    for entry, hit in zip(entries, hits, strict=True):
        makers = sorted(hit.values(), key=lambda made: order.get(made.commit, -1))
        if not range_.span.after and (not makers or _is_uncommitted(repository, pair.file, entry)):
            makers.append(Made("", NOT_COMMITTED, "", ""))
        yield entry.key, tuple(makers)


def _versions(repository: Repository, range_: Range, file: str) -> list[Version]:
    """The versions of a file in a range, at most MOST."""
    span = range_.span
    after = span.after or "HEAD"
    if commit_named(repository, span.before):
        return versions(repository, file, f"{span.before}..{after}")[-MOST:]
    return [version for version in versions(repository, file, after) if version.commit == after]


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
) -> Iterator[tuple[Entry, list[Version]]]:
    """The versions of the range that flipped an entry's item."""
    flipped = [entry for entry in entries if entry.changes[0].states[1] is not None and entry.item]
    if not flipped or not told:
        return
    read = _history(repository, range_, file)
    if read is None or read.newest is None:
        return
    known = {version.commit for version in told}
    for entry in flipped:
        item = read.like(entry.item) if entry.item is not None else None
        if item is not None:
            flips = [flip.version for flip in read.of(item) if flip.version.commit in known]
            if flips and entry.changes[0].states[0] is not None:
                yield entry, flips


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


def _is_uncommitted(repository: Repository, file: str, entry: Entry) -> bool:
    """Whether a line of an entry is in the file and not in HEAD."""
    from gonogo.core.git.run import read

    blob = read(repository.top, "cat-file", "blob", f"HEAD:{file}", fine=(0, 128)).out
    change = entry.changes[0]
    if change.after is None:
        assert change.before is not None
        if not isinstance(change.before, Item):
            return False
        line = change.before.checklist.source.line(change.line)
        return line.encode("utf-8", "surrogateescape") in blob
    if not isinstance(change.after, Item):
        return False
    lines = _lines(entry, change.after.checklist, 1)
    return bool(lines - {line.strip() for line in blob.split(b"\n")})
