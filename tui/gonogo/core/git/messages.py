"""The message of a commit, written for people from what changed. Pure: words in, text out.

Git's rules that shape it: a subject under 72 characters; only the last paragraph can hold trailers, one
line that is none voids them all, and a paragraph of lines like `Word: value` is taken for trailers whether
meant so or not; a line of `---` ends the message for some tools. Item texts come from documents: control
characters and line breaks in them become spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

SUBJECT_LIMIT = 71
"""Characters of a subject, at most."""

_TITLE_SHARE = 36  # characters that the title keeps when the subject is too long
_COUNTS_SHARE = 36  # characters that counts may take of a subject
_ORDER = {word: at for at, word in enumerate(("done", "blocked", "failed", "doing", "to do"))}
"""What is counted first."""
_TITLE_LEAST = 12  # characters below which a shortened title says too little
_PAUSE = re.compile(r"\s+[-–—|(]\s*|[:;]\s")
_LINE_LIMIT = 200  # characters of a body line
_VALUE_LIMIT = 1000  # characters of a trailer's value
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\Z")
_TRAILER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*: *\S|[ \t]+\S")


class Change(NamedTuple):
    """One entry of a message: what became of an item, and what belongs to it."""

    told: str
    """On one line: `[ ] -> [x] Redis health check`."""
    under: tuple[str, ...] = ()
    """Lines below it: `blocked: no cluster`, `evidence: logs/health.txt`."""
    counted: str = ""
    """What it counts as in a subject, behind a number: `done`, `removed`; "" for a change of any kind."""
    alone: str = ""
    """What the subject says where it is the only one, if that is not `told`."""


class Part(NamedTuple):
    """The changes of one checklist."""

    title: str
    changes: Sequence[Change]


def message(title: str, changes: Sequence[Change], *, trailers: Sequence[tuple[str, str]] = ()) -> str:
    """A message about one checklist: subject, an entry for each change, trailers.

    `title` is the checklist's; a trailer is a key (letters, digits, hyphens) and a value. Raises ValueError
    on another key. A single change that the subject holds in full is not told twice.
    """
    subject = _subject(_line(title), changes)
    said = len(changes) == 1 and not changes[0].under and subject.endswith(_line(changes[0].told))
    return _joined([subject, *([] if said else [_entries(changes)])], trailers)


def joint_message(parts: Sequence[Part], *, trailers: Sequence[tuple[str, str]] = ()) -> str:
    """A message about several checklists: the changes of each under its title."""
    changes = [change for part in parts for change in part.changes]
    what = _counted(changes) if changes else "update"
    told = ["\n".join((_heading(part.title), _entries(part.changes))) for part in parts if part.changes]
    return _joined([_cut(f"{len(parts)} checklists: {what}", SUBJECT_LIMIT), *told], trailers)


def with_trailers(text: str, trailers: Sequence[tuple[str, str]]) -> str:
    """A message with further trailers behind its own; in a paragraph of their own where it has none.

    One that it has already is not added. Raises ValueError on a key that is none.
    """
    body = text.rstrip("\n")
    last = body.rpartition("\n\n")[2].split("\n")
    ends_in_trailers = "\n\n" in body and all(_TRAILER.match(line) for line in last)
    own = [line.casefold() for line in last] if ends_in_trailers else []
    added = dict.fromkeys(_trailer(key, value) for key, value in trailers)
    lines = [line for line in added if line.casefold() not in own]
    if not lines:
        return f"{body}\n"
    return body + ("\n" if ends_in_trailers else "\n\n") + "\n".join(lines) + "\n"


def _joined(paragraphs: Sequence[str], trailers: Sequence[tuple[str, str]]) -> str:
    last = "\n".join(_trailer(key, value) for key, value in trailers)
    return "\n\n".join(filter(None, (*paragraphs, last))) + "\n"


def _entries(changes: Sequence[Change]) -> str:
    return "\n".join(
        line
        for change in changes
        for line in (_bullet(change.told), *(_below(each) for each in change.under))
    )


def _heading(title: str) -> str:
    return _cut(_line(title).lstrip("-# ") or "Checklist", _LINE_LIMIT)


def _subject(title: str, changes: Sequence[Change]) -> str:
    if len(changes) == 1:
        what = _line(changes[0].alone or changes[0].told)
    else:
        what = _counted(changes) if changes else "update"
    title = title.lstrip("-# ") or "Checklist"  # `--- ` would end the message
    if len(title) + 2 + len(what) > SUBJECT_LIMIT:
        title = _shortened(title, max(_TITLE_SHARE, SUBJECT_LIMIT - 2 - len(what)))
    return _cut(f"{title}: {what}", SUBJECT_LIMIT)


def _counted(changes: Sequence[Change]) -> str:
    """`4 done, 1 blocked`; `4 done and 3 more changes` where that would be too long; else `7 changes`."""
    counts = Counter(change.counted for change in changes)
    others = counts.pop("", 0)
    said: list[str] = []
    for what in sorted(counts, key=lambda each: (_ORDER.get(each, len(_ORDER)), each)):
        each = _line(f"{counts[what]} {what}")
        if others or len(", ".join((*said, each))) > _COUNTS_SHARE:
            others += counts[what]
        else:
            said.append(each)
    rest = f"{others} {'more ' if said else ''}change{'s' if others > 1 else ''}" if others else ""
    return " and ".join(filter(None, (", ".join(said), rest)))


def _shortened(title: str, limit: int) -> str:
    """The title up to where it makes sense alone, else cut between two words."""
    if len(title) <= limit:
        return title
    ends = [found.start() for found in _PAUSE.finditer(title, 0, limit + 1) if found.start() >= _TITLE_LEAST]
    if ends:
        return title[: ends[-1]]
    space = title.rfind(" ", _TITLE_LEAST, limit)
    return title[: space if space > 0 else limit - 1].rstrip(" ,;:-–—") + "…"


def _bullet(text: str) -> str:
    return "- " + _cut(_line(text), _LINE_LIMIT)


def _below(text: str) -> str:
    return "  " + _cut(_line(text), _LINE_LIMIT)


def _trailer(key: str, value: str) -> str:
    if not _KEY.match(key):
        raise ValueError(f"a trailer's key has letters, digits and hyphens, not {key!r}")
    return f"{key}: {_cut(_line(value), _VALUE_LIMIT)}".rstrip()


def _line(text: str) -> str:
    """One line of visible characters; what is no character becomes U+FFFD."""
    visible = "".join(_visible(character) for character in text)
    return " ".join(visible.split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    # Format characters would turn the line around or hide in it; the joiner holds emoji together.
    return "" if category == "Cf" and character != "\N{ZERO WIDTH JOINER}" else character


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
