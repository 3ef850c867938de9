"""A tag on the commit that HEAD is, with a message; one that is there is never moved."""

from __future__ import annotations

from .errors import GitRefused
from .repository import Repository
from .run import write


def tag_head(repository: Repository, name: str, message: str) -> None:
    """Make an annotated tag. Raises GitRefused, with git's own words, where the name is none, or taken."""
    ended = write(
        repository.top, "tag", "--annotate", "--file=-", "--end-of-options", name, stdin=message.encode()
    )
    if ended.code:
        words = ended.err.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise GitRefused(f"the tag {name} was not made: {words}", output=ended.err)
