"""A cursor over the words of a probe: code spans, quoted texts, words, numbers, durations."""

from __future__ import annotations

import re
from typing import NoReturn

_BLANK = re.compile(r"[ \t\n]*")
_TICKS = re.compile(r"`+")
_WORD = re.compile(r"[^\s`]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_REGEX = re.compile(r"/((?:[^/\\]|\\.)+)/(i?)(?=\s|$)")
_TIME = re.compile(r"(\d{1,9})(?:\.(\d{1,3}))?(ms|s|m)")
_NUMBER = re.compile(r"[-+]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?")
_UNITS = {"ms": 1, "s": 1000, "m": 60_000}


class Unread(Exception):
    """A place in the text that is not understood."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        """0-based offset."""
        self.reason = reason


class Scanner:
    """Reads from left to right; ``at`` is the offset of what comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.last = 0
        """Where the token that was read last begins."""

    def skip(self) -> None:
        """Pass over blanks."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def ended(self) -> bool:
        """Whether only blanks are left."""
        self.skip()
        return self.at >= len(self.text)

    def peek(self) -> str:
        """The next word without taking it; "" before a code span and at the end."""
        self.skip()
        found = _WORD.match(self.text, self.at)
        return found[0] if found else ""

    def word(self) -> str:
        """The next word; "" before a code span and at the end."""
        found = self.peek()
        self.last = self.at
        self.at += len(found)
        return found

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what the pattern matches here, after blanks."""
        self.skip()
        found = pattern.match(self.text, self.at)
        if found:
            self.last, self.at = self.at, found.end()
        return found

    def span(self) -> str | None:
        """The content of the code span that begins here, else None. Raises Unread where it is not closed."""
        self.skip()
        opening = _TICKS.match(self.text, self.at)
        if opening is None:
            return None
        for closing in _TICKS.finditer(self.text, opening.end()):
            if len(closing[0]) == len(opening[0]):
                self.last, self.at = self.at, closing.end()
                return _content(self.text[opening.end() : closing.start()])
        raise Unread(self.at, f"the code span has no end; close it with {opening[0]}")

    def quoted(self) -> str | None:
        """A text in double quotes, `\\"` and `\\\\` resolved; None where there is none."""
        found = self.match(_QUOTED)
        return re.sub(r'\\(["\\])', r"\1", found[1]) if found else None

    def regex(self) -> str | None:
        """A regular expression between slashes; ``/…/i`` gives ``(?i)…``. None where there is none."""
        found = self.match(_REGEX)
        if found is None:
            return None
        body = re.sub(r"(?s)\\(.)", lambda escape: "/" if escape[1] == "/" else escape[0], found[1])
        return f"(?i){body}" if found[2] else body

    def milliseconds(self) -> int | None:
        """A duration such as ``500ms``, ``1.5s`` or ``2m``."""
        self.skip()
        word = self.peek()
        found = _TIME.fullmatch(word)
        if found is None:
            return None
        self.word()
        thousandths = int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0"))
        return thousandths * _UNITS[found[3]] // 1000

    def number(self) -> str | None:
        """A number as it is written."""
        if not _NUMBER.fullmatch(self.peek()):
            return None
        return self.word()

    def fail(self, reason: str, at: int | None = None) -> NoReturn:
        """Raise Unread at an offset, by default where the last token begins."""
        raise Unread(self.last if at is None else at, reason)


def shortened(word: str) -> str:
    """A word as a sentence can quote it."""
    return word if len(word) <= 40 else f"{word[:39]}…"


def _content(inside: str) -> str:
    """What a code span shows: line ends are blanks, one blank on both sides goes."""
    inside = inside.replace("\n", " ")
    if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
        return inside[1:-1]
    return inside
