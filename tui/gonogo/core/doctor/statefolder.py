"""The person's own folder of state: whether it can be written, and what it holds of trust."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gonogo.core.trust.surveying import survey

from .found import Found, Severity

_KEPT = (
    "Approvals, what a review has seen, and the journal of edits outside git are kept there:"
    " without it none of them are."
)


def own_folder() -> Path:
    """Where the person's state is kept; it need not exist."""
    from platformdirs import user_state_path

    return user_state_path("gonogo")


def state_folder(folder: Path) -> Found:
    """Whether the folder can be written. It is not made for that, and nothing stays in it."""
    standing = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    problem = ""
    if not os.path.isdir(standing):
        problem = f"{standing} is no folder"
    elif standing != folder and not os.access(standing, os.W_OK | os.X_OK):
        problem = f"{standing} cannot be written, so it cannot be made"
    elif standing == folder:
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"\n")
        except OSError as error:
            problem = f"it cannot be written ({error.strerror})"
    if problem:
        return Found(
            "state",
            f"{folder}: {problem}",
            _KEPT,
            "Make it yours and writable, or set XDG_STATE_HOME to a folder that is.",
            Severity.ERROR,
        )
    return Found("state", f"{folder} {'can be written' if standing == folder else 'is made when needed'}")


def trust_store(folder: Path) -> Iterator[Found]:
    """Where approvals are, how many, and everything for which one does not count."""
    found = survey(folder)
    for problem in found.problems:
        yield Found(
            "trust",
            f"{problem.path} {problem.what}",
            "No approval counts, and none can be given." if found.refused else "Its probes do not run.",
            problem.advice or "Look at it, or move it away.",
            Severity.ERROR if found.refused else Severity.WARNING,
        )
    if found.refused:
        return
    if not os.path.isdir(folder):
        yield Found("trust", f"nothing is approved yet ({folder})")
        return
    counted = f"{_counted(found.approvals, 'approval')} for {_counted(found.documents, 'checklist')}"
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        yield Found(
            "trust",
            f"{counted} in {folder}, which others may read",
            "They can see which commands you approved, and change nothing.",
            f"`chmod 700 {folder}`.",
            Severity.INFO,
        )
        return
    yield Found("trust", f"{counted} in {folder}, for your eyes alone")


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
