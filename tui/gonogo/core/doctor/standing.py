"""The repository one stands in: whether git works in it, where hooks come from, who merges checklists."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from gonogo.core.git.errors import GitError
from gonogo.core.git.operations import operation
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read
from gonogo.core.git.settings import Settings

from .found import Found, Severity

_COMMIT_HOOKS = (
    *("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"),
    *("pre-push", "pre-merge-commit", "post-merge", "reference-transaction"),
)
_HOOKS_RUN = "They run when gonogo commits or syncs, as they do with git, and never for looking."


def nowhere(error: OSError) -> Found:
    """Where the folder that one stands in cannot be found out."""
    return Found(
        "repository",
        f"the folder that you stand in is gone, or out of reach ({error.strerror})",
        "Nothing can be opened by a relative path.",
        "Go to one that is there.",
        Severity.WARNING,
    )


def repository(found: Repository | None) -> Iterator[Found]:
    """Everything about the repository, or that there is none."""
    if found is None:
        yield Found(
            "repository",
            "this folder is in none",
            "Checklists are edited and saved here; history, review and commits need a repository.",
        )
        return
    if found.bare:
        yield Found(
            "repository",
            f"{found.top} is bare, or git's own folder",
            "There is no working tree to edit or commit.",
            "Go to a clone's working tree.",
            Severity.WARNING,
        )
        return
    try:
        settings = Settings.of(found)
        read(found.top, "rev-parse", "--git-dir")
    except GitError as error:
        yield _refused(found, error)
        return
    yield _usable(found)
    yield from _anywhere(found)
    yield _hooks(found, settings)
    yield _merging(settings)


def _refused(found: Repository, error: GitError) -> Found:
    if b"dubious ownership" in error.output or b"safe.directory" in error.output:
        return Found(
            "repository",
            f"{found.top} belongs to another user, so git refuses to work in it",
            "Checklists can be edited; branch, history and commits are out of reach.",
            "If you trust whoever owns it:"
            f" `git config --global --add safe.directory {shlex.quote(str(found.top))}`.",
            Severity.ERROR,
        )
    return Found(
        "repository",
        f"git does not work in {found.top}: {error}",
        "Checklists can be edited; branch, history and commits are out of reach.",
        "`git status` there says the same at more length.",
        Severity.ERROR,
    )


def _usable(found: Repository) -> Found:
    if not os.access(found.git_dir, os.W_OK | os.X_OK):
        return Found(
            "repository",
            f"{found.git_dir} cannot be written",
            "Nothing can be committed; edits are journalled in your own state folder.",
            f"Make it writable for you, or work in a clone of your own ({found.git_dir}).",
            Severity.WARNING,
        )
    stopped = operation(found)
    if stopped is not None:
        return Found(
            "repository", f"{found.top}: {stopped.advice}", "Until then nothing is committed.",
            severity=Severity.INFO,
        )  # fmt: skip
    return Found("repository", str(found.top))


def _anywhere(found: Repository) -> Iterator[Found]:
    """A setting by which git works in everybody's repository."""
    try:
        listed = read(found.top, "config", "--get-all", "safe.directory", fine=(0, 1), guarded=False).out
    except GitError:
        return
    if b"*" in listed.split(b"\n"):
        yield Found(
            "safe.directory",
            "is `*`: git works in every repository, whoever owns it",
            "The hooks and settings of a folder that somebody else made apply to you.",
            "Name the folders that you trust instead.",
            Severity.INFO,
        )


def _hooks(found: Repository, settings: Settings) -> Found:
    configured = settings.get("core.hookspath")
    folder = found.top / os.path.expanduser(configured) if configured else found.common_dir / "hooks"
    said = f"from {folder} (core.hooksPath)" if configured else "from the repository's own folder"
    if configured and not os.path.isdir(folder):
        return Found(
            "hooks",
            f"core.hooksPath names {folder}, which is no folder",
            "No hook runs, not even those in the repository's own folder.",
            "Correct it, or `git config --unset core.hooksPath` (with --global, if it stands there).",
            Severity.WARNING,
        )
    passed = [name for name in _COMMIT_HOOKS if os.path.isfile(folder / name) and not _runs(folder / name)]
    if passed:
        return Found(
            "hooks",
            f"{', '.join(passed)} in {folder} may not be executed",
            "Git passes over it without a word.",
            f"`chmod +x {shlex.quote(str(folder / passed[0]))}`, if it is meant to run.",
            Severity.WARNING,
        )
    names = settings.hooks(found, *_COMMIT_HOOKS)
    if not names:
        return Found("hooks", f"none for commits, looked for in {folder}" if configured else "none")
    return Found("hooks", f"{', '.join(names)} {said}", _HOOKS_RUN)


def _runs(path: Path) -> bool:
    return os.access(path, os.X_OK)


def _merging(settings: Settings) -> Found:
    driver = settings.get("merge.gonogo.driver")
    if not driver:
        return Found(
            "merging",
            "git merges checklists line by line in this clone",
            "Changes to neighbouring items are a conflict there; `gonogo sync` merges by item either way.",
            "`gonogo setup-git` lets git itself merge by item.",
            Severity.INFO,
        )
    try:
        interpreter = shlex.split(driver)[0]
    except (ValueError, IndexError):
        interpreter = ""
    if not _runs(Path(interpreter)):
        return Found(
            "merging",
            f"the merge driver of this clone names {interpreter or 'no program'}, which cannot be run",
            "Git merges line by line instead.",
            "`gonogo setup-git` again names the Python of today.",
            Severity.WARNING,
        )
    return Found("merging", "git merges checklists by item in this clone")
