"""Ends that nobody asks for at the keys: a signal, a terminal that is gone or takes nothing any more."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import Any

from textual.app import App

GRACE = 2.0
"""Seconds in which the application may end in order. A line that hangs would hold it for ever."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def leave_when_told(app: App[Any], last: Callable[[], None], lent: Callable[[], bool]) -> None:
    """Leave the application in order on SIGTERM, SIGHUP and SIGINT, and once its terminal is gone.

    While the terminal is `lent` to another program an interrupt that is typed there is for that one.

    Call it once it runs. Without this a signal ends the process at once and leaves mouse reports and the
    alternate screen on. Who holds a terminal that does not control him gets no signal when it closes, and the
    thread that reads it would spin on its end for ever.

    A thread waits for all of that, and costs nothing meanwhile: where the terminal takes no more output the
    application waits for it in the middle of a write. After GRACE that thread calls `last` and ends the
    process.
    """
    loop = asyncio.get_running_loop()
    heard, tell = os.pipe()
    context = copy_context()
    os.set_blocking(tell, False)

    def hear(number: int, _: object) -> None:
        if number == signal.SIGINT and lent():
            return
        with suppress(OSError):  # full of signals that were not heard yet
            os.write(tell, bytes([number]))

    def wait() -> None:
        number = _told(heard)
        if number and not loop.is_closed():
            code = 128 + number
            with suppress(RuntimeError):  # it was closed this moment
                loop.call_soon_threadsafe(lambda: app.exit(return_code=code))
            time.sleep(GRACE)
            if not loop.is_closed():
                try:
                    context.run(last)
                finally:
                    os._exit(code)

    for number in SIGNALS:
        signal.signal(number, hear)
    threading.Thread(target=wait, daemon=True, name="ending").start()


def _told(heard: int) -> int:
    """Wait for a signal or for the terminal's end; the signal's number, 0 for neither."""
    poller = select.poll()
    poller.register(heard, select.POLLIN)
    poller.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)  # 0: errors and the end, no input
    try:
        while True:
            for descriptor, seen in poller.poll():
                if descriptor == heard:
                    return os.read(heard, 1)[0]
                if seen & select.POLLHUP:
                    return signal.SIGHUP
                poller.unregister(descriptor)  # no terminal, so it has no end either
    except OSError:
        return 0
