"""What a merge gives: lines that are settled, and places where both sides changed the same differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checkdown.source import Source


class Woven(NamedTuple):
    """One settled line, and where it comes from (0-based lines of each version, -1 for none)."""

    text: str
    ending: str
    base: int
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where both sides changed the same, each in its own way."""

    base: tuple[str, ...]
    """Its lines as they were, with their endings."""
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    ours_at: int = -1
    """Line of our version (0-based) where ours begins."""
    theirs_at: int = -1


Piece = Woven | Conflict


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands behind the markers of a conflict, and how they look."""

    ours: str = "ours"
    base: str = "base"
    theirs: str = "theirs"
    size: int = 7
    """Signs in a marker, as git's ``conflict-marker-size`` has it."""
    with_base: bool = False
    """Whether the lines as they were are shown too, as git's ``diff3`` and ``zdiff3`` do."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge."""

    pieces: tuple[Piece, ...]
    bom: bool
    closed: bool
    """Whether the last line has an ending."""
    ending: str
    """The line ending of the whole text, for markers and for lines that had none."""

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What could not be put together; empty where all could."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def clean(self) -> bool:
        """Whether everything could be put together."""
        return not self.conflicts

    @property
    def source(self) -> Source:
        """The text, with ordinary conflict markers around what could not be put together."""
        return self.marked(Labels())

    def marked(self, labels: Labels) -> Source:
        """The text, its conflicts marked in this way."""
        out: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, Woven):
                out.append(piece.text + piece.ending)
            else:
                out += self._conflict(piece, labels)
        return self._source(out)

    def choosing(self, *, ours: bool) -> Source:
        """The text with one side's lines in every conflict."""
        out: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, Woven):
                out.append(piece.text + piece.ending)
            else:
                out += map(self._ended, piece.ours if ours else piece.theirs)
        return self._source(out)

    def _source(self, lines: list[str]) -> Source:
        last = self.pieces[-1] if self.pieces else None
        if lines and not self.closed and not isinstance(last, Conflict):
            lines[-1] = lines[-1].rstrip("\r\n")
        return Source.of_lines(lines, self.bom)

    def _conflict(self, conflict: Conflict, labels: Labels) -> list[str]:
        def marker(sign: str, label: str = "") -> str:
            return f"{sign * labels.size} {label}".rstrip(" ") + self.ending

        lines = [marker("<", labels.ours), *map(self._ended, conflict.ours)]
        if labels.with_base:
            lines += [marker("|", labels.base), *map(self._ended, conflict.base)]
        return [*lines, marker("="), *map(self._ended, conflict.theirs), marker(">", labels.theirs)]

    def _ended(self, raw: str) -> str:
        return raw if raw.endswith(("\n", "\r")) else raw + self.ending


def three_way(base: object, ours: object, theirs: object) -> tuple[bool, bool]:
    """Whether to take ours, and whether the two sides agree or only one of them changed anything."""
    if ours == theirs or theirs == base:
        return True, True
    return False, ours == base


def chosen(base: str, ours: str, theirs: str) -> str | None:
    """The one value that three have together; None where both sides changed it differently."""
    mine, settled = three_way(base, ours, theirs)
    return (ours if mine else theirs) if settled else None


def common(some: Sequence[str], others: Sequence[str]) -> int:
    """How many values two sequences have in common at their beginning."""
    count = 0
    for a, b in zip(some, others, strict=False):
        if a != b:
            break
        count += 1
    return count
