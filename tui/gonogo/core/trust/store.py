"""The approvals of one person: a file for each document, in a folder that nobody else can write to.

Nothing but `approve` grants trust, and only for the definition that it is given. The folder is in the user's
state directory; settings of a repository have no say in it.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.core.files import lock
from gonogo.core.files.errors import Refused, TooLarge, explained
from gonogo.core.files.private import private_folder, replace_private

from .definition import SCHEMA, Definition, digest
from .guarding import check_folder, check_owner
from .place import Place

_SCHEMA = f"gonogo/trust/{SCHEMA}"
_LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Approval:
    """What a person approved."""

    digest: str
    definition: Definition
    on: str
    """ISO date and time, as the caller gave it."""


class Approvals:
    """The store. Any number of processes may use it at once; all methods raise FileError."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is for tests; by default it lies in the user's state directory."""
        if folder is None:
            from platformdirs import user_state_path  # slow to load, and seldom needed

            folder = user_state_path("gonogo") / "trust"
        self._folder = folder

    def approved(self, place: Place) -> tuple[Approval, ...]:
        """What is approved for a document, in the order in which it was. Raises Refused, see `guarding`."""
        check_folder(self._folder)
        return self._read(place)

    def trusted(self, place: Place, definition: Definition) -> bool:
        """Whether exactly this was approved for this document."""
        named = digest(definition)
        return any(each.digest == named for each in self.approved(place))

    def approve(self, place: Place, definitions: Iterable[Definition], *, on: str) -> None:
        """Approve definitions for a document; a person has seen each of them whole."""
        added = {digest(each): Approval(digest(each), each, on) for each in definitions}
        self._change(place, added, frozenset())

    def revoke(self, place: Place, digests: Collection[str] | None = None) -> int:
        """Take approvals back, all of a document where none are named; how many there were."""
        before = self.approved(place)
        gone = {each.digest for each in before} & set(
            [each.digest for each in before] if digests is None else digests
        )
        if gone:
            self._change(place, {}, gone)
        return len(gone)

    def _change(self, place: Place, added: dict[str, Approval], gone: Collection[str]) -> None:
        check_folder(self._folder)
        private_folder(self._folder)
        check_folder(self._folder)
        with lock(self._folder / place.name, self._folder):
            kept = [e for e in self._read(place) if e.digest not in gone and e.digest not in added]
            self._write(place, [*kept, *added.values()])

    def _read(self, place: Place) -> tuple[Approval, ...]:
        path = self._folder / place.name
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise explained(error, path, "read") from error
        with open(fd, "rb") as file:
            seen = os.fstat(fd)
            if not stat.S_ISREG(seen.st_mode):
                raise Refused(path, "is no regular file", "Move it away; approvals are asked for again.")
            check_owner(path, seen)
            if seen.st_size > _LARGEST:
                raise TooLarge(path, "is too large for a list of approvals", "Move it away.")
            data = file.read()
        return _parsed(path, data, place)

    def _write(self, place: Place, approvals: list[Approval]) -> None:
        path = self._folder / place.name
        data = {
            "schema": _SCHEMA,
            "repository": place.repository,
            "document": place.document,
            "approvals": [
                {"digest": each.digest, "on": each.on, "definition": each.definition.to_json()}
                for each in approvals
            ],
        }
        replace_private(path, json.dumps(data, indent=1).encode(), durable=True)


def _parsed(path: Path, data: bytes, place: Place) -> tuple[Approval, ...]:
    """The approvals of a file. One whose digest is not its definition's is passed over."""
    try:
        read: dict[str, Any] = json.loads(data)
        if (read["schema"], read["repository"], read["document"]) != (
            _SCHEMA,
            place.repository,
            place.document,
        ):
            return ()
        entries = [
            Approval(str(e["digest"]), Definition.from_json(e["definition"]), str(e["on"]))
            for e in read["approvals"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(
            path, "is damaged, so nothing in it counts", "Move it away; approvals are asked for again."
        ) from error
    return tuple(each for each in entries if each.digest == digest(each.definition))
