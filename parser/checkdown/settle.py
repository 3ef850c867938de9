"""What only the whole document can say of its items: meanings, link labels, summary rows.

Takes parts and gives parts; those that need no change are passed on as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .legend import Legend, legend_of
from .marks import state_under
from .outline import heading_facts, section_label
from .parts import Part, Record
from .states import Kind, Notation, Role


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to the whole document; an edit that changes any of it parses everything again."""

    legend: Legend
    labels: frozenset[str]
    """One-character link labels (lower case): `- [c] text` is a link where `[c]: url` stands."""
    titles: Mapping[str, frozenset[str]]
    """Names of sections without their numbers, normalised; for each the numbers they bear."""


def facts_of(parts: Sequence[Part], starts: Sequence[int]) -> Facts:
    """Gather the facts of a document; ``starts`` are the lines before each part."""
    legend = legend_of(
        (start, entry) for start, part in zip(starts, parts, strict=True) for entry in part.entries
    )
    labels = frozenset().union(*(part.labels for part in parts))
    titles: dict[str, frozenset[str]] = {}
    for part in parts:
        if part.level:
            label = section_label(part.title)
            titles[label] = titles.get(label, frozenset()) | {heading_facts(part.title).number}
    return Facts(legend, labels, titles)


def settled(part: Part, facts: Facts) -> Part:
    """The part with its records as the whole document understands them."""
    records = part.records
    if facts.labels:
        records = _without_links(records, facts.labels)
    if facts.legend.meanings:
        records = tuple(_meant(record, facts.legend) for record in records)
    if any(record.kind is Kind.ROW for record in records):
        records = _with_summaries(part, records, facts)
    return part if records is part.records else part.with_records(tuple(records))


def _without_links(records: Sequence[Record], labels: frozenset[str]) -> tuple[Record, ...]:
    gone = {i for i, r in enumerate(records) if r.notation is Notation.BOX and r.mark.lower() in labels}
    if not gone:
        return tuple(records)
    index: dict[int, int] = {}
    for i in range(len(records)):
        if i not in gone:
            index[i] = len(index)
    return tuple(
        record._replace(parent=index.get(record.parent, -1))
        for i, record in enumerate(records)
        if i not in gone
    )


def _meant(record: Record, legend: Legend) -> Record:
    if record.notation is Notation.BOX or record.notation is Notation.EMOJI:
        state = legend.state_of(record.mark, record.state)
    elif record.notation is Notation.EMOJI_WORD:
        state = state_under(legend.meanings, record.mark, record.state)
    else:
        return record
    return record if state is record.state else record._replace(state=state)


def _names_section(label: str, number: str, titles: Mapping[str, frozenset[str]]) -> bool:
    if label in titles:
        return True
    return bool(number) and any(
        number in numbers and (f"{title} ".startswith(f"{label} ") or f"{label} ".startswith(f"{title} "))
        for title, numbers in titles.items()
    )


def _with_summaries(part: Part, records: Sequence[Record], facts: Facts) -> tuple[Record, ...]:
    """Rows named like other sections restate them, if at least two rows of their table are."""
    own = section_label(part.title)
    hits: dict[int, list[int]] = {}
    for i, record in enumerate(records):
        if record.kind is Kind.ROW and record.role in (Role.ITEM, Role.SUMMARY):
            table = part.tables[record.table]
            cells = table.rows[record.row][1]
            text = cells[table.label].text if table.label < len(cells) else ""
            label = section_label(text)
            if label and label != own and _names_section(label, heading_facts(text).number, facts.titles):
                hits.setdefault(record.table, []).append(i)
    restating = {i for rows in hits.values() if len(rows) > 1 for i in rows}
    return tuple(
        record._replace(role=Role.SUMMARY)
        if i in restating
        else record._replace(role=Role.ITEM)
        if record.role is Role.SUMMARY
        else record
        for i, record in enumerate(records)
    )
