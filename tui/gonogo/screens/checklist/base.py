"""What all parts of the checklist screen share: the document, its lines, and how the panes follow it.

The actions themselves stand beside this, one module per subject, as classes that the screen is put
together from; each takes part in `begin` and `after_save` through super(). Textual calls every class's
own handler of a message, so a message is handled in one of them alone. Files and git are read and written
by workers that post a message; no widget is touched there.
"""

from __future__ import annotations

from checkdown import Checklist, Item
from gonogo.core.actions import Place
from gonogo.core.firstlook import FirstLook
from gonogo.core.safetext import safe
from gonogo.core.workspace import Document, changed_sections
from gonogo.screens.checklist.panes import Panes
from gonogo.screens.presentation.filtering import Filter
from gonogo.screens.presentation.folding import folded_at_first
from gonogo.screens.presentation.following import place_after
from gonogo.screens.presentation.heading import header_of
from gonogo.screens.presentation.keys import idle_actions
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import BarLine
from gonogo.widgets.footer import FooterBar, footer_line
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.header import HeaderBar, header_lines
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span


class ChecklistBase(Panes):
    """The panes over one document, or over its beginning as long as the rest is being read."""

    def __init__(self, look: FirstLook, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.look = look
        self.loaded = look.document
        """The document, once it is open."""
        self.marked: dict[str, None] = {}
        """Ids of the items that the next action is for."""
        self.filtered = Filter()
        self.searched = ""
        self.branch = look.branch
        self.changes = 0
        """Items that differ from HEAD."""
        self.warnings: dict[str, str] = {}
        """What the header warns of, in a few words each, by what it is about."""
        whole = look.document is not None
        self.folded = folded_at_first(look.checklist)
        """Paths of the sections whose lines are hidden."""
        self.lines = ChecklistLines(
            look.checklist, glyphs, folded=self.folded, marked=self.marked, whole=whole
        )
        self.outlined = OutlineLines(look.checklist, self.folded, whole=whole)

    @property
    def document(self) -> Document:
        """The open document; ask `ready` first."""
        assert self.loaded is not None
        return self.loaded

    @property
    def checklist(self) -> Checklist:
        """What is shown: the document as it is now, or its beginning."""
        return self.lines.checklist

    @property
    def ready(self) -> bool:
        """Whether the document is open; says so where it is still being read."""
        if self.loaded is None:
            self.say("the rest is still being read; nothing can be changed yet")
        return self.loaded is not None

    def on_mount(self) -> None:
        """Show the document, the cursor on its first item."""
        self.items.focus()
        self.outline.show(self.outlined, 0)
        self.place_panes()
        first = next((at for at in range(len(self.lines)) if self.lines.item_at(at)), 0)
        self.items.show(self.lines, first)
        self.show_header()
        self.follow_cursor()
        self.say("")
        self.begin()

    def begin(self) -> None:
        """What else is to be done once the screen stands."""

    def on_resize(self) -> None:
        """Give the panes what there is room for."""
        self.place_panes()
        self.show_header()
        self.say("")
        self.follow_cursor()

    # -- what is shown

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.lines.item_at(self.items.cursor)

    @property
    def line(self) -> int:
        """The line of the file under the cursor, 1-based."""
        return self.lines.file_line(self.items.cursor)

    def renew(self) -> None:
        """Show the document as it is now; cursor, folds and marks stay with their items."""
        old, new = self.checklist, self.document.checklist
        if new is not old:
            redraw = changed_sections(old, new)
            lines = self.lines.renewed(new, redraw)
            self.go_on_with(lines, place_after(self.lines, self.items.cursor, lines, redraw))
            same = new.shape is old.shape
            self.outlined = self.outlined.renewed(new) if same else OutlineLines(new, self.folded)
            self.outline.show(self.outlined)
            self.follow_cursor()
        self.show_header()

    def go_on_with(self, lines: ChecklistLines, cursor: int) -> None:
        """Show other lines, the cursor at the height where it was."""
        items, before = self.items, self.items.cursor
        self.lines = lines
        items.show(lines, cursor)
        if items.cursor != before and 0 <= before - items.top < items.size.height:
            items.scroll_to_line(items.top + items.cursor - before)

    def show_header(self) -> None:
        """Bring the two lines at the top up to date."""
        header = header_of(
            self.checklist,
            self.look.name,
            whole=self.loaded is not None,
            branch=self.branch,
            changes=self.changes,
            filtered=self.filtered,
            search=self.searched,
            warnings=tuple(self.warnings.values()),
        )
        bar = self.query_one("#header", HeaderBar)
        bar.show(*header_lines(header, self.glyphs, self.app.size.width))

    def warn(self, about: str, words: str = "") -> None:
        """Put a warning into the header, or take it away."""
        before = self.warnings.get(about, "")
        self.warnings.pop(about, None)
        if words:
            self.warnings[about] = words
        if words != before:
            self.show_header()

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line; "" shows the keys that apply to what is under the cursor."""
        footer = self.query_one("#footer", FooterBar)
        if sentence:
            footer.show(BarLine((Span(safe(" ".join(sentence.split())), tone),)))
        else:
            keys = application_of(self).config.keys
            off = idle_actions(self.lines, self.items.cursor)
            footer.show(footer_line({Place.CHECKLIST, Place.ANYWHERE}, self.app.size.width, keys, off))

    def follow_cursor(self) -> None:
        """The outline and the details tell of the line under the cursor."""
        at = self.items.cursor
        section = self.lines.section_at(at)
        if section is not None and self.outline.display and not self.outline.has_focus:
            place = self.outlined.place_of(section.index)
            if place != self.outline.cursor:
                self.outline.move_to(place)
        if self.details.display:
            from gonogo.screens.presentation.detail import detail_at
            from gonogo.widgets.detail import detail_text

            self.details.show(detail_text(detail_at(self.lines, at), self.glyphs))
