"""A launch review, headless: which items are walked and in which order, how far along it is, who walks it."""

from .agenda import Course, agenda, needs_attention
from .going import now, upcoming
from .memory import Walks
from .people import named, trailers
from .progress import Along, along, spent
from .walk import Objection, Walk, WalkOf, begun

__all__ = [
    "Along",
    "Course",
    "Objection",
    "Walk",
    "WalkOf",
    "Walks",
    "agenda",
    "along",
    "begun",
    "named",
    "needs_attention",
    "now",
    "spent",
    "trailers",
    "upcoming",
]
