"""Key bindings for Textual, made from the table of actions.

Widgets and screens take their BINDINGS from `bindings_for`, so that every binding has an id; a person's
own keys are laid over them with `keymap`, which Textual applies to bindings by their id.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from gonogo.core.actions import ACTIONS, BY_ID, Place

NO_KEY = "no_key"
"""A key that no keyboard sends. Textual keeps the default keys of an action that is given none."""


def bindings_for(place: Place) -> list[BindingType]:
    """The bindings of a widget, screen or application that stands for `place`."""
    return [
        Binding(",".join(action.keys) or NO_KEY, action.call, action.name, show=False, id=action.id)
        for action in ACTIONS
        if place in action.places
    ]


def keymap(remapped: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """A person's keys as Textual's `App.set_keymap` wants them."""
    return {id_: ",".join(keys) or NO_KEY for id_, keys in remapped.items() if id_ in BY_ID}
