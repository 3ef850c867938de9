"""What only the whole document can say of its items: meanings, link labels, summary rows.

Takes parts and gives parts; those that need no change are passed on as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from .legend import Legend, legend_of
from .marks import state_under
from .outline import number_and_label, section_label
from .parts import LegendEntry, Part, Record
from .states import Kind, Notation, Role, State


class SectionNames:
    """Numbered titles as a tree of words, made when it is first asked."""

    def __init__(self, titles: Mapping[str, frozenset[str]]) -> None:
        self._titles = titles

    @cached_property
    def _tree(self) -> tuple[dict[tuple[int, str], int], frozenset[int]]:
        """(node, word) -> node, the number being the first word; and the nodes at which titles end."""
        steps: dict[tuple[int, str], int] = {}
        ends: set[int] = set()
        for title, numbers in self._titles.items():
            for number in numbers:
                if number and title:
                    node = 0
                    for word in (number, *title.split(" ")):
                        node = steps.setdefault((node, word), len(steps) + 1)
                    ends.add(node)
        return steps, frozenset(ends)

    def has(self, number: str, label: str) -> bool:
        """Whether a title of this number begins with the words of ``label``, or ``label`` with its words."""
        if not number:
            return False
        steps, ends = self._tree
        node = steps.get((0, number))
        for word in label.split(" "):
            if node is None or node in ends:
                break
            node = steps.get((node, word))
        return node is not None


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs to the whole document; an edit that changes any of it parses everything again."""

    legend: Legend
    labels: frozenset[str]
    """One-character link labels (lower case): `- [c] text` is a link where `[c]: url` stands."""
    titles: Mapping[str, frozenset[str]]
    """Names of sections without their numbers, normalised; for each the numbers they bear."""
    names: SectionNames = field(compare=False, repr=False)
    """The same, to look up a name that begins like a title or goes on behind one."""


def facts_of(
    parts: Sequence[Part],
    starts: Sequence[int],
    entries: Iterable[tuple[int, LegendEntry]] = (),
    labels: frozenset[str] = frozenset(),
    headings: Iterable[str] = (),
) -> Facts:
    """Gather the facts of a document; ``starts`` are the lines before each part.

    ``entries`` of legends, link ``labels`` and ``headings`` are those of other parts than these.
    """
    legend = legend_of(
        [
            *((start, entry) for start, part in zip(starts, parts, strict=True) for entry in part.entries),
            *entries,
        ]
    )
    labels = labels.union(*(part.labels for part in parts if part.labels))
    titles: dict[str, set[str]] = {}
    for title in chain((part.title for part in parts if part.level), headings):
        number, label = number_and_label(title)
        titles.setdefault(label, set()).add(number)
    fixed = {label: frozenset(numbers) for label, numbers in titles.items()}
    return Facts(legend, labels, fixed, SectionNames(fixed))


def settled(part: Part, facts: Facts) -> Part:
    """The part with its records as the whole document understands them."""
    records = part.records
    if facts.labels:
        records = _without_links(records, facts.labels)
    if facts.legend.meanings:
        records = _meant(records, facts.legend.meanings)
    if any(table.status >= 0 for table in part.tables):
        records = _with_summaries(part, records, facts)
    return part if records is part.records else part.with_records(records)


def _without_links(records: tuple[Record, ...], labels: frozenset[str]) -> tuple[Record, ...]:
    gone = {i for i, r in enumerate(records) if r.notation is Notation.BOX and r.mark.lower() in labels}
    if not gone:
        return records
    index: dict[int, int] = {}
    for i in range(len(records)):
        if i not in gone:
            index[i] = len(index)
    return tuple(
        record._replace(parent=index.get(record.parent, -1))
        for i, record in enumerate(records)
        if i not in gone
    )


def _meant(records: tuple[Record, ...], meanings: Mapping[str, State]) -> tuple[Record, ...]:
    """The records with the states that the document's legend gives to their marks."""
    fresh: dict[int, Record] = {}
    for i, record in enumerate(records):
        if record.notation is Notation.BOX or record.notation is Notation.EMOJI:
            state = meanings.get(record.mark.removesuffix("\ufe0f"), record.state)
        elif record.notation is Notation.EMOJI_WORD:
            state = state_under(meanings, record.mark, record.state)
        else:
            continue
        if state is not record.state:
            fresh[i] = record._replace(state=state)
    return tuple(fresh.get(i, record) for i, record in enumerate(records)) if fresh else records


def _with_summaries(part: Part, records: tuple[Record, ...], facts: Facts) -> tuple[Record, ...]:
    """Rows named like other sections restate them, if at least two rows of their table are."""
    own = section_label(part.title)
    hits: dict[int, list[int]] = {}
    for i, record in enumerate(records):
        if record.kind is Kind.ROW and record.role in (Role.ITEM, Role.SUMMARY):
            table = part.tables[record.table]
            cells = table.rows[record.row][1]
            text = cells[table.label].text if table.label < len(cells) else ""
            number, label = number_and_label(text)
            if label and label != own and (label in facts.titles or facts.names.has(number, label)):
                hits.setdefault(record.table, []).append(i)
    restating = {i for rows in hits.values() if len(rows) > 1 for i in rows}
    roles = {
        i: Role.SUMMARY if i in restating else Role.ITEM
        for i, record in enumerate(records)
        if (i in restating) is not (record.role is Role.SUMMARY)
    }
    if not roles:
        return records
    return tuple(record._replace(role=roles[i]) if i in roles else record for i, record in enumerate(records))
