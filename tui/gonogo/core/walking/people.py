"""Who walks a checklist, as the trailers of the commits that are made on the way."""

from __future__ import annotations

import re

_MAIL = re.compile(r"\s*<[^<>@\s]+@[^<>\s]+>\s*$")


def named(person: str) -> str:
    """The name alone of `Ada Lovelace <ada@example.org>`."""
    return _MAIL.sub("", " ".join(person.split())).strip()


def trailers(driver: str, reviewer: str, author: str) -> tuple[tuple[str, str], ...]:
    """What a commit of a walk says of its people; `author` is who git says commits it.

    A driver who is not the author is a co-author; a reviewer is one who reviewed it, whoever commits.
    """
    made = []
    if driver.strip() and named(driver).casefold() != named(author).casefold():
        made.append(("Co-authored-by", " ".join(driver.split())))
    if reviewer.strip():
        made.append(("Reviewed-by", " ".join(reviewer.split())))
    return tuple(made)
