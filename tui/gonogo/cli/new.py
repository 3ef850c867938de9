"""`gonogo new`: a checklist of one's own, begun from a sample."""

from __future__ import annotations

import os
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
@click.option("--list", "as_list", is_flag=True, help="List the templates.")
@json_option
def command(template: str | None, path: str | None, as_list: bool, as_json: bool) -> Exit:
    """Begin a checklist from a template.

    It has everything still to do. An existing file is never overwritten; in a directory (one that is
    there, or a PATH that ends in a slash) the checklist gets the template's name. Folders that are
    missing are made.
    """
    if as_list:
        return _list(as_json=as_json)
    if template is None or path is None:
        raise click.UsageError("a template and a path are needed; `gonogo new --list` shows the templates")
    from gonogo.core.files import create_with_folders
    from gonogo.core.samples import sample
    from gonogo.core.templates import template as emptied

    found = sample(template)
    folder = os.path.isdir(path) or path.endswith("/")
    there = os.path.join(path, found.file_name) if folder else path
    _, made = create_with_folders(there, emptied(found.content))
    if made is not None:
        tell(f"the folder {made} is made")
    tell(f"{there} is made; `gonogo {there}` opens it")
    return Exit.FINE


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
