"""How a reference is written so that it reads well on GitHub, and which sort one is by its form."""

from __future__ import annotations

import re

from checkdown.edits.writing import one_line
from checkdown.patterns import pattern
from checkdown.references import PATH, looks_like_path

_URL = pattern(r"https?://\S+", re.IGNORECASE)
_COMMIT = pattern(r"[0-9a-f]{7,40}")
_LINES = pattern(r":\d+(?:[-,]\d+)*$")


def sort_of(reference: str) -> str:
    """``path``, ``url``, ``commit`` or ``note``, by the form of a reference alone."""
    flat = reference.strip()
    if _URL.fullmatch(flat):
        return "url"
    if _COMMIT.fullmatch(flat) and any(char.isdigit() for char in flat):
        return "commit"
    return "path" if PATH.fullmatch(flat) and (looks_like_path(flat) or "/" in flat) else "note"


def written_reference(reference: str, sort: str) -> str:
    """A reference on one line: a link for a path, code where it names lines, all else as it is."""
    flat = one_line(reference)
    if sort != "path":
        return flat
    plain = not re.search(r"[\s()<>`]", flat)
    if plain and (_LINES.search(flat) or flat.endswith("/")):
        return f"`{flat}`"
    name = re.sub(r"([\[\]\\`*])", r"\\\1", flat.rstrip("/").rsplit("/", 1)[-1])
    target = flat if plain else f"<{flat.replace('<', '%3C').replace('>', '%3E')}>"
    return f"[{name}]({target})"
