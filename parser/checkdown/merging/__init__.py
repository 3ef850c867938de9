"""Two people's changes of one checklist, put together item by item; what cannot be had together is marked."""

from .markers import Choice, Dispute, disputes, resolved, sides, without_markers
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
    "without_markers",
]
