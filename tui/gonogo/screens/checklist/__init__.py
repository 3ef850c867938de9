"""The screen of one checklist."""

from gonogo.screens.checklist.screen import ChecklistScreen

__all__ = ["ChecklistScreen"]
