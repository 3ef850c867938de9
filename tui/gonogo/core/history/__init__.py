"""What became of a checklist's items over its commits: every flip, who made it, when, with what evidence."""

from .flips import history, newest_first
from .values import Flip, History, Version
from .versions import versions

__all__ = ["Flip", "History", "Version", "history", "newest_first", "versions"]
