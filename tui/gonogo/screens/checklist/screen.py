"""The checklist screen, put together from its parts."""

from __future__ import annotations

from gonogo.screens.checklist.questions import Questions


class ChecklistScreen(Questions):
    """One checklist: outline, items, details; every action of the table that applies to a checklist."""
