"""Two people's changes of one checklist, put together item by item; what cannot be had together is marked."""

from checkdown.disputes import Choice, Dispute, disputes, resolved, sides

from .merging import apart, merge
from .values import Conflict, Labels, Merged

__all__ = [
    "Choice",
    "Conflict",
    "Dispute",
    "Labels",
    "Merged",
    "apart",
    "disputes",
    "merge",
    "resolved",
    "sides",
]
