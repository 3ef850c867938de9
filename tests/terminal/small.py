"""A small application for tests in a terminal: a list, a text, bars, and one Static with hostile text.

Run as `python small.py ROWS [THEME] [ascii]`.
"""

from __future__ import annotations

import subprocess
import sys
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from gonogo.core.actions import Place
from gonogo.core.config import Config
from gonogo.core.safetext import safe
from gonogo.widgets.application import Application
from gonogo.widgets.bars import Rule
from gonogo.widgets.drawn import Beside
from gonogo.widgets.footer import FooterBar, footer_line
from gonogo.widgets.header import Header, HeaderBar, header_lines
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.rows import ListRow, RowKind
from gonogo.widgets.screen import QuietDialog

HOSTILE = (
    "\x1b]52;c;aGFjaw==\x07\x1b[2J\x9b5n\u202eevil\x1b[?1003h\x00 "
    "[@click=app.quit]x[/] [/] [bold= [x] \x1b]0;title\x07"
)
STATES = ("todo", "done", "doing", "blocked")


class Rows:
    def __init__(self, count: int) -> None:
        self.count = count
        self.headings = range(0, count, 12)

    def __len__(self) -> int:
        return self.count

    def row(self, index: int) -> ListRow:
        if index % 12 == 0:
            return ListRow(RowKind.HEADING, safe(f"Section {index // 12}"), right=(Span(safe("3/11")),))
        text = safe(f"{index:6d}  Verify health check number {index} for the event store")
        return ListRow(RowKind.ITEM, text, STATES[index % 4])


class Question(QuietDialog[None]):
    """A dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss")]

    def compose(self) -> ComposeResult:
        yield Static(Content("a question"))


class Small(Application[None]):
    CSS = "#text { width: 20; } Static { height: 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit"),
        Binding("tab", "app.focus_next"),
        Binding("d", "ask"),
        Binding("f", "fail"),
        Binding("b", "bye"),
        Binding("s", "step_aside"),
    ]

    def compose(self) -> ComposeResult:
        yield HeaderBar(self.glyphs, 2)
        yield Static(Content(HOSTILE))
        with Beside():
            yield ItemList(self.glyphs)
            yield Rule(self.glyphs, "down")
            yield Page(self.glyphs, id="text")
        yield FooterBar(self.glyphs)

    def on_mount(self) -> None:
        header = Header(safe("Readiness"), safe("ready.md"), 3, 11, blocked=2)
        self.query_one(HeaderBar).show(*header_lines(header, self.glyphs, self.size.width))
        self.query_one(FooterBar).show(footer_line({Place.CHECKLIST, Place.ANYWHERE}, self.size.width))
        words = Paragraph((Span(safe("a text that is wrapped ✔")),))
        self.query_one(Page).show((words,) * 40)
        items = self.query_one(ItemList)
        items.show(Rows(int(sys.argv[1])))
        items.focus()

    def action_ask(self) -> None:
        self.push_screen(Question())

    def action_fail(self) -> None:
        secret = "a value that must not be printed"
        raise ValueError(f"no \x1b[2J{len(secret)}")

    def action_step_aside(self) -> None:
        with self.suspend():
            subprocess.run(["sh", "-c", "echo another program; read line"], check=False)

    def action_bye(self) -> None:
        self.exit(message="good\x1b]0;title\x07 bye")


if __name__ == "__main__":
    theme = next((argument for argument in sys.argv[2:] if argument != "ascii"), "terminal")
    app = Small(Config(theme=theme, ascii=True if "ascii" in sys.argv else None))
    app.run()
    sys.exit(app.return_code)
