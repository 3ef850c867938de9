"""Reviewing: what changed in a range of commits, item by item, what of it was seen, and saying so in git."""

from .entries import Entry, Review, review
from .filtering import NoSuchFilter, Wanted, wanted
from .memory import Memory, Reviews
from .ranges import Choice, Range, offered, range_of

__all__ = [
    "Choice",
    "Entry",
    "Memory",
    "NoSuchFilter",
    "Range",
    "Review",
    "Reviews",
    "Wanted",
    "offered",
    "range_of",
    "review",
    "wanted",
]
