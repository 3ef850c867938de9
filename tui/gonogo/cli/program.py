"""The program as click sees it: the table of commands, each in a module that is imported when it is called.

`gonogo PATH` opens the application: a first word that names no command is taken for a path.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

import click

from gonogo.cli.helping import HELP, VERSION
from gonogo.cli.names import COMMANDS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Program(click.Group):
    """The commands, imported by name."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The option that shows the help of the whole program."""
        return HELP

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or the application with that word as its path."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        if "--no-mouse" in args[1:]:
            args.remove("--no-mouse")
            os.environ["GONOGO_MOUSE"] = "off"
        if len(args) > 1 and not os.path.lexists(args[0]) and not args[0].startswith("-"):
            from gonogo.cli.open import missing

            raise missing(args[0])  # rather than a word about the arguments behind it
        return "", _command("open"), ["--", *args]  # in messages it has no name of its own

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and files: a path is as good as a command here."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


def _command(name: str) -> click.Command:
    found: click.Command = import_module(f"gonogo.cli.{name.replace('-', '_')}").command
    return found


def _leave_the_mouse(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        os.environ["GONOGO_MOUSE"] = "off"


NO_MOUSE = click.Option(
    ["--no-mouse"],
    is_flag=True,
    expose_value=False,
    help="Leave the mouse to the terminal (or set GONOGO_MOUSE=off).",
    callback=_leave_the_mouse,
)


@click.command(
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar="[PATH] | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=[NO_MOUSE, VERSION],
    epilog="Exit status: 0 fine, 1 findings, 2 wrong usage, 3 refused,"
    " 4 the file system, git or the network failed.",
)
@click.pass_context
def program(ctx: click.Context) -> int | None:
    """Work through the checklists that a team keeps as markdown in git.

    gonogo PATH opens a checklist, or a folder's checklists, in the terminal; without PATH, this folder.
    """
    if ctx.invoked_subcommand is not None:
        return None
    status: int = ctx.invoke(_command("open"), path=".")
    return status
