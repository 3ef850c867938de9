"""The bottom of a screen: the keys that apply, out of the table of actions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gonogo.core.actions import ACTIONS, Action, Place, keys_of
from gonogo.core.safetext import safe
from gonogo.widgets.bars import GAP, MARGIN, Bar, BarLine
from gonogo.widgets.cells import width
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

_SHORT = {"escape": "esc"}
"""Keys that are shown by another name where there is little room."""
_COMES_AND_GOES = "probe"
"""What one item has and the next has not stands at the right, so that the rest keeps its place."""


class FooterBar(Bar):
    """One line: the keys (`footer_line`), or a sentence about what just happened."""


def footer_line(
    places: Collection[Place],
    cells: int,
    remapped: Mapping[str, tuple[str, ...]] | None = None,
    off: Collection[str] = (),
) -> BarLine:
    """The keys that apply in `places`, but for the actions in `off`; the last ones give way, but not help."""
    shown = [action for action in ACTIONS if action.footer and action.id not in off]
    hints = _hints(sorted(shown, key=lambda action: action.spare), places, remapped or {})
    last = [hint for hint in hints if hint[1] == "help"]
    room = cells - 2 * MARGIN - sum(GAP + _hint_width(hint) for hint in last)
    left: list[Span] = []
    right: list[Span] = []
    for hint in hints:
        if hint in last:
            continue
        room -= _hint_width(hint) + (GAP if left or right else 0)
        if room < 0:
            break
        side = right if hint[1] == _COMES_AND_GOES else left
        side += _hint_spans(hint, first=not side)
    for hint in last:
        right += _hint_spans(hint, first=not right)
    return BarLine(tuple(left), tuple(right))


def _hints(
    actions: list[Action], places: Collection[Place], remapped: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, str]]:
    """(keys, word) in the order of the actions; neighbours with one word share it."""
    hints: list[tuple[str, str]] = []
    for action in actions:
        keys = keys_of(action, remapped)
        if not keys or not set(action.places) & set(places):
            continue
        key = _SHORT.get(keys[0], keys[0])
        if hints and hints[-1][1] == action.footer:
            hints[-1] = (f"{hints[-1][0]} {key}", action.footer)
        else:
            hints.append((key, action.footer))
    return hints


def _hint_width(hint: tuple[str, str]) -> int:
    return width(hint[0]) + 1 + width(hint[1])


def _hint_spans(hint: tuple[str, str], *, first: bool) -> list[Span]:
    keys, word = hint
    return [Span(safe(keys if first else "  " + keys), Tone.ACCENT), Span(safe(f" {word}"), Tone.DIM)]
