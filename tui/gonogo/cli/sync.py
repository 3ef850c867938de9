"""`gonogo sync`: fetch, merge by item, push."""

from __future__ import annotations

from pathlib import Path

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import tell, tell_block

SHOWN = 5  # names in one line


@click.command("sync", cls=Command)
def command() -> Exit:
    """Bring this branch and the one that it follows together: fetch, merge by item, push.

    Commits are exchanged; what is not committed stays as it is. Nothing is forced, and where the remote
    moves meanwhile it is done once more.
    """
    from gonogo.core.git.repository import Repository
    from gonogo.core.syncing import SyncRefused, sync

    repository = Repository.discover(Path())
    if repository is None:
        raise Stop("there is no git repository here to sync", Exit.FAILED)
    try:
        done = sync(repository)
    except SyncRefused as refused:
        if refused.output.strip():
            tell_block(refused.output.decode("utf-8", "replace"))
        raise Stop(str(refused), Exit.REFUSED) from refused
    if not done.came and not done.pushed:
        tell(f"gonogo: {done.branch} and {done.upstream} are the same")
    else:
        again = f", asked {done.tries} times" if done.tries > 1 else ""
        tell(f"gonogo: {done.upstream}: {_commits(done.came)} came in, {_commits(done.pushed)} pushed{again}")
    if done.uncommitted:
        more = f" and {len(done.uncommitted) - SHOWN} more" if len(done.uncommitted) > SHOWN else ""
        tell(f"  left alone, not committed: {', '.join(done.uncommitted[:SHOWN])}{more}")
    return Exit.FINE


def _commits(count: int) -> str:
    return f"{count or 'no'} commit{'s' if count != 1 else ''}"
