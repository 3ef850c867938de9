"""From text to a checklist, and which lines of it are markdown at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block
from .build import build
from .checklist import Checklist, Shape
from .parts import Part
from .scanning import collector_paused, scan
from .settle import facts_of, settled
from .source import Source, without_ending

_FENCE_OPEN = re.compile(r"---[ \t]*\Z")
_FENCE_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_YAML_KEY = re.compile(r"[\w\"'][^\n]*:")


def parse(document: Source | bytes | str) -> Checklist:
    """Read a document. Never raises, whatever the text is."""
    if isinstance(document, bytes):
        source = Source.load(document)
    elif isinstance(document, str):
        source = Source.of(document)
    else:
        source = document
    with collector_paused():
        lines = [without_ending(raw) for raw in source]
        parts = parts_of(lines)
        shape = Shape.of(parts)
        facts = facts_of(parts, shape.starts)
        final = tuple(settled(part, facts) for part in parts)
        if facts.labels:
            shape = Shape.of(final)
    return Checklist(source, final, facts, shape)


def parts_of(lines: list[str], *, front: bool = True) -> list[Part]:
    """The parts of a text given as lines without endings; the first is what precedes the first heading.

    ``front`` tells whether the text may begin with YAML front matter, which is no markdown.
    """
    skipped = front_matter(lines) if front else 0
    body = [""] * skipped + lines[skipped:] if skipped else lines
    parts: list[Part] = []

    def take(blocks: list[Block], end: int | None) -> None:
        start = blocks[0].start if parts else 0
        parts.append(build(blocks, body, start, len(body) if end is None else end))

    scan(body, take)
    return parts


def front_matter(lines: Sequence[str]) -> int:
    """Number of lines at the top that are YAML front matter."""
    if not lines or not _FENCE_OPEN.match(lines[0]):
        return 0
    for number, line in enumerate(lines[1:], 1):
        if _FENCE_CLOSE.match(line):
            return number + 1 if any(_YAML_KEY.match(inner) for inner in lines[1:number]) else 0
    return 0
