"""`gonogo PATH`: the application, on a checklist or a folder of them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.parameters import FileName


@click.command("open", cls=Command, hidden=True)
@click.argument("path", metavar="[PATH]", default=".", type=FileName())
def command(path: str) -> int:
    """Open a checklist, or a folder's checklists, in the terminal."""
    if not os.path.lexists(path):
        raise missing(path)
    return application(Path(path))


def application(path: Path) -> int:
    """Run the application until it is left. Stops with wrong usage where there is no terminal for it."""
    must_have_terminal()
    import gc

    from gonogo.core.typeahead import Typeahead

    with Typeahead() as typeahead:
        typeahead.begin()
        from gonogo.app import run

        gc.enable()
        return run(path, typeahead=typeahead)


def must_have_terminal() -> None:
    """Stop, before anything is painted, where the application could not be seen, or not hear its keys."""
    for number, name in ((0, "input"), (1, "output")):
        if not os.isatty(number):
            raise Stop(
                f"the application needs a terminal, and standard {name} is none;"
                " `gonogo list` and `gonogo status` print to anything",
                Exit.USAGE,
            )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise Stop(
            "the application needs a terminal that can place text, and TERM is"
            f" {os.environ.get('TERM') or 'not set'}; `gonogo list` and `gonogo status` print to any",
            Exit.USAGE,
        )


def missing(path: str) -> Exception:
    """What to say of a path that is not there: a word that is no path may be meant for a command."""
    from gonogo.cli.names import COMMANDS
    from gonogo.core.files.errors import FileMissing

    if os.sep in path or "." in path:
        return FileMissing(path, "is not there", "`gonogo --help` lists the commands.")
    from difflib import get_close_matches

    near = get_close_matches(path, COMMANDS, 1)
    meant = f"did you mean `gonogo {near[0]}`?" if near else "`gonogo --help` lists the commands"
    return Stop(f"there is neither a command nor a file called {path!r}; {meant}", Exit.USAGE)
