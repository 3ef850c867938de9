"""What was read of a history, kept under the git directory so that the next reading begins where it ended.

Never trusted over git: it counts only while the commit up to which it goes is part of the history of HEAD,
and whatever is not as it was written, to the byte, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checkdown import State
from gonogo import __version__
from gonogo.core.files.private import open_private
from gonogo.core.git.dating import cut_off
from gonogo.core.git.places import state_dir
from gonogo.core.git.repository import Repository

from .values import Flip, Version

_FORM = f"gonogo history 5 {__version__}"
_MOST = 64 << 20  # bytes of a file that are read


@dataclass(frozen=True, slots=True)
class Kept:
    """A history up to a commit."""

    head: str
    """The commit that was HEAD."""
    versions: tuple[Version, ...]
    flips: tuple[Flip, ...]
    numbers: tuple[int, ...]
    """For each item of the last version its number."""
    count: int
    """The highest number that was given."""
    added: Mapping[int, Version]
    """For those numbers of which it is known, the version that brought the item."""
    unread: tuple[Version, ...] = ()
    """Versions in which the file is no text."""


def load(repository: Repository, path: str) -> Kept | None:
    """What is kept of the history of a file; None where nothing is, or nothing that can be used."""
    try:
        with _file(repository, path).open("rb") as file:
            written = file.read(_MOST)
        digest, _, body = written.partition(b"\n")
        if digest != _digest(body):
            return None
        data = json.loads(body)
        if data["form"] != _FORM or data["path"] != path or data["cut"] != _cut(repository):
            return None
        versions = tuple(map(_version, data["versions"]))
        flips = tuple(_flip(each, versions) for each in data["flips"])
        numbers = tuple(map(int, data["numbers"]))
        added = {int(number): versions[at] for number, at in data["added"]}
        unread = tuple(versions[at] for at in data["unread"])
        return Kept(str(data["head"]), versions, flips, numbers, int(data["count"]), added, unread)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def _version(data: dict[str, Any]) -> Version:
    several = {name: tuple(map(str, data[name])) for name in ("before", "parents")}
    return Version(**{**data, **several})


def _flip(data: dict[str, Any], versions: tuple[Version, ...]) -> Flip:
    return Flip(
        int(data["item"]),
        str(data["id"]),
        str(data["text"]),
        State(data["before"]) if data["before"] is not None else None,
        State(data["after"]),
        tuple(map(str, data["evidence"])),
        versions[data["version"]],
    )


def store(repository: Repository, path: str, kept: Kept) -> None:
    """Keep a history. Where that cannot be written nothing is kept, and nothing is lost."""
    places = {version.commit: at for at, version in enumerate(kept.versions)}
    data = {
        "form": _FORM,
        "path": path,
        "cut": _cut(repository),
        "head": kept.head,
        "versions": [
            {name: getattr(version, name) for name in Version.__slots__} for version in kept.versions
        ],
        "flips": [
            {
                "item": flip.item,
                "id": flip.id,
                "text": flip.text,
                "before": flip.before.value if flip.before is not None else None,
                "after": flip.after.value,
                "evidence": flip.evidence,
                "version": places[flip.version.commit],
            }
            for flip in kept.flips
        ],
        "numbers": kept.numbers,
        "count": kept.count,
        "unread": [places[version.commit] for version in kept.unread],
        "added": [[number, places[version.commit]] for number, version in kept.added.items()],
    }
    with suppress(OSError):
        target = _file(repository, path)
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        body = json.dumps(data).encode()
        with open(open_private(draft, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(_digest(body) + b"\n" + body)
        draft.replace(target)


def _cut(repository: Repository) -> list[str]:
    """Where a shallow clone ends: what comes before is another history once it is fetched."""
    return sorted(os.fsdecode(commit) for commit in cut_off(repository))


def _digest(body: bytes) -> bytes:
    """What tells a file that was damaged or edited from one that we wrote."""
    return hashlib.sha256(body).hexdigest().encode()


def _file(repository: Repository, path: str) -> Path:
    name = hashlib.sha256(os.fsencode(path)).hexdigest()[:32]
    return state_dir(repository.top / path, repository) / f"history-{name}.json"
