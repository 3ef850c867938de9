"""Where gonogo keeps what belongs to a document but not into it: the journal of edits, locks, caches.

Inside git that is `gonogo/` in the working tree's own git directory, so it goes when the clone goes and
is never committed; outside git, and where that directory cannot be used, a folder of the user's state.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .repository import Repository

_NAME = "gonogo"


def state_dir(document: Path, repository: Repository | None = None) -> Path:
    """The directory for a document, made if need be (mode 0700).

    In git it is one for all documents of a working tree, so name files in it by document; elsewhere it is one
    for each real path. Raises OSError where neither place can be written.
    """
    if repository is not None:
        folder = repository.git_dir / _NAME
        if _usable(folder):
            return folder
    folder = user_dir(document)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def user_dir(document: Path) -> Path:
    """The directory for a document in the user's state, where `state_dir` turns to last. Makes nothing."""
    import hashlib  # not free, and not needed for what only reads

    real = os.fsencode(os.path.realpath(document))
    return _user_state() / "documents" / hashlib.sha256(real).hexdigest()[:32]


def _user_state() -> Path:
    """What platformdirs gives; on Linux without loading it, which each edit on the command line feels."""
    if os.uname().sysname == "Linux":
        named = os.environ.get("XDG_STATE_HOME", "")
        return Path(named if named.strip() else os.path.expanduser("~/.local/state")) / _NAME
    from platformdirs import user_state_path

    return user_state_path(_NAME)


def _usable(folder: Path) -> bool:
    """Whether `folder` is, or could be made, a directory of our own: no link planted there is followed."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        return stat.S_ISDIR(folder.lstat().st_mode) and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False
