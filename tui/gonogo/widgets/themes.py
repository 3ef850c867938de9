"""The colours: the terminal's own, a dark and a light theme. One accent, three colours for states, no more.

A theme is a value of Textual's; the application registers all of THEMES and picks one with `theme_for`.
Which colour stands for what is in `look`.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_cyan",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_bright_black",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        # reverse video is the one highlight that is right on every background
        "input-cursor-text-style": "reverse",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "block-cursor-background": "ansi_cyan",
        "block-cursor-foreground": "ansi_black",
    },
)

DARK = Theme(
    name="dark",
    primary="#6cb6ff",
    secondary="#6cb6ff",
    accent="#6cb6ff",
    success="#7ec485",
    warning="#e3b75c",
    error="#f47f78",
    foreground="#d3d7de",
    background="#15181d",
    surface="#1b1f26",
    panel="#20252d",
    dark=True,
    variables={
        "band": "#26303d",
        "band-blurred": "#1c2129",
        "faint": "#939ba6",
        "rule": "#3a414c",
        "scrollbar": "#3a414c",
        "scrollbar-hover": "#3a414c",
        "scrollbar-active": "#6cb6ff",
        "scrollbar-background": "#15181d",
        "scrollbar-background-hover": "#15181d",
        "scrollbar-background-active": "#15181d",
        "scrollbar-corner-color": "#15181d",
    },
)

LIGHT = Theme(
    name="light",
    primary="#0a5fb8",
    secondary="#0a5fb8",
    accent="#0a5fb8",
    success="#1a7035",
    warning="#865500",
    error="#bb2a25",
    foreground="#22262c",
    background="#fafaf8",
    surface="#f1f1ee",
    panel="#eaeae6",
    dark=False,
    variables={
        "band": "#dbe7f4",
        "band-blurred": "#efefeb",
        "faint": "#5e656e",
        "rule": "#c9ccd1",
        "scrollbar": "#c9ccd1",
        "scrollbar-hover": "#c9ccd1",
        "scrollbar-active": "#0a5fb8",
        "scrollbar-background": "#fafaf8",
        "scrollbar-background-hover": "#fafaf8",
        "scrollbar-background-active": "#fafaf8",
        "scrollbar-corner-color": "#fafaf8",
    },
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (TERMINAL, DARK, LIGHT)}
"""By the name that a person writes in the configuration."""


def theme_for(wanted: str, environ: Mapping[str, str]) -> Theme:
    """The theme to start with: the wanted one, but the terminal's own colours under NO_COLOR."""
    return TERMINAL if environ.get("NO_COLOR") else THEMES[wanted]
