"""Findings with the names that hosting sites know their files by, and marks by which they know them again."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gonogo.core.reports.checking import Found


class Placed(NamedTuple):
    """A finding for a hosting site."""

    found: Found
    path: str
    """From the top of the repository, with slashes; as it was named outside of one."""
    mark: str
    """The same for the same finding wherever its line stands: 64 hexadecimal digits."""


def placed(found: Iterable[Found], top_of: Callable[[str], Path | None]) -> list[Placed]:
    """Findings with their paths and marks; `top_of` gives the top of a file's repository."""
    paths: dict[str, str] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    out = []
    for each in found:
        if each.file not in paths:
            paths[each.file] = _path(each.file, top_of(each.file))
        path = paths[each.file]
        what = (each.finding.rule, path, each.text.strip(), each.finding.claimed)
        seen[what] += 1
        parts = "\0".join((*what, str(seen[what])))
        out.append(Placed(each, path, hashlib.sha256(parts.encode("utf-8", "surrogateescape")).hexdigest()))
    return out


def _path(file: str, top: Path | None) -> str:
    if top is None:
        return file
    return os.path.relpath(os.path.realpath(file), top)
