"""Environment variables that a document names: ``REDIS_URL=...`` lines and items that begin with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checkdown.blocks import FENCE

if TYPE_CHECKING:
    from checkdown.checklist import Checklist
    from checkdown.views import Item

_TEMPLATE = re.compile(
    r"(?:export[ \t]+)?(?P<name>[A-Z][A-Z0-9_]{2,})=(?:\"[^\"`]*\"|'[^']*'|[^\s\"'`;&|()]*)"
    r"(?:[ \t]+\([^()]*\)|[ \t]+#.*)?[ \t]*"
)
_OF_ITEM = re.compile(r"\W{0,4}`(?P<name>[A-Z][A-Z0-9_]{2,})`(?P<rest>.*)", re.DOTALL)
_EXPLAINED = re.compile(
    r"(?:\*\*|__)?[ \t]*(?:[-–—:=(]|$|(?:is |are )?(?:set|configured|present|defined|changed|rotated)\b)"
)
_ABOUT = re.compile(r"(?i)\benv(?:ironment)?\b|\bvariables?\b|\bsecrets?\b|\bconfig")
_DOTENV = frozenset(["env", "dotenv", "properties", "ini", ""])

_LONGEST = 1000
"""Characters of a line that is read."""


def template_name(line: str) -> str:
    """The variable that a line of an environment template sets; "" where it is something else."""
    found = _TEMPLATE.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return found["name"] if found and "$(" not in line else ""


def template_lines(checklist: Checklist) -> Iterator[tuple[str, int, int]]:
    """Variables of fences that are no shell: name, 1-based line, section."""
    for section, part in enumerate(checklist.parts):
        for span in part.spans:
            if span.kind != FENCE or span.info.strip().lower() not in _DOTENV:
                continue
            start = checklist.starts[section]
            for line in range(start + span.line + 2, start + span.end + 1):
                name = template_name(checklist.source.line(line).lstrip(" \t>"))
                if name:
                    yield name, line, section


def variable_of(item: Item) -> str:
    """The variable that an item is about, ``DB_HOST`` of "`DB_HOST` - PostgreSQL host"; else ""."""
    found = _OF_ITEM.match(item.text)
    if found is None:
        return ""
    about = "_" in found["name"] or any(_ABOUT.search(title) for title in item.path)
    return found["name"] if about and _EXPLAINED.match(found["rest"].lstrip()) else ""
