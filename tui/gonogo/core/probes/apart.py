"""Blocking work beside the event loop, in a thread of its own that nothing waits for at the end.

The loop's own pool has a few threads, which a name server that does not answer would fill, and a program that
ends waits for all of them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")


async def apart(work: Callable[[], _T]) -> _T:
    """What the work returns or raises. Where this is cancelled the work goes on, and its outcome is lost."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def tell(result: _T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # None is a _T where work returns it

    def run() -> None:
        result: _T | None = None
        failed: BaseException | None = None
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - told to whoever waits, whatever it is
            failed = error
        with suppress(RuntimeError):  # the loop has ended: nobody waits
            loop.call_soon_threadsafe(tell, result, failed)

    threading.Thread(target=run, name="gonogo-apart", daemon=True).start()
    return await done
