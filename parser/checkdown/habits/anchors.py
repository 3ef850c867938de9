"""Links to a place of the same document that is not there: ``[Rollback](#rollback-plan)``.

Compared by letters and digits alone, for the places where links lead are made differently by every program
that shows markdown; explicit ``id`` and ``name`` attributes count too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from urllib.parse import unquote

from checkdown.findings.finding import Finding, Rule, Severity
from checkdown.findings.reading import Reading, finding
from checkdown.patterns import pattern

RULE = Rule(
    "missing-anchor",
    Severity.WARNING,
    "A link leads to a heading that does not exist, here or in another document of the repository.",
    "Correct the link, or the heading that it means.",
)

_LINK = pattern(r"(?<!\\)\]\(\s*<?#([^()\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_NAMED = pattern(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)|\{#([^\s}]+)", re.IGNORECASE)
_CODE = pattern(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_NOT_LETTER = pattern(r"[\W_]+")
_NO_LETTERS = bytes(c for c in range(128) if not chr(c).isalnum())
"""What ``_NOT_LETTER`` finds among the ASCII characters."""
_LINKED = pattern(r"!?\[([^\[\]]*)\]\([^()]*\)")
_SECOND = pattern(r"[-_]\d+$")


def look(reading: Reading) -> Iterator[Finding]:
    """Every such link."""
    links = list(_links(reading))
    if not links:
        return
    headings = _headings(reading)
    links = [each for each in links if not leads_to(each[2], headings)]
    named = _explicit(reading) if links else set()
    for line, column, target in links:
        if not leads_to(target, named):
            yield finding(RULE, line, column, f"no heading here is called #{target}", f"#{target}")


def places_in(reading: Reading) -> frozenset[str]:
    """The places of a document to which links may lead, by their letters and digits."""
    return frozenset(_headings(reading) | _explicit(reading))


def _headings(reading: Reading) -> set[str]:
    titles = [section.title for section in reading.sections[1:]]
    titles += [title for part in reading.checklist.parts for _, _, title in part.nested]
    titles += [_LINKED.sub(r"\1", title) for title in titles if "](" in title]
    return {"", "top", *map(_letters, titles)}


def _explicit(reading: Reading) -> set[str]:
    """The places that attributes name."""
    return {
        _letters(match[1] or match[2])
        for lines in reading.lines
        for text in lines
        if "=" in text or "{#" in text
        for match in _NAMED.finditer(text)
    }


def leads_to(target: str, places: Set[str]) -> bool:
    """Whether a link to ``#target`` finds one of the places."""
    name = unquote(target)
    # The second heading of a name is `name-1`, for some `name_1`.
    return not {_letters(name), _letters(_SECOND.sub("", name))}.isdisjoint(places)


def _links(reading: Reading) -> Iterator[tuple[int, int, str]]:
    for line, target, offset in reading.definitions:
        if target.startswith("#") and len(target) > 1:
            yield line, offset + 1, target[1:]
    for line, text, offset in reading.texts("]("):
        if "#" not in text:
            continue
        plain = _CODE.sub(lambda code: " " * len(code[0]), text)
        for match in _LINK.finditer(plain):
            yield line, offset + match.start(1), match[1]


def _letters(text: str) -> str:
    if text.isascii():
        return text.encode().translate(None, _NO_LETTERS).lower().decode()
    return _NOT_LETTER.sub("", text).casefold()
