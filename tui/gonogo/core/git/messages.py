"""The message of a commit, written for people from what changed. Pure: words in, text out.

Git's rules that shape it: a subject under 72 characters; only the last paragraph can hold trailers, one
line that is none voids them all, and a paragraph of lines like `Word: value` is taken for trailers whether
meant so or not; a line of `---` ends the message for some tools. Item texts come from documents: control
characters and line breaks in them become spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

SUBJECT_LIMIT = 71
"""Characters of a subject, at most."""

_TITLE_SHARE = 36  # characters that the title keeps when the subject is too long
_TITLE_LEAST = 12  # characters below which a shortened title says too little
_PAUSE = re.compile(r"\s+[-–—|(]\s*|[:;]\s")
_LINE_LIMIT = 200  # characters of a body line
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\Z")


def message(
    title: str,
    changes: Sequence[str],
    *,
    evidence: Sequence[str] = (),
    trailers: Sequence[tuple[str, str]] = (),
) -> str:
    """A message: subject, a line for each change, the evidence added, trailers.

    `title` is the checklist's; `changes` are summaries such as `[ ] -> [x] Redis health check`; `evidence`
    are paths or words; a trailer is a key (letters, digits, hyphens) and a value. Raises ValueError on
    another key.
    """
    paragraphs = [_subject(_line(title), [_line(change) for change in changes], len(evidence))]
    if changes:
        paragraphs.append("\n".join(_bullet(change) for change in changes))
    if evidence:
        # Two words before the colon: one alone would look like a trailer.
        paragraphs.append("\n".join(["Evidence added:", *(_bullet(each) for each in evidence)]))
    if trailers:
        paragraphs.append("\n".join(_trailer(key, value) for key, value in trailers))
    return "\n\n".join(paragraphs) + "\n"


def _subject(title: str, changes: Sequence[str], evidence: int) -> str:
    if len(changes) == 1:
        what = changes[0]
    elif changes:
        what = f"{len(changes)} changes"
    else:
        what = "evidence" if evidence else "update"
    title = title.lstrip("-# ") or "Checklist"  # `--- ` would end the message
    if len(title) + 2 + len(what) > SUBJECT_LIMIT:
        title = _shortened(title, max(_TITLE_SHARE, SUBJECT_LIMIT - 2 - len(what)))
    return _cut(f"{title}: {what}", SUBJECT_LIMIT)


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


def _trailer(key: str, value: str) -> str:
    if not _KEY.match(key):
        raise ValueError(f"a trailer's key has letters, digits and hyphens, not {key!r}")
    return f"{key}: {_line(value)}".rstrip()


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
