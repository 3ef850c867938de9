"""What all parts of the checklist screen share: the document, its lines, and how the panes follow it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from checkdown import Checklist, Item
from gonogo.core.actions import Place
from gonogo.core.bookmark import EARLY, NOWHERE, Bookmark
from gonogo.core.firstlook import FirstLook
from gonogo.core.safetext import safe
from gonogo.screens.checklist.panes import Panes
from gonogo.screens.dialogs.filter import filter_of
from gonogo.screens.presentation.folding import Path, folded_at_first
from gonogo.screens.presentation.heading import header_of
from gonogo.screens.presentation.keys import idle_actions
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.nothing import why_nothing
from gonogo.screens.presentation.outline import OutlineLines
from gonogo.screens.presentation.resuming import first_item, folded_by, marked_place, resumed_words
from gonogo.screens.presentation.signs import Signs
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import MARGIN, BarLine
from gonogo.widgets.cells import width, wrap
from gonogo.widgets.footer import footer_line
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.header import header_lines
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

if TYPE_CHECKING:
    from gonogo.core.workspace import Document
    from gonogo.screens.presentation.following import Anchor

BARS = 4
"""Lines of the header and of the rules."""
BESIDE, KEYS = 3, 20
"""Cells between a sentence and keys that stand beside it, and those that keys need at least."""
SAID_LINES = 4
"""Lines that a sentence at the bottom takes at most."""


class ChecklistBase(Panes):
    """The panes over one document: at first over what was read of it, then over the open document."""

    def __init__(self, look: FirstLook, glyphs: Glyphs, bookmark: Bookmark = NOWHERE) -> None:
        super().__init__(glyphs)
        self.look = look
        self.bookmark = bookmark
        """Where the last session ended."""
        self.place_sought = False
        """Whether the place of the bookmark has not been read yet: until then the panes are empty."""
        self.loaded: Document | None = None
        """The document, once it is open."""
        self.marked: dict[str, None] = {}
        """Ids of the items that the next action is for."""
        self.signs = Signs()
        """What stands at the right of lines, once somebody knows it."""
        self.filtered = filter_of(bookmark.filtered)
        self.searched = ""
        self.matched = ""
        """How many lines match the search, in a word."""
        self.branch = look.branch
        self.changes = 0
        """Items that differ from HEAD."""
        self.verdict: bool | None = None
        """Whether the gate says GO, once it was asked."""
        self.findings = 0
        """How many places there are where the document does not hold."""
        self.reading = "" if look.whole else "reading …"
        """How much of a long document is read, until all of it is."""
        self.warnings: dict[str, str] = {}
        """What the header warns of, in a few words each, by what it is about."""
        self.said_at = -1
        """Where the cursor was when something was said: a move that led there does not wipe it away."""
        self._keys_by_use: dict[tuple[int, frozenset[str]], BarLine] = {}
        self._missed: Anchor | None = None
        """The item that the cursor was on when it vanished, until the cursor is moved."""
        self.whole = look.whole
        """Whether all of the document is shown."""
        self.folded: set[Path] = folded_by(bookmark, look.checklist)
        """Paths of the sections whose lines are hidden."""
        self.lines = ChecklistLines(
            look.checklist,
            glyphs,
            folded=self.folded,
            wanted=self.wanted,
            marked=self.marked,
            signs=self.signs,
            whole=look.whole,
            expected=look.expected,
        )
        self.outlined = OutlineLines(
            look.checklist,
            self.folded,
            whole=look.whole,
            coming=() if self.folded else look.headings,
            expected=look.expected,
        )

    @property
    def wanted(self) -> Callable[[Item], bool] | None:
        """Which items are shown; None for all."""
        return self.filtered.__call__ if self.filtered else None

    @property
    def document(self) -> Document:
        """The open document; ask `ready` first."""
        assert self.loaded is not None
        return self.loaded

    @property
    def checklist(self) -> Checklist:
        """What is shown: the document as it is now, or its beginning."""
        return self.lines.checklist

    def on_mount(self) -> None:
        """Show the document, the cursor on its first item."""
        self.items.focus()
        self.place_panes()
        first = first_item(self.lines)
        marked = marked_place(self.bookmark, self.lines)
        self.place_sought = (
            marked is None and not self.whole and bool(self.bookmark.text or self.bookmark.path)
        )
        if not self.place_sought:
            self.show_beginning(first if marked is None else marked)
        self.show_header()
        moved = marked not in (None, first) or self.place_sought
        self.say_first(moved or self.folded != folded_at_first(self.checklist))
        self.items.begin_at(self.app.size.height - BARS - len(self.footer.lines))

    def show_beginning(self, cursor: int) -> None:
        """Show what is read, the cursor on this line."""
        self.place_sought = False
        self.outline.show(self.outlined, 0)
        self.show_lines(self.lines, cursor)
        self.follow_cursor()

    def on_resize(self) -> None:
        """Give the panes what there is room for."""
        if self.placed_for == self.app.size:
            return
        self.place_panes()
        self.show_header()
        self.say("")
        self.follow_cursor()

    # -- what is under the cursor

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return None if self.place_sought else self.lines.item_at(self.items.cursor)

    @property
    def line(self) -> int:
        """The line of the file under the cursor, 1-based."""
        return self.lines.file_line(self.items.cursor)

    @property
    def line_text(self) -> str:
        """What stands in that line; "" where the file is empty."""
        source = self.checklist.source
        return source.line(self.line) if source.line_count else ""

    def moved(self) -> None:
        """The person has moved the cursor."""
        self._missed = None
        if self.items.cursor != self.said_at:
            self.say("")

    # -- what is shown

    def renew(self) -> None:
        """Show the document as it is now; cursor, folds and marks stay with their items."""
        old, new = self.checklist, self.document.checklist
        if new is not old:
            from gonogo.core.workspace import changed_sections
            from gonogo.screens.presentation.following import place_after

            redraw = changed_sections(old, new)
            lines = self.lines.renewed(new, redraw)
            self.follow(lines, place_after(self.lines, self.items.cursor, lines, redraw))
            same = new.shape is old.shape
            self.outlined = self.outlined.renewed(new) if same else OutlineLines(new, self.folded)
            self.outline.show(self.outlined)
            self.follow_cursor()
        self.show_header()

    def follow(self, lines: ChecklistLines, near: int) -> None:
        """Show the lines of a newer document, the cursor at `near` or on an item that was missed of late."""
        from gonogo.screens.presentation.following import anchor_of, place_of

        anchor = self._missed or anchor_of(self.lines, self.items.cursor)
        place = place_of(self._missed, lines) if self._missed else None
        self.go_on_with(lines, near if place is None else place)
        self._missed = None if anchor_of(lines, self.items.cursor) == anchor else anchor

    def go_on_with(self, lines: ChecklistLines, cursor: int) -> None:
        """Show other lines, the cursor at the height where it was."""
        items, before = self.items, self.items.cursor
        self.show_lines(lines, cursor)
        if items.cursor != before and 0 <= before - items.top < items.size.height:
            items.scroll_to_line(items.top + items.cursor - before)

    def show_lines(self, lines: ChecklistLines, cursor: int) -> None:
        """Show these lines; where there is none, why that is so and which key changes it."""
        self.lines = lines
        refused = self.loaded is not None and bool(self.loaded.refusal)
        self.items.empty = why_nothing(
            lines.checklist,
            filtered=bool(self.filtered),
            refused=refused,
            add=application_of(self).key_of("add"),
        )
        self.items.show(lines, cursor)

    def show_header(self) -> None:
        """Bring the two lines at the top up to date."""
        header = header_of(
            self.checklist,
            self.look.name,
            whole=self.whole,
            reading=self.reading,
            expected=0 if self.look.whole else self.look.lines,
            branch=self.branch,
            changes=self.changes,
            filtered=self.filtered,
            search=self.searched,
            matched=self.matched,
            warnings=tuple(self.warnings.values()),
            verdict=self.verdict,
            findings=self.findings,
        )
        self.header.show(*header_lines(header, self.glyphs, self.app.size.width))

    def tell_reading(self, words: str) -> None:
        """Say in the header how much is read; "" once that is over."""
        if words != self.reading:
            self.reading = words
            self.show_header()

    def warn(self, about: str, words: str = "") -> None:
        """Put a warning into the header, or take it away."""
        before = self.warnings.pop(about, "")
        if words:
            self.warnings[about] = words
        if words != before:
            self.show_header()

    def say(self, sentence: str, tone: Tone = Tone.PLAIN) -> None:
        """Say something in the last line; "" shows the keys that apply to what is under the cursor."""
        self.said_at = self.items.cursor if sentence else -1
        cells = self.app.size.width
        if sentence:
            lines = wrap(safe(" ".join(self._short(sentence).split())), max(1, cells - 2 * MARGIN))
            self.footer.show(*(BarLine((Span(safe(line), tone),)) for line in lines[:SAID_LINES]))
        else:
            self.footer.show(self._keys_here(cells))

    def say_first(self, elsewhere: bool) -> None:
        """Say what a session that broke off left, and beside it the keys, as far as both have room."""
        words = resumed_words(self.bookmark, elsewhere=elsewhere)
        lost = any(each.kind == EARLY for each in self.bookmark.unfinished)
        tone = Tone.ALERT if lost else Tone.PLAIN
        self.say(words, tone)
        room = self.app.size.width - width(words) - BESIDE
        if words and room >= KEYS:
            keys = self._keys_here(room)
            self.footer.show(
                keys._replace(left=(Span(safe(words), tone), Span(safe(" " * BESIDE)), *keys.left))
            )

    def _keys_here(self, cells: int) -> BarLine:
        """The keys of use on the line under the cursor; where that is not read yet, those that will be."""
        at = first_item(self.lines) if self.place_sought else self.items.cursor
        keys = self._keys(cells, idle_actions(self.lines, at, bool(self.alone), self.signs))
        return keys._replace(left=()) if self.place_sought and not self.bookmark.text else keys

    def _keys(self, cells: int, off: frozenset[str]) -> BarLine:
        """The keys that apply but for `off`. Kept, since every move of the cursor asks."""
        line = self._keys_by_use.get((cells, off))
        if line is None:
            keys = application_of(self).config.keys
            line = footer_line({Place.CHECKLIST, Place.ANYWHERE}, cells, keys, off)
            self._keys_by_use[cells, off] = line
        return line

    def _short(self, sentence: str) -> str:
        """The sentence with this document called by its name: a whole path leaves no room for the rest."""
        if self.loaded is not None:
            for path in (str(self.loaded.path.resolve()), str(self.loaded.path)):
                sentence = sentence.replace(path, self.look.name)
        return sentence

    def follow_cursor(self) -> None:
        """The outline and the details tell of the line under the cursor."""
        if self.place_sought:
            return
        at = self.items.cursor
        section = self.lines.section_at(at)
        if section is not None and self.outline.display and not self.outline.has_focus:
            place = self.outlined.place_of(section.index)
            if place != self.outline.cursor:
                self.outline.move_to(place)
        if self.details is not None and self.details.display:
            from gonogo.screens.presentation.detail import detail_at
            from gonogo.widgets.detail import detail_text

            self.details.show(detail_text(detail_at(self.lines, at, self.signs), self.glyphs))
