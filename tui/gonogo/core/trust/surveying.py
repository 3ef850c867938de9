"""The whole store looked at: what is approved anywhere, and whether anything there does not count.

Nothing is granted, taken back or repaired here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.errors import FileError, Refused, explained

from .guarding import check_folder
from .place import Place
from .store import Approvals


@dataclass(frozen=True, slots=True)
class Survey:
    """What a store holds."""

    documents: int = 0
    """Documents for which something is approved."""
    approvals: int = 0
    problems: tuple[FileError, ...] = ()
    """Why the store, or a file in it, does not count."""
    refused: bool = False
    """Whether nothing in it counts."""


def survey(folder: Path) -> Survey:
    """What the store in `folder` holds; a folder that is missing holds nothing."""
    try:
        check_folder(folder)
        files = sorted(folder.glob("*.json"))
        next(iter(folder.iterdir()), None) if folder.is_dir() else None
    except FileError as error:
        return Survey(problems=(error,), refused=True)
    except OSError as error:
        return Survey(problems=(explained(error, folder, "read"),), refused=True)
    store = Approvals(folder)
    counts: list[int] = []
    problems: list[FileError] = []
    for path in files:
        try:
            counts.append(_counted(store, path, problems))
        except FileError as error:
            problems.append(error)
    counted = [count for count in counts if count]
    return Survey(len(counted), sum(counted), tuple(problems))


def _counted(store: Approvals, path: Path, problems: list[FileError]) -> int:
    """How many approvals of a file count. Raises FileError where none does."""
    place, written = _place_in(path)
    if place.name != path.name:
        raise Refused(
            path, "has not the name of the document that it is for, so nothing in it counts", "Move it away."
        )
    count = len(store.approved(place))
    if count < written:
        problems.append(
            Refused(
                path,
                f"holds {written - count} of {written} approvals that are not what they were given for",
                "They do not count; `gonogo trust` asks again.",
            )
        )
    return count


def _place_in(path: Path) -> tuple[Place, int]:
    """The document that a file names, and how many approvals it lists. Raises FileError."""
    from gonogo.core.files.reading import read

    try:
        told = json.loads(read(path).data)
        return Place(str(told["repository"]), str(told["document"])), len(told["approvals"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(
            path, "is damaged, so nothing in it counts", "Move it away; approvals are asked for again."
        ) from error
