"""The help screen: every key, out of the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

from gonogo.core.actions import ACTIONS, GROUPS, Place, keys_of
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.text import PageScreen
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

KEY_CELLS = 18


class HelpScreen(PageScreen):
    """All actions with the keys that this person has for them; first those of the screen below alone."""

    def __init__(self, remapped: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__("Keys", ())
        self._remapped = remapped

    def on_mount(self) -> None:
        """Now it is known what stands below."""
        below = self.app.screen_stack[-2]
        self._text = help_text(self._remapped, getattr(below, "PLACE", None))


def help_text(remapped: Mapping[str, tuple[str, ...]], place: Place | None = None) -> tuple[Paragraph, ...]:
    """The help as paragraphs: a title for each group, a line for each action.

    The groups that have keys for ``place`` alone come first.
    """
    text: list[Paragraph] = []
    own = {action.group for action in ACTIONS if action.places == (place,)}
    for group in sorted(GROUPS, key=lambda group: group not in own):
        if text:
            text.append(Paragraph())
        text.append(Paragraph((Span(safe(group), Tone.ACCENT),)))
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(keys_of(action, remapped)) or "(none)"
                spans = (Span(safe(f"{keys:<{KEY_CELLS}}"), Tone.STRONG), Span(safe(action.help)))
                text.append(Paragraph(spans, indent=2, hanging=KEY_CELLS))
    return tuple(text)
