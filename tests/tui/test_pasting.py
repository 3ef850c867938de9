"""What is pasted into a field of one line."""

import pytest
from textual.app import ComposeResult
from textual.events import Paste
from textual.widgets import Input

from gonogo.screens.dialogs.frame import field
from gonogo.widgets.application import Application


class Small(Application[None]):
    """A dialog with one field."""

    def compose(self) -> ComposeResult:
        yield field("", "")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("pasted", "taken"),
    [
        ("one\ntwo", "one two"),
        ("one\r\n  two\r\n\r\nthree\r\n", "one two three"),
        ("\n one \n", " one "),
        (" one", " one"),
        ("\n\n", ""),
    ],
)
async def test_lines_that_are_pasted_are_joined_with_a_space(pasted: str, taken: str) -> None:
    app = Small()
    async with app.run_test() as pilot:
        box = app.query_one(Input)
        box.focus()
        await pilot.press("a", "b", "left")
        app.post_message(Paste(pasted))
        await pilot.pause()
        await pilot.press("z")
        assert box.value == f"a{taken}zb"


@pytest.mark.asyncio
async def test_what_is_selected_is_replaced() -> None:
    app = Small()
    async with app.run_test() as pilot:
        box = app.query_one(Input)
        box.focus()
        await pilot.press("a", "b", "shift+left")
        app.post_message(Paste("one\ntwo"))
        await pilot.pause()
        await pilot.press("z")
        assert box.value == "aone twoz"
