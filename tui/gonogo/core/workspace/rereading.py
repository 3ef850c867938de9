"""A newer text of a known document: read with as little parsing as can be, and what is different in it.

For taking in what others wrote, and for screens that draw only what changed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from checkdown import CheckdownError, Checklist, Edit, Item, Notation, Source, State, apply, parse
from gonogo.core.workspace.placing import differences, hunks

SINGLY = 64
"""Up to so many changed places are read again one by one; where more changed, the whole document is."""

NAMED = 5
"""Changed items that are told one by one."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What another program, or another gonogo, did to the file."""

    lines: tuple[str, ...]
    """A line for each item that changed: ``[ ] -> [x] Redis health check``; at most a few."""
    more: int
    """How many changed items are not among the lines."""

    @property
    def summary(self) -> str:
        """One line for a toast."""
        if not self.lines:
            return "the file was changed outside; no item is affected"
        others = len(self.lines) - 1 + self.more
        return f"came in: {self.lines[0]}" + (f" and {others} more" if others else "")


@dataclass(frozen=True, slots=True)
class Redraw:
    """Which sections are not what they were: ``first`` up to ``old_end`` became ``first`` up to ``new_end``.

    Indexes of sections, the ends not included. Those before are the same values, and so are those behind,
    though their lines and items may have other numbers.
    """

    first: int
    old_end: int
    new_end: int

    @property
    def nothing(self) -> bool:
        """Whether no section differs."""
        return self.first == self.old_end == self.new_end


def changed_sections(old: Checklist, new: Checklist) -> Redraw:
    """What a screen that shows ``old`` has to draw again for ``new``; quick where one came from the other."""
    a, b = old.parts, new.parts
    shorter = min(len(a), len(b))
    first = 0
    while first < shorter and a[first] is b[first]:
        first += 1
    tail = 0
    while tail < shorter - first and a[-1 - tail] is b[-1 - tail]:
        tail += 1
    return Redraw(first, len(a) - tail, len(b) - tail)


def reread(known: Checklist, data: bytes) -> Checklist:
    """The checklist of some bytes, sharing with a known one what is the same."""
    source = Source.load(data)
    if source.bom != known.source.bom:
        return parse(source)
    splices = differences(known.source, source)
    if len(splices) > SINGLY:
        return parse(source)
    following = known
    try:
        for splice in reversed(splices):
            following = apply(following, Edit((splice,), "outside"))
    except CheckdownError:
        return parse(source)
    return following if following.source.dump() == data else parse(source)


def incoming(old: Checklist, new: Checklist) -> Incoming:
    """The items that changed between two readings of the file, as lines."""
    changes = item_changes(old, new)
    return Incoming(tuple(change.told() for change in changes[:NAMED]), max(0, len(changes) - NAMED))


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of one item."""

    before: Item | None
    """None for one that came in."""
    after: Item | None
    """None for one that went."""

    def told(self, *, reasons: bool = False) -> str:
        """A line for people; ``reasons`` puts behind a state why it is so, where the document says it."""
        old, new = self.before, self.after
        if old is None or new is None:
            item, verb = (new, "added") if old is None else (old, "removed")
            return f"{verb} {shown(item)} {item.text}" if item is not None else ""
        told = new.text if old.text == new.text or new.signoff else f"{old.text} -> {new.text}"
        if old.mark == new.mark:
            return f"moved {told}" if old.text == new.text else f"reworded {told}"
        open_state = new.state not in (State.TODO, State.DONE)
        why = f" ({new.reason})" if reasons and open_state and new.reason else ""
        return f"{shown(old)} -> {shown(new)} {told}{why}"


def item_changes(old: Checklist, new: Checklist) -> tuple[ItemChange, ...]:
    """The items whose state or text changed, that came in, went or moved, in the order of the new text."""
    if old is new or old.parts is new.parts:
        return ()
    found: list[ItemChange] = []
    for hunk in hunks(old.source, new.source):
        here = [item for line in range(hunk.first, hunk.last + 1) for item in old.items_at(line)]
        now = range(hunk.now_first, hunk.now_last + 1)
        found += _paired(here, [item for line in now for item in new.items_at(line)])
    return _reunited(found)


def _paired(old: list[Item], new: list[Item]) -> list[ItemChange]:
    """What became of the items of one changed place: told apart by their text, or each by its own line."""
    if len(old) == len(new) == 1:
        pairs = [ItemChange(old[0], new[0])]
    else:
        gone: dict[str, list[Item]] = {}
        for item in old:
            gone.setdefault(item.text, []).append(item)
        pairs = [ItemChange(gone[item.text].pop(0) if gone.get(item.text) else None, item) for item in new]
        pairs += [ItemChange(item, None) for left in gone.values() for item in left]
    return [pair for pair in pairs if not _same(pair)]


def _same(change: ItemChange) -> bool:
    old, new = change.before, change.after
    return old is not None and new is not None and (old.text, old.mark) == (new.text, new.mark)


def _reunited(changes: list[ItemChange]) -> tuple[ItemChange, ...]:
    """An item that went in one place and came in at another has moved."""
    gone: dict[str, list[ItemChange]] = {}
    for change in changes:
        if change.after is None and change.before is not None:
            gone.setdefault(change.before.text, []).append(change)
    out: list[ItemChange] = []
    for change in changes:
        if change.before is None and change.after is not None and gone.get(change.after.text):
            change = ItemChange(gone[change.after.text].pop(0).before, change.after)
        out.append(change)
    left = [change for rest in gone.values() for change in rest]
    by_name = {change.before.id: change for change in left if change.before} if _comes(out) else {}
    for at, change in enumerate(out):
        same = by_name.pop(change.after.id, None) if change.before is None and change.after else None
        if same is not None:  # a sign-off keeps its name when its blanks are filled
            left.remove(same)
            out[at] = ItemChange(same.before, change.after)
    stays = {id(change) for change in left}
    return tuple(c for c in out if c.after is not None or id(c) in stays)


def _comes(changes: list[ItemChange]) -> bool:
    return any(change.before is None for change in changes)


def item_around(checklist: Checklist, line: int) -> Item | None:
    """The item on whose own lines, or on the lines of what is nested in it, a line (1-based) is."""
    items = checklist.sections[checklist.section_index_at(line)].items
    found = bisect_right(items, line, key=lambda item: item.line) - 1
    item = items[found] if found >= 0 else None
    while item is not None and item.end < line:
        item = item.parent
    return item


def shown(item: Item) -> str:
    """A state as people read it."""
    return f"[{item.mark}]" if item.notation is Notation.BOX else item.mark or item.state.value
