"""The screens' base: a Screen of Textual's without its own keys, that stays quiet when the focus moves."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")


class QuietScreen(Screen[Result], Generic[Result], inherit_bindings=False):
    """A Screen that does not repaint as a whole when the focus goes from one widget to another.

    The widgets show where the focus is. Textual's own screen repaints all of them: 4 to 17 KB for a tab.
    """

    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
