"""`gonogo review`: the review screen on a range of commits."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gonogo.cli.exits import Exit, Stop
from gonogo.cli.helping import Command
from gonogo.cli.parameters import FileName

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from gonogo.core.reviewing import Choice


class RangeOrPath(FileName):
    """A range, or a checklist or folder: completed with what `gonogo review` offers to review, and paths."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Ranges of the repository here that begin so, and files."""
        from click.shell_completion import CompletionItem

        from gonogo.core.git.errors import GitError
        from gonogo.core.git.repository import Repository
        from gonogo.core.reviewing import offered

        repository = Repository.discover(Path())
        choices: tuple[Choice, ...] = ()
        if repository is not None and not repository.bare:
            with suppress(GitError):
                choices = offered(repository)
        named = [CompletionItem(c.words, help=c.told) for c in choices if c.words.startswith(incomplete)]
        return [*named, *super().shell_complete(ctx, param, incomplete)]


@click.command("review", cls=Command)
@click.argument("words", metavar="[RANGE] [PATH]...", nargs=-1, type=RangeOrPath())
def command(words: tuple[str, ...]) -> int:
    """Walk through what changed in checklists, item by item, with what needs a look first.

    RANGE is A..B, A...B, a commit, or one of last-review, upstream, last-tag, working-tree, last-commit.
    Without one it is the first of these, in this order, that there is something in. A first word that
    names a file is a PATH.
    """
    from gonogo.cli.open import must_have_terminal
    from gonogo.core.git.repository import Repository
    from gonogo.core.reviewing import Reviews, range_of
    from gonogo.core.reviewing.ranges import LAST_COMMIT

    range_words, paths = words[:1], words[1:]
    if words and os.path.lexists(words[0]) and ".." not in words[0].strip("./"):
        range_words, paths = (), words
    named = "".join(range_words)
    for path in paths:
        if not os.path.lexists(path):
            raise Stop(f"{path} is not there", Exit.FAILED)
    must_have_terminal()
    place = Path(paths[0] if paths else ".")
    repository = Repository.discover(place)
    if repository is None or repository.bare:
        raise Stop("a review needs a git repository with a working tree, and here is none", Exit.FAILED)
    # What is wrong with it is said here; which one is meant without one, is found once the screen stands.
    range_of(repository, named or LAST_COMMIT, Reviews(repository).load().reviewed)
    import gc

    from gonogo.core.typeahead import Typeahead

    with Typeahead() as typeahead:
        typeahead.begin()
        from gonogo.app import run

        gc.enable()
        return run(place, review=(named, tuple(map(Path, paths))), typeahead=typeahead)
