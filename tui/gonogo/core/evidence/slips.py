"""Why a reference that a person typed is not what it looks like, or may not be written: as sentences.

What it looks like is ``reference``'s to find out, and what follows from a slip is its caller's to decide.
"""

from __future__ import annotations

import re
from pathlib import Path

from gonogo.core.references.places import line_count

_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/?#@:]*:[^\s/?#@]+@", re.IGNORECASE)
_HOLDING = re.compile(r"\.{1,2}(?:/\.{1,2})*/?\Z")


def no_link(text: str) -> str:
    """Why an address is no link."""
    if not text.lower().startswith(("http://", "https://")):
        return f"{text} is no evidence: only http and https addresses count as links"
    if re.search(r"\s", text):
        return f"{text} is no link: there is a space in it; in an address that is %20, and a note is apart"
    return f"{text} is no link: the address is not whole"


def no_commit(text: str, under_git: bool) -> str:
    """That what looks like a commit is none."""
    return f"there is no commit {text} " + (
        "in this repository" if under_git else "where there is no git repository"
    )


def no_lines(text: str, file: Path, lines: str) -> str:
    """Why `text` names lines (`10`, `10-20` or "") that a file does not have; "" where it may have them."""
    if not lines:
        return ""
    if file.is_dir():
        return f"{text} leads nowhere: a folder has no lines"
    first, last = (int(number) for number in (lines.split("-") * 2)[:2])
    if not first or not last:
        return f"{text} leads nowhere: lines are counted from 1"
    if last < first:
        return f"{text} leads nowhere: the lines end before they begin"
    count = line_count(str(file))
    if count is None or last <= count:
        return ""
    return f"{text} leads nowhere: there is no line {last}, the file has {count or 'none'}"


def not_to_write(typed: str, target: str) -> str:
    """Why words (a reference with its note), or what they lead to, may stand in no checklist; else ""."""
    if _PASSWORD.search(typed):
        return (
            "there is a password in this address, and it would stay in the file and its history:"
            " leave out what stands before the @"
        )
    if _HOLDING.match(target):
        return f"{target} is a folder that holds the checklist itself: name a file, or a folder in it"
    return ""
