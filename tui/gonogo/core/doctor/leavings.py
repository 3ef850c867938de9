"""What earlier sessions left: edits that wait in journals, and files of saves that were cut off.

Journals are looked at in the repository that one stands in and in the person's folder of state, files beside
the markdown files of that repository (outside of git: of the folder itself). Sessions that go on are none of
it. Nothing is offered or deleted here; opening a checklist does that.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from gonogo.core.files import FileError, Journal, Record
from gonogo.core.files.sweeping import Leftover, leftovers
from gonogo.core.git.listing import SUFFIXES, markdown_files
from gonogo.core.git.repository import Repository

from .found import Found, Severity

_SUBJECT = "left behind"
_SPARE = ".gonogo-"
_SHOWN = 10
"""Documents and files that are told one by one, of each kind."""


def leavings(here: Path, repository: Repository | None, state: Path) -> Iterator[Found]:
    """Everything that is left, or that nothing is; ``state`` is the person's folder of state."""
    found = [*_journals(here, repository, state), *_files(here, repository)]
    yield from found or [Found(_SUBJECT, "nothing: earlier sessions saved what they had")]


# -- journals


def _journals(here: Path, repository: Repository | None, state: Path) -> Iterator[Found]:
    folders = sorted((state / "documents").glob("*"))
    if repository is not None:
        folders.insert(0, repository.git_dir / "gonogo")
    told = 0
    for folder in folders:
        top = repository.top if repository is not None and folder.parent == repository.git_dir else here
        try:
            waiting = _by_path(each for each in Journal(folder).pending() if each.abandoned)
        except FileError as problem:
            yield Found(
                _SUBJECT, str(problem), "Edits of earlier sessions may be in it.", "", Severity.WARNING
            )
            continue
        for name, records in waiting.items():
            told += 1
            if told <= _SHOWN:
                yield _waiting(here, top / name, folder, records)
    if told > _SHOWN:
        yield Found(_SUBJECT, f"edits of {told - _SHOWN} more checklists", severity=Severity.WARNING)


def _by_path(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.path, []).append(record)
    return found


def _waiting(here: Path, path: Path, folder: Path, records: list[Record]) -> Found:
    """What a session that has ended left of one document."""
    name, day = _named(path, here), records[-1].time[:10]
    if not os.path.lexists(path):
        return Found(
            _SUBJECT,
            f"{_counted(len(records))} of {name}, which is gone, in the journal since {day}",
            "They can be made again only where the file is.",
            f"Bring the file back and open it, or leave them: they are in {folder} and do no harm.",
            Severity.INFO,
        )
    torn = any("in_place" in record.payload for record in records)
    what = f"{_counted(len(records))} of {name} in the journal since {day}, of a session that broke off"
    return Found(
        _SUBJECT,
        f"a save of {name} that broke off while it wrote over the file" if torn else what,
        "The file may be half written; the journal can make it whole." if torn else "The file lacks them.",
        f"`gonogo {shlex.quote(name)}` asks whether to make it whole."
        if torn
        else f"`gonogo {shlex.quote(name)}` asks whether to make them again or to forget them.",
        Severity.WARNING,
    )


def _counted(number: int) -> str:
    return f"{number} edit{'' if number == 1 else 's'}"


# -- files


def _files(here: Path, repository: Repository | None) -> Iterator[Found]:
    found = [(path, each) for path in _documents(here, repository) for each in _left(path)]
    for path, leftover in found[:_SHOWN]:
        yield _spare(here, path, leftover)
    if len(found) > _SHOWN:
        yield Found(_SUBJECT, f"{len(found) - _SHOWN} more such files", severity=Severity.WARNING)


def _spare(here: Path, path: Path, leftover: Leftover) -> Found:
    name, document = _named(leftover.path, here), _named(path, here)
    if leftover.theirs:
        return Found(
            _SUBJECT,
            f"{name}: what another program wrote into {document} while a save was cut off",
            "It is nowhere else, and is not deleted by itself.",
            f"`diff {shlex.quote(name)} {shlex.quote(document)}`, take over what is missing, delete it.",
            Severity.WARNING,
        )
    return Found(
        _SUBJECT,
        f"{name}: the spare file of a save that was cut off",
        "The journal or the file itself has everything that is in it.",
        f"Nothing: it goes when {document} is opened, a minute after that save at the earliest.",
        Severity.INFO,
    )


def _left(path: Path) -> tuple[Leftover, ...]:
    try:
        return leftovers(path)
    except FileError:
        return ()


def _documents(here: Path, repository: Repository | None) -> Iterator[Path]:
    """The markdown files in folders in which such a file lies."""
    try:
        if repository is None:
            files: Iterable[Path] = (Path(each) for each in os.scandir(here) if each.is_file())
            files = sorted(each for each in files if each.suffix.lower() in SUFFIXES)
        else:
            files = markdown_files(repository.top).files
    except OSError:
        return
    folders: dict[Path, bool] = {}
    for path in files:
        if path.parent not in folders:
            folders[path.parent] = _holds_spares(path.parent)
        if folders[path.parent]:
            yield path


def _holds_spares(folder: Path) -> bool:
    try:
        return any(_SPARE in name for name in os.listdir(folder))
    except OSError:
        return False


def _named(path: Path, here: Path) -> str:
    """The path as somebody who stands in `here` would type it."""
    return os.path.relpath(path, os.path.realpath(here)) if path.is_absolute() else str(path)
