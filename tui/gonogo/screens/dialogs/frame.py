"""What dialogs share: a rule above, a title, room for what is asked, and a line with the keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input, TextArea

from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import MARGIN, Bar, BarLine, Rule
from gonogo.widgets.cells import wrap
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietDialog

if TYPE_CHECKING:
    from textual.screen import Screen

    from gonogo.core.bookmark import Unfinished

Answer = TypeVar("Answer")
RESUMED = "as you had typed it"


class Dialog(QuietDialog[Answer], Generic[Answer], inherit_bindings=False):
    """A question at the bottom of the screen. Subclasses compose `body`; escape answers None."""

    AUTO_FOCUS = "Input, TextArea"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    Dialog { align: center bottom; background: transparent; }
    Dialog > Vertical { height: auto; max-height: 90%; width: 100%; background: $background; }
    Dialog Input, Dialog Input.-textual-compact {
        border: none; height: 1; padding: 0 1; background: $background;
    }
    Dialog Input:focus { border: none; }
    Dialog TextArea { border: none; padding: 0 1; background: $background; height: 8; }
    Dialog TextArea:focus { border: none; }
    """

    def __init__(self, title: str, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._title = plain(title)
        self._keys = keys
        self.about: Unfinished | None = None
        """What it is about, where what is typed here should outlive a session that breaks off."""
        self.of: Screen[Any] | None = None
        """The screen of that checklist."""
        self.resumed = False
        """Whether it begins with what was typed before a session broke off."""
        self._first: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Rule, title, body, keys."""
        glyphs = application_of(self).glyphs
        with Vertical():
            yield Rule(glyphs, "across")
            title = line_of(self, self._title, Tone.STRONG, id="title")
            if self.resumed:
                said = Span(safe(RESUMED), Tone.DOING)
                title.show(BarLine((Span(self._title, Tone.STRONG),), (said,)))
            yield title
            yield from self.body()
            keys = Bar(glyphs, id="keys")
            keys.show(BarLine(key_spans(self._keys)))
            yield keys

    def body(self) -> ComposeResult:
        """What is asked."""
        yield from ()

    def on_mount(self) -> None:
        """Remember what stands in the fields before anybody types."""
        self._first = self._texts()

    def _texts(self) -> tuple[str, ...]:
        areas = [area.text for area in self.query(TextArea)]
        return (*(box.value for box in self.query(Input)), *areas)

    def unfinished(self) -> tuple[str, ...]:
        """What a person has typed into the fields; nothing where they say what they said at first."""
        texts = self._texts()
        return texts if self.resumed or texts != self._first else ()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Give the answer, once: a second enter, typed ahead, would take the screen beneath away."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


def line_of(where: Widget, text: Safe, tone: Tone = Tone.PLAIN, *, id: str | None = None) -> Bar:  # noqa: A002
    """One line of text."""
    bar = Bar(application_of(where).glyphs, id=id)
    bar.show(BarLine((Span(text, tone),)))
    return bar


def lines_of(where: Widget, text: Safe, tone: Tone = Tone.PLAIN) -> Iterator[Bar]:
    """A text in as many lines as it needs; what further lines say stands under what the first says."""
    cells = max(1, where.app.size.width - 2 * MARGIN)
    indent = len(text) - len(text.lstrip())
    for number, part in enumerate(wrap(text, cells, cells - indent)):
        yield line_of(where, safe(" " * indent + part) if number else safe(part), tone)


def key_spans(keys: tuple[tuple[str, str], ...]) -> tuple[Span, ...]:
    """Keys and what they do, as the footer shows them."""
    spans: list[Span] = []
    for key, word in keys:
        spans += [Span(safe(("  " if spans else "") + key), Tone.ACCENT), Span(safe(f" {word}"), Tone.DIM)]
    return tuple(spans)


class Field(Input):
    """A line to type in, whose cursor does not blink."""

    def __init__(self, value: str, *, placeholder: str, id: str | None, replace: bool) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, id=id, compact=True, select_on_focus=replace)
        self.cursor_blink = False

    def on_paste(self, event: Paste) -> None:
        """Take all lines of what is pasted, as one; Textual's own would take the first alone."""
        event.prevent_default()
        event.stop()
        lines = [line for line in event.text.splitlines() if line.strip()]
        text = lines[0] if len(lines) == 1 else " ".join(line.strip() for line in lines)
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)


def field(value: str, hint: str, *, id: str | None = None, replace: bool = False) -> Field:  # noqa: A002
    """A line to type in; with `replace` its value is selected, so that what is typed takes its place."""
    return Field(value, placeholder=safe(hint), id=id, replace=replace)
