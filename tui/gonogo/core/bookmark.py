"""Where a person left a checklist, so that the next start goes on there: a file for each in the user's state.

The item, the folds, the filter, and texts that were being typed. Written when the application is left, never
while it is used. What cannot be read as it was written counts as nothing: that loses a place and no edit.
"""

from __future__ import annotations

import os
import stat
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

_SCHEMA = "gonogo/bookmark/1"
_LARGEST = 256 * 1024  # bytes of a file
LONGEST = 16_000
"""Characters of a text at most."""
FOLDS = 2000
"""Folded sections that are kept at most."""
TEXTS = 8
"""Unfinished texts that are kept for a checklist; the oldest is forgotten first."""
KEPT = 200
"""Checklists of which the place is kept; the one that was left first is forgotten first."""

EARLY = "early"
"""The kind of an `Unfinished` that no dialog is for: what waited until all was read. Its fields: the keys of
the actions, and how many keys came after them."""

Titles = tuple[str, ...]
"""Titles of sections from the top down."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed into a dialog that was not answered."""

    kind: str
    """Which dialog: reason, evidence, note, text, new, message, find, filter and others."""
    item: str
    """The id of the item it is about; "" where it is about none."""
    text: str
    """That item's text."""
    typed: tuple[str, ...]
    """What stood in its fields."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where somebody was."""

    item: str = ""
    """The id of the item under the cursor; "" for none."""
    text: str = ""
    """Its text."""
    path: Titles = ()
    """The section that the cursor was in."""
    folded: tuple[Titles, ...] | None = None
    """Paths of the sections that were folded; None where that is not known."""
    filtered: str = ""
    """The filter, as a person types it."""
    broken: bool = False
    """Whether nobody asked for the end."""
    unfinished: tuple[Unfinished, ...] = ()


NOWHERE = Bookmark()


class Bookmarks:
    """The bookmark of one document. `keep` and `forget` raise FileError."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        """``path`` is the document's. ``folder`` is for tests."""
        if folder is None:
            from platformdirs import user_state_path

            folder = user_state_path("gonogo") / "bookmarks"
        self._folder = folder
        self._document = os.path.realpath(path)
        name = os.fsencode(self._document)
        # not hashlib, which takes 2 ms of every start: two documents of one name only forget each other
        self._path = folder / f"{crc32(name):08x}{crc32(name[::-1]):08x}.json"

    def load(self) -> Bookmark:
        """The bookmark; NOWHERE where there is none, or none that can be read as it was written."""
        if not os.path.lexists(self._path):
            return NOWHERE
        import json  # what a first start has no use for is loaded where it is needed

        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            with open(os.open(self._path, flags), "rb") as file:
                seen = os.fstat(file.fileno())
                if not stat.S_ISREG(seen.st_mode) or seen.st_uid != os.getuid() or seen.st_size > _LARGEST:
                    return NOWHERE
                data = json.loads(file.read(_LARGEST))
            if (data["schema"], data["document"]) != (_SCHEMA, self._document):
                return NOWHERE
            return _bookmark(data["bookmark"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return NOWHERE

    def keep(self, bookmark: Bookmark) -> None:
        """Remember a place, or forget it where there is nothing to remember."""
        if bookmark == NOWHERE:
            self.forget()
            return
        from gonogo.core.files.errors import explained
        from gonogo.core.files.private import private_folder, replace_private

        private_folder(self._folder)
        replace_private(self._path, self._written(bookmark))
        try:
            self._forget_old()
        except OSError as error:
            raise explained(error, self._path, "written") from error

    def forget(self) -> None:
        """Remember nothing."""
        from gonogo.core.files.errors import explained

        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise explained(error, self._path, "removed") from error

    def _written(self, bookmark: Bookmark) -> bytes:
        """The file, with less in it where it would be too large."""
        import json

        bookmark = replace(bookmark, unfinished=bookmark.unfinished[-TEXTS:])
        without = replace(bookmark, folded=None)
        data = b""
        for each in (bookmark, without, replace(without, unfinished=without.unfinished[-1:])):
            whole = {"schema": _SCHEMA, "document": self._document, "bookmark": asdict(each)}
            data = json.dumps(whole).encode()
            if len(data) <= _LARGEST:
                break
        return data

    def _forget_old(self) -> None:
        with os.scandir(self._folder) as entries:
            found = sorted((e.stat(follow_symlinks=False).st_mtime_ns, e.path) for e in entries)
        for _, path in found[:-KEPT]:
            os.unlink(path)


def _bookmark(data: dict[str, Any]) -> Bookmark:
    """The bookmark of what was written; ValueError, KeyError or TypeError for anything else."""
    folded = data["folded"]
    if folded is not None and len(folded) > FOLDS:
        raise ValueError("too many folds")
    if data["broken"] not in (True, False) or len(data["unfinished"]) > TEXTS:
        raise ValueError("no bookmark")
    return Bookmark(
        _text(data["item"]),
        _text(data["text"]),
        _texts(data["path"]),
        None if folded is None else tuple(map(_texts, folded)),
        _text(data["filtered"]),
        data["broken"],
        tuple(
            Unfinished(_text(u["kind"]), _text(u["item"]), _text(u["text"]), _texts(u["typed"]))
            for u in data["unfinished"]
        ),
    )


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("no list")
    return tuple(map(_text, values))


def _text(value: object) -> str:
    if not isinstance(value, str) or not keepable(value):
        raise ValueError("no text")
    return value


def keepable(text: str) -> bool:
    """Whether a text may be kept: not too long, and with nothing in it that a terminal would obey."""
    return len(text) <= LONGEST and not any(
        (ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in text
    )
