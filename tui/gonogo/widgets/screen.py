"""The screens' base: a Screen of Textual's without its own keys, that stays quiet when the focus moves."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Generic, Self, TypeVar

from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
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

    _opened = False

    def run_latest(self, act: Callable[[], Coroutine[Any, Any, object]], group: str) -> None:
        """Do something in the background, in place of what this group is doing.

        `act` is called when it begins, which may be never: the next request may come before that.
        """
        begin: Any = act  # mypy finds no result type for a function that gives a coroutine
        self.run_worker(begin, group=group, exclusive=True)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint; but not before the first layout, which paints, nor what it has painted just then.

        A change of layout repaints what it moves; the screen itself has nothing to show beside its widgets.
        """
        plain = not (regions or layout or recompose)
        if not self.stack_updates or (plain and not self._opened):
            self._opened = bool(self.stack_updates)
            return self
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)


class QuietDialog(ModalScreen[Result], QuietScreen[Result], Generic[Result], inherit_bindings=False):
    """A dialog over the screen beneath, painted once when it opens."""
