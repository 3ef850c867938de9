"""What all parts of the checklist screen share: the document, its lines, the panes, and how they follow it.

The actions themselves stand beside this, one module per subject, as classes that the screen is put
together from. Files are read and written by workers that post a message; no widget is touched there.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from checkdown import Checklist, Item
from gonogo.core.actions import Place
from gonogo.core.safetext import safe
from gonogo.core.workspace import Document
from gonogo.screens.presentation.detail import item_detail, section_detail, text_detail
from gonogo.screens.presentation.filtering import Filter
from gonogo.screens.presentation.heading import header_of
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import BarLine, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.detail import Detail, detail_text
from gonogo.widgets.footer import FooterBar, footer_line
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.header import HeaderBar, header_lines
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.look import Tone
from gonogo.widgets.outline import Outline
from gonogo.widgets.panes import TooSmall, panes_for
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen


class ChecklistBase(QuietScreen[None]):
    """The panes over one document."""

    BINDINGS = bindings_for(Place.CHECKLIST)
    DEFAULT_CSS = """
    ChecklistBase { layout: vertical; background: $background; }
    ChecklistBase #panes { height: 1fr; }
    ChecklistBase #items { width: 1fr; }
    ChecklistBase TooSmall { display: none; }
    ChecklistBase.-too-small > * { display: none; }
    ChecklistBase.-too-small > TooSmall { display: block; }
    """

    def __init__(self, document: Document, shown_path: str, glyphs: Glyphs) -> None:
        super().__init__()
        self.document = document
        self.shown_path = shown_path
        """The path as the header shows it."""
        self.folded: set[tuple[str, ...]] = set()
        """Paths of the sections whose lines are hidden."""
        self.marked: dict[str, None] = {}
        """Ids of the items that the next action is for."""
        self.filtered = Filter()
        self.searched = ""
        self.branch = ""
        self.changes = 0
        """Items that differ from HEAD."""
        self.warning = ""
        self.details_wanted = True
        self.lines = ChecklistLines(document.checklist, glyphs)
        self.outlined = OutlineLines(document.checklist)

    @property
    def checklist(self) -> Checklist:
        """The document as it is now."""
        return self.document.checklist

    def compose(self) -> ComposeResult:
        """Header, outline, items and details, footer, with thin rules between."""
        glyphs = application_of(self).glyphs
        yield TooSmall(glyphs)
        yield HeaderBar(glyphs, 2, id="header")
        yield Rule(glyphs, "across", id="above")
        with Horizontal(id="panes"):
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

    def on_mount(self) -> None:
        """Show the document, the cursor on its first open item."""
        self.place_panes()
        self.outline.show(self.outlined, 0)
        first = next((at for at in range(len(self.lines)) if self.lines.item_at(at)), 0)
        self.items.show(self.lines, first)
        self.items.focus()
        self.show_header()
        self.say("")
        self.follow_cursor()

    # -- panes

    def on_resize(self) -> None:
        """Give the panes what there is room for."""
        self.place_panes()

    def place_panes(self) -> None:
        """Show the panes that fit."""
        size = self.app.size
        panes = panes_for(size.width, size.height, details=self.details_wanted)
        self.set_class(panes.too_small, "-too-small")
        for name, cells in (("#outline", panes.outline), ("#details", panes.details)):
            pane = self.query_one(name)
            pane.display = bool(cells)
            if cells:
                pane.styles.width = cells
        self.query_one("#left-rule").display = bool(panes.outline)
        self.query_one("#right-rule").display = bool(panes.details)
        self.show_header()
        self.say("")

    # -- what is shown

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.lines.item_at(self.items.cursor)

    def renew(self) -> None:
        """Show the document as it is now; cursor, folds and marks stay with their items."""
        at = self.items.cursor
        here = self.lines.item_at(at)
        name = here.id if here is not None else ""
        line = self.lines.file_line(at) if len(self.lines) else 1
        fresh = self.lines.renewed(self.checklist)
        if fresh is not None:
            self.lines = fresh
            self.items.show(fresh, at)
        else:
            self.relist(name, line)
        self.outlined = OutlineLines(self.checklist, self.folded)
        self.outline.show(self.outlined)
        self.show_header()
        self.follow_cursor()

    def relist(self, name: str = "", line: int = 0) -> None:
        """Make the lines anew (a fold, a filter, an edit) and put the cursor on an item, or near a line."""
        self.lines = ChecklistLines(
            self.checklist,
            application_of(self).glyphs,
            folded=self.folded,
            wanted=self.filtered if self.filtered else None,
            marked=self.marked,
        )
        self.items.show(self.lines, self.place_of(name, line))

    def place_of(self, name: str, line: int) -> int:
        """Where the item of an id is shown, else the line of the file nearest to where it was."""
        if name:
            try:
                found = self.lines.place_of_item(self.checklist.find(name).index)
            except ValueError:
                found = None
            if found is not None:
                return found
        return self.lines.place_of_line(line) if line and len(self.lines) else 0

    def show_header(self) -> None:
        """Bring the two lines at the top up to date."""
        header = header_of(
            self.checklist,
            self.shown_path,
            branch=self.branch,
            changes=self.changes,
            unsaved=bool(self.document.unsaved),
            filtered=self.filtered,
            search=self.searched,
            warning=self.warning,
        )
        bar = self.query_one("#header", HeaderBar)
        bar.show(*header_lines(header, application_of(self).glyphs, self.app.size.width))

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line; "" shows the keys again."""
        footer = self.query_one("#footer", FooterBar)
        if sentence:
            footer.show(BarLine((Span(safe(sentence), tone),)))
        else:
            keys = application_of(self).config.keys
            footer.show(footer_line({Place.CHECKLIST, Place.ANYWHERE}, self.app.size.width, keys))

    def follow_cursor(self) -> None:
        """The outline and the details tell of the line under the cursor."""
        at = self.items.cursor
        section = self.lines.section_at(at)
        if section is not None and self.outline.display and not self.outline.has_focus:
            place = self.outlined.place_of(section.index)
            if place != self.outline.cursor:
                self.outline.move_to(place)
        if not self.details.display:
            return
        item = self.lines.item_at(at)
        if item is not None:
            detail = item_detail(item)
        elif section is None:
            return
        elif self.lines.is_heading(at):
            detail = section_detail(section)
        else:
            detail = text_detail(self.checklist, self.lines.file_line(at))
        self.details.show(detail_text(detail, application_of(self).glyphs))
