"""What became of a checklist's items between two of its texts, as the entries of a commit's message.

Told for people, the evidence and the reason of an item below it; and as trailers, for programs. How they
are laid out so that git reads them as meant is ``git.messages``'s.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence, Set

from checkdown import Checklist, Evidence, Item, Kind, State, parse
from checkdown.attached import attached_to
from gonogo.core.git.messages import Change
from gonogo.core.workspace.placing import hunks
from gonogo.core.workspace.rereading import ItemChange, item_around, item_changes, shown

ITEMS_NAMED = 20
"""Up to so many items have trailers of their own; where more changed, the checklist alone is named."""

Trailers = list[tuple[str, str]]
_COUNTED = {State.TODO: "to do", State.NA: "not applicable"}


def changes_between(old: Checklist | None, new: Checklist) -> tuple[Change, ...]:
    """An entry for each item that changed, came in, went, moved or got evidence, in the order of the text."""
    if old is None:
        tally = new.tally(marks=not new.tally().total)
        done = f", {tally.done} done" if tally.done else ""
        return (Change(f"added with {_items(tally.total + tally.na)}{done}", (), "added"),)
    evidence = new_evidence(old, new)
    entries: list[tuple[int, Change]] = []
    line = 0
    changed = item_changes(old, new)
    for change in changed:
        line = change.after.line if change.after else line
        entries.append((line, _entry(change, evidence.pop(change.after.index, []) if change.after else [])))
    told = {change.after.index for change in changed if change.after}
    for item, said in _noted(old, new, told | set(evidence)):
        about = f"note for {item.text}"
        entries.append((item.line, Change(f"{shown(item)} {item.text}", said, "with a note", about)))
    for index, added in evidence.items():
        item = new.item(index)
        about = f"evidence for {item.text}"
        entries.append(
            (item.line, Change(f"{shown(item)} {item.text}", _cited(item, added), "with evidence", about))
        )
    entries += _signed(old, new)
    return tuple(entry for _, entry in sorted(entries, key=lambda entry: entry[0]))


def _signed(old: Checklist, new: Checklist) -> Iterator[tuple[int, Change]]:
    """Who signed, or said why not, on a line or in a row that is no item; where a role stands there once."""
    before, after = ({each.role: each for each in reversed(c.signoffs)} for c in (old, new))
    for role, now in after.items():
        was = before.get(role)
        if was is None or (now.name, now.reason) == (was.name, was.reason) or new.item_at(now.line):
            continue
        if now.name and now.name != was.name:
            dated = f", {now.date}" if now.date else ""
            yield now.line, Change(f"{role} signed: {now.name}{dated}", (), "signed")
        elif now.reason:
            yield now.line, Change(f"{role} does not sign", (f"blocked: {now.reason}",), "not signed")


def _entry(change: ItemChange, evidence: Sequence[Evidence]) -> Change:
    before, after = change.before, change.after
    if after is None:
        return Change(change.told(), (), "removed")
    cited = _cited(after, evidence)
    if before is None:
        return Change(change.told(), cited, "added")
    if before.mark == after.mark and after.signoff and before.text != after.text:
        return Change(f"{shown(after)} {after.text}", cited, "signed")
    if before.mark == after.mark:
        verb = "moved" if before.text == after.text else "reworded"
        return Change(change.told(), cited, verb)
    open_state = after.state not in (State.TODO, State.DONE)
    label = "blocked" if after.state is State.BLOCKED else "reason"
    written = _written_now(before, after) if open_state else ""
    why = (f"{label}: {written}",) if written else ()
    notes = tuple(f"note: {note}" for note in after.notes if note not in before.notes)
    was = () if before.text == after.text or after.signoff else (f"was: {before.text}",)
    counted = _COUNTED.get(after.state, after.state.value)
    told = f"{shown(before)} -> {shown(after)} {after.text}"
    return Change(told, (*was, *why, *notes, *cited), counted)


def _written_now(before: Item, after: Item) -> str:
    """The reason, of a row without what its Notes said before: that is no news, and may be about another."""
    if after.kind is not Kind.ROW:
        return after.reason
    known = {cell.text for cell in before.cells}
    if after.reason in known:
        return ""
    older = max(
        (text for text in known if text and after.reason.startswith(f"{text}; ")), key=len, default=""
    )
    return after.reason.removeprefix(f"{older}; ") if older else after.reason


def _noted(old: Checklist, new: Checklist, told: Set[int]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Items (but those that are told already) with a reason or notes that they did not have, and these."""
    seen = set(told)
    for hunk in hunks(old.source, new.source):
        for line in range(hunk.now_first, hunk.now_last + 1):
            item = item_around(new, line) if line <= new.source.line_count else None
            if item is None or item.index in seen:
                continue
            seen.add(item.index)
            before = old.twins(item.id)
            if len(before) == len(new.twins(item.id)) == 1:
                reason = item.reason != before[0].reason and _written_now(before[0], item)
                notes = [note for note in item.notes if note not in before[0].notes]
                said = (*((f"blocked: {reason}",) if reason else ()), *(f"note: {note}" for note in notes))
                if said:
                    yield item, said


