"""Two versions of one checklist, compared item by item: what changed, and what a reviewer should look at."""

from .comparing import compare
from .values import Change, ChangeKind, Comparison, Flag, Subject
from .whereabouts import whereabouts
from .words import Stretch, words_changed

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "Flag",
    "Stretch",
    "Subject",
    "compare",
    "whereabouts",
    "words_changed",
]
