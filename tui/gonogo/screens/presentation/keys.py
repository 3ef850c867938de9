"""Which keys the footer leaves out because they do nothing where the cursor is."""

from __future__ import annotations

from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.screens.presentation.signs import Signs

_ITEM = frozenset({"mark", "tick", "set-done", "set-doing", "set-blocked", "set-na", "set-todo", "evidence"})
_OTHER = frozenset({"track", "fold"})
_PROBE = frozenset({"probe"})
_BACK = frozenset({"back"})


def idle_actions(
    lines: ChecklistLines, at: int, alone: bool = False, signs: Signs | None = None
) -> frozenset[str]:
    """The ids of actions that have no use on a line: states on a heading or a text, tracking on an item,
    probing where nothing can be run.

    `alone`: a pane hides the others, so there is something to go back to.
    """
    idle = frozenset() if alone else _BACK
    if not len(lines):
        return idle | _ITEM | _OTHER | _PROBE
    item = lines.item_at(at)
    if item is not None:
        offers = signs.offers if signs is not None else None
        runs = item.probes or (offers is not None and offers(item))
        return idle | _OTHER | (frozenset() if runs else _PROBE)
    code = lines.is_code(at)
    idle |= frozenset() if code else _PROBE
    heading = lines.is_heading(at)
    return (
        idle
        | _ITEM
        | (frozenset() if heading else {"fold"})
        | ({"track"} if heading or code else frozenset())
    )
