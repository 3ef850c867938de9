"""Who made the changes of a review: the commits of its range that changed what each entry is about.

Where a range has few enough versions of a file they are compared as checklists (``tracing``), so that of two
items of the same words each has its own makers; where it has very many, lines are followed (``linewise``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkdown.comparing import ChangeKind
from gonogo.core.git.heads import commit_named
from gonogo.core.git.repository import Repository
from gonogo.core.history import Version, versions
from gonogo.core.reports.diff import Compared

from .entries import Entry, Review
from .linewise import by_lines
from .ranges import Range
from .tracing import Traced, traced

NOT_COMMITTED = "not committed"
"""Stands for the author of what is in the files alone."""
MOST = 5000
"""Versions of one file that are looked through, the newest ones."""


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that made a change, or the working tree."""

    commit: str
    """"" for the working tree."""
    author: str
    date: str
    """ISO, "" for the working tree."""
    subject: str


_WORKING_TREE = Made("", NOT_COMMITTED, "", "")

Makers = dict[str, tuple[Made, ...]]
"""By the keys of entries, the oldest commit first."""


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who made what is under review."""

    makers: Makers
    commits: tuple[Made, ...]
    """The commits of the range that changed the files under review, whatever of it is left; file by file."""


def authorship(repository: Repository, review: Review) -> Authorship:
    """Who made each entry's changes, and which commits changed the files.

    Reads the versions of the range: for a thread. Raises GitError.
    """
    found: Makers = {}
    commits: dict[str, Made] = {}
    for compared in review.files:
        entries = [entry for entry in review.entries if entry.file == compared[0].file]
        told = _versions(repository, review.range, compared[0].file)
        found.update(_of_file(repository, review.range, compared, told, entries))
        # A merge that is as one of its sides changed nothing.
        commits.update({each.commit: _made(each) for each in told if each.after not in each.before})
    return Authorship(found, tuple(commits.values()))


def makers(repository: Repository, review: Review) -> Makers:
    """Who made each entry's changes, alone."""
    return authorship(repository, review).makers


def _of_file(
    repository: Repository,
    range_: Range,
    compared: Compared,
    told: Sequence[Version],
    entries: Sequence[Entry],
) -> Iterator[tuple[str, tuple[Made, ...]]]:
    pair, comparison = compared
    committed = bool(range_.span.after)
    trace = traced(repository, compared, told, committed=committed)
    found: list[set[str]] = []
    left = []
    for number, entry in enumerate(entries):
        some, whole = _traced(trace, entry)
        found.append(some)
        if not whole:
            left.append(number)
    if left:
        lines = by_lines(repository, range_, pair.file, comparison, told, [entries[n] for n in left])
        for number, others in zip(left, lines, strict=True):
            found[number] |= others
    order = {version.commit: at for at, version in enumerate(told)}
    for entry, some in zip(entries, found, strict=True):
        made = [_made(told[at]) for at in sorted(order[commit] for commit in some if commit)]
        if "" in some or not (made or committed):
            made.append(_WORKING_TREE)
        yield entry.key, tuple(made)


def _traced(trace: Traced | None, entry: Entry) -> tuple[set[str], bool]:
    """The commits that are known to have changed what an entry is about, and whether there is no more to say:
    of two that changed places it may be the other one that was moved."""
    if trace is None:
        return set(), False
    some = trace.of(entry)
    kinds = frozenset().union(*some.values())
    placed = kinds & {ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.REMOVED}
    return set(some), bool(some) and (ChangeKind.MOVED not in entry.kinds or bool(placed))


def _made(version: Version) -> Made:
    return Made(version.commit, version.author, version.date, version.subject)


def _versions(repository: Repository, range_: Range, file: str) -> list[Version]:
    """The versions of a file in a range, at most MOST."""
    span = range_.span
    after = span.after or "HEAD"
    if commit_named(repository, span.before):
        return versions(repository, file, f"{span.before}..{after}")[-MOST:]
    return [version for version in versions(repository, file, after) if version.commit == after]
