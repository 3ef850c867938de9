"""What the fixtures expect: short plain texts that show one side of a checklist each."""

from collections.abc import Callable

from checkdown import AddressError, AmbiguousItem, Checklist, Evidence, Item, Kind, Notation, Section, Tally

_USUAL = {Kind.TASK: Notation.BOX, Kind.MARK: Notation.EMOJI}


def visible(text: str) -> str:
    """Text in which control characters and unusual blanks are written as escapes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _listed(lines: list[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)


def _one_item(item: Item) -> str:
    kind = item.kind.value if item.role == "item" else f"{item.kind.value}/{item.role.value}"
    mark = f"[{item.mark}]" if item.notation is Notation.BOX else f"«{item.mark}»"
    notation = "" if item.notation is _USUAL.get(item.kind) else f" {item.notation.value}"
    indent = "  " * item.depth
    return (
        f"{indent}{item.line}:{item.column} {kind} {item.state.value}{notation} {mark} {item.text}".rstrip()
    )


def items(checklist: Checklist) -> str:
    """`LINE:COLUMN KIND STATE MARK TEXT`, nested items indented; the notation where it is unusual."""
    return _listed([_one_item(item) for item in checklist.items])


def extent(checklist: Checklist) -> str:
    """`FIRST-LAST` lines of each item, and those of its own text."""
    return _listed(
        [f"{item.line}-{item.end} text {item.line}-{item.text_end} {item.text}" for item in checklist.items]
    )


def cells(checklist: Checklist) -> str:
    """`LINE:COLUMN+WIDTH HEADER = TEXT` for each cell of each row."""
    return _listed(
        [
            f"{cell.line}:{cell.column}+{cell.width} {cell.header} = {cell.text}".rstrip()
            for item in checklist.items
            for cell in item.cells
        ]
    )


def _one_section(section: Section) -> str:
    facts = [
        f"{name} {value}"
        for name in ("number", "priority", "estimate", "owner")
        if (value := getattr(section, name))
    ]
    if section.is_phase:
        facts.append("phase")
    shown = f"{section.line}-{section.end} {'#' * section.level or '-'} {section.title}".rstrip()
    return f"{shown} ({', '.join(facts)})" if facts else shown


def sections(checklist: Checklist) -> str:
    """`FIRST-LAST # TITLE (number, priority, estimate, owner, phase)`; `-` is what precedes all headings."""
    return _listed([_one_section(section) for section in checklist.sections])


def _one_reference(evidence: Evidence) -> str:
    word = "cited" if evidence.cited else "evidence"
    lines = f" lines {evidence.lines}" if evidence.lines else ""
    note = f" note {evidence.note}" if evidence.note else ""
    return f"{word} {evidence.kind} {evidence.target} at {evidence.line}:{evidence.column}{lines}{note}"


def details(checklist: Checklist) -> str:
    """What stands at each item beside its state, after the item's line number."""
    lines: list[str] = []
    for item in checklist.items:
        for name in ("priority", "owner", "due", "reason", "past_reason"):
            if getattr(item, name):
                lines.append(f"{item.line} {name.replace('_', ' ')} {getattr(item, name)}")
        lines += [f"{item.line} {_one_reference(each)}" for each in item.evidence]
        lines += [f"{item.line} note {note}" for note in item.notes]
        for probe in item.probes:
            lines.append(f"{item.line} probe {probe.text} at {probe.line}")
            lines += [f"{item.line} script {probe.script}"] if probe.script else []
        if item.signoff:
            lines.append(f"{item.line} sign-off")
    return _listed(lines)


def legend(checklist: Checklist) -> str:
    """`LINE MARK = WORDS -> STATE` for each entry of the legend."""
    found = checklist.legend
    lines = []
    for line, mark, words in found.entries:
        state = found.meanings.get(mark.removesuffix("\ufe0f"))
        lines.append(f"{line} [{mark}] = {words} -> {state.value if state else 'nothing'}")
    return _listed(lines)


def fields(checklist: Checklist) -> str:
    """`LINE:COLUMN NAME = VALUE`."""
    return _listed([f"{f.line}:{f.column} {f.name} = {f.value}".rstrip() for f in checklist.fields])


def commands(checklist: Checklist) -> str:
    """`FIRST-LAST COMMAND`, with its title and the comment behind it below it."""
    lines = []
    for command in checklist.commands:
        lines.append(f"{command.line}-{command.end} {command.text}")
        lines += [f"  title {command.title}"] if command.title else []
        lines += [f"  comment {command.comment}"] if command.comment else []
    return _listed(lines)


def signoffs(checklist: Checklist) -> str:
    """`LINE ROLE: NAME, DATE`, with `-` for what is still open."""
    return _listed(
        [
            f"{s.line} {s.role}: {s.name or '-'}, {s.date or '-'}" + (f" ({s.reason})" if s.reason else "")
            for s in checklist.signoffs
        ]
    )


def why(checklist: Checklist) -> str:
    """`LINE WHY` for every line that holds no item."""
    return _listed(
        [
            f"{line} {checklist.why_not(line)}"
            for line in range(1, checklist.source.line_count + 1)
            if checklist.item_at(line) is None
        ]
    )


def _one_tally(name: str, tally: Tally) -> str:
    counts = ", ".join(f"{count} {state}" for state, count in tally.as_dict().items() if count)
    return f"{name}: {counts or 'nothing'}"


def tally(checklist: Checklist) -> str:
    """The document's counts, its phases' and its priorities'."""
    lines = [_one_tally("document", checklist.tally())]
    lines += [_one_tally(phase.title, checklist.tally(phase)) for phase in checklist.phases]
    lines += [_one_tally(f"priority {name}", counts) for name, counts in checklist.priorities().items()]
    return _listed(lines)


VIEWS: dict[str, Callable[[Checklist], str]] = {
    view.__name__: view
    for view in (
        items,
        extent,
        cells,
        sections,
        details,
        legend,
        fields,
        commands,
        signoffs,
        why,
        tally,
    )
}


def survivors(before: Checklist, after: Checklist) -> str:
    """`OLD LINE -> NEW LINE` of each item by its id; `gone` or `ambiguous` where it finds no single one."""
    lines = []
    for item in before.items:
        try:
            found = str(after.find(item.id).line)
        except AmbiguousItem:
            found = "ambiguous"
        except AddressError:
            found = "gone"
        lines.append(f"{item.line} -> {found}")
    return _listed(lines)
