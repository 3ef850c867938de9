"""What each request does: its splices, a line that says so, and what it may change.

The splices themselves are made in ``edits``, one module per kind of place; here stands what must hold
when they are made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch

from .checklist import Checklist
from .edit import Splice, line_after, line_breaks
from .edits.allowing import allow_splice
from .edits.columns import add_column_splices, track_table_splices
from .edits.evidence import attach_splices, detach_splices
from .edits.fixing import fix_splice
from .edits.notes import note_splices, reason_splices
from .edits.probes import probe_splices
from .edits.rewording import reword_splices
from .edits.rows import table_at
from .edits.signing import sign_splices, signoff_of
from .edits.state import shown_mark, state_splices
from .edits.tasks import add_splices, delete_splices, move_splices
from .edits.tracking import track_list_splices
from .edits.withholding import reason_told, withhold_splices
from .edits.writing import for_cell, one_line
from .effects import Scope
from .errors import EditRefused
from .intents import (
    AddColumn,
    AddItem,
    AddNote,
    AddProbe,
    Allow,
    Attach,
    DeleteItem,
    Detach,
    Fix,
    Intent,
    MoveItem,
    Reword,
    SetState,
    Sign,
    TrackList,
    TrackTable,
    Withhold,
)
from .locating import line_now, locate
from .states import Kind, Role, State
from .views import Item


@dataclass(frozen=True, slots=True)
class Draft:
    """Splices for a request, what they do in words, and what they may change."""

    splices: Sequence[Splice]
    summary: str
    scope: Scope


@singledispatch
def draft(intent: Intent, checklist: Checklist) -> Draft:
    """The draft of an edit; EditRefused or AddressError with a sentence where the request cannot be met."""
    raise EditRefused(f"nothing is known of a request {intent.kind!r}")


@draft.register
def _set_state(intent: SetState, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)
    splices, mark = state_splices(item, intent.state)
    before = shown_mark(item)
    after = before if not splices else mark if item.kind is not Kind.TASK else f"[{mark}]"
    reasons = reason_splices(item, intent) if one_line(intent.reason) else []
    if splices:
        summary = f"{before} -> {after} {item.text}"
    else:
        summary = f"{before} {item.text}" if reasons else f"{item.text}: {intent.state.value} already"
    if reasons:
        summary += f" ({intent.reason})"

    def done(now: Checklist) -> bool:
        fresh = now.item_at(item.line)
        if fresh is None or fresh.state is not intent.state or fresh.text != item.text:
            return False
        told = item.kind is Kind.ROW or intent.state is not State.BLOCKED or not reasons
        return told or fresh.reason.startswith(one_line(intent.reason))

    return Draft(_in_order(splices, reasons), summary, Scope(item.line, done=done))


def _in_order(*lists: Sequence[Splice]) -> list[Splice]:
    return sorted((splice for splices in lists for splice in splices), key=lambda splice: splice.start)


@draft.register
def _attach(intent: Attach, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)
    splices = attach_splices(item, intent)
    summary = f"{item.text}: evidence {intent.reference}" if splices else f"{item.text}: attached already"
    return Draft(splices, summary, Scope(done=_bullets_are(item, "evidence", 1)))


def _bullets_are(item: Item, label: str, more: int) -> Callable[[Checklist], bool]:
    """The check that a task or mark has ``more`` bullets of a label than before; rows have none."""
    count = sum(detail.label == label for detail in item.detail_lines) + more

    def done(now: Checklist) -> bool:
        fresh = now.item_at(item.line)
        shown = sum(detail.label == label for detail in fresh.detail_lines) if fresh is not None else -1
        return item.kind is Kind.ROW or shown == count

    return done


@draft.register
def _detach(intent: Detach, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)
    splices = detach_splices(item, intent)
    summary = f"{item.text}: evidence {intent.target} removed"
    return Draft(splices, summary, Scope(bare=_removed_lines(splices)))


def _removed_lines(splices: Sequence[Splice]) -> range:
    """The lines that one splice takes away whole."""
    lines = [n for n in range(splices[0].line, splices[0].end[0] + 1) if line_after(splices, n) is None]
    return range(lines[0], lines[-1] + 1) if lines else range(0)


@draft.register
def _add_note(intent: AddNote, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)
    splices = note_splices(item, intent)
    summary = f"{item.text}: note {intent.text}" if splices else f"{item.text}: noted already"
    return Draft(splices, summary, Scope(done=_bullets_are(item, "", 1)))


@draft.register
def _add_probe(intent: AddProbe, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)
    splices = probe_splices(item, intent)
    before = len(item.probes)

    def done(now: Checklist) -> bool:
        fresh = now.item_at(item.line)
        return fresh is not None and [each.text for each in fresh.probes][before:] == [intent.text]

    summary = f"{item.text}: probe {intent.text}" if splices else f"{item.text}: has this probe already"
    return Draft(splices, summary, Scope(done=done))


@draft.register
def _reword(intent: Reword, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)

    def done(now: Checklist) -> bool:
        fresh = now.item_at(item.line)
        return (
            fresh is not None
            and (fresh.text, fresh.state, fresh.mark) == (one_line(intent.text), item.state, item.mark)
            and fresh.kind is item.kind
        )

    splices = reword_splices(item, intent.text)
    summary = f"reworded: {item.text} -> {intent.text}" if splices else f"{item.text}: reads so already"
    return Draft(splices, summary, Scope(item.line, done=done))


@draft.register
def _add_item(intent: AddItem, checklist: Checklist) -> Draft:
    after = locate(checklist, intent.after) if intent.after is not None else None
    line = line_now(checklist, intent.line, intent.at) if intent.line and after is None else 0
    section = checklist.section_index_at(line) if line else 0
    splices = add_splices(checklist, after, section, intent.text, intent.state)
    count = len(checklist.items)
    texts = (one_line(intent.text), for_cell(intent.text))
    row = after.line if after is not None and after.kind is Kind.ROW else 0

    def done(now: Checklist) -> bool:
        new = range(splices[0].line, splices[0].line + line_breaks(splices[0].new) + 2)
        fresh = [item for item in now.items if item.line in new and item.text in texts]
        return len(now.items) == count + 1 and any(item.state is intent.state for item in fresh)

    return Draft(splices, f"added {intent.text}", Scope(comes=True, grows=row, done=done))


@draft.register
def _delete_item(intent: DeleteItem, checklist: Checklist) -> Draft:
    item = locate(checklist, intent.item)
    nested = sum(item.line < other.line <= item.end for other in item.section.items)
    summary = f"removed {item.text}" + (f" and {nested} more in it" if nested else "")
    return Draft(delete_splices(item), summary, Scope(gone=range(item.line, item.end + 1)))


@draft.register
def _move_item(intent: MoveItem, checklist: Checklist) -> Draft:
    item, after = locate(checklist, intent.item), locate(checklist, intent.after)
    size = item.end - item.line + 1
    start = after.end + 1 - (size if after.end >= item.line else 0)
    moved = {item.line + number: start + number for number in range(size)}
    splices = move_splices(item, after)
    summary = f"moved {item.text} behind {after.text}" if splices else f"{item.text}: stands there already"
    return Draft(splices, summary, Scope(moved=moved))


@draft.register
def _sign(intent: Sign, checklist: Checklist) -> Draft:
    splices = sign_splices(checklist, intent)
    line = signoff_of(checklist, intent).line

    def done(now: Checklist) -> bool:
        signed = any(s.line == line and s.role == intent.role and s.name for s in now.signoffs)
        return _kept(checklist, now, line) and signed

    summary = f"{intent.role} signed: {intent.name}" + (f", {intent.on}" if intent.on else "")
    return Draft(splices, summary, Scope(_holder(checklist, line), done=done))


def _holder(checklist: Checklist, line: int) -> int:
    """The line of the item in whose text a line stands: a sign-off may be a further one of it. 0 for none."""
    return max((item.line for item in checklist.items if item.line <= line <= item.text_end), default=0)


def _kept(checklist: Checklist, now: Checklist, line: int) -> bool:
    """Whether the item on a line, if there is one, is still the same."""
    item, fresh = checklist.item_at(line), now.item_at(line)
    return item is None or (fresh is not None and fresh.id == item.id)


@draft.register
def _withhold(intent: Withhold, checklist: Checklist) -> Draft:
    splices = withhold_splices(checklist, intent)
    line = signoff_of(checklist, intent).line
    reason = reason_told(intent)

    def done(now: Checklist) -> bool:
        there = any(s.line == line and s.role == intent.role and s.reason == reason for s in now.signoffs)
        return _kept(checklist, now, line) and there

    said = f"{intent.role} does not sign: {one_line(intent.reason)}"
    return Draft(splices, said, Scope(_holder(checklist, line), done=done))


@draft.register
def _add_column(intent: AddColumn, checklist: Checklist) -> Draft:
    line = line_now(checklist, intent.line, intent.at)
    splices = add_column_splices(checklist, line, intent.header)
    return Draft(splices, f"column {intent.header} for {_table_name(checklist, line)}", Scope(comes=True))


@draft.register
def _track_table(intent: TrackTable, checklist: Checklist) -> Draft:
    line = line_now(checklist, intent.line, intent.at)
    splices = track_table_splices(checklist, line)
    section, table = table_at(checklist, line)
    base = checklist.starts[section]
    rows = [base + row + 1 for row, cells in table.rows if any(cell.text for cell in cells)]
    scope = Scope(comes=True, done=_open_at(rows))
    return Draft(splices, f"states for {_table_name(checklist, line)}", scope)


def _open_at(lines: Sequence[int]) -> Callable[[Checklist], bool]:
    """The check that an open item stands on each of these lines."""

    def done(now: Checklist) -> bool:
        return all((item := now.item_at(line)) is not None and item.state is State.TODO for line in lines)

    return done


def _table_name(checklist: Checklist, line: int) -> str:
    section, table = table_at(checklist, line)
    title = checklist.sections[section].title
    first = checklist.starts[section] + table.line + 1
    return f"the table on line {first}" + (f" ({title})" if title else "")


@draft.register
def _track_list(intent: TrackList, checklist: Checklist) -> Draft:
    line = line_now(checklist, intent.line, intent.at)
    splices = track_list_splices(checklist, line)
    summary = f"boxes for the list on line {line}"
    return Draft(splices, summary, Scope(comes=True, done=_open_at([splice.line for splice in splices])))


@draft.register
def _allow(intent: Allow, checklist: Checklist) -> Draft:
    splice = allow_splice(checklist, intent)
    item = checklist.item_at(splice.line) if not splice.new.endswith(("\n", "\r")) else None
    scope = Scope(item.line if item is not None else 0, comment=True)
    return Draft([splice], f"{intent.rule} allowed on line {intent.line}: {one_line(intent.reason)}", scope)


@draft.register
def _fix(intent: Fix, checklist: Checklist) -> Draft:
    splice = fix_splice(checklist, intent)
    section = checklist.sections[checklist.section_index_at(splice.line)]
    # What is mended may stand in a row, or on a further line of an item's text.
    holders = [item.line for item in section.items if item.line <= splice.line <= item.text_end]
    item = checklist.item_at(max(holders, default=0))

    def done(now: Checklist) -> bool:
        fresh = now.item_at(item.line) if item is not None else None
        if item is None or item.role is Role.VERDICT:  # whose state is what it claims
            return True
        return fresh is not None and fresh.record.state is item.record.state

    old, new = intent.old.strip() or "nothing", intent.new.strip() or "nothing"
    scope = Scope(item.line if item is not None else 0, titles=True, done=done)
    return Draft([splice], f"{old} -> {new} on line {splice.line}", scope)
