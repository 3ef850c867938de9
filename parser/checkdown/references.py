"""References in a text: links, addresses, paths and commits, each with its place.

Nothing here knows items; ``details`` says which texts of an item are its evidence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .patterns import pattern

_LINK = pattern(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_URL = pattern(r"(?<!\w)<?(https?://[^\s<>|`\"']*[^\s<>|`\"'.,;:!?)\]*])>?")
_CODE = pattern(r"(?<!`)(`+)(?!`)([^\n]+?)(?<!`)\1(?!`)")
_DEFINITION = pattern(
    r"[ \t>]{0,8}\[(?!\^)[^\[\]\n]{2,200}\]:[ \t]+<?(?P<target>[^\s<>]+)>?"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_COMMIT = pattern(r"(?<![\w/.-])(commit:?\s+)?`?([0-9a-f]{7,40})`?(?![\w/.-])")
PATH = pattern(
    r"(?:\.{0,2}/)?(?:[\w.@+-]+/)*[\w.@+-]*\.[A-Za-z][\w]{0,9}(?P<a>:\d+(?:[-,:]\d+)*)?"
    r"|(?:\.{0,2}/)?(?:[\w.@+-]+/)+[\w.@+-]*(?P<b>:\d+(?:[-,:]\d+)*)?"
)
_WORD = pattern(r"[^\s,;()\[\]<>`\"'*|]+")
_NOTHING = pattern(r"[\W_]*(?:n/?a|none|tbd|tba|todo|to do|pending|not yet)?[\W_]*", re.IGNORECASE)
_AROUND = " \t,;)>`*-–—"
_LONGEST = 4096
"""Characters of a path."""
_MIME = pattern(r"(?:application|text|image|audio|video|multipart|font|message)/[\w+-]+")
_NO_FILES = frozenset(
    [
        "process.env",
        "import.meta.env",
        "console.log",
        "node.js",
        "next.js",
        "vue.js",
        "react.js",
        "express.js",
    ]
)
_SUFFIXES = (
    "md txt rst py js jsx ts tsx mjs cjs rs go java kt rb php c h cpp hpp cs sh bash zsh ps1 sql yml "
    "yaml json toml ini cfg conf env xml html css scss svg png jpg jpeg gif pdf csv tsv log lock tf "
    "tfvars proto graphql gradle properties ipynb dockerfile service plist swift m ex exs erl hs lua "
    "pl r vue svelte "
)
KNOWN_SUFFIXES = frozenset(_SUFFIXES.split())


class Evidence(NamedTuple):
    """One reference."""

    kind: str
    """``path``, ``url``, ``commit`` or ``note``."""
    target: str
    """Path, address, commit id or the words themselves, as written."""
    line: int
    column: int
    """1-based place of the target."""
    lines: str = ""
    """For a path the lines it names (``10-20`` or ``110,151``), else ""."""
    note: str = ""
    """What stands behind the reference, up to the next one, on its own evidence bullet or in its cell."""
    cited: bool = False
    """Whether it only occurs in the item's text, instead of an evidence bullet or cell."""


Found = tuple[int, int, int, str]
"""Start and end of the whole reference, start of its target, the target."""


def looks_like_path(text: str) -> bool:
    """Whether a code span can be a path of a repository: no route, no domain, no version number."""
    if text.startswith(("/", "@")) or "//" in text or _MIME.fullmatch(text) or text.lower() in _NO_FILES:
        return False
    last = text.rstrip("/").rsplit("/", 1)[-1].split(":")[0]
    stem, dot, suffix = last.rpartition(".")
    if "/" in text:
        return bool(re.search(r"[A-Za-z]", text))
    return bool(dot) and suffix.lower() in KNOWN_SUFFIXES and not re.fullmatch(r"[\d.]+", stem)


def references(text: str, line: int, column: int, *, cited: bool) -> list[Evidence]:
    """Links, addresses and backticked paths in a text that begins at (line, column), 1-based."""
    return [
        _evidence(target, line, column + at, cited)
        for _, _, at, target in sorted(_written(text, _Taken(text)))
    ]


