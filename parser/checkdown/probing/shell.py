"""Shell text as simple commands, as far as it can be read without a doubt.

What is not understood is refused: substitutions, redirections, pipes, loops, functions, background jobs,
expansions that could become several words. Who classes commands takes a refusal for "changes things".
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_VARIABLE = re.compile(r"\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})", re.ASCII)
_GLOBS = "*?["
_REFUSED = {
    "`": "runs a command inside it",
    "<": "reads from a redirection",
    ">": "writes to a redirection",
    "|": "pipes into another program",
    "&": "starts a background job",
    "(": "starts a subshell or a function",
    ")": "starts a subshell or a function",
    "{": "has braces",
    "}": "has braces",
    "$": "has an expansion outside quotes",
}


class NotUnderstood(Exception):
    """Why a text is not read: a few words that continue "it …"."""


class Word(NamedTuple):
    """One word of a command."""

    text: str
    """Without its quotes; NUL stands for what a variable will put there."""
    open: bool
    """Whether it begins with what an expansion will put there, so that it may become an option."""


def simple_commands(text: str) -> list[list[Word]]:
    """The commands that ``;``, ``&&``, ``||`` and line ends separate, each of at least one word.

    Raises NotUnderstood.
    """
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs") and char not in "\n\t":
            raise NotUnderstood("holds characters that cannot be seen")
    return _Reader(text).commands()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: list[list[Word]] = []
        self._words: list[Word] = []

    def commands(self) -> list[list[Word]]:
        text = self._text
        while self._at < len(text):
            char = text[self._at]
            if char in " \t":
                self._at += 1
            elif text.startswith("\\\n", self._at):
                self._at += 2
            elif char == "#":
                end = text.find("\n", self._at)
                self._at = len(text) if end < 0 else end
            elif char in ";\n" or text.startswith(("&&", "||"), self._at):
                self._separator()
            else:
                self._words.append(self._word())
        self._end_command()
        return self._found

    def _separator(self) -> None:
        operator = self._text[self._at]
        if operator != "\n" and not self._words:
            raise NotUnderstood("has an operator without a command before it")
        if self._text.startswith(";;", self._at):
            raise NotUnderstood("has two semicolons in a row")
        self._at += 2 if operator in "&|" else 1
        if operator in "&|":
            rest = self._text[self._at :].lstrip(" \t\n")
            if not rest or rest[0] in ";&|":
                raise NotUnderstood("has an operator without a command behind it")
        self._end_command()

    def _end_command(self) -> None:
        if self._words:
            self._found.append(self._words)
            self._words = []

    def _word(self) -> Word:
        text, start = self._text, self._at
        out: list[str] = []
        opens = False
        while self._at < len(text):
            char = text[self._at]
            if char in " \t\n;" or text.startswith(("&&", "||"), self._at):
                break
            if char == "'":
                out.append(self._single())
            elif char == '"':
                inside = self._double()
                opens |= inside.startswith("\0") and not "".join(out)
                out.append(inside)
            elif char == "\\":
                out.append(self._escaped())
            elif self._stands_for_a_file():
                out.append("{}")
                self._at += 2
            elif char in _REFUSED:
                raise NotUnderstood(_REFUSED[char])
            elif char.isspace() or (char == "!" and text[start : self._at + 2].strip() != "!"):
                raise NotUnderstood("holds characters with a meaning of their own")
            else:
                opens |= char in _GLOBS and not "".join(out)
                out.append(char)
                self._at += 1
        return Word("".join(out), opens)

    def _stands_for_a_file(self) -> bool:
        """Whether a word that is `{}` and nothing else begins here, as find has it; no shell expands that."""
        before = self._text[self._at - 1 : self._at] if self._at else " "
        behind = self._text[self._at + 2 : self._at + 3]
        return self._text.startswith("{}", self._at) and before in " \t" and behind in ("", " ", "\t", "\n")

    def _escaped(self) -> str:
        if self._at + 1 >= len(self._text):
            raise NotUnderstood("ends in the middle of a line")
        char = self._text[self._at + 1]
        self._at += 2
        return "" if char == "\n" else char

    def _single(self) -> str:
        end = self._text.find("'", self._at + 1)
        if end < 0:
            raise NotUnderstood("has a quote without an end")
        inside, self._at = self._text[self._at + 1 : end], end + 1
        return inside

    def _double(self) -> str:
        text = self._text
        self._at += 1
        out: list[str] = []
        while self._at < len(text):
            char = text[self._at]
            if char == '"':
                self._at += 1
                return "".join(out)
            if char == "\\" and self._at + 1 < len(text) and text[self._at + 1] in '"\\$`\n':
                out.append(self._escaped())
            elif char == "`":
                raise NotUnderstood(_REFUSED["`"])
            elif char == "$":
                found = _VARIABLE.match(text, self._at)
                lone = text[self._at + 1 : self._at + 2] in ("", '"', " ", "/", "|", ")")
                if found is None and not lone:
                    raise NotUnderstood("has a substitution")
                out.append("\0" if found else "$")
                self._at = found.end() if found else self._at + 1
            else:
                out.append(char)
                self._at += 1
        raise NotUnderstood("has a quote without an end")
