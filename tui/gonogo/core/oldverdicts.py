"""What a finished checklist says of itself and its next run must not: that all is resolved, an old verdict.

Where words are certainly a verdict they wait to be written anew (`TBD`); everything else that sounds like one
stays as it is and is told with its line, for a person to look at. The verdict's own line is `verdicts`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown import Checklist
from checkdown.edit import Splice
from checkdown.prose import prose_of
from gonogo.core.walking.verdicts import Left, verdict_planned
from gonogo.core.walking.wording import in_words, read

_ALL = r"all\s+(?:(?:the\s+)?(?:items|issues|blockers|checks|tests|tasks|steps)\s+(?:(?:are|have been)\s+)?)?"
_WELL = r"(?:resolved|completed?|done|fixed|passed|closed|cleared)\b"
_TICK = r"(?:[✅✔☑🟢🎉]\ufe0f?)"
_SETTLED = re.compile(
    rf"(?P<marks>(?:{_TICK}[ ]*)?(?P<bold>\*\*|__|\*|_)?[ ]*{_TICK}?)[ ]*{_ALL}{_WELL}[!. ]*{_TICK}?"
    rf"[ ]*(?:\*\*|__|\*|_)?[!. ]*{_TICK}?\s*",
    re.IGNORECASE,
)
"""Words that say all is well, alone, without an opposite."""
_BEHIND = re.compile(rf"\s*(?:[-–—:]\s*|\(\s*){_ALL}{_WELL}\s*\)?\W*$", re.IGNORECASE)
"""The same behind a heading's words."""
_LABELLED = re.compile(
    r"(?:[-*+]\s+)?(?P<name>(?:\*\*|__)?(?:(?:overall|final|current|launch|release|ship)\s+)?"
    r"(?:status|result|verdict|decision|outcome|conclusion|assessment|summary|overall|blockers?|issues)"
    r"(?:\*\*|__)?\s*[:：—–-](?:\*\*|__)?\s*)(?P<value>\S.*)",
    re.IGNORECASE,
)
_OF_STATUS = re.compile(
    r"\b(?:status|results?|verdict|decision|outcome|conclusion|assessment|summary|blockers?|issues|readiness"
    r"|go\W?/?\W?no\W?go)\b",
    re.IGNORECASE,
)
"""Headings below which words that stand alone are what they ask for."""
_SOUNDS = re.compile(
    rf"\ball\s+(?:[\w-]+\s+){{0,4}}?{_WELL}"
    r"|\bready\s+(?:to\s+(?:launch|ship|release)|for\s+(?:launch|production|release))\b"
    r"|\b(?:cleared|approved)\s+for\s+(?:launch|production|release)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:if|when|once|until|unless|before|after|only|must|should|shall|not|ensures?|verify|confirm|check"
    r"|make sure|needs?|whether|requires?)\b",
    re.IGNORECASE,
)
"""What asks for it, or says when it is so, in place of stating it."""


def unsettled(checklist: Checklist) -> Iterator[Splice]:
    """The splices by which nothing is settled any more: in fields, headings and lines of their own."""
    known: set[int] = set()
    for field in checklist.fields:
        if (settled := _SETTLED.fullmatch(field.value)) is not None:
            known.add(field.line)
            yield Splice(field.line, field.column, field.value, _open(settled))
    for section in checklist.sections[1:]:
        text = checklist.source.line(section.line)
        if (said := _BEHIND.search(text)) is not None:
            yield Splice(section.line, said.start() + 1, text[said.start() :], "")
    for line, text, index in prose_of(checklist):
        body = text.lstrip(" \t>")
        at = len(text) - len(body) + 1
        if line in known or checklist.item_at(line) is not None:
            continue
        labelled = _LABELLED.fullmatch(body)
        value = labelled["value"] if labelled is not None else body
        settled = _SETTLED.fullmatch(value)
        if settled is not None and (labelled or _OF_STATUS.search(checklist.sections[index].title)):
            yield Splice(line, at + len(body) - len(value), value, _open(settled))


def _open(settled: re.Match[str]) -> str:
    mark = settled["bold"] or ""
    return f"{mark}TBD{mark}"


def still_said(checklist: Checklist) -> tuple[Left, ...]:
    """Lines of a fresh run that sound like the verdict of the run before, in document order."""
    planned = verdict_planned(checklist, go=True)
    found = {each.line: each for each in planned.left if checklist.item_at(each.line) is None}
    for fix in planned.fixes:
        # NOT READY is how a fresh run begins; another no was somebody's answer
        if read(fix.old) is False and not in_words(fix.old):
            found[fix.line] = Left(fix.line, fix.at.strip(" \t>|"))
    for line, text, _ in prose_of(checklist):
        words = text.strip(" \t>*_")
        if checklist.item_at(line) is None and _SOUNDS.search(words) and not _ASKS.search(words):
            found.setdefault(line, Left(line, words))
    return tuple(found[line] for line in sorted(found))
