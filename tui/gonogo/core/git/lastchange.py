"""Who changed a line last, as git has it. Asks about HEAD alone, so nothing of a repository runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .entries import head_blob
from .repository import Repository
from .run import read


@dataclass(frozen=True, slots=True)
class LastChange:
    """The commit that a line comes from."""

    commit: str
    author: str
    date: str
    """ISO, in UTC."""
    subject: str

    def __str__(self) -> str:
        return f"{self.author}, {self.date}, {self.commit[:8]} {self.subject}"


def last_change(path: Path, line: int, text: str) -> LastChange | None:
    """The commit that brought the line with this text, nearest to `line` (1-based); None where none did.

    Raises GitError.
    """
    repository, blob = Repository.discover(path), head_blob(path)
    if repository is None or blob is None:
        return None
    wanted = text.rstrip("\r\n")
    lines = blob.decode("utf-8", "surrogateescape").split("\n")
    alike = [number for number, found in enumerate(lines, 1) if found.rstrip("\r") == wanted]
    if not alike:
        return None
    number = min(alike, key=lambda each: abs(each - line))
    name = repository.relative(path)
    told = read(
        repository.top, "blame", "--porcelain", "--no-textconv", f"-L{number},{number}", "HEAD", "--", name
    )
    return _read(told.out.decode("utf-8", "replace"))


def _read(told: str) -> LastChange:
    first, *rest = told.split("\n")
    facts = dict(each.partition(" ")[::2] for each in rest if not each.startswith("\t"))
    at = datetime.fromtimestamp(int(facts.get("author-time", "0")), UTC)
    return LastChange(
        first.split(" ")[0], facts.get("author", ""), at.date().isoformat(), facts.get("summary", "")
    )
