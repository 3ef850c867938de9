"""What the details tell of the line under the cursor."""

from __future__ import annotations

from collections.abc import Iterable

from checkdown import Checklist, Evidence, Item, Section
from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.signs import Signs, Spans
from gonogo.screens.presentation.tables import named_cells
from gonogo.screens.presentation.words import plain
from gonogo.widgets.detail import Block, ItemDetail
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

SOURCE_LINES = 40
"""Lines of the file that are shown at most."""
AROUND = 3
"""Lines of the file that are shown before a line that is no item."""


def detail_at(lines: ChecklistLines, at: int, signs: Signs | None = None) -> ItemDetail:
    """Everything about the item, the section or the text on a line of the list."""
    item = lines.item_at(at)
    if item is not None:
        known = signs.details if signs is not None else None
        past = signs.history if signs is not None else None
        return item_detail(
            item,
            known(item) if known is not None else (),
            past(item) if past is not None else (),
        )
    section = lines.section_at(at)
    if section is None:
        return ItemDetail(safe("nothing is shown"))
    if lines.is_heading(at):
        return section_detail(section)
    if lines.is_table_row(at):
        return row_detail(lines.checklist, lines.file_line(at))
    return text_detail(lines.checklist, lines.file_line(at), lines.row(at).text)


def item_detail(item: Item, probes: tuple[Spans, ...] = (), history: tuple[Spans, ...] = ()) -> ItemDetail:
    """Everything about an item; `probes` are lines on its probes, where somebody knows how they went, and
    `history` on what happened to it.
    """
    facts = [plain(item.section.title), f"line {item.line}", item.priority]
    facts += [f"owner {item.owner}" if item.owner else "", f"due {item.due}" if item.due else ""]
    facts += ["sign-off" if item.signoff else "", item.role.value if item.role.value != "item" else ""]
    blocks = []
    if item.cells:
        blocks.append(_columns((plain(cell.header), plain(cell.text)) for cell in item.cells if cell.text))
    blocks.append(Block(safe("Evidence"), tuple(_evidence(e) for e in item.evidence)))
    if probes:
        blocks.append(Block(safe("Probes"), probes))
    elif item.probes:
        blocks.append(Block(safe("Probes"), tuple((Span(plain(p.text)),) for p in item.probes)))
    return ItemDetail(
        plain(item.text),
        state=item.state.value,
        facts=tuple(safe(fact) for fact in facts if fact),
        notes=tuple(plain(note) for note in _notes(item)),
        blocks=tuple(blocks),
        source=_source(item.checklist, item.line, item.end),
        source_line=item.line,
        past=Block(safe("History"), history) if history else None,
    )


def _columns(cells: Iterable[tuple[Safe, Safe]]) -> Block:
    lines = [(Span(safe(f"{header}: "), Tone.DIM), Span(text)) for header, text in cells]
    return Block(safe("Columns"), tuple(lines))


def _notes(item: Item) -> list[str]:
    notes = [f"blocked: {item.reason}"] if item.reason else []
    notes += [f"was blocked: {item.past_reason}"] if item.past_reason else []
    return notes + [note for note in item.notes if note != item.reason]


def _evidence(evidence: Evidence) -> tuple[Span, ...]:
    target = evidence.target + (f":{evidence.lines}" if evidence.lines else "")
    spans = [Span(safe(target), Tone.DIM if evidence.cited else Tone.PLAIN)]
    if evidence.note:
        spans.append(Span(safe(f"  {evidence.note}"), Tone.DIM))
    if evidence.cited:
        spans.append(Span(safe("  named in the text"), Tone.DIM))
    return tuple(spans)


def section_detail(section: Section) -> ItemDetail:
    """What is known of a section."""
    checklist = section.checklist
    tally = checklist.tally(section)
    facts = [
        f"line {section.line}" if section.line else "",
        section.priority,
        section.estimate,
        f"owner {section.owner}" if section.owner else "",
    ]
    counts = [
        (Span(safe(f"{count} {name}")),)
        for name, count in tally.as_dict().items()
        if count and name != "total"
    ]
    blocks = (Block(safe(f"{tally.done} of {tally.total} done"), tuple(counts)),) if tally.total else ()
    first = max(1, section.line)
    return ItemDetail(
        plain(section.title),
        facts=tuple(safe(fact) for fact in facts if fact),
        blocks=blocks,
        source=_source(checklist, first, section.end),
        source_line=first,
    )


def text_detail(checklist: Checklist, line: int, words: Safe) -> ItemDetail:
    """A line of the document that is no item, as it is shown, with those around it."""
    section = checklist.sections[checklist.section_index_at(line)]
    first = max(1, section.line, line - AROUND)
    facts = [plain(section.title), f"line {line}"]
    return ItemDetail(
        words,
        facts=tuple(safe(fact) for fact in facts if fact),
        source=_source(checklist, first, section.end),
        source_line=first,
    )


def row_detail(checklist: Checklist, line: int) -> ItemDetail:
    """A row of a table that has no state."""
    section = checklist.section_index_at(line)
    label, cells = named_cells(checklist.parts[section], line - checklist.starts[section] - 1)
    detail = text_detail(checklist, line, label or (cells[0][1] if cells else label))
    return detail._replace(blocks=(_columns(cells),))


def _source(checklist: Checklist, first: int, last: int) -> tuple[Safe, ...]:
    last = min(last, first + SOURCE_LINES - 1, checklist.source.line_count)
    return tuple(safe(checklist.source.line(line)) for line in range(max(1, first), last + 1))
