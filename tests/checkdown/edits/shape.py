"""Everything that can be seen of a checklist, for telling two of them apart."""

from checkdown import Checklist, Item

Face = tuple[object, ...]


def face(item: Item) -> Face:
    """What an edit of another item must leave as it is."""
    return (item.kind, item.notation, item.mark, item.state, item.role, item.text)


def whole(checklist: Checklist) -> dict[str, object]:
    """Everything: the text, the stored form, and what is derived from both."""
    return {
        "text": checklist.source.dump(),
        "lines": list(checklist.source),
        "title": checklist.title,
        "legend": checklist.legend,
        "facts": checklist.facts,
        "shape": checklist.shape,
        "parts": [
            (
                part.level,
                part.title,
                part.body,
                part.count,
                part.records,
                part.tables,
                part.spans,
                part.entries,
                part.labels,
                part.nested,
                part.weighed,
            )
            for part in checklist.parts
        ],
        "sections": [
            (s.index, s.level, s.title, s.label, s.line, s.end, s.path, s.number, s.is_phase, s.priority)
            for s in checklist.sections
        ],
        "items": [_item(item) for item in checklist.items],
        "found": [checklist.find(item.id).index for item in checklist.items],
        "fields": checklist.fields,
        "commands": checklist.commands,
        "signoffs": checklist.signoffs,
        "tally": [checklist.tally(), *(checklist.tally(section) for section in checklist.sections)],
    }


def _item(item: Item) -> Face:
    return (
        *face(item),
        item.id,
        item.line,
        item.column,
        item.end,
        item.text_end,
        item.depth,
        item.record.parent,
        item.path,
        item.evidence,
        item.reason,
        item.notes,
        item.probes,
        item.cells,
        item.signoff,
    )
