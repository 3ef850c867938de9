"""Keys come from the table of actions, and a person's own keys replace them."""

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from gonogo.core.actions import ACTIONS, Place
from gonogo.core.config import Config, load
from gonogo.widgets.application import Application
from gonogo.widgets.bindings import NO_KEY, bindings_for, keymap
from gonogo.widgets.linelist import LineList
from gonogo.widgets.page import Page


def test_every_action_is_bound_where_it_applies() -> None:
    bound = {
        (place, binding.id)
        for place in Place
        for binding in bindings_for(place)
        if isinstance(binding, Binding)
    }
    assert bound == {(place, action.id) for action in ACTIONS for place in action.places}


def test_lists_and_texts_have_no_keys_but_those_of_the_table() -> None:
    for widget, place in ((LineList, Place.ROWS), (Page, Place.PAGE)):
        assert bindings_for(place) == widget.BINDINGS


def test_an_action_without_a_key_gets_one_that_nobody_can_press() -> None:
    assert keymap({"tick": (), "undo": ("ctrl+z", "U")}) == {"tick": NO_KEY, "undo": "ctrl+z,U"}


NAMES = {
    "~": "tilde",
    "!": "exclamation_mark",
    "-": "minus",
    "/": "slash",
    ",": "comma",
    "?": "question_mark",
    "[": "left_square_bracket",
    "}": "right_curly_bracket",
}
"""What Textual's pilot calls characters."""


class Asked(Application[None]):
    """Writes down what its keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(binding.key, f"note('{binding.id}')", id=binding.id)
        for binding in bindings_for(Place.CHECKLIST)
        if isinstance(binding, Binding)
    ]

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        yield from ()

    def action_note(self, what: str) -> None:
        self.noted.append(what)


@pytest.mark.parametrize(
    ("config", "press", "noted"),
    [
        ("", ["space", "x", "~", "!", "-"], "tick set-done set-doing set-blocked set-na"),
        ("", ["u", "ctrl+r", "/", "[", "}"], "undo redo find previous-section next-phase"),
        ('[keys]\ntick = "f9"', ["space", "f9"], "tick"),
        ('[keys]\ntick = ["f9", "comma"]\nundo = "?"\nhelp = "f8"', ["f9", ",", "?", "f8"], "tick tick undo"),
        ("[keys]\nundo = []", ["u", "x"], "set-done"),
        ('[keys]\nundo = "e"\nevidence = "u"', ["u", "e"], "evidence undo"),
        ('[keys]\nnext-pane = "ctrl+n"', ["tab", "ctrl+n"], "next-pane"),
    ],
)
async def test_keys_do_what_the_configuration_says(config: str, press: list[str], noted: str) -> None:
    chosen, mistakes = load(config)
    assert mistakes == ()
    app = Asked(chosen)
    async with app.run_test() as pilot:
        await pilot.press(*[NAMES.get(key, key) for key in press])
        assert " ".join(app.noted) == noted
