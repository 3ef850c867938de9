"""Bringing a branch and the branch that it follows together: fetched, merged by item, pushed."""

from .errors import SyncRefused, Unreachable
from .syncing import Synced, sync

__all__ = ["SyncRefused", "Synced", "Unreachable", "sync"]
