"""What is still being dealt with when the application is left."""

import asyncio
from typing import ClassVar

import pytest
from textual.app import ScreenStackError
from textual.binding import Binding, BindingType

from gonogo.widgets.application import Application


class Slow(Application[None]):
    """One key looks at the screen once it is told to, another asks for a screen that is not there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "look"), Binding("y", "fail")]

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.looks = asyncio.Event(), asyncio.Event()
        self.seen = False

    async def action_look(self) -> None:
        self.begun.set()
        await self.looks.wait()
        self.seen = True
        self.screen.refresh()

    def action_fail(self) -> None:
        raise ScreenStackError("a mistake of our own")


async def let_it_look(app: Slow) -> None:
    """Once the last screen is gone, have the key go on."""
    for _ in range(10_000):
        if not app.screen_stack:
            break
        await asyncio.sleep(0.001)
    app.looks.set()


@pytest.mark.asyncio
async def test_a_key_that_is_dealt_with_when_the_last_screen_goes_is_no_failure() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.pause()
        pressed = asyncio.create_task(pilot.press("z"))
        await app.begun.wait()
        looks = asyncio.create_task(let_it_look(app))
        pressed.cancel()
    await looks
    assert app.seen
    assert app.return_code in (0, None)


@pytest.mark.asyncio
async def test_a_missing_screen_while_there_are_others_is_one() -> None:
    app = Slow()
    with pytest.raises(ScreenStackError, match="of our own"):
        async with app.run_test() as pilot:
            await pilot.press("y")
