"""What git calls: the merge driver, the text conversion, the diff. Not for people, so not among the commands.

No click, no git, no application: git starts one of these for each file of each commit that it shows.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_NOTHING = "."
"""The mode that git names where there is no file."""


def run_hidden(words: Sequence[str]) -> int:
    """Do what git asks for; its exit status. ``words`` begin with its name."""
    name, *arguments = words
    try:
        if name == "merge-driver":
            return _merge(arguments)
        return _convert(arguments[0]) if name == "textconv" else _diff(arguments)
    except (OSError, IndexError, ValueError) as error:
        sys.stderr.write(f"gonogo {name}: {str(error)!a}\n")
        return 2


def _merge(arguments: list[str]) -> int:
    from gonogo.core.gitsetup.mergedriver import merge_files

    with_base = arguments[0] == "--with-base"
    base, ours, theirs, size = arguments[1 if with_base else 0 :][:4]
    return merge_files(Path(base), Path(ours), Path(theirs), size=int(size), with_base=with_base)


def _convert(name: str) -> int:
    from gonogo.core.gitsetup.textconv import converted

    _out(converted(Path(name).read_bytes()))
    return 0


def _diff(arguments: list[str]) -> int:
    """Git's seven words: path, old file, its blob and mode, new file, its blob and mode; two for a rename."""
    from gonogo.core.gitsetup.gitdiff import changes_shown
    from gonogo.core.safetext import safe

    path, old, _, old_mode, new, _, new_mode, *renamed = arguments
    lines = [f"checklist {path}" + (f" -> {renamed[0]}" if renamed else "")]
    if _NOTHING in (old_mode, new_mode):
        came = old_mode == _NOTHING
        lines.append(f"new file mode {new_mode}" if came else f"deleted file mode {old_mode}")
    elif old_mode != new_mode:
        lines.append(f"mode {old_mode} -> {new_mode}")
    lines += changes_shown(Path(old).read_bytes(), Path(new).read_bytes())
    _out("".join(f"{safe(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))
    return 0


def _out(data: bytes) -> None:
    sys.stdout.flush()
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(1, view) :]
    except BrokenPipeError:  # the pager was left
        return
