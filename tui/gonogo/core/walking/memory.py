"""Where walks are kept, so that one can be left and gone on with: a file for each document of a repository.

In the state directory of who walks, not in the repository. Losing one loses the place, and no edit.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gonogo.core.files.errors import explained
from gonogo.core.files.private import private_folder, replace_private

from .agenda import Course
from .walk import Objection, Walk

_SCHEMA = "gonogo/walk/1"
_LARGEST = 32 << 20  # bytes that are read


class Walks:
    """The kept walk of one document. What writes raises FileError.

    What is to be kept is said by `remember`, at once; `flush` writes it, in a thread or not. However many
    threads write, the walk that was said last is the one that stays.
    """

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        """``path`` is the document's. ``folder`` is for tests."""
        if folder is None:
            from platformdirs import user_state_path  # slow to load, and seldom needed

            folder = user_state_path("gonogo") / "walks"
        self._folder = folder
        self._document = str(path.resolve())
        name = hashlib.sha256(os.fsencode(self._document)).hexdigest()[:40]
        self._path = folder / f"{name}.json"
        self._wanted: deque[Walk | None] = deque(maxlen=1)
        """What is to be kept and is not yet; None for nothing at all."""
        self._turn = threading.Lock()

    def load(self) -> Walk | None:
        """The walk that was left, None where there is none or it cannot be read as it was written."""
        try:
            with open(os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
                data: dict[str, Any] = json.loads(file.read(_LARGEST))
            if (data["schema"], data["document"]) != (_SCHEMA, self._document):
                return None
            return _walk(data["walk"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def remember(self, walk: Walk | None) -> None:
        """A walk is to be kept, in place of the one before; None: it is ended."""
        self._wanted.append(walk)

    def flush(self) -> None:
        """Bring to the disk what is to be kept, if anything is. Returns when it is there."""
        with self._turn:
            if not self._wanted:
                return
            walk = self._wanted.pop()
            if walk is None:
                self._forget()
            else:
                private_folder(self._folder)
                data = {"schema": _SCHEMA, "document": self._document, "walk": asdict(walk)}
                replace_private(self._path, json.dumps(data).encode())

    def _forget(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise explained(error, self._path, "removed") from error


def _walk(data: dict[str, Any]) -> Walk:
    """The walk of what was written; KeyError, TypeError or ValueError for anything else."""
    course = data["course"]
    return Walk(
        Course(str(course["phase"]), bool(course["only_open"]), bool(course["attention"])),
        tuple(map(str, data["agenda"])),
        str(data["at"]),
        tuple(map(str, data["visited"])),
        tuple(map(str, data["skipped"])),
        tuple(
            Objection(str(each["item"]), str(each["who"]), str(each["why"])) for each in data["objections"]
        ),
        str(data["driver"]),
        str(data["reviewer"]),
        bool(data["confirm"]),
        float(data["seconds"]),
        str(data["began"]),
    )
