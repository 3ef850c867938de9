"""Registering gonogo with git for one clone, and taking it back.

The clone's own configuration gets the drivers, by the absolute path of this Python, so that they work where
gonogo is not on the PATH; ``info/attributes`` in the git directory says which files they are for, or, when
asked, ``.gitattributes``. Without the file's own lines nothing else in either is touched.
"""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from gonogo.core import files
from gonogo.core.git import GitRefused, Repository
from gonogo.core.git.run import Finished, write
from gonogo.core.git.settings import Settings

from .warming import Warmed, warm

NAME = "gonogo"
_CACHE = f"refs/notes/textconv/{NAME}"
_BEGIN = b"# gonogo setup-git: checklists by item (gonogo setup-git --undo removes these lines)"
_END = b"# gonogo setup-git ends"
_PATTERNS = (b"*.md", b"*.markdown")
_WORD = r"\[[^]]\]|[^[:space:]|]+"
"""What `git log -p --word-diff` tells as a whole: a box, a word; the bars of a table are no part of one."""
_GONE = 'echo "gonogo cannot be started: run gonogo setup-git again, or with --undo" >&2'
_WITH_BASE = ("diff3", "zdiff3")


@dataclass(frozen=True, slots=True)
class Registered:
    """What was set up, or taken back."""

    attributes: tuple[Path, ...]
    """The files that say, or said, which files the drivers are for."""
    overruled: tuple[str, ...] = ()
    """Lines of ``.gitattributes`` that give a markdown file another driver, and that ours outrank."""
    warmed: Warmed | None = None
    """How far the cache of converted texts is filled."""


def program() -> str:
    """This gonogo as a shell command: nothing in the folder where git runs it can stand in its way."""
    return f"{shlex.quote(sys.executable)} -P -m gonogo"


def textconv() -> str:
    """The text conversion's shell line: gonogo, and where that cannot be the text as it is."""
    return f'f() {{ {program()} textconv "$@" || {{ {_GONE}; cat "$1"; }}; }}; f'


def diff() -> str:
    """The diff's shell line: gonogo, and where that cannot be a plain one."""
    plain = 'diff -u -L "a/$1" -L "b/$1" "$2" "$5"; :'
    return f'f() {{ {program()} git-diff "$@" || {{ {_GONE}; {plain}; }}; }}; f'


def driver(*, with_base: bool) -> str:
    """The merge driver's shell line: gonogo, and where that cannot be or will not, git's own merge."""
    option = "--with-base " if with_base else ""
    ours = program().replace("%", "%%")
    return (
        f"{ours} merge-driver {option}%O %A %B %L; "
        "case $? in 0) exit 0;; 3) exit 1;; esac; "
        "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    )


def settings_for(repository: Repository) -> dict[str, str]:
    """The configuration of the drivers, keys and values. Raises GitError."""
    with_base = Settings.of(repository).get("merge.conflictstyle") in _WITH_BASE
    return {
        f"diff.{NAME}.textconv": textconv(),
        f"diff.{NAME}.cachetextconv": "true",
        f"diff.{NAME}.command": diff(),
        f"diff.{NAME}.wordregex": _WORD,
        f"diff.{NAME}.xfuncname": "^ {0,3}#{1,6}[ \t].*",
        f"merge.{NAME}.name": "checklists by item (gonogo)",
        f"merge.{NAME}.driver": driver(with_base=with_base),
    }


def register(repository: Repository, *, shared: bool = False) -> Registered:
    """Set this clone up; with ``shared`` the attributes go into ``.gitattributes`` at the top.

    Once more does no harm. Raises GitError, FileError.
    """
    for key, value in settings_for(repository).items():
        _git(repository, "config", "--local", key, value)
    path = _shared(repository) if shared else _own(repository)
    _rewrite(path, wanted=True)
    warmed = warm(repository, _CACHE, textconv())
    return Registered((path,), () if shared else _overruled(repository), warmed)


def unregister(repository: Repository) -> Registered:
    """Take back what ``register`` did, the lines in ``.gitattributes`` too. Raises GitError, FileError."""
    known = Settings.of(repository).values
    for section in (f"diff.{NAME}", f"merge.{NAME}"):
        if any(key.startswith(f"{section}.") for key in known):
            write(repository.top, "config", "--local", "--remove-section", section)
    write(repository.top, "update-ref", "-d", _CACHE)
    return Registered(tuple(p for p in (_own(repository), _shared(repository)) if _rewrite(p, wanted=False)))


def _git(repository: Repository, *arguments: str) -> Finished:
    ended = write(repository.top, *arguments)
    if ended.code:
        raise GitRefused(f"git {arguments[0]} failed in {repository.top}", output=ended.err)
    return ended


def _own(repository: Repository) -> Path:
    return repository.common_dir / "info" / "attributes"


def _shared(repository: Repository) -> Path:
    return repository.top / ".gitattributes"


def _overruled(repository: Repository) -> tuple[str, ...]:
    """Lines of the top ``.gitattributes`` that name another driver for markdown files."""
    try:
        text = _shared(repository).read_bytes()
    except OSError:
        return ()
    lines = [line.strip() for line in text.splitlines()]
    return tuple(
        line.decode("utf-8", "replace")
        for line in lines
        if (b"merge=" in line or b"diff=" in line)
        and b".md" in line.split()[0]
        and not line.startswith(b"#")
        and NAME.encode() not in line
    )


def _rewrite(path: Path, *, wanted: bool) -> bool:
    """Write the file with our lines in front, or without them; whether it had them. Raises FileError.

    In front: of several lines for a file git takes the last, so that every line of the file's own goes on
    meaning what it meant.
    """
    old = path.read_bytes() if path.is_file() else b""
    ending = b"\r\n" if b"\r\n" in old else b"\n"
    rest, had = _without(old)
    new = rest
    if wanted:
        lines = [_BEGIN, *(b"%s diff=gonogo merge=gonogo" % each for each in _PATTERNS), _END]
        new = b"".join(line + ending for line in lines) + rest
    if new == old:
        return had
    if not new:
        path.unlink(missing_ok=True)
    elif not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        files.create(path, new)
    else:
        files.save(path, new, files.fingerprint(old))
    return had


def _without(text: bytes) -> tuple[bytes, bool]:
    """The text without our lines, and whether it had them."""
    kept: list[bytes] = []
    inside = had = False
    for line in text.splitlines(keepends=True):
        if line.strip() == _BEGIN:
            inside = had = True
        if not inside:
            kept.append(line)
        if inside and line.strip() == _END:
            inside = False
    return b"".join(kept), had
