"""The demo: a throwaway repository with the sample checklists, the files that they name, and a short history.

Makes it in a folder that somebody else provides and removes. The identity of its commits is a role, set in
that repository alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gonogo.core.demoservice import FILE_NAME, probe_checklist
from gonogo.core.git.errors import GitMissing, GitRefused
from gonogo.core.git.run import write
from gonogo.core.samples import Sample, samples
from gonogo.core.templates import template

NAME, EMAIL = "Demo release lead", "release-lead@example.invalid"

_PATH = re.compile(r"`((?:[\w.-]+/)*[\w.-]*\.\w+|(?:[\w.-]+/)+)(?::(\d+))?`")
_FILES = frozenset({"CODEOWNERS"})
_QUIET = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "gc.auto=0")


def make_demo(folder: Path, port: int | None = None) -> str:
    """Fill an empty folder. Returns "" or, where there is no git, a sentence that says what is missing then.

    With the port of a `DemoService` there is a checklist with probes too. Raises OSError, SamplesMissing or
    GitRefused.
    """
    found = samples()
    for path, lines in named_files(found).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_content(path, lines), encoding="utf-8")
    if port is not None:
        (folder / FILE_NAME).write_text(probe_checklist(port), encoding="utf-8")
    try:
        _git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
        _git(folder, "config", "user.name", NAME)
        _git(folder, "config", "user.email", EMAIL)
        _commit(folder, "Add what the services consist of")
        _write(folder, found, begun=False)
        _commit(folder, "Begin the checklists")
        _write(folder, found, begun=True)
        _commit(
            folder,
            "Work through the checklists\n\nWhat is done, with its evidence; what is blocked.",
        )
    except GitMissing:
        _write(folder, found, begun=True)
        return "there is no git on PATH: editing works here, but branch, history and commits need git"
    return ""


def named_files(found: tuple[Sample, ...]) -> dict[str, int]:
    """The files of a repository that the samples name in backticks, with the highest line that they cite."""
    named: dict[str, int] = {}
    for path, line in (reference for sample in found for reference in _references(sample)):
        named[path] = max(named.get(path, 1), line)
    return dict(sorted(named.items()))


def _references(sample: Sample) -> Iterator[tuple[str, int]]:
    for match in _PATH.finditer(sample.content.decode("utf-8")):
        path = match[1]
        if path.endswith("/"):
            path += "README.md"
        if "/" in path or PurePosixPath(path).suffix in (".md", ".toml"):
            yield path, int(match[2] or 1)
    for name in _FILES:
        for match in re.finditer(rf"`([\w./-]+/{name})`", sample.content.decode("utf-8")):
            yield match[1], 1


def _content(path: str, lines: int) -> str:
    """Something that is right for the file's kind, with as many lines as are cited of it."""
    if path.endswith(".json"):
        return "{}\n"
    comment = "--" if path.endswith(".sql") else "#"
    title = f"{comment} {PurePosixPath(path).name}: a file that a sample checklist names\n"
    return title + "\n" * (lines - 1)


def _write(folder: Path, found: tuple[Sample, ...], *, begun: bool) -> None:
    for sample in found:
        (folder / sample.file_name).write_bytes(sample.content if begun else template(sample.content))


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", f"--author={NAME} <{EMAIL}>", "-m", message)


def _git(folder: Path, *arguments: str) -> None:
    finished = write(folder, *_QUIET, *arguments)
    if finished.code:
        said = finished.err.decode("utf-8", "replace").strip() or f"exit status {finished.code}"
        raise GitRefused(f"git {arguments[0]} in the demo's folder: {said}", output=finished.err)
