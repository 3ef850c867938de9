"""Holding back Python's cyclic garbage collector where many objects are made and no rubbish."""

from __future__ import annotations

import gc


class collector_paused:  # noqa: N801 - reads as what it does
    """No collections meanwhile, in any thread: each would look at all that was made so far."""

    __slots__ = ("_running",)

    def __enter__(self) -> None:
        self._running = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._running:
            gc.enable()
