"""One subject of the checklist screen: what its keys do. Loaded when it is first needed.

A part has the screen, which has the document, the lines and the panes; parts reach each other through it.
What waits for a disk or for git runs in a thread (`asyncio.to_thread`), and the part goes on with the
result where the keys are answered, so that no thread ever touches a widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen


class Part:
    """What all parts have."""

    def __init__(self, screen: ChecklistScreen) -> None:
        self.screen = screen
