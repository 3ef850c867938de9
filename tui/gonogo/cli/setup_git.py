"""`gonogo setup-git`: diff and merge of checklists by item, for this clone."""

from __future__ import annotations

from pathlib import Path

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import tell


@click.command("setup-git", cls=Command)
@click.option("--undo", is_flag=True, help="Take it back, in .gitattributes too.")
@click.option("--attributes", is_flag=True, help="Write .gitattributes, to be committed for everybody.")
def command(undo: bool, attributes: bool) -> Exit:
    """Let git merge and show checklists by item in this clone.

    Writes the clone's own configuration and info/attributes in its git directory, and no file of yours.
    """
    from gonogo.core.git.repository import Repository
    from gonogo.core.gitsetup.registering import register, unregister

    repository = Repository.discover(Path())
    if repository is None or repository.bare:
        raise Stop("there is no git repository with a working tree here; nothing was set up", Exit.FAILED)
    if undo:
        taken = unregister(repository)
        tell("gonogo: git merges and shows checklists line by line again")
        for path in taken.attributes:
            tell(f"  removed our lines from {path}")
        return Exit.FINE
    made = register(repository, shared=attributes)
    tell("gonogo: git merges checklists by item, and git diff and git log -p show items with their sections")
    tell(f"  which files: {made.attributes[0]}")
    if attributes:
        tell("  commit it; others run `gonogo setup-git` once in their clones, or keep git's own merge")
    for line in made.overruled:
        tell(f"  .gitattributes says otherwise, and is outranked in this clone: {line}")
    if made.warmed is not None and made.warmed.known < made.warmed.wanted:
        tell(f"  for git log -p {made.warmed.known:,} of {made.warmed.wanted:,} versions are converted;")
        tell("  once more `gonogo setup-git` goes on with the rest, or git does, one by one and slowly")
    tell("  `gonogo setup-git --undo` takes it back")
    return Exit.FINE
