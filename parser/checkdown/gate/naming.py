"""What a gate is asked to require, by the words that somebody typed: a priority, or sections of a checklist.

A section is meant by its title, by its number, by its title without what stands in parentheses, or by the
beginning of its title (``Phase 13`` of ``Phase 13: Critical Blockers (P0)``), in any case. Words that could
mean sections of different names are refused: guessing would open a gate.
"""

from __future__ import annotations

from checkdown.checklist import Checklist
from checkdown.findings.reading import core_name
from checkdown.outline import normalised
from checkdown.patterns import pattern
from checkdown.views import Section

from .rules import RequirementUnknown

_SHOWN = 12
"""Names that a refusal lists."""
_BEFORE = pattern(r"\s*[:：(\[]|\s+[–—|-]\s")
"""What ends the head of a title."""


def named(checklist: Checklist, name: str) -> str | tuple[Section, ...]:
    """The priority or the sections that are meant. RequirementUnknown where that is none, or unclear."""
    wanted = name.strip()
    for priority in checklist.priorities():
        if priority.lower() == wanted.lower():
            return priority
    sections = list(checklist.sections)[1:]
    same = [each for each in sections if each.title == name]
    if same:
        return tuple(same)
    bare, core = normalised(wanted), core_name(wanted)
    for found in (
        [each for each in sections if bare and normalised(each.title) == bare],
        [each for each in sections if each.number and each.number == wanted],
        [each for each in sections if bare and normalised(_head(each.title)) == bare],
        [each for each in sections if core and core_name(each.title) == core],
        [each for each in sections if core and core_name(_head(each.title)) == core],
        _below(sections, bare),
    ):
        if found:
            return _one(found, name)
    raise RequirementUnknown(f"nothing in this checklist is called {name!r}; it has {_known(checklist)}")


def _head(title: str) -> str:
    """A title up to its first colon, parenthesis, or dash between blanks."""
    end = _BEFORE.search(title)
    return title[: end.start()] if end and end.start() else title


def _below(sections: list[Section], bare: str) -> list[Section]:
    """Sections of which the words are the beginning, with or without the number."""
    heads = ((each, normalised(each.title), core_name(each.title)) for each in sections)
    return [
        each for each, *names in heads if bare and any(f"{name} ".startswith(f"{bare} ") for name in names)
    ]


def _one(found: list[Section], name: str) -> tuple[Section, ...]:
    """Sections that bear one name; RequirementUnknown where they are different ones."""
    if len({normalised(each.title) for each in found}) > 1:
        told = [f"{each.title} (line {each.line})" for each in found]
        more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
        raise RequirementUnknown(
            f"{name!r} could mean {', '.join(told[:_SHOWN])}{more}; write the whole title"
        )
    return tuple(found)


def _known(checklist: Checklist) -> str:
    return ", ".join([*checklist.priorities(), *(each.title for each in checklist.phases)]) or (
        "no phases or priorities"
    )
