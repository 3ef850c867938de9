"""`gonogo log`: who flipped what in a checklist, when, with what evidence, for people or as JSON."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.output import Page, page, put, put_json, tell
from gonogo.cli.parameters import ItemAddress, file_argument, json_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checkdown import Checklist, Item
    from gonogo.core.git.repository import Repository
    from gonogo.core.history import Flip, Version


@click.command("log", cls=Command)
@file_argument
@click.argument("item", metavar="[ITEM]", type=ItemAddress(), required=False, default=None)
@click.option(
    "--progress", "over_time", is_flag=True, help="Show how far the checklist and its phases were over time."
)
@json_option
def command(file: str, item: str | None, over_time: bool, as_json: bool) -> Exit:
    """Show every flip of a checklist's items in the commits up to HEAD, under its commit, the newest first.

    An item that came in another state than todo is told as (new). Renames of the file and of items are
    followed. ITEM is an id or a line of the version in HEAD.
    """
    if item == "":
        raise click.UsageError("ITEM is empty; leave it out for all items")
    if item and over_time:
        raise click.UsageError("--progress is about the whole checklist and its phases, not about one item")
    from gonogo.core.git.repository import Repository
    from gonogo.core.history import history, newest_first
    from gonogo.core.revisions import from_top

    repository = Repository.discover(Path(file))
    if repository is None or repository.bare:
        raise Stop(f"{file} is in no git repository with a working tree: there is no history", Exit.FAILED)
    if Path(file).is_dir():
        raise Stop(f"{file} is a folder: name one checklist in it", Exit.REFUSED)
    path = from_top(repository, Path(file))
    if over_time and not as_json:
        return _progress(repository, path)
    told = history(repository, path)
    flips = told.flips
    if not told.versions and not Path(file).exists():
        raise Stop(f"{file} is no file, and no commit up to HEAD has it; look at the path", Exit.REFUSED)
    if item:
        if told.newest is None:
            raise Stop(f"{file} is not in HEAD: commit it first", Exit.REFUSED)
        flips = told.of(_found(told.newest, item))
    if told.unread:
        tell(f"gonogo: {_passed_over(told.unread)}")
    if _is_cut_off(repository, told.versions):
        tell("gonogo: this clone is shallow: `git fetch --unshallow` brings what came before")
    if as_json:
        from gonogo.core.reports.log import log_report

        report = log_report(flips)
        if over_time:
            from gonogo.core.history.progress import progress
            from gonogo.core.reports.burnup import progress_report

            report["progress"] = progress_report(progress(repository, path))
        put_json(report)
        return Exit.FINE
    drawn = page()
    for version, made in groupby(newest_first(flips), key=lambda flip: flip.version):
        put(_heading(version, drawn))
        for flip in made:
            put(_line(flip, drawn))
    if not told.versions:
        tell("gonogo: no commit holds the file yet: commit it first")
    elif not flips:
        tell(f"gonogo: {'the item' if item else 'no item'} {'never ' if item else ''}flipped in a commit")
    return Exit.FINE


def _is_cut_off(repository: Repository, versions: Sequence[Version]) -> bool:
    """Whether the history begins where a shallow clone does."""
    from gonogo.core.git.dating import cut_off

    ends = cut_off(repository)
    return bool(ends) and any(version.commit.encode() in ends for version in versions)


def _found(newest: Checklist, address: str) -> Item:
    """The item of an id or a line; an item that a conflict shows twice (``~2``) is one in HEAD."""
    twins = newest.twins(address) if "~" in address else []
    return twins[0] if len(twins) == 1 else newest.find(address)


def _passed_over(unread: Sequence[Version]) -> str:
    named = ", ".join(version.commit[:10] for version in unread[:3])
    more = f" and {len(unread) - 3} more" if len(unread) > 3 else ""
    which = "a version" if len(unread) == 1 else f"{len(unread)} versions"
    return f"the file is no text in {which} ({named}{more}): passed over, as if nothing had changed there"


def _progress(repository: Repository, path: str) -> Exit:
    from gonogo.cli.burnuplines import burnup_lines
    from gonogo.core.history.progress import progress

    found = progress(repository, path)
    for line in burnup_lines(found, page()):
        put(line)
    if not found.points:
        tell("gonogo: no commit holds the file: there is no progress to show")
    return Exit.FINE


def _heading(version: Version, page: Page) -> str:
    who = page.styled(f"{version.commit[:10]} {version.date[:10]} {page.shown(version.author)}", "dim")
    return f"{who}  {page.styled(page.shown(version.subject), 'bold')}".rstrip()


def _line(flip: Flip, page: Page) -> str:
    arrow = "→" if page.unicode else "->"
    evidence = f"  [{page.shown(', '.join(flip.evidence))}]" if flip.evidence else ""
    before = flip.before.value if flip.before is not None else "(new)"
    states = f"{before} {arrow} {page.styled(flip.after.value, flip.after.value)}"
    return f"  {states}  {page.shown(flip.text)}{evidence}"
