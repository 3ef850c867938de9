"""What every application of gonogo's has, whatever it shows: safe output, a quiet mouse, colours, keys.

A Textual App to build upon. Which screens there are and what actions do is the business of `gonogo.app`;
the small applications of the tests build on this as well, so what they show holds for the real one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Generic, Self, TypeVar

from rich.console import RenderableType
from textual.actions import ActionParseResult
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key, Paste, Resize
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme

from gonogo.core.actions import key_of
from gonogo.core.config import Config
from gonogo.widgets.bindings import keymap
from gonogo.widgets.ending import leave_when_told
from gonogo.widgets.filters import AsciiOnly, Tripwire
from gonogo.widgets.glyphs import Glyphs, glyphs_for
from gonogo.widgets.inturn import InTurn
from gonogo.widgets.lastwords import LastWords, failure_text
from gonogo.widgets.screen import QuietScreen
from gonogo.widgets.terminal import QuietMouse, quieter
from gonogo.widgets.themes import THEMES, theme_for
from gonogo.widgets.wire import wire_for

Result = TypeVar("Result")

SIGNALLED = 128
"""Exit codes above this one tell of a signal."""


class Application(App[Result], Generic[Result], inherit_bindings=False):
    """An App whose output is safe and whose looks and keys follow a person's configuration."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, config: Config | None = None, environ: Mapping[str, str] | None = None) -> None:
        self.config = config or Config()
        self._ending = False
        self._terminal: QuietMouse | None = None
        self.performing = ""
        """The action that is being performed, as it was called; "" for none."""
        environ = os.environ if environ is None else environ
        self.glyphs: Glyphs = glyphs_for(self.config.ascii, environ)
        """The signs to draw with, for all widgets."""
        self.wire = wire_for(self.config.output, environ)
        """What sends only the changed cells to the terminal; None where that is switched off."""
        self._told_size: Size | None = None
        self._last_look: tuple[LineFilter, ...] = (Tripwire(),)
        if self.glyphs.ascii:
            self._last_look += (AsciiOnly(),)
        # before the App is made, or every style would be computed twice
        self.set_reactive(App.theme, theme_for(self.config.theme, environ).name)
        super().__init__()
        self.animation_level = "none"
        self._in_turn = InTurn(self)
        self._last_words = LastWords()
        self.error_console = self._last_words
        for theme in THEMES.values():
            self.register_theme(theme)
        self.set_keymap(keymap(self.config.keys))

    def key_of(self, name: str) -> str:
        """The key that a sentence names for an action (by its id), as the person has it."""
        return key_of(name, self.config.keys)

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme of ours or of Textual's by its name."""
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_default_screen(self) -> Screen[None]:
        """The screen at the bottom of the stack."""
        return QuietScreen(id="_default")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters (colours), then ours."""
        return [*super().get_line_filters(), *self._last_look]

    def get_driver_class(self) -> type[Driver]:
        """The driver for this terminal."""
        passed = self.wire.passed if self.wire else str
        made = partial(setattr, self, "_terminal")
        return quieter(super().get_driver_class(), lambda: self._ending, passed, self.before_terminal, made)

    def before_terminal(self) -> None:
        """The terminal is about to be taken."""

    def exit(
        self, result: Result | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave for good."""
        self.keep(broken=return_code > SIGNALLED)
        self._ending = True
        super().exit(result, return_code, message)

    def keep(self, *, broken: bool = False) -> None:
        """Keep what must not be lost, before the end. For any thread; `broken`: nobody asked for the end."""

    def _last(self) -> None:
        """The end, where the terminal takes nothing any more and so nothing here goes on."""
        self.keep(broken=True)
        if self._terminal is not None:
            self._terminal.abandon()

    def refresh(self, *, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Repaint everything: our screens leave that out of a change of layout, so say it apart."""
        super().refresh(repaint=repaint, layout=layout, recompose=recompose)
        if repaint and layout and self.screen_stack:
            self.screen.refresh()
        return self

    async def on_event(self, event: Event) -> None:
        """Deal with an event; with a key once the one before it has been dealt with.

        A line feed is enter: what is typed before the terminal has been taken comes so. What is still under
        way when the last screen is gone ends there: the application is being left.
        """
        try:
            await self._deal_with(event)
        except ScreenStackError:
            if self.screen_stack:
                raise

    async def _deal_with(self, event: Event) -> None:
        if isinstance(event, Key) and event.key == "ctrl+j" and not event.is_forwarded:
            event = Key("enter", "\r")
        if self._in_turn.waits(event):
            return
        if isinstance(event, (Key, Paste)) and not event.is_forwarded and self.takes(event):
            return
        await super().on_event(event)

    def takes(self, event: Key | Paste) -> bool:
        """Whether a key is not to be dealt with now, for whoever shows something that is not ready."""
        return False

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Perform an action; while it is performed, it is known which one."""
        before, self.performing = self.performing, action if isinstance(action, str) else ""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        finally:
            self.performing = before

    def on_resize(self, event: Resize) -> None:
        """The terminal has another size, or had one for a moment: then Textual sees no reason to repaint."""
        if self.wire:
            self.wire.resized(*event.size)
        if self._told_size == event.size and self.screen_stack:
            self.screen.refresh()
        self._told_size = event.size

    def action_repaint(self) -> None:
        """Draw everything again, on a cleared terminal."""
        if self.wire:
            self.wire.forget()
        self.screen.refresh()

    def bell(self) -> None:
        """Ring the bell, unless this is Textual about to report a failure: then take it down our way."""
        if not self._failed():
            super().bell()

    def panic(self, *renderables: RenderableType) -> None:
        """End with a failure."""
        self._failed()
        super().panic(*renderables)

    def _failed(self) -> bool:
        error = sys.exception()
        if error is not None and not self._last_words.failure:
            self._last_words.failure = failure_text(error)
        return error is not None

    def on_mount(self) -> None:
        """Leave in order when told to end, and repaint all when another program had the terminal."""
        if not self.is_headless:
            leave_when_told(self, self._last, lambda: self._terminal is not None and self._terminal.lent)
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh())


def application_of(node: DOMNode) -> Application[None]:
    """The application that a widget or screen is part of."""
    app = node.app
    assert isinstance(app, Application)
    return app
