"""Where a path in a document may lead: from the document's folder, and from the top of its repository.

Only whether something is there is asked, how many lines a file has, what headings. What cannot be a path of
this repository has no place, and nobody is told that it is missing.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from checkdown import parse
from checkdown.findings import Reading, Settings
from checkdown.habits.anchors import leads_to, places_in
from gonogo.core.git.content import regular_bytes
from gonogo.core.git.listing import SUFFIXES

_STRANGE = frozenset("<>{}$*|\"'\\\0")
"""Characters of templates, patterns and commands; a path that has one is none that can be looked for."""
_PAGES = frozenset(
    (
        *("issues", "pull", "pulls", "wiki", "blob", "tree", "raw", "releases", "actions", "discussions"),
        *("commit", "commits", "compare", "labels", "milestones", "projects", "security", "new"),
    )
)
"""What a link into the pages of a hosting site begins with, where no folder is called so."""
_LARGEST = 5_000_000
"""Bytes of a file of which the lines are counted."""

_LARGEST_READ = 1_000_000
"""Bytes of a markdown file whose headings are looked at."""
_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?")
"""An anchor that names lines, as hosting sites take it."""


class Places:
    """Looks paths up for the documents of one folder, each once."""

    def __init__(self, document: Path, root: Path | None) -> None:
        self.folder = os.path.realpath(document.parent)
        self.root = os.path.realpath(root) if root is not None else self.folder
        self._found: dict[str, str | None] = {}
        self._anchors: dict[str, frozenset[str] | None] = {}

    def candidates(self, target: str) -> list[str]:
        """Where a target may be meant to lead; none where it cannot be a path of this repository."""
        if not target or _STRANGE & set(target) or "..." in target or target[0] in "~@":
            return []
        if target.startswith("/"):
            tried = [self.root + target]
        else:
            tried = [os.path.join(self.folder, target), os.path.join(self.root, target)]
        found = [os.path.normpath(each) for each in tried]
        return [each for each in found if each == self.root or each.startswith(self.root + os.sep)]

    def find(self, target: str) -> str | None:
        """The place of what is there; "" where nothing is, None where nothing can be meant."""
        if target not in self._found:
            self._found[target] = self._looked(target)
        return self._found[target]

    def _looked(self, target: str) -> str | None:
        places = self.candidates(target)
        found = next((place for place in places if os.path.lexists(place)), None)
        if found is not None:
            return found
        pages = any(os.path.relpath(place, self.root).split(os.sep)[0] in _PAGES for place in places)
        return None if pages or not places else ""

    def has_anchor(self, place: str, anchor: str) -> bool:
        """Whether a markdown file has a place that is called so; of any other file that is not known."""
        if place not in self._anchors:
            self._anchors[place] = _anchors_of(place)
        known = self._anchors[place]
        return known is None or bool(_LINES.fullmatch(anchor)) or leads_to(anchor, known)

    def begins_here(self, target: str) -> bool:
        """Whether the first folder of a path is there: then it is meant as one of this repository."""
        first, slash, _ = target.lstrip("./").partition("/")
        bases = (self.folder, self.root)
        return bool(slash and first) and any(os.path.isdir(os.path.join(base, first)) for base in bases)


def _anchors_of(place: str) -> frozenset[str] | None:
    if not place.lower().endswith(SUFFIXES):
        return None
    try:
        data = regular_bytes(Path(place)) if os.path.getsize(place) <= _LARGEST_READ else None
    except OSError:
        return None
    return None if data is None else places_in(Reading(parse(data), Settings()))


def linked(target: str) -> str:
    """The path of a link's target, without anchor and query, decoded."""
    return unquote(target.split("#")[0].split("?")[0])


def line_count(place: str) -> int | None:
    """Lines of a regular file of moderate size; None for anything else, or what cannot be read."""
    try:
        if os.path.getsize(place) > _LARGEST:
            return None
        data = regular_bytes(Path(place))
    except OSError:
        return None
    return None if data is None else data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
