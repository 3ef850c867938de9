"""`gonogo commit`: checklists with the evidence that gonogo wrote for them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.parameters import files_argument


@click.command("commit", cls=Command)
@files_argument
@click.option(
    "-m", "--message", "paragraphs", multiple=True, metavar="T", help="The message, instead of a draft."
)
def command(files: tuple[str, ...], paragraphs: tuple[str, ...]) -> Exit:
    """Commit checklists and their evidence, and nothing else.

    Evidence is the files that gonogo wrote for them. The message is drafted from the items that changed.
    Other changed or staged files stay as they are.
    """
    from gonogo.cli.committing import committed
    from gonogo.core.workspace import Workspace

    if paragraphs and not any(paragraph.strip() for paragraph in paragraphs):
        raise click.UsageError("the message is empty; leave -m out to have one drafted")
    workspace = Workspace()
    documents = dict.fromkeys(workspace.open(Path(file)) for file in files)  # each once, however it is named
    committed(list(documents), "\n\n".join(paragraphs))
    return Exit.FINE
