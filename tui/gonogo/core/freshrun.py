"""A fresh run: a finished checklist as it would be before anybody worked on it, for the next release.

States go back to todo; evidence, reasons, waivers and signatures go; dates of fields are left open,
and figures that the document states about itself say what is so then. Everything else stays to the byte:
instructions, notes, probes and the words of every item. What a template leaves out besides is `templates`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checkdown import (
    CheckdownError,
    Checklist,
    Detach,
    Intent,
    Item,
    ItemRef,
    Kind,
    Notation,
    Role,
    SetState,
    Source,
    State,
    apply,
    parse,
    plan,
)
from checkdown.edit import Edit, Splice
from checkdown.edits.bullets import detail_end
from checkdown.edits.unsigning import unsign_splices
from checkdown.findings import findings
from gonogo.core.oldverdicts import unsettled
from gonogo.core.walking.verdicts import verdict_fixes
from gonogo.core.walking.wording import undecided

_SCORE = re.compile(r"(?<![\d./:,-])\d+(?= ?/ ?\d+(?![/\d-]))|(?<![\d.,-])\d+(?:\.\d+)?(?= ?%)")
_ISO = r"\d{4}-\d{2}-\d{2}"
_DATE = re.compile(_ISO)
_DATED = re.compile(
    r"date|updated|modified|changed|reviewed|checked|audited|completed on|status", re.IGNORECASE
)
_SCORED = re.compile(
    r"scor|progress|complet|done|passe|total|status|result|ready|readiness|checks", re.IGNORECASE
)
_BARE_SCORE = re.compile(r"[\W_]*(?:\d+ ?/ ?\d+|\d+(?:\.\d+)? ?%)[\W_]*")
_SCORE_COLUMN = re.compile(
    r"scor|progress|complet|done|passe|result|ready|readiness|coverage|%", re.IGNORECASE
)
_TICKED_HEADING = re.compile(r"(#{1,6} .*?)\s*(?:✅|✔|☑)\ufe0f?\s*")
_TICKED_LEAD = re.compile(r"(#{1,6}[ \t]+)(?:✅|✔|☑)\ufe0f?[ \t]+(?=\S)")
_DONE_ON = re.compile(rf"[ \t]+[✅✔]\ufe0f?[ \t]+{_ISO}[ \t]*$")
"""The day on which somebody was done, behind the words of an item."""
_STAMPED = re.compile(rf"(?:^|; )[^;|]*\({_ISO}(?:, [^()|;]*)?\)(?=;|$)")
_GONE = ("evidence", "blocked", "was blocked", "waived")
_SEE = re.compile(r"\W*see\W", re.IGNORECASE)
_FIGURES = frozenset(
    f"{claim}-mismatch" for claim in ("cookie", "heading-mark", "percentage", "score", "section-row", "total")
)
_ROUNDS = 4
"""Mending a figure may change what another says; documents settle in two rounds."""


def fresh_run(content: bytes) -> bytes:
    """The checklist with its work undone, every item kept."""
    return undone(content).source.dump()


def undone(content: bytes) -> Checklist:
    """The same as a checklist, for what is to be taken away besides."""
    checklist = _without_reasons(_unsigned(parse(Source.load(content))))
    for item in checklist.items:
        for intent in _undoing(item):
            checklist = done(checklist, intent)
    return _recounted(_undecided(_begun_anew(checklist)))


def done(checklist: Checklist, intent: Intent) -> Checklist:
    """The checklist with that done, or as it was where it cannot be."""
    try:
        return apply(checklist, plan(checklist, intent))
    except CheckdownError:
        return checklist


def _undoing(item: Item) -> list[Intent]:
    ref = ItemRef.of(item)
    source = item.checklist.source
    guides = {each.line for each in item.detail_lines if _guides(source, each.line, each.prefix)}
    targets = [
        evidence.target + (f":{evidence.lines}" if evidence.lines else "")
        for evidence in item.evidence
        if not evidence.cited and evidence.line not in guides
    ]
    states = [] if item.notation is Notation.NONE else [SetState(ref, State.TODO)]
    return [*(Detach(ref, target) for target in targets), *states]


def _undecided(checklist: Checklist) -> Checklist:
    """With its own verdict taken back, in the document's words: nothing is decided yet.

    Words that have no opposite wait as TBD where they say yes (``ALL RESOLVED``).
    """
    checklist = _spliced(checklist, unsettled(checklist))
    for fix in verdict_fixes(checklist, go=False):
        new = undecided(fix.old)
        if new != fix.old:
            checklist = done(checklist, replace(fix, new=new))
    return checklist


def _spliced(checklist: Checklist, splices: Iterable[Splice]) -> Checklist:
    edit = Edit(tuple(sorted(splices, key=lambda each: each.start)), "a fresh run", None)
    return apply(checklist, edit) if edit.splices else checklist


def _unsigned(checklist: Checklist) -> Checklist:
    """Without names and dates of sign-offs; their boxes are opened with all the others."""
    return _spliced(checklist, (each for s in checklist.signoffs for each in unsign_splices(checklist, s)))


def _without_reasons(checklist: Checklist) -> Checklist:
    """Without the bullets of evidence, reasons and waivers under items, and what is signed in rows' notes."""
    source = checklist.source
    gone: set[int] = set()
    cells: dict[int, str] = {}
    for item in checklist.items:
        for detail in item.detail_lines:
            if detail.label in _GONE and not _guides(source, detail.line, detail.prefix):
                gone.update(_own_lines(source, detail.line, detail_end(item, detail)))
        if item.kind is Kind.ROW and item.role is Role.ITEM:
            cells[item.line] = _without_stamped(item)
    lines = [
        cells[number] + source.raw(number)[len(source.line(number)) :]
        if number in cells
        else source.raw(number)
        for number in range(1, source.line_count + 1)
        if number not in gone
    ]
    return parse(_as_source(source, "".join(lines)))


