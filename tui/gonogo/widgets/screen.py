"""The screens' base: a Screen of Textual's without its own keys, that stays quiet when the focus moves."""

from __future__ import annotations

from typing import Generic, Self, TypeVar

from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")


class QuietScreen(Screen[Result], Generic[Result], inherit_bindings=False):
    """A Screen that repaints as a whole only where it must.

    Textual's own does when the focus goes from one widget to another (4 to 17 KB for a tab), though the
    widgets show where it is; and once more as soon as it has opened, though nothing has changed.
    Decide what stands where in `on_mount`, from `self.app.size`: then the first frame is the final one.
    """

    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._opened = False

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint; but not what the first layout has painted in the same breath."""
        if self.stack_updates == 1 and not self._opened and not (regions or layout or recompose):
            self._opened = True
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
