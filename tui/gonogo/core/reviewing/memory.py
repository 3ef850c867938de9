"""What one person has reviewed: a file for each repository, in their own state directory.

Which changes were seen, which notes wait to be recorded, and up to which commits reviews were ended.
Nothing of it is in the repository, and losing it loses no more than the memory of having looked.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gonogo.core.files import lock
from gonogo.core.files.errors import explained
from gonogo.core.files.private import private_folder, replace_private
from gonogo.core.git.repository import Repository

_SCHEMA = "gonogo/reviewed/1"
_LARGEST = 32 << 20  # bytes that are read
SEEN_KEPT = 50_000
"""Changes that are remembered as seen; the oldest are forgotten first."""
REVIEWED_KEPT = 200
"""Commits up to which reviews were ended, that are remembered."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered for one repository."""

    seen: Mapping[str, str] = field(default_factory=dict)
    """Keys of entries, each with the ISO date on which it was seen."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Notes that are not recorded yet, by the keys of their entries."""
    reviewed: tuple[str, ...] = ()
    """Commits up to which a review was ended, the latest last."""
    stamps: Mapping[str, str] = field(default_factory=dict)
    """For keys in ``seen`` by what the newest maker is known again (``seeing``), where that was known."""


class Reviews:
    """The store of one repository. Any number of processes may use it; all methods raise FileError."""

    def __init__(self, repository: Repository, folder: Path | None = None) -> None:
        """All working trees of a repository share one. ``folder`` is for tests."""
        if folder is None:
            from platformdirs import user_state_path  # slow to load, and seldom needed

            folder = user_state_path("gonogo") / "reviews"
        self._folder = folder
        self._repository = str(repository.common_dir)
        name = hashlib.sha256(os.fsencode(self._repository)).hexdigest()[:40]
        self._path = folder / f"{name}.json"

    def load(self) -> Memory:
        """What is remembered; nothing where nothing is, or where it cannot be read as it was written."""
        try:
            with open(os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
                data: dict[str, Any] = json.loads(file.read(_LARGEST))
            if (data["schema"], data["repository"]) != (_SCHEMA, self._repository):
                return Memory()
            seen = {str(key): str(on) for key, on in data["seen"].items()}
            notes = {str(key): str(text) for key, text in data["notes"].items()}
            stamps = {str(key): str(stamp) for key, stamp in data.get("stamps", {}).items()}
            return Memory(seen, notes, tuple(map(str, data["reviewed"])), stamps)
        except FileNotFoundError:
            return Memory()
        except OSError as error:
            raise explained(error, self._path, "read") from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Memory()

    def see(self, keys: Iterable[str], *, on: str, stamps: Mapping[str, str] | None = None) -> Memory:
        """Remember that these were seen, with the stamps of their newest makers as far as these are known."""
        added = dict.fromkeys(keys, on)
        newer = {key: stamp for key, stamp in (stamps or {}).items() if stamp and key in added}

        def change(memory: Memory) -> Memory:
            kept = {key: when for key, when in memory.seen.items() if key not in added} | added
            seen = dict(list(kept.items())[-SEEN_KEPT:])
            known = {key: stamp for key, stamp in memory.stamps.items() if key in seen and key not in added}
            return replace(memory, seen=seen, stamps=known | newer)

        return self._change(change)

    def forget(self, keys: Iterable[str]) -> Memory:
        """These are to be looked at again."""
        gone = set(keys)

        def change(memory: Memory) -> Memory:
            seen, stamps = (
                {key: value for key, value in each.items() if key not in gone}
                for each in (memory.seen, memory.stamps)
            )
            return replace(memory, seen=seen, stamps=stamps)

        return self._change(change)

    def note(self, key: str, text: str) -> Memory:
        """Keep a note on an entry until it is recorded; "" takes it away."""

        def change(memory: Memory) -> Memory:
            notes = {each: words for each, words in memory.notes.items() if each != key}
            return replace(memory, notes=notes | ({key: text} if text else {}))

        return self._change(change)

    def end(self, commit: str, recorded: Iterable[str] = ()) -> Memory:
        """A review up to ``commit`` was ended; the notes on these entries are recorded."""
        gone = set(recorded)

        def change(memory: Memory) -> Memory:
            reviewed = tuple(each for each in memory.reviewed if each != commit)
            reviewed += (commit,) if commit else ()
            notes = {key: text for key, text in memory.notes.items() if key not in gone}
            return replace(memory, reviewed=reviewed[-REVIEWED_KEPT:], notes=notes)

        return self._change(change)

    def _change(self, change: Callable[[Memory], Memory]) -> Memory:
        private_folder(self._folder)
        with lock(self._path, self._folder):
            memory = change(self.load())
            self._write(memory)
        return memory

    def _write(self, memory: Memory) -> None:
        data = {
            "schema": _SCHEMA,
            "repository": self._repository,
            "seen": dict(memory.seen),
            "stamps": dict(memory.stamps),
            "notes": dict(memory.notes),
            "reviewed": memory.reviewed,
        }
        replace_private(self._path, json.dumps(data, indent=1).encode(), durable=True)
