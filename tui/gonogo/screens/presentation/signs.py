"""Signs at the right of lines: what came of a probe, what was found. Filled by whoever knows.

Empty until somebody has something to show, so that the first screen waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from checkdown import Item
from gonogo.core.safetext import Safe
from gonogo.widgets.pen import Span

Spans = tuple[Span, ...]


class Signs:
    """What stands at the right of items and of commands."""

    def __init__(self) -> None:
        self.of_item: Callable[[Item], Spans] | None = None
        self.others: Callable[[Item], Spans] | None = None
        """Whose cursors stand on an item too."""
        self.of_command: Callable[[str], Spans] | None = None
        """Asked with a line of a fence, as it stands in the file."""
        self.offers: Callable[[Item], bool] | None = None
        """Whether something could be run at an item that has no probe written at it."""
        self.details: Callable[[Item], tuple[Spans, ...]] | None = None
        """Lines on an item's probes for its details."""
        self.history: Callable[[Item], tuple[Spans, ...]] | None = None
        """Lines on what happened to an item, for its details; nothing where nothing can be known."""
        self.of_line: Callable[[int], tuple[Safe, Safe] | None] | None = None
        """What was found about a line of the file, in a few words, and in fewer; None for nothing."""
