"""Keys in turn where there is nothing any more that takes them."""

import asyncio
from typing import Any

from textual.app import App
from textual.events import Key

from gonogo.widgets.inturn import InTurn


class Left(App[None]):
    """An application that is being left: no screens, and nothing more is dealt with."""

    def call_later(self, *_: Any, **__: Any) -> bool:
        return False


async def test_a_key_that_leaves_is_no_failure_however_late_one_asks_what_came_of_it() -> None:
    failures: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, failure: failures.append(failure))
    keys = InTurn(Left())
    assert not keys.waits(Key("q", "q"))
    assert keys.waits(Key("x", "x"))
    for _ in range(1000):
        await asyncio.sleep(0.01)
        if not keys.waits(Key("y", "y")):  # nothing is under way any more
            break
    assert failures == []
