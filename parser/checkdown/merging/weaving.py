"""From the changes of both sides to one text: what one side changed is taken, what both changed is merged.

Changes that touch the same lines of the base are looked at together (a cluster); all others stand beside
each other, however near. In stretches that are ``near`` neighbours are taken together too, as line-based
merges do, and in those that are ``fused`` all changes are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .additions import put_together
from .changes import Change, Changes
from .moving import removed_elsewhere
from .onelines import merged_line
from .values import Conflict, Piece, Woven, chosen
from .version import Version


@dataclass(slots=True)
class Cluster:
    """Changes of both sides that touch the same lines ``lo`` to ``hi`` (the end not included) of the base."""

    lo: int
    hi: int
    ours: list[Change] = field(default_factory=list)
    theirs: list[Change] = field(default_factory=list)

    def take(self, change: Change, *, mine: bool) -> None:
        """Make a change part of it."""
        self.hi = max(self.hi, change.hi)
        (self.ours if mine else self.theirs).append(change)

    @property
    def inserts(self) -> bool:
        """Whether nothing of the base is touched."""
        return self.lo == self.hi


class Weaving:
    """Three versions, woven into one."""

    def __init__(
        self,
        base: Version,
        ours: Changes,
        theirs: Changes,
        near: Sequence[range] = (),
        fused: Sequence[range] = (),
    ) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self._near, self._fused = near, fused
        self.joined = False
        """Whether both sides put lines in at one place, once ``pieces`` were made."""
        self._in_dispute = removed_elsewhere(ours, theirs)
        endings = base.source.ending, ours.side.source.ending, theirs.side.source.ending
        self._endings = chosen(*endings) or endings[1]
        # A side that has the old line endings follows one that changed them all.
        self._put_in = tuple(self._endings if each == endings[0] else "" for each in endings[1:])

    def pieces(self) -> list[Piece]:
        """The lines of the outcome and its conflicts, in order."""
        out: list[Piece] = []
        at = 0
        for cluster in self._clusters():
            out += self._kept(at, cluster.lo)
            out += self._settled(cluster)
            at = cluster.hi
        out += self._kept(at, len(self.base.lines))
        return list(self._questioned(out)) if any(self._in_dispute) else out

    def _questioned(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """The pieces, lines that one side put in and the other may not want made conflicts."""
        mine: list[int] = []
        others: list[int] = []
        for piece in [*pieces, None]:
            if isinstance(piece, Woven) and piece.theirs < 0 and piece.ours in self._in_dispute[0]:
                here, there = [piece.ours], []
            elif isinstance(piece, Woven) and piece.ours < 0 and piece.theirs in self._in_dispute[1]:
                here, there = [], [piece.theirs]
            else:
                here, there = [], []
            broken = (here and mine and mine[-1] + 1 != here[0]) or (
                there and others and others[-1] + 1 != there[0]
            )
            if (mine or others) and (broken or not (here or there)):
                yield self._place((), mine, others)
                mine, others = [], []
            mine += here
            others += there
            if piece is not None and not (here or there):
                yield piece

    def _kept(self, lo: int, hi: int) -> Iterator[Woven]:
        for at in range(lo, hi):
            yield Woven(
                self.base.lines[at], self.base.endings[at], at, self.ours.now[at], self.theirs.now[at]
            )

    # -- which changes belong together

    def _clusters(self) -> Iterator[Cluster]:
        changes = [(c.lo, c.hi, 0, c) for c in self.ours.all] + [(c.lo, c.hi, 1, c) for c in self.theirs.all]
        cluster: Cluster | None = None
        for _, _, side, change in sorted(changes):
            if cluster is not None and self._together(cluster, change, mine=side == 0):
                cluster.take(change, mine=side == 0)
                continue
            if cluster is not None:
                yield cluster
            cluster = Cluster(change.lo, change.hi)
            cluster.take(change, mine=side == 0)
        if cluster is not None:
            yield cluster

    def _together(self, cluster: Cluster, change: Change, *, mine: bool) -> bool:
        if any(cluster.lo in lines and change.lo in lines for lines in self._fused):
            return True
        if self._is_near(cluster.lo):
            return change.lo <= cluster.hi
        if change.inserts:
            if cluster.inserts:
                return change.lo == cluster.lo
            return cluster.lo < change.lo < cluster.hi or (
                change.lo == cluster.hi and self._hangs_on(cluster, change, mine=mine)
            )
        return change.lo < cluster.hi and not cluster.inserts

    def _is_near(self, at: int) -> bool:
        return any(at in lines for lines in self._near)

    def _hangs_on(self, cluster: Cluster, change: Change, *, mine: bool) -> bool:
        """Whether lines that came in belong to an item that the other side removed, or set otherwise."""
        side, others = (self.ours, cluster.theirs) if mine else (self.theirs, cluster.ours)
        own = cluster.ours if mine else cluster.theirs
        owner = side.side.owner(change.first, change.first)
        if owner is None:
            # Lines without an owner follow their own change, where that is in dispute.
            return False
        line = owner.line - 1
        gone = any(
            not each.paired and any(self._stood(at, line, side) for at in range(each.lo, each.hi))
            for each in others
        )
        if gone:
            return True
        disputed = bool(own) and bool(others) and self._one_line(cluster) is None
        return disputed and any(each.first <= line < each.last for each in own)

    @staticmethod
    def _stood(at: int, line: int, side: Changes) -> bool:
        return side.now.get(at) == line

    # -- what becomes of a cluster

    def _settled(self, cluster: Cluster) -> Sequence[Piece]:
        if not cluster.theirs or not cluster.ours:
            return list(self._one_side(cluster))
        if cluster.inserts and not self._is_near(cluster.lo):
            (mine,), (other,) = cluster.ours, cluster.theirs
            self.joined = True
            return put_together(self.ours.side, self.theirs.side, mine, other, self._put_in_pair)
        a, b = (
            self._lines(self.ours, cluster.ours, cluster),
            self._lines(self.theirs, cluster.theirs, cluster),
        )
        if [self.ours.side.lines[n] for n in a] == [self.theirs.side.lines[n] for n in b]:
            return [self._both(i, j) for i, j in zip(a, b, strict=True)]
        line = self._one_line(cluster)
        if line is not None:
            return [line]
        if all(change.deletes for change in (*cluster.ours, *cluster.theirs)):
            return [
                Woven(self.base.lines[at], self.base.endings[at], at, self.ours.now[at], self.theirs.now[at])
                for at in range(cluster.lo, cluster.hi)
                if at in self.ours.now and at in self.theirs.now
            ]
        return self._conflict(cluster, a, b)

    @property
    def _put_in_pair(self) -> tuple[str, str]:
        return self._put_in[0], self._put_in[1]

    def _one_side(self, cluster: Cluster) -> Iterator[Woven]:
        mine = bool(cluster.ours)
        changes, other = (self.ours, self.theirs) if mine else (self.theirs, self.ours)
        ending = self._put_in[0 if mine else 1]
        at = cluster.lo
        for change in cluster.ours or cluster.theirs:
            yield from self._kept(at, change.lo)
            for n in range(change.first, change.last):
                base = change.lo if change.paired else -1
                there = other.now[base] if change.paired else -1
                text = changes.side.lines[n]
                end = changes.side.endings[n] if change.paired else ending or changes.side.endings[n]
                yield Woven(text, end, base, n if mine else there, there if mine else n)
            at = change.hi

    def _both(self, i: int, j: int) -> Woven:
        ours, theirs = self.ours.side, self.theirs.side
        ending = chosen(self._endings, ours.endings[i], theirs.endings[j]) or self._endings
        return Woven(ours.lines[i], ending, -1, i, j)

    def _one_line(self, cluster: Cluster) -> Woven | None:
        """The line that both sides wrote anew, if that is all and both can be had."""
        if len(cluster.ours) != 1 or len(cluster.theirs) != 1:
            return None
        (mine,), (other,) = cluster.ours, cluster.theirs
        if not (mine.paired and other.paired) or mine.lo != other.lo:
            return None
        places = mine.lo, mine.first, other.first
        text = merged_line(self.base, self.ours.side, self.theirs.side, places)
        if text is None:
            return None
        versions = self.base, self.ours.side, self.theirs.side
        old, a, b = (version.endings[at] for version, at in zip(versions, places, strict=True))
        return Woven(text, chosen(old, a, b) or self._endings, *places)

    @staticmethod
    def _lines(side: Changes, changes: Sequence[Change], cluster: Cluster) -> list[int]:
        """The lines that a side has in place of the cluster's."""
        found: list[int] = []
        at = cluster.lo
        for change in changes:
            found += [side.now[n] for n in range(at, change.lo)]
            found += range(change.first, change.last)
            at = change.hi
        return found + [side.now[n] for n in range(at, cluster.hi)]

    def _conflict(self, cluster: Cluster, a: list[int], b: list[int]) -> list[Piece]:
        """The place in dispute, without what both have at its beginning and its end."""
        ours, theirs = self.ours.side, self.theirs.side
        head = 0
        while head < min(len(a), len(b)) and ours.lines[a[head]] == theirs.lines[b[head]]:
            head += 1
        tail = 0
        while tail < min(len(a), len(b)) - head and ours.lines[a[-1 - tail]] == theirs.lines[b[-1 - tail]]:
            tail += 1
        inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
        place = self._place(range(cluster.lo, cluster.hi), inner_a, inner_b)
        return [
            *(self._both(i, j) for i, j in zip(a[:head], b[:head], strict=True)),
            place,
            *(self._both(i, j) for i, j in zip(a[len(a) - tail :], b[len(b) - tail :], strict=True)),
        ]

    def _place(self, lines: Sequence[int], a: Sequence[int], b: Sequence[int]) -> Conflict:
        """A conflict between these lines of both sides, where those of the base were."""
        return Conflict(
            tuple(_raw(self.base, n) for n in lines),
            tuple(_raw(self.ours.side, n) for n in a),
            tuple(_raw(self.theirs.side, n) for n in b),
            a[0] if a else -1,
            b[0] if b else -1,
        )


def _raw(version: Version, at: int) -> str:
    return version.lines[at] + version.endings[at]
