"""The signs that the application draws: one table for terminals with Unicode, one for those with ASCII alone.

Every sign is one cell wide in both tables, so that a layout is the same in both (the ellipsis is two
cells of ASCII). A state is told apart by its sign alone; its colour, in `look`, comes on top.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gonogo.core.asciitext import takes_unicode

STATES = ("todo", "doing", "done", "blocked", "failed", "na", "unknown")


class Glyphs(NamedTuple):
    """One set of signs."""

    ascii: bool
    states: Mapping[str, str]
    """By the name of the state, in STATES."""
    cursor: str
    """At the left edge of the line that the cursor is on."""
    marked: str
    """At the left edge of a line that was marked for the next action."""
    folded: str
    """Before a heading whose lines are hidden."""
    ellipsis: str
    """Where text was cut."""
    full: str
    empty: str
    """The two parts of a progress bar."""
    across: str
    down: str
    join_down: str
    join_up: str
    """Rules between panes, and where a rule meets one that goes down or up."""
    bar: str
    """The thumb of a scroll bar."""
    total: str
    """A total, in place of a state."""
    evidence: str
    """Before the number of pieces of evidence."""
    finding: str
    """Before a finding, at the right edge of its line."""
    changed: str
    """Before the number of changes that are not committed."""
    within: str
    """Between the parts of a path of titles."""
    to: str
    """Between a state before and after."""
    flag: str
    """Before what a reviewer should look at first."""
    seen: str
    """Before what a reviewer has seen."""


UNICODE = Glyphs(
    ascii=False,
    states=dict(zip(STATES, "○◐✔!✗–?", strict=True)),
    cursor="▌",
    marked="◆",
    folded="▸",
    ellipsis="…",
    full="▓",
    empty="░",
    across="─",
    down="│",
    join_down="┬",
    join_up="┴",
    bar="▐",
    total="Σ",
    evidence="≡",
    finding="←",
    changed="●",
    within="▸",
    to="→",
    flag="⚑",
    seen="·",
)

ASCII = Glyphs(
    ascii=True,
    states=dict(zip(STATES, ".~x!X-?", strict=True)),
    cursor=">",
    marked="*",
    folded="+",
    ellipsis="..",
    full="#",
    empty=".",
    across="-",
    down="|",
    join_down="+",
    join_up="+",
    bar="#",
    total="=",
    evidence="@",
    finding="<",
    changed="*",
    within=">",
    to=">",
    flag="^",
    seen=":",
)


def glyphs_for(ascii_only: bool | None, environ: Mapping[str, str]) -> Glyphs:
    """The signs for this terminal: as configured or, with None, by the locale (and TERM, for its font)."""
    if ascii_only is None:
        ascii_only = not takes_unicode(environ)
    return ASCII if ascii_only else UNICODE
