"""What a tone of text looks like in the theme that is on: rich styles, and nothing else.

Widgets name tones; a Look turns a tone, on the plain background or on the band under the cursor, into a
style. In the terminal's own colours most text needs no style at all, which is also the fewest bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from rich.style import Style
from textual.app import App
from textual.color import Color


class Tone(StrEnum):
    """What a piece of text is, as far as its colour goes."""

    PLAIN = "plain"
    DIM = "dim"
    STRONG = "strong"
    ACCENT = "accent"
    DONE = "done"
    DOING = "doing"
    ALERT = "alert"
    """Needs attention: blocked, failed, a finding."""
    MATCH = "match"
    """What a search found."""
    RULE = "rule"


class Band(Enum):
    """What a line stands on."""

    NONE = 0
    CURSOR = 1
    """The cursor, in the pane that has the keys."""
    RESTING = 2
    """The cursor, while the keys go to another pane."""


STATE_TONES: Mapping[str, Tone] = {
    "todo": Tone.PLAIN,
    "doing": Tone.DOING,
    "done": Tone.DONE,
    "blocked": Tone.ALERT,
    "failed": Tone.ALERT,
    "na": Tone.DIM,
    "unknown": Tone.DOING,
}

Styles = Mapping[Tone, Style | None]


class Look(NamedTuple):
    """The styles of one theme; None where the terminal's own text colour is right."""

    bands: Mapping[Band, Styles]
    reverse: bool = False
    """Whether the cursor's band is reverse video, in which a bar at its edge would look like a gap."""

    def styles(self, band: Band = Band.NONE) -> Styles:
        """The styles by tone, for text on `band`."""
        return self.bands[band]

    def edge(self, band: Band, cursor: str) -> str:
        """What stands at the left edge of a line on `band`: the sign `cursor` or a space."""
        bare = band is Band.NONE or (band is Band.CURSOR and self.reverse and not cursor.isascii())
        return " " if bare else cursor


def look_of(app: App[Any]) -> Look:
    """The look of the application's theme. The same object as long as the colours are the same."""
    variables = app.theme_variables
    return _look(*(variables.get(name, "") for name in _NAMES))


_NAMES = (
    *("foreground", "background", "accent", "success", "warning", "error"),
    *("faint", "rule", "band", "band-blurred", "block-cursor-background", "surface"),
)


@lru_cache(8)
def _look(
    foreground: str,
    background: str,
    accent: str,
    success: str,
    warning: str,
    error: str,
    faint: str,
    rule: str,
    band: str,
    resting: str,
    cursor: str,
    surface: str,
) -> Look:
    colours = {Tone.ACCENT: accent, Tone.DONE: success, Tone.DOING: warning, Tone.ALERT: error}
    if background.startswith("ansi"):
        return Look(_terminal_bands(colours), reverse=True)
    colours |= {Tone.DIM: faint, Tone.RULE: rule or faint}
    beneath = Color.parse(background)
    grounds = {
        Band.NONE: beneath,
        Band.CURSOR: beneath + Color.parse(band or cursor).with_alpha(1.0 if band else 0.35),
        Band.RESTING: beneath + Color.parse(resting or surface),
    }
    return Look({where: _painted(colours, foreground, ground) for where, ground in grounds.items()})


def _painted(colours: Mapping[Tone, str], foreground: str, ground: Color) -> Styles:
    """Styles in a theme with colours of its own: text and background are both given."""
    text = Color.parse(foreground)
    styles: dict[Tone, Style | None] = {}
    for tone in Tone:
        # a theme that knows nothing of our names still gets a dim tone
        colour = Color.parse(colours[tone]) if colours.get(tone) else text
        if tone in (Tone.DIM, Tone.RULE) and not colours.get(tone):
            colour = ground.blend(text, 0.6)
        styles[tone] = Style(color=colour.rich_color, bgcolor=ground.rich_color, bold=_bold(tone))
    styles[Tone.MATCH] = Style(color=ground.rich_color, bgcolor=Color.parse(colours[Tone.DOING]).rich_color)
    return styles


def _terminal_bands(colours: Mapping[Tone, str]) -> Mapping[Band, Styles]:
    """Styles in the terminal's own colours. The band is reverse video, right on every background."""
    plain: dict[Tone, Style | None] = {
        tone: Style(color=Color.parse(colour).rich_color) for tone, colour in colours.items()
    }
    plain |= {
        Tone.PLAIN: None,
        Tone.DIM: Style(dim=True),
        Tone.RULE: Style(dim=True),
        Tone.STRONG: Style(bold=True),
        Tone.MATCH: Style(bold=True, underline=True),
    }
    reverse = Style(reverse=True)
    band: dict[Tone, Style | None] = dict.fromkeys(Tone, reverse)
    band[Tone.MATCH] = Style(reverse=True, bold=True, underline=True)
    resting = {tone: Style(bold=True) if style is None else style for tone, style in plain.items()}
    return {Band.NONE: plain, Band.CURSOR: band, Band.RESTING: resting}


def _bold(tone: Tone) -> bool | None:
    return True if tone is Tone.STRONG else None
