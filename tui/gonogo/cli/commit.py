"""`gonogo commit`: checklists with the evidence that gonogo wrote for them, and nothing else."""

from __future__ import annotations

import re

import click

from gonogo.cli.exits import Exit
from gonogo.cli.helping import Command
from gonogo.cli.output import tell
from gonogo.cli.parameters import files_argument

_PERSON = re.compile(r"[^<>\n]*[^<>\s][^<>\n]* <[^<>\s]+>")


@click.command("commit", cls=Command)
@files_argument
@click.option(
    "-m", "--message", "paragraphs", multiple=True, metavar="T", help="The message, instead of a draft."
)
@click.option(
    "--reviewed-by", "reviewers", multiple=True, metavar="WHO", help="Who reviewed it: a Reviewed-by trailer."
)
@click.option(
    "--co-author", "others", multiple=True, metavar="WHO", help="Who worked on it too: Co-authored-by."
)
def command(
    files: tuple[str, ...], paragraphs: tuple[str, ...], reviewers: tuple[str, ...], others: tuple[str, ...]
) -> Exit:
    """Commit checklists and their evidence, and nothing else.

    A directory stands for the checklists below it that changed or are new. Evidence is the files that
    gonogo wrote for them. The message is drafted from the items that changed. Other changed or staged
    files stay as they are. WHO is NAME <EMAIL>.
    """
    from gonogo.cli.committing import committed
    from gonogo.core.changed import documents_of
    from gonogo.core.workspace import Workspace

    if paragraphs and not any(paragraph.strip() for paragraph in paragraphs):
        raise click.UsageError("the message is empty; leave -m out to have one drafted")
    people = [("Co-authored-by", who) for who in others] + [("Reviewed-by", who) for who in reviewers]
    for _, who in people:
        if not _PERSON.fullmatch(who):
            raise click.UsageError(f"{who!r} is nobody; write for example: Ada Lovelace <ada@example.org>")
    documents = documents_of(Workspace(), files)
    if documents:
        committed(documents, "\n\n".join(paragraphs), people)
    else:
        tell(f"gonogo: no checklist below {', '.join(files)} has changed since the last commit")
    return Exit.FINE
