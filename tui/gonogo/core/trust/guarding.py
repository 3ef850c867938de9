"""Whether a folder or a file can hold approvals: nobody else may have put them there.

Raises Refused with what to do; a folder that is missing is fine, for nothing is approved in it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from gonogo.core.files.errors import Refused, explained
from gonogo.core.git.repository import Repository

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def check_folder(folder: Path) -> None:
    """Raises Refused where others could have written into the folder, or where a repository holds it."""
    real = Path(os.path.realpath(folder))
    repository = Repository.discover(real)
    if repository is not None:
        raise Refused(
            folder,
            f"lies inside the repository at {repository.top}, and nothing in a repository may grant trust",
            "Point XDG_STATE_HOME to a folder outside of it.",
        )
    for parent in real.parents:
        mode = parent.stat().st_mode if parent.exists() else 0
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise Refused(
                folder,
                f"cannot be trusted: everybody may write to {parent} above it",
                f"Take that right away: chmod o-w {parent}.",
            )
    try:
        seen = folder.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise explained(error, folder, "read") from error
    if not stat.S_ISDIR(seen.st_mode):
        raise Refused(folder, "is no folder of its own", "Move it away; approvals are asked for again.")
    check_owner(folder, seen)


def check_owner(path: Path, seen: os.stat_result) -> None:
    """Raises Refused where somebody else owns it or may write to it."""
    if seen.st_uid != os.geteuid():
        raise Refused(
            path,
            f"belongs to another user (uid {seen.st_uid}), so its approvals are not yours",
            "Move it away; approvals are asked for again.",
        )
    if seen.st_mode & _OTHERS_WRITE:
        raise Refused(
            path,
            "may be written by others, so its approvals may not be yours",
            f"Look at what it holds, then take that right away: chmod go-w {path}.",
        )
