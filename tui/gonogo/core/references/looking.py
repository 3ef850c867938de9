"""The findings about references: evidence, links and paths whose files, or lines, are not there.

A link claims that something is there, evidence that it shows a state; a path in code marks claims so only in
an item that is done, or where it names a line, and only where it has a folder that exists. Everything else
may be a name in another repository, on a server, or of something that is still to be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checkdown import Checklist, Kind, Role, State
from checkdown.cells import unescaped
from checkdown.details import EVIDENCE_HEADER, Evidence
from checkdown.findings import Finding, Reading
from checkdown.findings.outside import MISSING_EVIDENCE, MISSING_FILE, MISSING_LINE
from checkdown.findings.reading import finding
from checkdown.habits.anchors import RULE as MISSING_ANCHOR
from checkdown.references import references

from .places import Places, line_count, linked

_WITH_LINE = re.compile(r":\d")


_GONE = re.compile(
    r"\b(?:delet|remov|renam|mov|dropp|retir|replac|supersed)(?:e|ed|es|ing)\b|\b(?:no longer|used to be)\b"
    r"|\b(?:drop|cleaned up|got rid of|git (?:rm|mv))\b",
    re.IGNORECASE,
)
_IS_GONE = re.compile(
    r"[^`]*`\s+(?:is|was|are|were|has been)?\s*(?:now\s+)?"
    r"(?:gone|deleted|removed|renamed|moved|dropped|retired|replaced)\b",
    re.IGNORECASE,
)
"""Words before and behind its name that say of a file that it is not there any more, or not where it was."""


class Named(NamedTuple):
    """A path that a document names."""

    evidence: Evidence
    code: bool
    """Whether it stands in code marks, not in a link."""


def reference_findings(reading: Reading, document: Path, root: Path | None) -> tuple[Finding, ...]:
    """What the checklist in `document` refers to and is not there; `root` is the top of its repository.

    Nothing is read but the files whose lines are named, and nothing is fetched.
    """
    return findings_among(reading, Places(document, root))


def findings_among(reading: Reading, places: Places) -> tuple[Finding, ...]:
    """The same, for who checks several documents of a folder: what is found once serves for all."""
    done = _done_lines(reading.checklist)
    own = {(each.line, each.column): each for each in _own_evidence(reading)}
    found = [told for each in own.values() for told in _of_evidence(reading, each, places)]
    for named in _named(reading, done):
        if (named.evidence.line, named.evidence.column) not in own:
            found += _of_name(named, named.evidence.line in done, places)
    return tuple(sorted(found, key=lambda each: (each.line, each.column)))


def _own_evidence(reading: Reading) -> Iterator[Evidence]:
    """The paths in evidence bullets and evidence cells."""
    checklist = reading.checklist
    for index, part in enumerate(checklist.parts):
        first = checklist.shape.firsts[index]
        columns = [any(EVIDENCE_HEADER.fullmatch(c.text) for c in table.header) for table in part.tables]
        for position, record in enumerate(part.records, first):
            told = columns[record.table] if record.table >= 0 else reading.evidence_below(index, record)
            if told:
                item = checklist.item(position)
                yield from (each for each in item.evidence if each.kind == "path" and not each.cited)


def _of_evidence(reading: Reading, each: Evidence, places: Places) -> Iterator[Finding]:
    target = linked(each.target)
    place = places.find(target)
    link = reading.source.line(each.line)[each.column - 2 : each.column - 1] in ("(", "<")
    # A word with a slash or a suffix is no file yet: without a link it must be plain that it is meant so.
    if place == "" and (link or places.begins_here(target)):
        message = f"evidence names {target}, which is not there"
        yield finding(MISSING_EVIDENCE, each.line, each.column, message, target)
    elif place:
        yield from _of_lines(each, place)


def _named(reading: Reading, done: set[int]) -> Iterator[Named]:
    """The links in prose and cells, and the paths in code marks that claim something: see above."""
    texts = [(line, text, 0) for line, text, _ in reading.prose if "`" in text or "](" in text]
    texts += [each for each in reading.cells if "`" in each.text or "](" in each.text]
    for line, target, offset in reading.definitions:
        if not target.startswith("#") and ":" not in target:
            yield Named(Evidence("path", unescaped(target), line, offset + 1), False)
    for line, text, offset in texts:
        if _leads_to_files(text) or ("`" in text and (line in done or _WITH_LINE.search(text))):
            for each in references(text, line, offset + 1, cited=True):
                if each.kind == "path":
                    at = each.column - offset - 1
                    before = text[at - 1 : at]
                    if before == "`" and (_GONE.search(text[:at]) or _IS_GONE.match(text, at)):
                        continue
                    yield Named(each._replace(target=unescaped(each.target)), before == "`")


def _leads_to_files(text: str) -> bool:
    """Whether it may hold a link to anything but pages and headings: most lines with links do not."""
    links = text.count("](")
    return links > 0 and links > text.count("](http") + text.count("](#")


def _of_name(named: Named, done: bool, places: Places) -> Iterator[Finding]:
    each, code = named
    target = each.target if code else linked(each.target)
    if not code and "/" not in target and "." not in target:
        return
    place = places.find(target)
    if place == "" and (not code or ((done or each.lines) and places.begins_here(target))):
        verb = "leads to" if not code else "a done item names" if done else f"line {each.lines} is named of"
        message = f"{verb} {target}, which is not there"
        yield finding(MISSING_FILE, each.line, each.column, message, target)
    elif place:
        yield from _of_lines(each, place)
        _, mark, anchor = each.target.partition("#")
        if mark and not code and not places.has_anchor(place, anchor):
            message = f"{target} has no heading that is called #{anchor}"
            yield finding(MISSING_ANCHOR, each.line, each.column, message, each.target)


def _of_lines(each: Evidence, place: str) -> Iterator[Finding]:
    last = max((int(number) for number in re.findall(r"\d+", each.lines)), default=0)
    count = line_count(place) if last else None
    if count is not None and last > count:
        message = f"{each.target}:{each.lines} names line {last}, the file has {count}"
        yield finding(MISSING_LINE, each.line, each.column, message, each.lines, str(count))


def _done_lines(checklist: Checklist) -> set[int]:
    """The lines of tasks and rows that are done."""
    return {
        start + record.line + 1
        for start, part in zip(checklist.starts, checklist.parts, strict=True)
        for record in part.records
        if record.state is State.DONE and record.role is Role.ITEM and record.kind is not Kind.MARK
    }
