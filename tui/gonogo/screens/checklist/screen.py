"""The checklist screen, put together from its parts."""

from __future__ import annotations

from gonogo.screens.checklist.leaving import Leaving


class ChecklistScreen(Leaving):
    """One checklist: outline, items, details; every action of the table that applies to a checklist."""
