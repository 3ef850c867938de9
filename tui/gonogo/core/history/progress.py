"""Progress over time: the tallies of a checklist and of its phases at moments of its history.

Taken from the line of commits that led to HEAD's version, by what the file held: what a branch held before
it was merged is not progress yet. A phase is followed through renames; one that is gone counts in the whole
alone. For long histories as many moments are looked at as a chart can show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from checkdown import Checklist, Tally, parse
from checkdown.comparing.sections import SectionPairs
from gonogo.core.git.content import is_no_text
from gonogo.core.git.repository import Repository

from .carrying import carried
from .values import Version
from .versions import contents, versions

MOMENTS = 60
"""Moments that are looked at, unless told."""


@dataclass(frozen=True, slots=True)
class Point:
    """How far a checklist was after one commit."""

    version: Version
    tally: Tally
    """Of the whole document."""
    phases: tuple[Tally, ...]
    """By phase, in the order of `Progress.phases`; empty tallies where the phase was not there yet."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a checklist went over time."""

    phases: tuple[str, ...]
    """Titles of the phases as they are in HEAD."""
    points: tuple[Point, ...]
    """The oldest first; the last is HEAD's version."""


def progress(repository: Repository, path: str, moments: int = MOMENTS) -> Progress:
    """The progress of the checklist at ``path`` (from the top). For a thread. Raises GitError."""
    chosen = _sampled(_line(versions(repository, path)), moments)
    texts = dict(contents(repository, dict.fromkeys(version.after for version in chosen)))
    points: list[Point] = []
    titles: tuple[str, ...] = ()
    newer: Checklist | None = None
    places: list[int | None] = []
    data = b""
    for version in reversed(chosen):
        text = texts[version.after]
        if is_no_text(text):
            continue
        if newer is None:
            checklist = parse(text)
            places = [phase.index for phase in checklist.phases]
            titles = tuple(phase.title for phase in checklist.phases)
        else:
            checklist, _ = carried(newer, data, text)
            if checklist is not newer:
                back = SectionPairs(checklist, newer).back
                places = [None if place is None else back.get(place) for place in places]
        phases = tuple(
            Tally() if place is None else checklist.tally(checklist.sections[place]) for place in places
        )
        points.append(Point(version, checklist.tally(), phases))
        newer, data = checklist, text
    return Progress(titles, tuple(reversed(points)))


def _line(told: Sequence[Version]) -> list[Version]:
    """The versions that led to the last one, by first parents: each began where the one before it ended."""
    line: list[Version] = []
    wanted = told[-1].after if told else ""
    for version in reversed(told):
        if version.after and version.after == wanted:
            line.append(version)
            wanted = version.before[0] if version.before else ""
    return line[::-1]


def _sampled(line: Sequence[Version], moments: int) -> list[Version]:
    """At most so many of the versions: those of moments the same time apart, first and last too."""
    if len(line) <= moments:
        return list(line)
    times = moments_of(line)
    span = (times[-1] - times[0]) / (moments - 1)
    found: dict[int, None] = {0: None}
    at = 0
    for number in range(1, moments - 1):
        while at + 1 < len(line) and times[at + 1] <= times[0] + span * number:
            at += 1
        found[at] = None
    found[len(line) - 1] = None
    return [line[each] for each in found]


def moments_of(line: Sequence[Version]) -> list[float]:
    """When each version was written, in seconds; never before the one that it follows."""
    times: list[float] = []
    for version in line:
        try:
            when = datetime.fromisoformat(version.date).timestamp()
        except (ValueError, OverflowError):
            when = times[-1] if times else 0.0
        times.append(max(when, times[-1]) if times else when)
    return times
