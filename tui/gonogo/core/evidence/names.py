"""Names for folders and files made from any text: safe on every file system, in a link and in a shell.

Two texts may get the same name (they then share a folder, whose files are told apart by their time), but a
name made from a name is that name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

LIMIT = 60
"""Bytes of a name, at most: far below every file system's own limit, also when a sync tool adds to it."""

_HASH = 8  # hex digits
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])\Z")  # by Windows, in any case and with any suffix
_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")


def slug(text: str) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; never empty, at most LIMIT bytes.

    Accents are dropped where a plain letter remains. A hash of the text stands in for what was cut off, or
    for everything where nothing is left.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    kept = "".join(character if _belongs(character) else " " for character in plain)
    name = "-".join(unicodedata.normalize("NFC", kept).split())
    if len(name.encode("utf-8", "replace")) > LIMIT or not name:
        name = _shortened(name, text)
    return f"{name}-item" if _RESERVED.match(name) else name


def folder_name(stem: str) -> str:
    """The name of a document's evidence folder: its stem, where that is a plain name, else its slug."""
    plain = _PLAIN.match(stem) and len(stem) <= LIMIT and not _RESERVED.match(stem.lower())
    return stem if plain else slug(stem)


def suffix(name: str) -> str:
    """The suffix that a copy of a file so named gets: its own where that is plain, else `.txt`."""
    found = _SUFFIX.search(name)
    return found[0].lower() if found and found.start() else ".txt"


def _belongs(character: str) -> bool:
    """Letters, digits, and the marks without which many scripts cannot be read."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _shortened(name: str, text: str) -> str:
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
    start = name.encode("utf-8", "replace")[: LIMIT - _HASH - 1].decode("utf-8", "ignore").rstrip("-")
    return f"{start}-{mark}" if start else mark
