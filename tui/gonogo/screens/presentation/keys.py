"""Which keys the footer leaves out because they do nothing where the cursor is."""

from __future__ import annotations

from gonogo.screens.presentation.lines import ChecklistLines

_ITEM = frozenset({"tick", "set-done", "set-doing", "set-blocked", "set-na", "set-todo", "evidence"})
_OTHER = frozenset({"track", "fold"})


def idle_actions(lines: ChecklistLines, at: int) -> frozenset[str]:
    """The ids of actions that have no use on a line: states on a heading or a text, tracking on an item."""
    if not len(lines):
        return _ITEM | _OTHER
    if lines.item_at(at) is not None:
        return _OTHER
    return _ITEM | ({"track"} if lines.is_heading(at) else {"fold"})