def _own_lines(source: Source, first: int, last: int) -> Iterator[int]:
    """The lines of a bullet, up to one that stands no deeper: what only continues its paragraph is kept."""
    depth = _depth(source.line(first))
    yield first
    for number in range(first + 1, last + 1):
        if source.line(number).strip() and _depth(source.line(number)) <= depth:
            return
        yield number


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" \t>"))


def _guides(source: Source, line: int, prefix: str) -> bool:
    """Whether a bullet leads to what explains the work (`see: …`) and shows nothing of it."""
    return _SEE.match(source.line(line)[len(prefix) :]) is not None


def _as_source(before: Source, text: str) -> Source:
    head = b"\xef\xbb\xbf" if before.bom else b""
    return Source.load(head + text.encode("utf-8", "surrogateescape"))


def _without_stamped(item: Item) -> str:
    """The line of a row without the parts of its cells that end in a date and a name in brackets."""
    text = item.checklist.source.line(item.line)
    for cell in reversed(item.cells):
        bare = _STAMPED.sub("", cell.text).removeprefix("; ")
        start = cell.column - 1
        if bare != cell.text and text.startswith(cell.text, start):
            text = text[:start] + bare + text[start + len(cell.text) :]
    return text


def _begun_anew(checklist: Checklist) -> Checklist:
    """With dates of fields open, scores of claims at nothing and ticked headings bare."""
    source = checklist.source
    headings = {section.line for section in checklist.sections if section.level}
    lines = {item.line: _unscored(item) for item in checklist.items if item.kind is Kind.ROW}
    for item in checklist.items:
        dated = _DONE_ON.search(source.line(item.line)) if item.kind is Kind.TASK else None
        if dated is not None and item.line not in lines:
            lines[item.line] = source.line(item.line)[: dated.start()]
    for number in headings:
        ticked = _TICKED_HEADING.fullmatch(source.line(number))
        if ticked:
            lines[number] = ticked[1]
        lines[number] = _TICKED_LEAD.sub(r"\1", lines.get(number, source.line(number)))
    for field in sorted(checklist.fields, key=lambda each: -each.column):
        text = lines.get(field.line, source.line(field.line))
        value = field.value
        if _DATED.search(field.name):
            value = _DATE.sub("YYYY-MM-DD", value)
        if _SCORED.search(field.name):
            value = _SCORE.sub("0", value)
        at = field.column - 1
        if value != field.value and text.startswith(field.value, at):
            lines[field.line] = text[:at] + value + text[at + len(field.value) :]
    changed = (
        Splice(number, 1, source.line(number), text)
        for number, text in lines.items()
        if text != source.line(number)
    )
    return _spliced(checklist, changed)


def _unscored(item: Item) -> str:
    """The line of a row whose cells of a score's column begin at nothing."""
    text = item.checklist.source.line(item.line)
    for cell in reversed(item.cells):
        start = cell.column - 1
        scored = _SCORE_COLUMN.search(cell.header) and _BARE_SCORE.fullmatch(cell.text)
        if scored and text.startswith(cell.text, start):
            text = text[:start] + _SCORE.sub("0", cell.text) + text[start + len(cell.text) :]
    return text


def _recounted(checklist: Checklist) -> Checklist:
    """With the figures that `check` would mend as they are now."""
    for _ in range(_ROUNDS):
        mended: dict[int, Splice] = {}
        for found in findings(checklist):
            if found.edit is not None and found.rule in _FIGURES:
                (splice,) = found.edit.splices
                mended.setdefault(splice.line, splice)
        if not mended:
            return checklist
        checklist = _spliced(checklist, mended.values())
    return checklist
