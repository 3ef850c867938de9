"""The help screen: every key, out of the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from gonogo.core.actions import ACTIONS, GROUPS, Place, keys_of
from gonogo.core.safetext import safe
from gonogo.widgets.application import application_of
from gonogo.widgets.bars import BarLine, Rule
from gonogo.widgets.bindings import bindings_for
from gonogo.widgets.footer import FooterBar
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.screen import QuietScreen

KEY_CELLS = 18


class HelpScreen(QuietScreen[None]):
    """All actions with their keys; escape or q goes back."""

    BINDINGS = bindings_for(Place.ANYWHERE)
    DEFAULT_CSS = "HelpScreen Page { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """A page of text, and how to get away from it."""
        glyphs = application_of(self).glyphs
        yield Page(glyphs, id="help")
        yield Rule(glyphs, "across")
        footer = FooterBar(glyphs)
        footer.show(BarLine((Span(safe("esc"), Tone.ACCENT), Span(safe(" back"), Tone.DIM))))
        yield footer

    def on_mount(self) -> None:
        """Show the keys as this person has them."""
        page = self.query_one("#help", Page)
        page.show(help_text(application_of(self).config.keys))
        page.focus()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The help key closes it too."""
        self.dismiss(None)

    def action_quit(self) -> None:
        """So does the key that quits."""
        self.dismiss(None)


def help_text(remapped: Mapping[str, tuple[str, ...]]) -> tuple[Paragraph, ...]:
    """The help as paragraphs: a title for each group, a line for each action."""
    text: list[Paragraph] = []
    for group in GROUPS:
        if text:
            text.append(Paragraph())
        text.append(Paragraph((Span(safe(group), Tone.ACCENT),)))
        for action in ACTIONS:
            if action.group != group:
                continue
            keys = " ".join(keys_of(action, remapped)) or "(none)"
            text.append(
                Paragraph(
                    (Span(safe(f"{keys:<{KEY_CELLS}}"), Tone.STRONG), Span(safe(action.help), Tone.PLAIN)),
                    indent=2,
                    hanging=KEY_CELLS,
                )
            )
    return tuple(text)
