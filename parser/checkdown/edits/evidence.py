"""Writing evidence, reasons and notes: as nested bullets, or into the cell of a row that is for them."""

from __future__ import annotations

import re

from ..cells import RawCell
from ..checklist import Checklist
from ..details import PATH, looks_like_path
from ..edit import Splice
from ..errors import EditRefused
from ..intents import AddNote, Attach, Detach
from ..states import Kind
from ..views import Item
from .bullets import detail_end, insertion
from .writing import for_bullet, for_cell, one_line, stamp

EVIDENCE_HEADER = re.compile(
    r"\W*(?:evidence|proof|references?|links?|artifacts?|artefacts?)\W*", re.IGNORECASE
)
NOTES_HEADER = re.compile(r"\W*(?:notes?|comments?|remarks?|reason|details?|ملاحظات|备注)\W*", re.IGNORECASE)
_URL = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_COMMIT = re.compile(r"[0-9a-f]{7,40}\Z")


def sort_of(reference: str) -> str:
    """``path``, ``url``, ``commit`` or ``note``, by the form of a reference alone."""
    flat = reference.strip()
    if _URL.match(flat):
        return "url"
    if _COMMIT.match(flat) and any(c.isdigit() for c in flat):
        return "commit"
    if PATH.fullmatch(flat) and (looks_like_path(flat) or "/" in flat):
        return "path"
    return "note"


def written_reference(reference: str, sort: str) -> str:
    """A reference as it reads well on GitHub: a link for a path, an address or a commit as it is."""
    flat = one_line(reference)
    if (sort or sort_of(flat)) != "path":
        return flat
    if re.search(r":\d+(?:[-,]\d+)*$", flat) or flat.endswith("/"):
        return f"`{flat}`"
    name = flat.rsplit("/", 1)[-1]
    if re.search(r"[\s()<>]", flat):
        return f"[{_label(name)}](<{flat.replace('<', '%3C').replace('>', '%3E')}>)"
    return f"[{_label(name)}]({flat})"


def _label(name: str) -> str:
    return re.sub(r"([\[\]\\`*_])", r"\\\1", name) if re.search(r"[\[\]\\`*]", name) else name


def attach_splices(checklist: Checklist, item: Item, intent: Attach) -> list[Splice]:
    """The splices that put a reference at an item; none where it is there already."""
    target = one_line(intent.reference)
    if not target:
        raise EditRefused("there is nothing to attach: the reference is empty")
    if any(not e.cited and e.target + (f":{e.lines}" if e.lines else "") == target for e in item.evidence):
        return []
    behind = [piece for piece in (one_line(intent.note), stamp(intent.on, intent.by)) if piece]
    words = written_reference(target, intent.sort)
    if (intent.sort or sort_of(target)) in ("note", "commit"):
        body = ", ".join([words, *behind])
    else:
        body = f"{words} {', '.join(behind)}" if behind else words
    if item.kind is Kind.ROW:
        return [_into_cell(checklist, item, for_cell(body), EVIDENCE_HEADER, "evidence")]
    return [insertion(checklist, item, f"evidence: {one_line(body)}", label="evidence")]


def reason_splices(checklist: Checklist, item: Item, reason: str, on: str, by: str) -> list[Splice]:
    """The splices that say why an item is blocked, in place of what was said before."""
    mark = stamp(on, by)
    body = f"{one_line(reason)} ({mark})" if mark else one_line(reason)
    if item.kind is Kind.ROW:
        return [_into_cell(checklist, item, for_cell(body), NOTES_HEADER, "the reason")]
    for detail in item.detail_lines:
        if detail.label == "blocked" and detail_end(checklist, item, detail) == detail.line:
            return [Splice(detail.line, detail.column, detail.text, body)] if detail.text != body else []
    return [insertion(checklist, item, f"blocked: {body}", label="blocked")]


