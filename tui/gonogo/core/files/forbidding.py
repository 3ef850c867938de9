"""What forbids writing to a file that is known not to be writable: its mode, or something beyond that."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def what_forbids(path: Path) -> str:
    """Of a file that cannot be written, what does not allow it, and the command that shows that.

    Its permissions, unless they would: then an attribute or an access list. The file system is not asked.
    """
    try:
        allowed = _mode_allows(path.stat())
    except OSError:
        allowed = False
    if allowed:
        return "an attribute such as immutable (lsattr), or an access list (getfacl), does not allow it"
    return "its permissions do not allow it (ls -l)"


def _mode_allows(seen: os.stat_result) -> bool:
    """Whether the permissions that `ls -l` shows would let us write."""
    user = os.geteuid()
    if user == 0:
        return True
    if seen.st_uid == user:
        return bool(seen.st_mode & stat.S_IWUSR)
    ours = seen.st_gid in (os.getegid(), *os.getgroups())
    return bool(seen.st_mode & (stat.S_IWGRP if ours else stat.S_IWOTH))
