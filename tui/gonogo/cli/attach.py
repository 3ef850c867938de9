"""`gonogo attach`: evidence for one item, saved at once."""

from __future__ import annotations

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.parameters import (
    add_column_option,
    as_note_option,
    expect_option,
    file_argument,
    in_place_option,
    item_argument,
)


@click.command("attach", cls=Command)
@file_argument
@item_argument
@click.argument("references", metavar="REF...", nargs=-1, required=True)
@click.option("--note", default="", metavar="T", help="Words behind each reference.")
@click.option("--copy", is_flag=True, help="Copy files into the evidence folder, and attach the copies.")
@as_note_option
@expect_option
@add_column_option
@in_place_option
def command(
    file: str,
    item: str,
    references: tuple[str, ...],
    note: str,
    copy: bool,
    as_note: bool,
    expect: str,
    add_column: bool,
    in_place: bool,
) -> Exit:
    """Attach evidence to one item: paths, URLs, commits, or words.

    HEAD, a branch or a tag is written as the commit that it means now. A file outside the repository is
    copied into the evidence folder beside FILE. What is attached already is left alone. A path,
    a line or a commit that is not there is refused, and so is an address that is not http.
    """
    from gonogo.cli.editing import edited, found, naming_the_way_out, opened
    from gonogo.core.requests import asked_evidence, with_column

    document = opened(file)
    named = found(document, item, expect)
    with naming_the_way_out():
        asked = asked_evidence(document, named, references, note, copy=copy, as_note=as_note)
    if add_column:
        asked = with_column(document, asked)
    edited(document, named, asked, f"line {named.line} has this evidence already", in_place=in_place)
    return Exit.FINE
