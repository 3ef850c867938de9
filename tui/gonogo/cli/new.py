"""`gonogo new`: a checklist of one's own, begun from a sample or from a finished one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import page, put, put_json, tell
from gonogo.cli.parameters import FileName, json_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from gonogo.core.samples import samples

    return [CompletionItem(s.name, help=s.title) for s in samples() if s.name.startswith(incomplete)]


@click.command("new", cls=Command)
@click.argument("template", metavar="TEMPLATE", required=False, shell_complete=_names)
@click.argument("path", metavar="PATH", required=False, type=FileName())
@click.option(
    "--from", "source", type=FileName(), metavar="FILE", help="A fresh run of FILE, in place of a template."
)
@click.option("--list", "as_list", is_flag=True, help="List the templates.")
@json_option
def command(template: str | None, path: str | None, source: str | None, as_list: bool, as_json: bool) -> Exit:
    """Begin a checklist from a template, or from a finished checklist.

    It has everything still to do. `gonogo new --from FILE PATH` begins the next run of FILE: states open,
    evidence, reasons, sign-offs and dates gone, the text as it is; FILE itself is left alone, and lines that
    still sound like its verdict are told. An existing file is never overwritten; in a directory (one that is
    there, or a PATH that ends in a slash) the checklist gets its template's name. Folders that are missing
    are made.
    """
    if as_list:
        return _list(as_json=as_json)
    if source is not None:
        if template is None or path is not None:
            raise click.UsageError("--from FILE takes one PATH, the file to be made, and no template")
        return _fresh(source, template)
    if template is None or path is None:
        raise click.UsageError("a template and a path are needed; `gonogo new --list` shows the templates")
    from gonogo.core.samples import sample
    from gonogo.core.templates import template as emptied

    found = sample(template)
    _made(found.file_name, emptied(found.content), path)
    return Exit.FINE


def _fresh(source: str, path: str) -> Exit:
    """Make a fresh run of a file, which is only read; tell what it still says of the run before."""
    from checkdown import Source, parse
    from gonogo.core.files import read
    from gonogo.core.freshrun import fresh_run
    from gonogo.core.oldverdicts import still_said

    content = fresh_run(read(Path(source)).data)
    there = _made(os.path.basename(source), content, path)
    for left in still_said(parse(Source.load(content))):
        tell(f"{there}:{left.line}: still says: {left.shown}")
    return Exit.FINE


def _made(name: str, content: bytes, path: str) -> str:
    """Write a new file, in a directory under the name that it would have; the path that it got."""
    from gonogo.core.files import create_with_folders

    folder = os.path.isdir(path) or path.endswith("/")
    there = os.path.join(path, name) if folder else path
    _, made = create_with_folders(there, content)
    if made is not None:
        tell(f"the folder {made} is made")
    tell(f"{there} is made; `gonogo {there}` opens it")
    return there


def _list(*, as_json: bool) -> Exit:
    from gonogo.cli.tables import Cell, aligned
    from gonogo.core.samples import samples

    found = samples()
    if as_json:
        templates = [{"name": each.name, "title": each.title} for each in found]
        put_json({"schema": "gonogo/new/1", "templates": templates})
    else:
        for line in aligned([(Cell(each.name, "bold"), Cell(each.title)) for each in found], page()):
            put(line)
    return Exit.FINE
