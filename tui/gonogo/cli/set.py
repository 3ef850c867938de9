"""`gonogo set`: one item's state, with the reason, a note or evidence, saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.parameters import (
    StateWord,
    add_column_option,
    as_note_option,
    expect_option,
    file_argument,
    in_place_option,
    item_argument,
)

if TYPE_CHECKING:
    from checkdown.states import State


@click.command("set", cls=Command)
@file_argument
@item_argument
@click.argument("state", metavar="STATE", type=StateWord())
@click.option("--note", default="", metavar="T", help="Why it is blocked; for other states a note under it.")
@click.option(
    "--evidence",
    multiple=True,
    metavar="REF",
    help="Attach a path, URL, commit, revision or words (repeatable).",
)
@as_note_option
@expect_option
@add_column_option
@in_place_option
@click.option("--track", is_flag=True, help="Give a list or table without states boxes, or a Status column.")
@click.option("--commit", "and_commit", is_flag=True, help="Then commit the checklist and its evidence.")
def command(
    file: str,
    item: str,
    state: State,
    note: str,
    evidence: tuple[str, ...],
    as_note: bool,
    expect: str,
    add_column: bool,
    in_place: bool,
    track: bool,
    and_commit: bool,
) -> Exit:
    """Set the state of one item, and change nothing else in FILE.

    ITEM is an id, as `gonogo list` shows it, or a line number. STATE is todo, doing, done, blocked,
    failed, na or unknown. An item that is in its state already is left alone. With --track a line of a
    plain list or table is made an item first, and its neighbours with it.
    """
    from gonogo.cli.editing import edited, found, naming_the_way_out, opened
    from gonogo.core.requests import as_expected, asked_state, preceded, with_column
    from gonogo.core.tracking import tracking

    document = opened(file)
    could = tracking(document.checklist, item) if track else None
    named = as_expected(could.item, expect) if could else found(document, item, expect)
    with naming_the_way_out():
        asked = asked_state(document, named, state, note, evidence, as_note=as_note)
    if could:
        asked = preceded(asked, could.intent)
    if add_column:
        asked = with_column(document, asked)
    edited(document, named, asked, f"line {named.line} is {state.value} already", in_place=in_place)
    if and_commit:
        from gonogo.cli.committing import committed

        committed([document])
    return Exit.FINE
