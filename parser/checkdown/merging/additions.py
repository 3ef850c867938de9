"""Lines that both sides put in at one place: ours, then theirs, each where it belongs.

What continues something that stands above (an item's evidence, a table's rows, a section's items) comes
before what begins something new, whoever wrote it: it would be another item's, or another section's. One
item that both put in is one item; where they say different things of it, it is in dispute.
"""

from __future__ import annotations

from collections.abc import Sequence

from checkdown.states import Kind

from .changes import Change
from .values import Conflict, Piece, Woven, common
from .version import Version

_Rank = tuple[int, int, int]


def put_together(
    ours: Version, theirs: Version, mine: Change, other: Change, endings: tuple[str, str]
) -> list[Piece]:
    """The lines of both; what is the same at their beginning stands there once."""
    a, b = range(mine.first, mine.last), range(other.first, other.last)
    here, there = [ours.lines[n] for n in a], [theirs.lines[n] for n in b]
    same = common(here, there)
    if same in (len(here), len(there)):
        # One side has all that the other has.
        longer, start = (here, same) if len(here) >= len(there) else (there, same)
        shared: list[Piece] = [Woven(here[n], ours.endings[a[n]], -1, a[n], b[n]) for n in range(same)]
        if longer is here:
            return shared + [_of(ours, n, endings[0], mine=True) for n in a[start:]]
        return shared + [_of(theirs, n, endings[1], mine=False) for n in b[start:]]
    mine_by_rank, other_by_rank = _ranked(ours, a), _ranked(theirs, b)
    out: list[Piece] = []
    for rank in sorted({rank for rank, _ in (*mine_by_rank, *other_by_rank)}, reverse=True):
        first = [n for each, n in mine_by_rank if each == rank]
        then = [n for each, n in other_by_rank if each == rank]
        out += _one_rank(ours, theirs, first, then, endings)
    return out


def _one_rank(
    ours: Version, theirs: Version, first: Sequence[int], then: Sequence[int], endings: tuple[str, str]
) -> list[Piece]:
    head = 0
    while head < min(len(first), len(then)) and _both_blank(ours, theirs, first[head], then[head]):
        head += 1
    tail = 0
    while tail < min(len(first), len(then)) - head and _both_blank(
        ours, theirs, first[-1 - tail], then[-1 - tail]
    ):
        tail += 1
    shared = list(zip(first, then, strict=False))[:head]
    ends = list(zip(first[len(first) - tail :], then[len(then) - tail :], strict=True))
    mine, others = first[head : len(first) - tail], then[head : len(then) - tail]
    twins = _twins(ours, theirs, mine, others)
    told = {n for _, block in twins.values() for n in block}
    out: list[Piece] = [Woven(ours.lines[i], ours.endings[i], -1, i, j) for i, j in shared]
    behind = -1
    for n in mine:
        if n in twins:
            here, there = twins[n]
            out += _one_item(ours, theirs, here, there)
            behind = here[-1]
        elif n > behind:
            out.append(_of(ours, n, endings[0], mine=True))
    out += [_of(theirs, n, endings[1], mine=False) for n in others if n not in told]
    return [*out, *(Woven(ours.lines[i], ours.endings[i], -1, i, j) for i, j in ends)]


def _twins(
    ours: Version, theirs: Version, first: Sequence[int], then: Sequence[int]
) -> dict[int, tuple[range, range]]:
    """Items that both sides put in: the lines of each, by its first line on our side."""
    mine, others = _named(ours, first), _named(theirs, then)
    found: dict[int, tuple[range, range]] = {}
    behind = -1, -1
    for name, here in mine.items():
        there = others.get(name)
        if here is None or there is None or here[0] <= behind[0] or there[0] in range(behind[1] + 1):
            continue
        found[here[0]] = here, there
        behind = here[-1], there[-1]
    return found


def _named(version: Version, lines: Sequence[int]) -> dict[tuple[object, ...], range | None]:
    """The lines of each item among these, by what names it; None where several have that name."""
    known = set(lines)
    found: dict[tuple[object, ...], range | None] = {}
    for at in lines:
        item = version.items.get(at)
        if item is None:
            continue
        block = range(at, max(item.end, at + 1))
        parent = item.parent.text if item.parent is not None else ""
        words = version.keys[at] if item.kind is Kind.ROW else item.text.casefold()
        name = (item.kind, item.depth, parent, item.section.title, words)
        found[name] = None if name in found or not known.issuperset(block) else block
    return found


def _one_item(ours: Version, theirs: Version, here: range, there: range) -> list[Piece]:
    """An item that both put in: what they say alike of it once, what they do not in dispute."""
    same = common([ours.lines[n] for n in here], [theirs.lines[n] for n in there])
    out: list[Piece] = [
        Woven(ours.lines[i], ours.endings[i], -1, i, j)
        for i, j in zip(here[:same], there[:same], strict=True)
    ]
    mine, others = here[same:], there[same:]
    if mine and others:
        raws = [
            tuple(v.lines[n] + v.endings[n] for n in part) for v, part in ((ours, mine), (theirs, others))
        ]
        out.append(Conflict((), raws[0], raws[1], mine[0], others[0]))
    else:
        out += [_of(ours, n, "", mine=True) for n in mine]
        out += [_of(theirs, n, "", mine=False) for n in others]
    return out


def _both_blank(ours: Version, theirs: Version, i: int, j: int) -> bool:
    return not ours.lines[i].strip() and ours.lines[i] == theirs.lines[j]


def _of(version: Version, at: int, ending: str, *, mine: bool) -> Woven:
    ending = ending or version.endings[at]
    return Woven(version.lines[at], ending, -1, at if mine else -1, -1 if mine else at)


def _ranked(version: Version, lines: range) -> list[tuple[_Rank, int]]:
    """The lines, each with how firmly it hangs on what stands above; it never grows from line to line."""
    ranks: list[_Rank] = []
    for at in lines:
        own = _rank(version, at, lines.start)
        ranks.append(min(own, ranks[-1]) if ranks else own)
    for n in range(len(ranks) - 2, -1, -1):
        if not version.lines[lines[n]].strip():
            ranks[n] = ranks[n + 1]  # a blank line belongs to what it sets apart
    return list(zip(ranks, lines, strict=True))


def _rank(version: Version, at: int, above: int) -> _Rank:
    checklist = version.checklist
    section = checklist.sections[checklist.section_index_at(at + 1)]
    if section.line - 1 >= above:
        return 0, -section.level, 0
    if version.tables.get(at, above) < above:
        return 2, 0, 0
    owner = version.owner(at, above)
    return 1, 0, owner.depth + 1 if owner is not None else 0
