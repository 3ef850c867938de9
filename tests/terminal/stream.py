"""What a program writes to its terminal, taken apart: text, control sequences, modes, and what is forbidden.

Serves the harness: pyte gets the part that it understands, a test gets a list of everything that an
application has no business to send, and the modes tell whether the terminal was left as it was found.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\x1b\[(?P<prefix>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_](?P<string>[^\x1b]*)\x1b\\"
    r"|\x1b(?P<escape>[ -/]*[0-Z\\^-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)?$")

PLAIN_MODES = frozenset({7, 25, 1000, 1002, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048})
"""DEC private modes that the application may switch. 1003, every movement of the mouse, is none of them."""
DRAWING = frozenset("mHABCDGJKXLMr")
"""Sequences that place the cursor, change the look, erase, and move lines."""
PLAIN_CONTROLS = frozenset("\n\r")
DECEIVING = re.compile(r"[\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


@dataclass
class Stream:
    """The output so far, as it comes in chunks that may end anywhere."""

    raw: bytearray = field(default_factory=bytearray)
    modes: dict[int, bool] = field(default_factory=dict)
    """DEC private modes by number, as last switched."""
    keyboard: int = 0
    """How many kitty keyboard modes are pushed."""
    forbidden: list[str] = field(default_factory=list)
    """Everything that came and may not: other sequences, lone control characters, deceiving characters."""
    clipboard: list[str] = field(default_factory=list)
    """What was put into the clipboard (OSC 52), still in base64."""
    questions: list[str] = field(default_factory=list)
    """Sequences that ask the terminal something, not answered yet."""
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("surrogateescape")
    )
    _rest: str = ""

    def feed(self, data: bytes) -> str:
        """Take `data` in and return what an emulator that knows the basics should draw."""
        self.raw += data
        text = self._rest + self._decoder.decode(data)
        if (unfinished := _UNFINISHED.search(text)) and len(unfinished[0]) < 65536:
            self._rest, text = unfinished[0], text[: unfinished.start()]
        else:
            self._rest = ""
        return "".join(self._drawn(text))

    def _drawn(self, text: str) -> Iterator[str]:
        at = 0
        for token in _TOKEN.finditer(text):
            if token.start() != at:
                self.forbidden.append(text[at : token.start()])
            at = token.end()
            if token["text"] is not None:
                self.forbidden += [f"U+{ord(found):04X}" for found in DECEIVING.findall(token[0])]
                yield token[0]
            elif token["control"] is not None:
                if token[0] not in PLAIN_CONTROLS:
                    self.forbidden.append(token[0])
                yield token[0]
            elif token["final"] is not None:
                yield from self._sequence(token)
            else:
                self._other(token)
        if at != len(text):
            self.forbidden.append(text[at:])

    def _sequence(self, token: re.Match[str]) -> Iterator[str]:
        kind = (token["prefix"], token["between"], token["final"])
        numbers = [int(number) for number in re.findall(r"\d+", token["parameters"])]
        if kind in {("?", "", "h"), ("?", "", "l")}:
            for number in numbers:
                self.modes[number] = token["final"] == "h"
                if number not in PLAIN_MODES:
                    self.forbidden.append(token[0])
            # the emulator has one screen: begin each with nothing on it
            yield "\x1b[2J\x1b[H" if 1049 in numbers else token[0]
        elif kind[:2] == ("", "") and kind[2] in DRAWING:
            yield token[0]
        elif kind in {(">", "", "u"), ("<", "", "u")}:
            self.keyboard += 1 if token["prefix"] == ">" else -1
        elif kind == ("?", "$", "p") or kind == ("", "", "n"):
            self.questions.append(token[0])
        else:
            self.forbidden.append(token[0])
            yield "" if token["prefix"] or token["between"] else token[0]

    def _other(self, token: re.Match[str]) -> None:
        osc = token["osc"]
        if osc is not None and osc.startswith("52;c;"):
            self.clipboard.append(osc.removeprefix("52;c;"))
        else:
            self.forbidden.append(token[0])

    def left_on(self) -> list[str]:
        """What is still switched on that a shell does not want; empty when the terminal is as it was."""
        wrong = [
            f"mode {mode} is on" for mode, on in sorted(self.modes.items()) if on and mode not in {7, 25}
        ]
        wrong += [f"mode {mode} is off" for mode in (7, 25) if self.modes.get(mode) is False]
        return wrong + (["the kitty keyboard mode is on"] if self.keyboard > 0 else [])
