"""From text to a checklist, and which lines of it are markdown at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from .blocks import DISPUTE, FRONT, Block
from .build import build
from .checklist import Checklist, Shape
from .collecting import collector_paused
from .parts import Part, Span
from .patterns import pattern
from .scanning import scan
from .settle import Facts, facts_of, settled
from .source import Source, without_ending

if TYPE_CHECKING:
    from .ahead import Ahead

_FENCE_OPEN = pattern(r"---[ \t]*\Z")
_FENCE_CLOSE = pattern(r"(?:---|\.\.\.)[ \t]*\Z")
_YAML_KEY = pattern(r"[\w\"'][^\n]*:")
_HEADING = pattern(r"#{1,6}(?:[ \t\r\n]|\Z)")
_DISPUTED = "<" * 7
"""What a text holds in which there are conflict markers."""
_STEP = 4096
"""Lines that are read at a time: what is needed to read them is given back after each step."""


def parse(document: Source | bytes | str, progress: Callable[[int], None] | None = None) -> Checklist:
    """Read a document. Never raises, whatever the text is.

    ``progress`` is called from time to time with the number of lines that are read; what it raises
    ends the reading and is passed on.
    """
    source = _source_of(document)
    parts: list[Part] = []
    count = 0
    with collector_paused():
        text, marked = _as_read(source)
        for complete in parts_in_steps(text, _STEP):
            parts += complete
            count += sum(part.count for part in complete)
            if progress is not None:
                progress(count)
        _mark(parts, marked)
        return _checklist(source, parts)


def parse_prefix(document: Source | bytes | str, lines: int, ahead: Ahead | None = None) -> Checklist:
    """The checklist of the document's first sections, at least ``lines`` lines of them: for a first screen.

    It ends before a top-level heading, or with the document, and its sections and items are those of the
    whole with their numbers, places and text. ``ahead`` is what was looked up in the whole document: title,
    legend, link labels and rows that restate later sections are by that what they will be. Phases, ids that
    later items share, and tallies may still change. Its ``source`` is that part of the text alone: there is
    more to read if it has fewer lines than the document.
    """
    source = _source_of(document)
    parts: list[Part] = []
    count = 0
    with collector_paused():
        text, marked = _as_read(source)
        for complete in parts_in_steps(text, max(1, lines)):
            parts += complete
            count += sum(part.count for part in complete)
            if count >= lines:
                break
        _mark(parts, marked)
        begun = source.head(count)
        return _checklist(begun, parts) if ahead is None else _with(ahead, begun, parts)


def _with(ahead: Ahead, source: Source, parts: list[Part]) -> Checklist:
    """The checklist of the parts, with what stands ahead of them in the document."""
    size = len(source.dump())
    shape = Shape.of(parts)
    entries = [(line, entry) for offset, line, entry in ahead.entries if offset >= size]
    following = [heading for heading in ahead.headings if heading.offset >= size]
    restated = any(table.status >= 0 for part in parts for table in part.tables)
    titles = [heading.title for heading in following] if restated else []
    checklist = _settled(source, parts, shape, facts_of(parts, shape.starts, entries, ahead.labels, titles))
    if any(heading.level == 1 for heading in following):
        vars(checklist)["title_index"] = -1
    return checklist


def _as_read(source: Source) -> tuple[Source, list[range]]:
    """The text in which blocks are looked for, and the lines of conflict markers that it is without."""
    if not any(_DISPUTED in "".join(chunk) for chunk in source.chunks):
        return source, []
    from .disputes import marker_lines, without_markers  # seldom needed

    marked = marker_lines(source)
    return (without_markers(source, marked), marked) if marked else (source, marked)


def _mark(parts: list[Part], marked: list[range]) -> None:
    """Let the parts know which of their lines are conflict markers; no heading stands among these."""
    start = index = 0
    spans: dict[int, list[Span]] = {}
    for lines in marked:
        while index < len(parts) and start + parts[index].count < lines.start:
            start += parts[index].count
            index += 1
        if index < len(parts):
            span = Span(DISPUTE, lines.start - 1 - start, lines.stop - 1 - start, 0, "")
            spans.setdefault(index, []).append(span)
    for index, found in spans.items():
        parts[index].spans = (*parts[index].spans, *found)


def _source_of(document: Source | bytes | str) -> Source:
    if isinstance(document, bytes):
        return Source.load(document)
    return Source.of(document) if isinstance(document, str) else document


def _checklist(source: Source, parts: list[Part]) -> Checklist:
    shape = Shape.of(parts)
    return _settled(source, parts, shape, facts_of(parts, shape.starts))


def _settled(source: Source, parts: list[Part], shape: Shape, facts: Facts) -> Checklist:
    final = tuple(settled(part, facts) for part in parts)
    return Checklist(source, final, facts, Shape.of(final) if facts.labels else shape)


def parts_in_steps(source: Source, step: int) -> Iterator[list[Part]]:
    """The document's parts in runs of about ``step`` lines.

    Markdown blocks depend on what stands before them, and at a top-level heading nothing is open. So
    what precedes the last such heading of a stretch is read as in the whole document, if the stretch
    ends with a line that, wherever it stands, leaves no paragraph, table or link definition waiting
    for its next line: one that looks like a heading. It need not be one (it may stand in a code
    fence): then the section that holds it is read once more, with what follows.
    """
    start, size = 0, max(step, front_matter(without_ending(raw) for raw in source))
    while True:
        stop = _heading_like(source, start + size)
        parts = parts_of(source.lines(start + 1, stop), front=start == 0)
        if start:
            parts.pop(0)  # nothing stands before a heading
        if stop >= source.line_count:
            yield parts
            return
        following = stop - parts[-1].count
        if following == start:
            size *= 2
            continue
        parts.pop()
        yield parts
        start, size = following, step


def _heading_like(source: Source, after: int) -> int:
    """The next line (1-based) behind line ``after`` that begins with ``# ``; the last line if none does."""
    for first in range(after + 1, source.line_count + 1, _STEP):
        for line, raw in enumerate(source.slice(first, first + _STEP - 1), first):
            if raw[0] == "#" and _HEADING.match(raw):
                return line
    return source.line_count


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
    if skipped:
        parts[0].spans = (Span(FRONT, 0, skipped, 0, ""), *parts[0].spans)
    return parts


def front_matter(lines: Iterable[str]) -> int:
    """Number of lines at the top that are YAML front matter; no more lines are looked at than needed."""
    keys = False
    for number, line in enumerate(lines):
        if number == 0:
            if not _FENCE_OPEN.match(line):
                return 0
        elif _FENCE_CLOSE.match(line):
            return number + 1 if keys else 0
        else:
            keys = keys or _YAML_KEY.match(line) is not None
    return 0
