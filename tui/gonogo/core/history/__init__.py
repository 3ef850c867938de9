"""What became of a checklist's items over its commits: every flip, who made it, when, with what evidence."""

from .flips import Flip, History, history, newest_first
from .versions import Version, versions

__all__ = ["Flip", "History", "Version", "history", "newest_first", "versions"]
