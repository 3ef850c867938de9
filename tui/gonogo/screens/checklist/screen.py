"""The checklist screen, put together from its parts."""

from __future__ import annotations

from gonogo.screens.checklist.committing import Committing


class ChecklistScreen(Committing):
    """One checklist: outline, items, details; every action of the table that applies to a checklist."""
