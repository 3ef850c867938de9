"""Which panes of the checklist screen are shown, how wide, and where the keys go between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from gonogo.core.actions import Place
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.widgets.bars import Bar, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.drawn import Beside
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.outline import BAR_CELLS, Outline
from gonogo.widgets.panes import panes_for
from gonogo.widgets.screen import QuietScreen

if TYPE_CHECKING:
    from gonogo.widgets.detail import Detail

NARROW = 60
"""Cells below which one pane is shown at a time."""
WIDE = 120
"""Cells from which the details have a pane of their own."""
MOST = 38
"""Cells of the outline at most."""
ITEMS = 60
"""Cells that the items keep where there are three panes."""
_ORDER = ("outline", "items", "details")


class Panes(QuietScreen[None]):
    """Header, outline, items, details, footer. Where there is no room for a pane it can be shown alone."""

    BINDINGS = bindings_for(Place.CHECKLIST)
    DEFAULT_CSS = """
    Panes { layout: vertical; background: $background; }
    Panes #panes { height: 1fr; }
    Panes #items { width: 1fr; }
    Panes > TooSmall { display: none; }
    Panes.-too-small > * { display: none; }
    Panes.-too-small > TooSmall { display: block; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.outlined: OutlineLines
        self.header = Bar(glyphs, 2, id="header")
        self.footer = Bar(glyphs, id="footer")
        self.outline = Outline(glyphs, id="outline")
        self.items = ItemList(glyphs, id="items")
        self.details: Detail | None = None
        """The pane at the right, made when there is room for it or somebody asks for it."""
        self.details_wanted = True
        """Whether the person wants the details beside the items where there is room."""
        self.alone = ""
        """The pane that is shown alone, "outline" or "details"; "" for what there is room for."""
        self.placed_for = Size(0, 0)
        """The size of the terminal when the panes were placed."""
        self._rules = {
            "above": Rule(glyphs, "across"),
            "left": Rule(glyphs, "down"),
            "below": Rule(glyphs, "across"),
        }

    def compose(self) -> ComposeResult:
        """Header, outline and items, footer, with thin rules between."""
        yield self.header
        yield self._rules["above"]
        with Beside(id="panes"):
            yield self.outline
            yield self._rules["left"]
            yield self.items
        yield self._rules["below"]
        yield self.footer

    # -- which are shown

    def place_panes(self) -> None:
        """Show the panes that fit, or the one that is shown alone."""
        size = self.placed_for = self.app.size
        room = panes_for(size.width, size.height, details=self.details_wanted)
        if (self.alone == "outline" and room.outline) or (self.alone == "details" and room.details):
            self.alone = ""
        self._place_too_small(room.too_small)
        details = room.details if not self.alone else 0
        outline = self._outline_cells(size.width, details) if room.outline and not self.alone else 0
        self._place(self.outline, size.width if self.alone == "outline" else outline)
        if details or self.alone == "details" or self.details is not None:
            pane = self._made_details()
            self._place(pane, size.width if self.alone == "details" else details)
            self._rules["right"].display = bool(details)
        self.items.display = not self.alone
        self._rules["left"].display = bool(outline)
        joins = ([outline] if outline else []) + ([size.width - details - 1] if details else [])
        self._rules["above"].join(dict.fromkeys(joins, "down"))
        self._rules["below"].join(dict.fromkeys(joins, "up"))
        if not room.too_small and (self.focused is None or not self._focused.display):
            self._pane(self.alone or "items").focus()

    def _outline_cells(self, cells: int, details: int) -> int:
        """As wide as its titles want, as far as that leaves the items room."""
        if cells < WIDE:
            return max(20, min(self.outlined.cells, cells * 35 // 100))
        return max(24, min(self.outlined.cells + BAR_CELLS + 1, MOST, cells - details - ITEMS))

    @staticmethod
    def _place(pane: Widget, cells: int) -> None:
        pane.display = bool(cells)
        if cells:
            pane.styles.width = cells

    def _place_too_small(self, too_small: bool) -> None:
        if too_small and not self.has_class("-too-small") and not self.query("TooSmall"):
            from gonogo.widgets.panes import TooSmall

            self.mount(TooSmall(self.glyphs))
        self.set_class(too_small, "-too-small")

    def _made_details(self) -> Detail:
        if self.details is None:
            from gonogo.widgets.detail import Detail

            self.details = Detail(self.glyphs, id="details")
            self._rules["right"] = Rule(self.glyphs, "down")
            self.query_one("#panes").mount(self._rules["right"], self.details)
        return self.details

    # -- which has the keys

    def _pane(self, name: str) -> Widget:
        if name == "details":
            return self._made_details()
        return self.outline if name == "outline" else self.items

    @property
    def _focused(self) -> Widget:
        """The pane that has the keys."""
        if self.details is not None and self.details.has_focus:
            return self.details
        return self.outline if self.outline.has_focus else self.items

    def show_alone(self, name: str) -> None:
        """Show one pane over the whole width, "" for all that fit, and give it the keys."""
        self.alone = name
        self.place_panes()
        self._pane(name or "items").focus()
        self.follow_cursor()
        self.say("")

    def go_to_pane(self, name: str) -> None:
        """Give a pane the keys; where there is no room for it beside the items, alone."""
        shown = self.details is not None if name == "details" else True
        if shown and self._pane(name).display and not self.alone:
            self._pane(name).focus()
        else:
            self.show_alone("" if name == "items" else name)

    def action_pane(self, step: int) -> None:
        """To the next pane; where only one is shown at a time, all three take their turn."""
        narrow = self.app.size.width < NARROW
        names = [name for name in _ORDER if narrow or self._is_shown(name)]
        here = str(self._focused.id)
        if here in names and len(names) > 1:
            self.go_to_pane(names[(names.index(here) + step) % len(names)])
        elif self.alone:
            self.show_alone("")

    def _is_shown(self, name: str) -> bool:
        return (
            self.details is not None and self.details.display
            if name == "details"
            else self._pane(name).display
        )

    def action_pane_beside(self, step: int) -> None:
        """To the pane at the left or right."""
        at = _ORDER.index(str(self._focused.id)) + step
        if 0 <= at < len(_ORDER):
            self.go_to_pane(_ORDER[at])

    def action_details(self) -> None:
        """Show or hide the details: beside the items where there is room, else alone."""
        if self.app.size.width < WIDE:
            self.show_alone("" if self.alone == "details" else "details")
            return
        self.details_wanted = not self.details_wanted
        self.place_panes()
        self.follow_cursor()

    # -- what the screen itself says

    def follow_cursor(self) -> None:
        """The outline and the details tell of the line under the cursor."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say something in the last line; "" shows the keys."""
        raise NotImplementedError