def _cited(item: Item, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The evidence as lines. Words in a row's cell may be a reason or a remark as well: they are a note."""
    row = item.kind is Kind.ROW
    return tuple(
        f"{'note' if row and each.kind == 'note' else 'evidence'}: {full_target(each)}" for each in evidence
    )


def full_target(evidence: Evidence) -> str:
    """What a piece of evidence refers to, with the lines of a path."""
    return f"{evidence.target}:{evidence.lines}" if evidence.lines else evidence.target


def new_evidence(old: Checklist, new: Checklist) -> dict[int, list[Evidence]]:
    """What stands in evidence bullets and cells of ``new`` alone: by the index of its item."""
    known: set[str] = set()
    found: dict[int, dict[str, Evidence]] = {}
    for hunk in hunks(old.source, new.source):
        known.update(each.target for _, each in _attached(old, range(hunk.first, hunk.last + 1)))
        for item, each in _attached(new, range(hunk.now_first, hunk.now_last + 1)):
            found.setdefault(item.index, {}).setdefault(full_target(each), each)
    fresh = {
        index: [each for each in cited.values() if each.target not in known] for index, cited in found.items()
    }
    return {index: cited for index, cited in fresh.items() if cited}


def _attached(checklist: Checklist, lines: range) -> Iterator[tuple[Item, Evidence]]:
    """The evidence that was attached on these lines, with its items."""
    around: dict[int, Item] = {}
    for line in lines:
        item = item_around(checklist, line) if line <= checklist.source.line_count else None
        if item is not None:
            around[item.index] = item
    for item in around.values():
        yield from ((item, each) for each in attached_to(item) if each.line in lines)


def trailers_of(
    name: str,
    old: Checklist | None,
    new: Checklist,
    held: Callable[[Sequence[str]], Set[str]] = frozenset,
) -> Trailers:
    """Trailers for programs: the checklist by its name in git; `ID STATE` for each item, its evidence behind.

    An item that went has its old id and `removed`. Words that are evidence stand in the body alone, and so
    do paths, as git names them, that are not among those that `held` gives back: the commit has no such file.
    """
    found: Trailers = [("Checklist", name)]
    if old is None:
        return found
    changes = item_changes(old, new)
    evidence = new_evidence(old, new)
    now = {change.after.index for change in changes if change.after} | set(evidence)
    gone = [change.before for change in changes if change.after is None and change.before is not None]
    files = {_from_top(name, each.target) for cited in evidence.values() for each in cited if _is_path(each)}
    there = held(sorted(files))
    named = len(now) + len(gone) <= ITEMS_NAMED
    for index in sorted(now):
        if named:
            found.append(("Item", f"{new.item(index).id} {new.item(index).state.value}"))
        cited = [_named(name, each, there) for each in evidence.get(index, ())]
        found += [("Evidence", target) for target in dict.fromkeys(filter(None, cited))]
    return found + [("Item", f"{item.id} removed") for item in gone if named]


def newly_cited_files(name: str, old: Checklist | None, new: Checklist) -> tuple[str, ...]:
    """The files, as git names them, that ``new`` cites as evidence and ``old`` did not; sorted.

    Of a checklist without an older text: all that it cites.
    """
    cited = new_evidence(old if old is not None else parse(""), new).values()
    return tuple(sorted({_from_top(name, each.target) for some in cited for each in some if _is_path(each)}))


def _is_path(evidence: Evidence) -> bool:
    return evidence.kind == "path"


def _named(name: str, evidence: Evidence, there: Set[str]) -> str:
    """A path that is there as git names it, with its lines; "" for other paths and words; else as it is."""
    if not _is_path(evidence):
        return evidence.target if evidence.kind != "note" else ""
    if _from_top(name, evidence.target) not in there:
        return ""
    return _from_top(name, full_target(evidence))


def _from_top(name: str, target: str) -> str:
    """A path beside the document called `name` as git names it."""
    return os.path.normpath(os.path.join(os.path.dirname(name), target))


def _items(count: int) -> str:
    return f"{count} item{'s' * (count != 1)}"
