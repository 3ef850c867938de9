"""What the detail pane tells of the line under the cursor."""

from __future__ import annotations

from checkdown import Checklist, Evidence, Item, Section
from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.detail import Block, ItemDetail
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

SOURCE_LINES = 12
"""Lines of the file that are shown at most."""


def item_detail(item: Item) -> ItemDetail:
    """Everything about an item."""
    facts = [plain(item.section.title), f"line {item.line}", item.priority]
    facts += [f"owner {item.owner}" if item.owner else "", f"due {item.due}" if item.due else ""]
    facts += ["sign-off" if item.signoff else "", item.role.value if item.role.value != "item" else ""]
    notes = [f"blocked: {item.reason}"] if item.reason else []
    notes += item.notes
    blocks = []
    if item.cells:
        cells = tuple(
            (Span(safe(f"{plain(cell.header)}: "), Tone.DIM), Span(plain(cell.text)))
            for cell in item.cells
            if cell.text
        )
        blocks.append(Block(safe("Columns"), cells))
    blocks.append(Block(safe("Evidence"), tuple(_evidence(e) for e in item.evidence)))
    if item.probes:
        blocks.append(Block(safe("Probes"), tuple((Span(plain(p.text)),) for p in item.probes)))
    return ItemDetail(
        plain(item.text),
        state=item.state.value,
        facts=tuple(safe(fact) for fact in facts if fact),
        notes=tuple(plain(note) for note in notes),
        blocks=tuple(blocks),
        source=_source(item.checklist, item.line, item.end),
        source_line=item.line,
    )


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
    facts = [f"line {section.line}", section.priority, section.estimate, section.owner]
    counts = [
        (Span(safe(f"{count} {name}")),)
        for name, count in tally.as_dict().items()
        if count and name != "total"
    ]
    blocks = (Block(safe(f"{tally.done} of {tally.total} done"), tuple(counts)),) if tally.total else ()
    return ItemDetail(
        plain(section.title),
        facts=tuple(safe(fact) for fact in facts if fact),
        blocks=blocks,
        source=_source(checklist, section.line, section.end),
        source_line=section.line,
    )


def text_detail(checklist: Checklist, line: int) -> ItemDetail:
    """A line of the document that is no item."""
    section = checklist.sections[checklist.section_index_at(line)]
    return ItemDetail(
        safe(checklist.source.line(line).strip()),
        facts=(plain(section.title), safe(f"line {line}")),
        source=_source(checklist, max(1, line - 2), line + SOURCE_LINES - 3),
        source_line=max(1, line - 2),
    )


def _source(checklist: Checklist, first: int, last: int) -> tuple[Safe, ...]:
    last = min(last, first + SOURCE_LINES - 1, checklist.source.line_count)
    return tuple(safe(checklist.source.line(line)) for line in range(max(1, first), last + 1))
