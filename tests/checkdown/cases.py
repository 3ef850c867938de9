"""Parser cases as readable markdown files: a title, a document, and what must be read in it.

A fixture file holds cases. `## ` begins one and is its title; prose may follow. A fence of five
backticks called `markdown` holds the document, one called `edited` a later version of it, and every
other fence names a view (see ``views``) and holds what that view must show. `markdown escaped` is for
what an editor or git would spoil: a backslash and r, t, n, 0, xNN, uNNNN stand for that character, two
backslashes for one, and a backslash at the end of a line joins it to the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"

_FENCE = "`````"
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(\n)|(.))")
_NAMED = {"r": "\r", "t": "\t", "n": "\n", "0": "\0", "\\": "\\"}


@dataclass(slots=True)
class Case:
    """One case of a fixture file."""

    file: str
    line: int
    title: str
    document: str = ""
    edited: str | None = None
    expected: list[tuple[str, str]] = field(default_factory=list)
    """(view, text) in the order of the file."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.title}"


def unescaped(text: str) -> str:
    """The text that an escaped fence stands for."""

    def one(match: re.Match[str]) -> str:
        if match[1] or match[2]:
            return chr(int(match[1] or match[2], 16))
        return "" if match[3] else _NAMED[match[4]]

    return _ESCAPE.sub(one, text)


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file; ValueError where a fence stands outside a case or is left open."""
    case: Case | None = None
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    for number, line in lines:
        if line.startswith("## "):
            if case is not None:
                yield case
            case = Case(path.stem, number, line[3:].strip())
        elif line.startswith(_FENCE):
            if case is None:
                raise ValueError(f"{path.name}:{number}: a fence before the first case")
            _add(case, line.removeprefix(_FENCE).strip(), _fenced(lines, path, number))
    if case is not None:
        yield case


def _fenced(lines: Iterator[tuple[int, str]], path: Path, start: int) -> str:
    body: list[str] = []
    for _, line in lines:
        if line == _FENCE:
            return "".join(f"{each}\n" for each in body)
        body.append(line)
    raise ValueError(f"{path.name}:{start}: this fence is not closed")


def _add(case: Case, info: str, body: str) -> None:
    name, _, mode = info.partition(" ")
    if name not in ("markdown", "edited"):
        case.expected.append((name, body))
        return
    text = unescaped(body) if mode == "escaped" else body
    if name == "markdown":
        case.document = text
    else:
        case.edited = text


def all_cases() -> list[Case]:
    """Every case of every fixture file, in the order of their names."""
    return [case for path in sorted(FIXTURES.glob("*.md")) for case in read_cases(path)]
