"""Text that may be shown: one type, made in one place.

Documents, file names, git output and probe output are written by others and may hold bytes that a
terminal obeys or that deceive a reader. `safe` turns such characters into symbols that can be seen,
once, where text comes in, so that everything behind it can measure, cut and draw it as it is.
What is dangerous is a fixed list (not Python's Unicode tables), so every Python gives the same text.
Drawing, colours and cell widths are left to the widgets.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NewType

Safe = NewType("Safe", str)
"""One line of text without a character that a terminal obeys or that cannot be seen. Only `safe` makes it."""

EMPTY = Safe("")

TAB = "    "
"""What a tab becomes. Fixed, so that a text is as wide wherever it stands."""

# Characters that may carry a variation selector or be part of a joined emoji.
_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_KEYCAP = "#*0-9"
# Letters of scripts in which a zero-width non-joiner is ordinary spelling (Persian above all).
_JOINING = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\u0900-\u0dff"

_CONTROL = "\x00-\x1f\x7f-\x9f"
_UNSEEN = (
    "\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NO_CHARACTER = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15)
)
_PRIVATE_PLANES = "\U000f0000-\U0010ffff"


@cache
def _unsafe() -> re.Pattern[str]:
    """What `safe` replaces. Made when the first text is not plain ASCII: it takes 2 ms.

    A joiner stays between two emoji; a variation selector stays on the emoji (or keycap) before it; a
    non-joiner stays between two letters of a joining script. Everywhere else they are shown. Rich skips
    whatever follows a joiner when it measures, another reason to keep no joiner in plain text.
    """
    return re.compile(
        f"[{_CONTROL}{_UNSEEN}{_NO_CHARACTER}{_PRIVATE_PLANES}]"
        f"|(?<![{_PICTURE}{_KEYCAP}])[\ufe0e\ufe0f]"
        f"|\u200d(?:(?<![{_PICTURE}]\u200d)(?<![{_PICTURE}]\ufe0f\u200d)|(?![{_PICTURE}]))"
        f"|\u200c(?:(?<![{_JOINING}]\u200c)|(?![{_JOINING}]))"
    )


def safe(text: str, *, pictures: bool = True) -> Safe:
    """`text` as one line that is safe to show. Linear; what is safe already comes back as it is.

    A tab becomes four spaces. A control character below U+0020 and DEL become their control picture (one
    cell), or `^[` with `pictures=False`, for terminals without Unicode. Bytes that were no UTF-8 (lone
    surrogates of `surrogateescape`) become `<0xE9>`, everything else that cannot be seen `<U+202E>`.
    """
    if text.isascii() and text.isprintable():
        return Safe(text)
    return Safe(_unsafe().sub(_picture if pictures else _caret, text))


def safe_block(text: str, *, pictures: bool = True) -> tuple[Safe, ...]:
    """The lines of `text`, each made safe; it is cut at LF, CRLF and CR and nowhere else."""
    return tuple(safe(line, pictures=pictures) for line in re.split(r"\r\n|\n|\r", text))


def is_safe(text: str) -> bool:
    """Whether `safe` would return `text` unchanged."""
    return (text.isascii() and text.isprintable()) or _unsafe().search(text) is None


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x09:
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _named(code)


def _caret(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x09:
        return TAB
    return "^" + chr(code ^ 0x40) if code < 0x20 or code == 0x7F else _named(code)


def _named(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # how surrogateescape keeps a byte that is no UTF-8
        return f"<0x{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"
