"""The last look at every line before it goes to the terminal.

Text is made safe where it comes in (`gonogo.core.safetext`). Should some ever get past that, the tripwire
still turns it into symbols here, so that no byte from outside is obeyed; the line may then look odd, which
is how it gets noticed. Textual hands every line that it draws to these filters (`App.get_line_filters`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from checkdown.states import EMOJI
from gonogo.core.safetext import is_safe, safe
from gonogo.widgets.glyphs import ASCII


class Tripwire(LineFilter):
    """Shows what a terminal would obey as symbols, and takes the target out of links, in any line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments where they are safe, which is always unless there is a mistake in gonogo."""
        if all(is_safe(text) and not (style and style.link) for text, style, _ in segments):
            return segments
        cells = sum(cell_len(text) for text, _, _ in segments)
        shown = [
            Segment(safe(text), style.update_link(None) if style and style.link else style)
            for text, style, _ in segments
        ]
        return Segment.adjust_line_length(shown, cells)


class AsciiOnly(LineFilter):
    """For terminals without Unicode: everything else as its nearest ASCII, as wide as it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with no character beyond ASCII."""
        return [
            segment if segment.text.isascii() else Segment(_ascii(segment.text), segment.style)
            for segment in segments
        ]


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_DRAWN = str.maketrans(
    {
        **dict.fromkeys("─━═╌┄┈╴╶╸╺▔▁▂⎯–—‐‑−", "-"),
        **dict.fromkeys("│┃║╎┆┊╵╷╹╻▏▎▍▌▐▕", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝", "+"),
        **dict.fromkeys("█▉▊▋▓▒▃▄▅▆▇▀", "#"),
        **dict.fromkeys("░·•…", "."),
        **dict.fromkeys("‘’‚‹›", "'"),
        **dict.fromkeys("“”„«»", '"'),
        "✔": "x",
        "✗": "X",
        "×": "x",
        "→": ">",
        "←": "<",
        "▸": ">",
        "\u00a0": " ",
    }
)


def _ascii(text: str) -> str:
    return _NOT_ASCII.sub(lambda found: _nearest(found[0]), text)


@lru_cache(4096)
def _nearest(text: str) -> str:
    drawn = text.translate(_DRAWN)
    if drawn.isascii():
        return drawn
    shown = "".join(character if character.isascii() else _letter(character) for character in drawn)
    cells = cell_len(text)
    return shown[:cells].ljust(cells, "?")


def _letter(character: str) -> str:
    """`é` is `e`, `✅` the sign of its state; what has neither is as many question marks as it is wide."""
    if character in EMOJI:
        return ASCII.states[EMOJI[character].value].ljust(cell_len(character))
    plain = unicodedata.normalize("NFKD", character)[0]
    return plain if plain.isascii() and plain.isprintable() else "?" * cell_len(character)