def defined(text: str) -> tuple[int, str] | None:
    """Where the target of a link definition (``[name]: target``) begins, 0-based, and the target."""
    match = _DEFINITION.match(text) if "]:" in text else None
    return (match.start("target"), match["target"]) if match else None


def own_references(text: str, line: int, column: int) -> list[Evidence]:
    """What a text that is all evidence refers to: bare paths and commits too, else itself as a note."""
    if _NOTHING.fullmatch(text):
        return []
    found = _all(text)
    if not found:
        return [Evidence("note", text, line, column)]
    ends = [start for start, _, _, _ in found[1:]] + [len(text)]
    return [
        _evidence(target, line, column + at, False)._replace(
            note=text[end:following].strip(_AROUND) if re.search(r"\w", text[end:following]) else "",
        )
        for (_, end, at, target), following in zip(found, ends, strict=True)
    ]


def reference_spans(text: str) -> list[tuple[int, int, int]]:
    """Where each reference of a text that is all evidence begins and ends, and where its target begins."""
    return [(start, end, at) for start, end, at, _ in _all(text)]


class _Taken:
    """The places of a text that belong to a reference already."""

    def __init__(self, text: str) -> None:
        self.mask = bytearray(len(text))

    def take(self, start: int, end: int) -> bool:
        """Whether a stretch was free; it is taken then."""
        if self.mask.find(1, start, end) >= 0:
            return False
        self.mask[start:end] = b"\1" * (end - start)
        return True


def _all(text: str) -> list[Found]:
    taken = _Taken(text)
    return sorted(_written(text, taken) + _bare(text, taken))


def _written(text: str, taken: _Taken) -> list[Found]:
    """References that are marked up as such."""
    if not ("`" in text or "](" in text or "://" in text):
        return []
    inside = bytearray(len(text))
    for match in _CODE.finditer(text):
        inside[match.start() + 1 : match.end()] = b"\1" * (match.end() - match.start() - 1)
    found: list[Found] = []
    for match in _LINK.finditer(text):
        if not inside[match.start()] and taken.take(*match.span()):
            group = 2 if match[2] is not None else 3
            if match[group] and not match[group].startswith("#"):
                found.append((*match.span(), match.start(group), match[group]))
    for match in _URL.finditer(text):
        if taken.take(*match.span()):
            found.append((*match.span(), match.start(1), match[1]))
    for match in _CODE.finditer(text):
        if PATH.fullmatch(match[2]) and looks_like_path(match[2]) and taken.take(*match.span()):
            found.append((*match.span(), match.start(2), match[2]))
    return found


def _bare(text: str, taken: _Taken) -> list[Found]:
    """Commits and paths that stand there as plain words."""
    found: list[Found] = []
    begins = len(text) - len(text.lstrip(_AROUND + "("))
    for match in _COMMIT.finditer(text):
        sure = match[1] or (match.start() <= begins and re.search(r"\d", match[2]))
        if sure and taken.take(*match.span()):
            found.append((*match.span(), match.start(2), match[2]))
    for match in _WORD.finditer(text):
        word = match[0].rstrip(".:")
        suffix = word.split(":")[0].rpartition(".")[2].lower()
        if (
            (match.start() <= begins or suffix in KNOWN_SUFFIXES)
            and len(word) < _LONGEST
            and PATH.fullmatch(word)
            and looks_like_path(word)
            and taken.take(*match.span())
        ):
            found.append((match.start(), match.start() + len(word), match.start(), word))
    return found


def _evidence(target: str, line: int, column: int, cited: bool) -> Evidence:
    path = PATH.fullmatch(target)
    if path is None and re.fullmatch(r"[0-9a-f]{7,40}", target):
        return Evidence("commit", target, line, column, cited=cited)
    if path is None and re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return Evidence("url", target, line, column, cited=cited)
    lines = (path["a"] or path["b"] or "") if path else ""
    return Evidence("path", target.removesuffix(lines), line, column, lines.lstrip(":"), cited=cited)
