"""Colours can be read, and a state never rests on colour alone."""

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from gonogo.core.config import THEMES as NAMES
from gonogo.widgets.application import Application
from gonogo.widgets.look import Band, Look, Tone, look_of
from gonogo.widgets.themes import DARK, LIGHT, TERMINAL, THEMES, theme_for


def look_in(theme: Theme) -> Look:
    app: Application[None] = Application()
    app.register_theme(theme)
    app.theme = theme.name
    app.get_css_variables()
    return look_of(app)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""

    def luminance(colour: Color) -> float:
        parts = [part / 255 for part in colour.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("band", Band)
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.RULE])
def test_every_tone_can_be_read_on_every_band(theme: Theme, band: Band, tone: Tone) -> None:
    style = look_in(theme).styles(band)[tone]
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    ratio = contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
    assert ratio >= 4.5, f"{tone} on {band} of {theme.name}: {ratio:.1f}"


def test_in_the_terminals_own_colours_plain_text_needs_no_style() -> None:
    styles = look_in(TERMINAL).styles()
    assert styles[Tone.PLAIN] is None
    assert styles[Tone.DIM] == Style(dim=True)
    assert all(style is None or style.bgcolor is None for style in styles.values())


def test_in_the_terminals_own_colours_the_cursor_is_reverse_video_throughout() -> None:
    styles = look_in(TERMINAL).styles(Band.CURSOR)
    assert all(style is not None and style.reverse and style.color is None for style in styles.values())


@pytest.mark.parametrize("theme", [*THEMES.values(), *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_every_theme_tells_the_cursor_and_a_match_from_plain_text(theme: Theme) -> None:
    look = look_in(theme)
    plain = look.styles()[Tone.PLAIN]
    assert look.styles(Band.CURSOR)[Tone.PLAIN] != plain
    assert look.styles()[Tone.MATCH] != plain


def test_every_name_in_the_configuration_is_a_theme() -> None:
    assert set(NAMES) == set(THEMES)


def test_no_color_asks_for_the_terminals_own_colours() -> None:
    assert theme_for("dark", {}) is DARK
    assert theme_for("dark", {"NO_COLOR": "1"}) is TERMINAL
    assert theme_for("dark", {"NO_COLOR": ""}) is DARK
