"""Which panes of the checklist screen are shown, how wide, and where the keys go between them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from gonogo.core.actions import Place
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.widgets.bars import Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.detail import Detail
from gonogo.widgets.drawn import Beside
from gonogo.widgets.footer import FooterBar
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.header import HeaderBar
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.outline import Outline
from gonogo.widgets.panes import TooSmall, panes_for
from gonogo.widgets.screen import QuietScreen

NARROW = 60
"""Cells below which one pane is shown at a time."""
WIDE = 120
"""Cells from which the details have a pane of their own."""


class Panes(QuietScreen[None]):
    """Header, outline, items, details, footer. Where there is no room for a pane it can be shown alone."""

    BINDINGS = bindings_for(Place.CHECKLIST)
    DEFAULT_CSS = """
    Panes { layout: vertical; background: $background; }
    Panes #panes { height: 1fr; }
    Panes #items { width: 1fr; }
    Panes TooSmall { display: none; }
    Panes.-too-small > * { display: none; }
    Panes.-too-small > TooSmall { display: block; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.outlined: OutlineLines
        self.details_wanted = True
        """Whether the person wants the details beside the items where there is room."""
        self.alone = ""
        """The pane that is shown alone, "outline" or "details"; "" for what there is room for."""

    def compose(self) -> ComposeResult:
        """Header, outline, items and details, footer, with thin rules between."""
        glyphs = self.glyphs
        yield TooSmall(glyphs)
        yield HeaderBar(glyphs, 2, id="header")
        yield Rule(glyphs, "across", id="above")
        with Beside(id="panes"):
            yield Outline(glyphs, id="outline")
            yield Rule(glyphs, "down", id="left-rule")
            yield ItemList(glyphs, id="items", empty="nothing to show here; esc removes the filter")
            yield Rule(glyphs, "down", id="right-rule")
            yield Detail(glyphs, id="details")
        yield Rule(glyphs, "across", id="below")
        yield FooterBar(glyphs, id="footer")

    @property
    def items(self) -> ItemList:
        """The list in the middle."""
        return self.query_one("#items", ItemList)

    @property
    def outline(self) -> Outline:
        """The sections at the left."""
        return self.query_one("#outline", Outline)

    @property
    def details(self) -> Detail:
        """The pane at the right."""
        return self.query_one("#details", Detail)

    def place_panes(self) -> None:
        """Show the panes that fit, or the one that is shown alone."""
        size = self.app.size
        room = panes_for(size.width, size.height, details=self.details_wanted)
        if (self.alone == "outline" and room.outline) or (self.alone == "details" and room.details):
            self.alone = ""
        self.set_class(room.too_small, "-too-small")
        outline = self._outline_cells(size.width) if room.outline and not self.alone else 0
        details = room.details if not self.alone else 0
        self._place(self.outline, size.width if self.alone == "outline" else outline)
        self._place(self.details, size.width if self.alone == "details" else details)
        self.items.display = not self.alone
        self.query_one("#left-rule").display = bool(outline)
        self.query_one("#right-rule").display = bool(details)
        joins = ([outline] if outline else []) + ([size.width - details - 1] if details else [])
        self.query_one("#above", Rule).join(dict.fromkeys(joins, "down"))
        self.query_one("#below", Rule).join(dict.fromkeys(joins, "up"))
        if not self.focused_pane.display:
            (self.query_one(f"#{self.alone}") if self.alone else self.items).focus()
        elif self.focused is None and not room.too_small:
            # a terminal that was too small took the keys away from the pane that had them
            self.call_after_refresh(self.focused_pane.focus)

    def _outline_cells(self, cells: int) -> int:
        """As wide as its titles want, within a share of the screen that leaves the items room."""
        most = cells * 35 // 100 if cells < WIDE else cells // 4
        return max(20, min(self.outlined.cells, most))

    @staticmethod
    def _place(pane: Widget, cells: int) -> None:
        pane.display = bool(cells)
        if cells:
            pane.styles.width = cells

    @property
    def focused_pane(self) -> Widget:
        """The pane that has the keys."""
        return next((pane for pane in self._panes if pane.has_focus), self.items)

    @property
    def _panes(self) -> tuple[Widget, Widget, Widget]:
        return self.outline, self.items, self.details

    def show_alone(self, pane: str) -> None:
        """Show one pane over the whole width, "" for all that fit, and give it the keys."""
        self.alone = pane
        self.place_panes()
        (self.query_one(f"#{pane}") if pane else self.items).focus()
        self.follow_cursor()

    def go_to_pane(self, pane: Widget) -> None:
        """Give a pane the keys; where there is no room for it beside the items, alone."""
        if pane.display and not self.alone:
            pane.focus()
        else:
            self.show_alone("" if pane is self.items else str(pane.id))

    def action_pane(self, step: int) -> None:
        """To the next pane; where only one is shown at a time, all three take their turn."""
        narrow = self.app.size.width < NARROW
        panes = [pane for pane in self._panes if pane.display or narrow]
        if self.focused_pane in panes and len(panes) > 1:
            self.go_to_pane(panes[(panes.index(self.focused_pane) + step) % len(panes)])
        elif self.alone:
            self.show_alone("")

    def action_pane_beside(self, step: int) -> None:
        """To the pane at the left or right."""
        at = self._panes.index(self.focused_pane) + step
        if 0 <= at < len(self._panes):
            self.go_to_pane(self._panes[at])

    def action_details(self) -> None:
        """Show or hide the details: beside the items where there is room, else alone."""
        if self.app.size.width < WIDE:
            self.show_alone("" if self.alone == "details" else "details")
            return
        self.details_wanted = not self.details_wanted
        self.place_panes()
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """The outline and the details tell of the line under the cursor; the screen itself says how."""
        raise NotImplementedError
