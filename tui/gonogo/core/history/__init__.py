"""What became of a checklist's items over its commits: every flip, who made it, when, with what evidence."""

from .flips import history, newest_first
from .past import Event, Past, is_of_head, past
from .values import Flip, History, Version
from .versions import versions

__all__ = [
    "Event",
    "Flip",
    "History",
    "Past",
    "Version",
    "history",
    "is_of_head",
    "newest_first",
    "past",
    "versions",
]
