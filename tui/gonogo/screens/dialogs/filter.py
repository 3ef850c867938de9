"""The filter dialog: words for states, priority, owner, missing evidence."""

from __future__ import annotations

from checkdown import State
from gonogo.screens.presentation.filtering import Filter

HINT = "states (open blocked done …), P0, @owner, no-evidence; empty shows all"

_OPEN = (State.TODO, State.DOING, State.BLOCKED, State.FAILED, State.UNKNOWN)
_WORDS: dict[str, tuple[State, ...]] = {
    "open": _OPEN,
    "stuck": (State.BLOCKED, State.FAILED),
    **{state.value: (state,) for state in State},
}


class NoSuchFilter(ValueError):
    """A word that asks for nothing that is known; the message is a sentence."""


def parsed(text: str) -> Filter:
    """The filter that a person typed; NoSuchFilter for a word that means nothing."""
    states: set[State] = set()
    priority = owner = ""
    without = False
    for word in text.replace(",", " ").split():
        low = word.lower()
        if low in _WORDS:
            states.update(_WORDS[low])
        elif low in ("no-evidence", "noevidence", "unproven"):
            without = True
        elif len(low) == 2 and low[0] == "p" and low[1].isdigit():
            priority = word.upper()
        elif low in ("critical", "high", "medium", "low"):
            priority = low
        elif word.startswith("@") or low.startswith("owner:"):
            owner = word.removeprefix("owner:")
        else:
            raise NoSuchFilter(
                f"{word!r} is no state, priority or owner; write for example: open P0 @ops no-evidence"
            )
    return Filter(frozenset(states), priority, owner, without, " ".join(text.split()))


def filter_of(text: str) -> Filter:
    """The filter of a text that was kept; none where it means nothing any more."""
    try:
        return parsed(text)
    except NoSuchFilter:
        return Filter()
