"""Every probe of a document: the ones written as such, the commands of shell fences, and what is offered.

Lists only: what may run, and when, is for others to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checkdown.details import ProbeText, raw_cells
from checkdown.states import Kind

from .comments import expectation_in
from .curl import plain_curl
from .reading import METHODS, read_probe
from .templates import template_lines, template_name, variable_of
from .values import SHOWN, Found, Origin, Probe, ProbeKind, ProbeNotUnderstood

if TYPE_CHECKING:
    from checkdown.checklist import Checklist
    from checkdown.commands import Command
    from checkdown.views import Item

_COMMAND_COLUMN = re.compile(
    r"\W*(?:check|command|verify|verification|verification command|test command)s?\W*", re.IGNORECASE
)
_BEGINS = re.compile(rf"(?:(?:{'|'.join(sorted([*METHODS, *ProbeKind]))})\s+){{0,2}}`")


def probes_in(checklist: Checklist) -> tuple[Found, ...]:
    """All probes of a document, in the order of its lines; a variable or a path is offered once."""
    found = [each for item in checklist.items for each in probes_at(item)]
    scripts = {
        line
        for each in found
        if each.origin is Origin.WRITTEN and each.end > each.line
        for line in range(each.line, each.end + 1)
    }
    found += [each for each in _commands(checklist) if each.line not in scripts]
    found += [
        Found(Probe(ProbeKind.ENV, name), Origin.OFFERED, line, line, section)
        for name, line, section in template_lines(checklist)
    ]
    return tuple(_once(sorted(found, key=lambda each: (each.line, each.origin is Origin.OFFERED))))


def probes_at(item: Item) -> tuple[Found, ...]:
    """The probes of one item: written ones first, then the variable and the paths that it names."""
    written = item.probes
    found = [_written(item, each) for each in written]
    texts = {each.text for each in written}
    for each in _column_texts(item):
        if each not in texts:
            found.append(_read(item, ProbeText(each, item.line), _column_of(item, each)))
    offered = [Probe(ProbeKind.ENV, name)] if (name := variable_of(item)) else []
    offered += [
        Probe(ProbeKind.FILE, each.target)
        for each in item.evidence
        if each.kind == "path" and "\0" not in each.target and not each.target.startswith(("/", "~"))
    ]
    found += [
        Found(probe, Origin.OFFERED, item.line, item.end, item.section_index, item.index)
        for probe in dict.fromkeys(offered)
    ]
    return tuple(found)


def _once(found: list[Found]) -> Iterator[Found]:
    """Without what was offered before for the same item or, outside of items, for the document."""
    seen: set[tuple[int, Probe | None]] = set()
    for each in found:
        key = (each.item_index, each.probe)
        if each.origin is not Origin.OFFERED or key not in seen:
            yield each
        seen.add(key)


def _written(item: Item, written: ProbeText) -> Found:
    column = _column_of(item, written.text) if item.kind is Kind.ROW else 1
    if item.kind is not Kind.ROW:
        column = next((d.column for d in item.detail_lines if d.line == written.line), 1)
    return _read(item, written, column)


def _read(item: Item, written: ProbeText, column: int) -> Found:
    text, line = written.text, written.line
    last = max(min(written.end, item.end), line)
    found = Found(None, Origin.WRITTEN, line, last, item.section_index, item.index)
    try:
        return replace(found, probe=read_probe(text, written.script, line=line, column=column))
    except ProbeNotUnderstood as problem:
        return replace(found, problem=_placed(item, problem, text, line, column))


def _placed(item: Item, problem: ProbeNotUnderstood, text: str, line: int, column: int) -> ProbeNotUnderstood:
    """The problem where it stands in the document: behind escapes of a cell, or on a line further down."""
    offset = problem.column - column
    if item.kind is Kind.ROW:
        return ProbeNotUnderstood(problem.reason, line, problem.column + text.count("|", 0, offset))
    for detail in item.detail_lines:
        if detail.line != line or detail.text != text:
            continue
        for piece in detail.pieces:
            if offset <= len(piece.text):
                return ProbeNotUnderstood(problem.reason, piece.line, piece.column + offset)
            offset -= len(piece.text) + 1
    return problem


def _column_of(item: Item, text: str) -> int:
    """The 1-based column at which the words of a row's probe begin."""
    escaped = text.replace("|", "\\|")
    return max(item.checklist.source.line(item.line).find(escaped), 0) + 1


def _column_texts(item: Item) -> Iterator[str]:
    """Cells under a Check or Command column that begin with a code span."""
    for name, cell in raw_cells(item, status=False):
        if _COMMAND_COLUMN.fullmatch(name):
            text = cell.text.replace("\\|", "|").strip()
            if _BEGINS.match(text) and _reads(text):
                yield text


def _reads(text: str) -> bool:
    """Whether words are a probe; in such a column they need not be."""
    try:
        read_probe(text)
    except ProbeNotUnderstood:
        return False
    return True


def _commands(checklist: Checklist) -> Iterator[Found]:
    commands = checklist.commands
    for index, command in enumerate(commands):
        name = template_name(command.text)
        if name:
            probe, origin = Probe(ProbeKind.ENV, name), Origin.OFFERED
        else:
            alone = not any(_share_title(command, other) for other in commands[max(index - 1, 0) : index])
            alone &= not any(_share_title(command, other) for other in commands[index + 1 : index + 2])
            probe, origin = probe_of_command(command, title=alone), Origin.COMMAND
        yield Found(
            probe,
            origin,
            command.line,
            command.end,
            command.section_index,
            _holder(checklist, command),
            title=command.title,
            comment=command.comment,
        )


def _holder(checklist: Checklist, command: Command) -> int:
    """The position of the item under which the fence of a command is nested; -1 where it is under none."""
    items = checklist.sections[command.section_index].items
    within = (each.index for each in items if each.line < command.line <= each.end)
    return max(within, default=-1)


def _share_title(one: Command, other: Command) -> bool:
    return one.title == other.title and one.section_index == other.section_index


def probe_of_command(command: Command, *, title: bool = True) -> Probe:
    """The probe that a command of a fence is; ``title`` says whether the comment above is its alone."""
    request = plain_curl(command.text)
    probe = Probe(ProbeKind.SHELL, command.text) if request is None else request.probe
    expectation = expectation_in(command.comment, probe)
    if expectation is None and title and not command.comment:
        expectation = expectation_in(command.title, probe)
    return replace(probe, expect=(expectation or SHOWN,))
