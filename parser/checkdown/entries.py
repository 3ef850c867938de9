"""Entries of a table cell that a label begins: ``blocked: no capacity (2026-11-21, Ada Lovelace)``.

A cell holds entries with semicolons between them. Those with a label say why a row waits, or are notes;
they are so in whatever column they stand, and never evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .patterns import pattern

_BLOCKED = r"(?:was )?(?:blocked(?: by)?|blocker)|reason"
_STAMP = r"\(\d{4}-\d{2}-\d{2}(?:, [^()|;]*)?\)"
_REFERENCE = r"!?\[[^\]]*\]\(|`|<?https?://|commit:? "
_LABEL = rf"(?:\*\*|__|\*)?(?:(?P<why>{_BLOCKED})|(?P<note>notes?))(?:\*\*|__|\*)?\s*:(?:\*\*|__|\*)?\s*"
_NEXT = rf"(?:\*\*|__|\*)?(?:{_BLOCKED}|notes?)(?:\*\*|__|\*)?\s*:|{_REFERENCE}"
_BEGINS = pattern(rf"(?:^|(?<=; )){_LABEL}", re.IGNORECASE)
_REASON = pattern(rf"(?:\S.*?)?(?:{_STAMP}(?=\s*(?:;|$))|(?=; (?:{_NEXT}))|$)", re.IGNORECASE)
_NOTE = pattern(rf"(?:\S.*?)?(?:{_STAMP}(?=\s*(?:;|$))|(?=; )|$)")


class Labelled(NamedTuple):
    """One entry with a label."""

    label: str
    """``blocked``, ``was blocked``, or "" for a note."""
    text: str
    """What stands behind the label, as it is written."""
    start: int
    """Where the label begins in the cell's text, 0-based."""
    column: int
    """Where ``text`` does."""
    end: int


def labelled_entries(text: str) -> Iterator[Labelled]:
    """The entries of a cell's text that begin with a label.

    A reason goes to the date and the name behind it, without one to a reference or the cell's end; a note
    without one to the next semicolon.
    """
    at = 0
    while ":" in text and (begins := _BEGINS.search(text, at)):
        said = (_REASON if begins["why"] else _NOTE).match(text, begins.end())
        at = max(said.end() if said else begins.end(), begins.end())
        why = (begins["why"] or "").lower()
        label = "was blocked" if why.startswith("was ") else "blocked" if why else ""
        words = text[begins.end() : at].rstrip()
        yield Labelled(label, words, begins.start(), begins.end(), begins.end() + len(words))


def without_labelled(text: str) -> str:
    """What a cell says beside its entries with a label."""
    pieces, at = [], 0
    for entry in labelled_entries(text):
        pieces.append(text[at : entry.start])
        at = entry.end
    return "".join((*pieces, text[at:]))


def entry_of(label: str, words: str) -> str:
    """Words as one entry with a label; semicolons that would end it early become commas."""
    body = f"{label}: {words}"
    found = next(labelled_entries(body), None)
    return body if found and found.end == len(body) else f"{label}: {words.replace(';', ',')}"
