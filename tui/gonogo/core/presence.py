"""Who else has a document open on this machine, and where their cursor is: a small file for each of us.

The files lie in gonogo's folder under the git directory. One whose process has ended is no presence any
more, however it ended; whoever sees it takes it away. Nothing depends on these files but what is shown.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.processes import birth, has_ended
from gonogo.core.git.places import state_dir
from gonogo.core.git.repository import Repository

_SCHEMA = "gonogo/presence/1"
_LARGEST = 8192  # bytes that are read of a file
_MOST = 64  # files that are looked at: more than work together
_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else's cursor."""

    process: int
    who: str
    """As they gave it; not safe to show as it is."""
    item: str
    """The id of the item that it stands on, "" for none."""


class Presence:
    """One's own file, and those of the others. All methods may wait for a disk; they raise OSError."""

    def __init__(self, document: Path, repository: Repository) -> None:
        self._folder = state_dir(document, repository) / "presence"
        self._log = repository.git_dir / "logs" / "HEAD"
        self._key = hashlib.sha256(os.fsencode(os.path.realpath(document))).hexdigest()[:24]
        self._own = self._folder / f"{self._key}-{os.getpid()}.json"
        self._guard = threading.Lock()
        self._left = False

    def tell(self, who: str, item: str) -> None:
        """Say where one's cursor is. Once one has left this does nothing."""
        with self._guard:
            if not self._left:
                self._tell(who, item)

    def _tell(self, who: str, item: str) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        data = {
            "schema": _SCHEMA,
            "process": os.getpid(),
            "birth": birth(os.getpid()),
            "who": who[:_NAME_LENGTH],
            "item": item,
        }
        spare = self._own.with_suffix(f".{secrets.token_hex(4)}")
        try:
            made = os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            with open(made, "wb") as file:
                file.write(json.dumps(data).encode())
            os.replace(spare, self._own)
        finally:
            with suppress(OSError):
                spare.unlink(missing_ok=True)

    def others(self) -> tuple[Other, ...]:
        """Everybody else who has the document open now, by their process."""
        found = []
        try:
            with os.scandir(self._folder) as entries:
                names = sorted(e.name for e in entries if e.name.startswith(f"{self._key}-"))[:_MOST]
        except OSError:
            return ()
        for name in names:
            path = self._folder / name
            if path != self._own and path.suffix == ".json":
                found += [other] if (other := _other(path)) is not None else []
        return tuple(found)

    def head(self) -> tuple[int, int]:
        """What is another value whenever somebody has committed or switched branches here."""
        try:
            found = self._log.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def leave(self) -> None:
        """Be gone, for good."""
        with self._guard:
            self._left = True
            self._own.unlink(missing_ok=True)


def _other(path: Path) -> Other | None:
    """What a file tells of a process that lives; None, and the file gone, of one that has ended."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK), "rb") as file:
            data = json.loads(file.read(_LARGEST))
        if data["schema"] != _SCHEMA:
            return None
        told = Other(int(data["process"]), str(data["who"]), str(data["item"]))
        born = str(data["birth"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if told.process < 1 or has_ended(told.process, born):
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None
    return told