def note_splices(checklist: Checklist, item: Item, intent: AddNote) -> list[Splice]:
    """The splices that put a plain bullet under an item, or its words into the Notes cell."""
    if not one_line(intent.text):
        raise EditRefused("there is nothing to write: the note is empty")
    if item.kind is Kind.ROW:
        return [_into_cell(checklist, item, for_cell(intent.text), NOTES_HEADER, "a note")]
    return [insertion(checklist, item, for_bullet(intent.text), label="")]


def detach_splices(checklist: Checklist, item: Item, intent: Detach) -> list[Splice]:
    """The splices that take a reference away: its whole bullet, or its words in the cell."""
    source = checklist.source
    for evidence in item.evidence:
        named = evidence.target + (f":{evidence.lines}" if evidence.lines else "")
        if evidence.cited or intent.target not in (evidence.target, named):
            continue
        if item.kind is Kind.ROW:
            return [_out_of_cell(checklist, item, evidence.column)]
        detail = next(d for d in item.detail_lines if d.line == evidence.line)
        last = detail_end(checklist, item, detail)
        return [whole_lines(source, detail.line, last)]
    raise EditRefused(f"{item.text!r} has no evidence {intent.target!r} of its own")


def whole_lines(source, first: int, last: int) -> Splice:  # type: ignore[no-untyped-def]
    """The splice that removes lines ``first`` to ``last`` (1-based, both included) with their endings."""
    text = "".join(source.slice(first, last))
    if text.endswith(("\n", "\r")) or first == 1:
        return Splice(first, 1, text, "")
    above = source.raw(first - 1)
    ending = above[len(source.line(first - 1)) :]
    return Splice(first - 1, len(source.line(first - 1)) + 1, ending + text, "")


def _cell_for(
    checklist: Checklist, item: Item, header: re.Pattern[str], what: str
) -> tuple[int, RawCell | None]:
    table = checklist.parts[item.section_index].tables[item.record.table]
    cells = table.rows[item.record.row][1]
    wanted = [header, NOTES_HEADER, EVIDENCE_HEADER]
    for pattern in wanted:
        for column, name in enumerate(table.header):
            if column != table.status and pattern.fullmatch(name.text):
                return column, cells[column] if column < len(cells) else None
    raise EditRefused(
        f"the table on line {checklist.starts[item.section_index] + table.line + 1} has no column for {what}; "
        "give it one first (Evidence or Notes)"
    )


def _into_cell(checklist: Checklist, item: Item, words: str, header: re.Pattern[str], what: str) -> Splice:
    column, cell = _cell_for(checklist, item, header, what)
    line = checklist.source.line(item.line)
    if cell is None:
        table = checklist.parts[item.section_index].tables[item.record.table]
        missing = column - len(table.rows[item.record.row][1])
        end = len(line.rstrip(" \t"))
        closed = line[:end].endswith("|")
        return Splice(item.line, end + 1, "", " |" * missing + (f" {words} |" if closed else f" | {words}"))
    if not cell.text or not cell.text.strip("-–—_ "):
        slot = line[cell.left : cell.right]
        pad = " " * max(0, len(slot) - len(words) - 2) if not slot.strip(" -–—_") else ""
        return Splice(item.line, cell.left + 1, slot, f" {words}{pad} ")
    end = cell.column + len(cell.text)
    return Splice(item.line, end + 1, "", f"; {words}")


def _out_of_cell(checklist: Checklist, item: Item, column: int) -> Splice:
    table = checklist.parts[item.section_index].tables[item.record.table]
    cell = next(c for c in table.rows[item.record.row][1] if c.left < column <= c.right)
    pieces = re.split(r"(;\s*)", cell.text)
    at = cell.column
    for number in range(0, len(pieces), 2):
        piece = pieces[number]
        if at < column <= at + len(piece):
            if number + 1 < len(pieces):
                return Splice(item.line, at + 1, piece + pieces[number + 1], "")
            glue = pieces[number - 1] if number else ""
            return Splice(item.line, at + 1 - len(glue), glue + piece, "")
        at += len(piece) + (len(pieces[number + 1]) if number + 1 < len(pieces) else 0)
    raise EditRefused("the reference is not in this cell any more")
