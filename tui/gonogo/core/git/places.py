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
    import hashlib  # neither is needed inside git, and neither is free

    from platformdirs import user_state_path

    real = os.fsencode(os.path.realpath(document))
    folder = user_state_path(_NAME) / "documents" / hashlib.sha256(real).hexdigest()[:32]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _usable(folder: Path) -> bool:
    """Whether `folder` is, or could be made, a directory of our own: no link planted there is followed."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        return stat.S_ISDIR(folder.lstat().st_mode) and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False
