"""The panes of the review: the changes, and a page about the one under the cursor, below or beside them."""

from __future__ import annotations

from textual.app import ComposeResult

from gonogo.core.actions import Place
from gonogo.core.safetext import safe
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import MARGIN, Bar, BarLine, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.cells import wrap
from gonogo.widgets.drawn import Beside
from gonogo.widgets.footer import footer_line
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen
from gonogo.widgets.spanlist import SpanList

WIDE = 120
"""Cells from which the page stands beside the list; below it stands under it."""
LOW = 16
"""Lines below which list and page are shown one at a time."""
SAID_LINES = 3
"""Lines that a sentence at the bottom takes at most."""


class ReviewPanes(QuietScreen[None]):
    """Header, changes, page, footer."""

    PLACE = Place.REVIEW
    BINDINGS = bindings_for(PLACE)
    DEFAULT_CSS = """
    ReviewPanes { layout: vertical; background: $background; }
    ReviewPanes #panes { height: 1fr; }
    ReviewPanes #changes { width: 1fr; height: 1fr; }
    ReviewPanes #page { width: 1fr; height: 1fr; }
    ReviewPanes #panes.-under { layout: vertical; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.alone = False
        """Whether the page is shown over the whole screen."""

    def compose(self) -> ComposeResult:
        """Header, list and page with a rule between, footer."""
        glyphs = application_of(self).glyphs
        yield Bar(glyphs, 2, id="header")
        yield Rule(glyphs, "across", id="above")
        with Beside(id="panes"):
            yield SpanList(glyphs, id="changes", empty="reading what changed …")
            yield Rule(glyphs, "across", id="under")
            yield Rule(glyphs, "down", id="beside")
            yield Page(glyphs, id="page")
        yield Rule(glyphs, "across", id="below")
        yield Bar(glyphs, id="footer")

    @property
    def changes(self) -> SpanList:
        """The list."""
        return self.query_one("#changes", SpanList)

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one("#page", Page)

    def place_panes(self) -> None:
        """Put the page beside the list, under it, or nowhere, by the room there is."""
        cells, lines = self.app.size.width, self.app.size.height
        beside, low = cells >= WIDE, lines < LOW
        panes = self.query_one("#panes")
        panes.set_class(not beside, "-under")
        both = not self.alone and not (low and not beside)
        self.changes.display = not self.alone
        self.page.display = self.alone or both
        self.query_one("#under", Rule).display = both and not beside
        self.query_one("#beside", Rule).display = both and beside
        place = self.changes.size.width
        joined = both and beside
        share = cells * 11 // 20
        self.changes.styles.width = share if joined else "1fr"
        self.changes.styles.height = "1fr"
        joins = (share,) if joined else ()
        self.query_one("#above", Rule).join(dict.fromkeys(joins, "down"))
        self.query_one("#below", Rule).join(dict.fromkeys(joins, "up"))
        if (self.alone or not place) and not self.page.has_focus:
            (self.page if self.alone else self.changes).focus()
        if not self.alone and self.page.has_focus and not self.page.display:
            self.changes.focus()

    def show_alone(self, alone: bool) -> None:
        """Show the page over the whole screen, or list and page again."""
        self.alone = alone
        self.place_panes()
        (self.page if alone else self.changes).focus()
        self.say("")

    def show_page(self, text: tuple[Paragraph, ...]) -> None:
        """Show a text on the page, from its top."""
        self.page.show(text)

    def show_header(self, *lines: BarLine) -> None:
        """The two lines at the top."""
        self.query_one("#header", Bar).show(*lines)

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line; "" shows the keys."""
        footer = self.query_one("#footer", Bar)
        cells = self.app.size.width
        if sentence:
            lines = wrap(safe(" ".join(sentence.split())), max(1, cells - 2 * MARGIN))
            footer.show(*(BarLine((Span(safe(line), tone),)) for line in lines[:SAID_LINES]))
        else:
            keys = application_of(self).config.keys
            footer.show(footer_line({Place.REVIEW, Place.ANYWHERE}, cells, keys))
