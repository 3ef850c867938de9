"""Why a document can only be looked at: found in its bytes and in where it stands, without asking git."""

from __future__ import annotations

import os
from pathlib import Path

from gonogo.core.files.forbidding import what_forbids
from gonogo.core.git import Repository, conflict_marker, is_lfs_pointer


def no_checklist(path: Path, data: bytes, repository: Repository | None) -> str:
    """Why these bytes are no text to put edits on, as a sentence; "" where they are one."""
    # Outside git no merge can be in progress: there such lines are text like any other.
    marker = conflict_marker(data) if repository is not None else None
    if marker:
        return (
            f"{path} holds a conflict marker in line {marker}; resolve the merge first, then edit it here"
            " (in a sample of one, put a space before it)"
        )
    if is_lfs_pointer(data):
        return f"{path} is a Git LFS pointer; fetch the document itself (git lfs pull), then edit it here"
    return ""


def out_of_reach(path: Path, repository: Repository | None) -> str:
    """Why what stands there can only be looked at, whatever it holds, as a sentence; "" where it is not."""
    if repository is not None and repository.bare:
        return f"{path} lies in a bare repository, which has no working tree; it can only be looked at"
    return _unwritable(path)


def _unwritable(path: Path) -> str:
    if os.access(path, os.W_OK) or not os.path.exists(path):
        return ""
    try:
        read_only = os.statvfs(path).f_flag & os.ST_RDONLY
    except OSError:
        return ""
    if read_only:
        return f"{path} lies on a read-only file system; it can only be looked at"
    return f"{path} cannot be written, {what_forbids(path)}; it can only be looked at"
