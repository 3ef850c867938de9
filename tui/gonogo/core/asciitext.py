"""Text for terminals that take ASCII alone: whether this is one, and the nearest that can be said there.

For lines that are printed once. What the application draws keeps its cells and has a filter of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from gonogo.core.safetext import Safe

_WITHOUT_FONT = frozenset({"linux", "vt100", "vt102", "vt220"})
_BEYOND = re.compile(r"[^\x00-\x7f]")
_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−─━", "-"),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("•·∙◦", "*"),
    "…": "...",
    "→": "->",
    "⇒": "=>",
    "←": "<-",
    "↔": "<->",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "≈": "~",
    "×": "x",
    "›": ">",
    "‹": "<",
    "│": "|",
    "ß": "ss",
    "€": "EUR",
    "°": "deg",
    "µ": "u",
}


def takes_unicode(environ: Mapping[str, str]) -> bool:
    """Whether the terminal that the environment tells of shows more than ASCII: its locale, and its font."""
    return is_utf8(environ) and environ.get("TERM") not in _WITHOUT_FONT


def is_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale in the environment says that the terminal takes UTF-8.

    A locale that says nothing counts as UTF-8, as most terminals are. Where it says C, Python itself has
    set LC_CTYPE to C.UTF-8 for us (PEP 538); that is not what the person said.
    """
    if environ.get("LC_ALL"):
        return _names_utf8(environ["LC_ALL"])
    chosen = environ.get("LC_CTYPE", "")
    if not chosen or (chosen.startswith("C.") and environ.get("LANG") in {"C", "POSIX"}):
        chosen = environ.get("LANG", "")
    return not chosen or _names_utf8(chosen)


def _names_utf8(locale: str) -> bool:
    return "utf8" in locale.lower().replace("-", "")


def in_ascii(text: Safe) -> Safe:
    """The text in ASCII: `[done]` for an emoji that is a state, `:rocket:` for another, `e` for `é`.

    A letter that has no such neighbour becomes a question mark.
    """
    return text if text.isascii() else Safe(_BEYOND.sub(lambda found: _nearest(found[0]), text))


def _nearest(character: str) -> str:
    from checkdown.states import EMOJI

    if character in EMOJI:
        return f"[{EMOJI[character].value}]"
    if character in _SIGNS:
        return _SIGNS[character]
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cf"):  # accents of their own, variation selectors, joiners
        return ""
    if kind == "Zs":
        return " "
    parts = unicodedata.normalize("NFKD", character).replace("\N{FRACTION SLASH}", "/")
    plain = "".join(filter(str.isascii, parts))
    if plain.isprintable() and plain.strip():
        return plain
    name = unicodedata.name(character, "").lower().replace(" ", "-") if kind == "So" else ""
    return f":{name}:" if name else "?"
