"""What was observed, made fit to be shown and kept: plain text without secrets.

First the sequences that only a terminal understands go, for they could stand in the middle of a secret; then
secrets are hidden; last, what still cannot be seen is made visible.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from checkdown.probing import Verb
from gonogo.core.redacting import Redacted, named_secret, redacted
from gonogo.core.safetext import Safe, safe, safe_block

from .jsonpaths import NoSuchValue, value_at
from .outcome import Result

_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,200}[ -/]{0,20}[@-~]"  # CSI: colours, moves
    "|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)?"  # OSC: titles, links, the clipboard
    "|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)?"  # DCS and the like
    "|\x1b[ -/]{0,20}[0-~]"
)
_OVERSTRUCK = re.compile("[^\n\x08]\x08")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_JOINED = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""What cannot be seen and may stand within a secret."""

_STEP = 4096
"""Characters of growing output that are presented for good at a time."""
_HIDDEN = re.compile(r"\[hidden: ([^\]\n]{1,200})\]")


@dataclass(frozen=True, slots=True)
class Presented:
    """Output and reasons as they may be shown and kept."""

    lines: tuple[Safe, ...]
    reasons: tuple[Safe, ...]
    hidden: Mapping[str, int]
    """How many secrets of each kind were hidden, in both."""
    remark: str
    """A sentence about what was hidden; "" where nothing was."""


def plain(text: str) -> str:
    """The text without terminal sequences and control characters; lines end in a line feed."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    lined = text.replace("\r\n", "\n")
    unstruck = _OVERSTRUCK.sub("", _SEQUENCE.sub("", lined))
    return _CONTROL.sub("", unstruck.replace("\r", "\n"))


def without_secrets(text: str, values: Mapping[str, str] | None = None, *, cut: bool = False) -> Redacted:
    """Plain text in which secrets are hidden; ``values`` are the variables that were passed.

    Of text that was ``cut`` off, no half of a secret is left at its end.
    """
    cleaned = plain(text)
    bare = _JOINED.sub("", cleaned)
    if bare != cleaned and redacted(bare, values).count > redacted(cleaned, values).count:
        cleaned = bare  # what cannot be seen stood within a secret
    return redacted(cleaned, values, cut=cut)


def hidden_in(text: str, values: Mapping[str, str] | None = None) -> str:
    """A few words of a document, such as an address, without the secrets in them."""
    return redacted(text, values).text


def presented(result: Result, values: Mapping[str, str] | None = None) -> Presented:
    """A result as it may be shown; what is a secret by the path that is asked for is one everywhere in it."""
    values = {**_asked_for(result), **(values or {})}
    output = without_secrets(result.observed.output, values, cut=result.observed.cut)
    reasons = [without_secrets(each, values) for each in result.reasons]
    hidden = dict(output.hidden)
    for each in reasons:
        for kind in _HIDDEN.findall(each.text):  # some of it when it was judged
            hidden[kind] = hidden.get(kind, 0) + 1
    return Presented(
        lines_of(output.text),
        tuple(safe(" ".join(each.text.split())) for each in reasons),
        hidden,
        Redacted("", hidden).remark,
    )


def _asked_for(result: Result) -> dict[str, str]:
    """The values of the answer that are secrets for what they are called, by the path of the expectation."""
    found: dict[str, str] = {}
    for each in result.probe.expected:
        if each.verb is Verb.JSON:
            with suppress(NoSuchValue):
                value = value_at(result.observed.output, each.path)
                if isinstance(value, (str, int, float)) and named_secret(each.path, value):
                    found[each.path.replace("[", ".").replace("]", "")] = str(value)
    return found


def lines_of(text: str) -> tuple[Safe, ...]:
    """The lines of a text, safe to show; the line feed at its end makes no line of its own."""
    return safe_block(text.removesuffix("\n")) if text else ()


class SoFar:
    """Output that still comes: what was presented once is not looked at again, for that takes milliseconds.

    An unfinished line waits, for it may be half of a secret, and so does what follows the beginning of a key.
    """

    def __init__(self) -> None:
        self._settled: list[Safe] = []
        self._at = 0

    def lines(self, text: str, values: Mapping[str, str] | None = None) -> tuple[Safe, ...]:
        """The lines of a text that has only grown since it was given before."""
        end = text.rfind("\n") + 1
        while end - self._at > 2 * _STEP:
            cut = text.rfind("\n", self._at, self._at + _STEP) + 1
            key = text.find("-----BEGIN", self._at, self._at + _STEP)
            cut = min(cut, text.rfind("\n", self._at, key) + 1) if key >= 0 else cut
            if cut <= self._at:
                break
            self._settled += lines_of(without_secrets(text[self._at : cut], values).text)
            self._at = cut
        return (*self._settled, *lines_of(without_secrets(text[self._at : end], values).text))
