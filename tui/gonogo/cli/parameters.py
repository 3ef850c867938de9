"""What commands take: files, items, states; how they are read and how the shell completes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from checkdown.states import State

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

BOXES = {" ": State.TODO, "x": State.DONE, "~": State.DOING, "!": State.BLOCKED, "-": State.NA}
"""The usual box characters: a state may be given as one."""


class FileName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4, and not before
    """A file or directory; whether it is there is found out by who reads it. (`click.Path` costs 1 ms.)"""

    name = "path"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """What the shell itself completes."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class StateWord(click.ParamType):  # type: ignore[type-arg]
    """A state: its word, in any case, or the usual box character."""

    name = "state"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> State:
        """The state, or wrong usage."""
        if isinstance(value, State):
            return value
        word = str(value).lower()
        if word in BOXES:
            return BOXES[word]
        try:
            return State(word)
        except ValueError:
            known = ", ".join(State)
            self.fail(f"there is no state {value!r}; there are {known} (or a box: ' ' x ~ ! -)", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What help shows."""
        return "STATE"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The words."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(state.value) for state in State if state.value.startswith(incomplete.lower())]


class ItemAddress(click.ParamType):  # type: ignore[type-arg]
    """An item of FILE: its id, or the number of its line. Completed with ids."""

    name = "item"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The ids of the file that was named before, with the items' texts."""
        from click.shell_completion import CompletionItem

        from gonogo.core.reports.reading import checklists
        from gonogo.core.safetext import safe

        file = ctx.params.get("file")
        return [
            CompletionItem(item.id, help=f"{item.state.value}: {safe(item.text)}")
            for found in checklists([file] if file else [], [], [])
            for item in found.checklist.items
            if item.id.startswith(incomplete)
        ]


file_argument = click.argument("file", metavar="FILE", type=FileName())
files_argument = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FileName())
item_argument = click.argument("item", metavar="ITEM", type=ItemAddress())
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
expect_option = click.option(
    "--expect", default="", metavar="TEXT", help="Refuse unless the item's text contains TEXT (in any case)."
)
in_place_option = click.option(
    "--in-place", is_flag=True, help="Write over a file that has several names (hard links)."
)
as_note_option = click.option(
    "--as-note", is_flag=True, help="Attach as words what looks like a path that is not there."
)
add_column_option = click.option(
    "--add-column", is_flag=True, help="Give a table without a column for it one (Evidence or Notes)."
)
