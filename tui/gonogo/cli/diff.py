"""`gonogo diff`: what changed in checklists, item by item, between two revisions or since the last commit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import FileName, json_option

if TYPE_CHECKING:
    from gonogo.core.git.repository import Repository


@click.command("diff", cls=Command)
@click.argument("words", metavar="[A[..B]] [PATH]...", nargs=-1, type=FileName())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How to show it.",
)
@json_option
def command(words: tuple[str, ...], form: str, as_json: bool) -> Exit:
    """Show what changed in checklists, item by item, with what a reviewer should look at first.

    A..B compares two revisions, A alone a revision with the files as they are; without either it is HEAD.
    A PATH is a checklist or a folder of them; a first word that names a file is a PATH.
    """
    from gonogo.core.reports.diff import compared, diff_report
    from gonogo.core.revisions import from_top, known, pairs, span_of

    range_words, paths = _sorted(words)
    repository = _repository(paths)
    notices: list[str] = []
    names = [name for path in paths if (name := from_top(repository, Path(path)))]
    span = span_of(repository, range_words)
    for name in names:
        if not known(repository, span, name):
            raise Stop(f"{name} is in neither version, no file and no folder; look at the path", Exit.REFUSED)
    files = compared(pairs(repository, span, names, notices))
    for sentence in notices:
        tell(f"gonogo: {sentence}")
    if as_json or form == "json":
        put_json(diff_report(files))
    elif form == "markdown":
        from gonogo.core.reports.diffmarkdown import markdown

        put(markdown(files).rstrip("\n"))
    else:
        from gonogo.cli.difflines import diff_lines

        for line in diff_lines(files, page()):
            put(line)
        if not files and not notices:
            tell("gonogo: no item of a checklist changed")
    return Exit.FINE


def _sorted(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The revisions and the paths."""
    if words and not os.path.lexists(words[0]):
        return words[0], words[1:]
    return "", words


def _repository(paths: tuple[str, ...]) -> Repository:
    from gonogo.core.git.repository import Repository

    repository = Repository.discover(Path(paths[0] if paths else "."))
    if repository is None or repository.bare:
        raise Stop("comparing needs a git repository with a working tree, and here is none", Exit.FAILED)
    return repository
