"""What is loaded once the first screen stands. In a thread: so no key waits for an import."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.core.files import Change, Fingerprint

Watch = Callable[[Iterable[Path], Callable[[Path], "Fingerprint | None"]], AsyncGenerator["Change", None]]


def watching() -> Watch:
    """`files.watch`, with the 40 ms done that it would take to begin."""
    import watchfiles  # noqa: F401

    from gonogo.core.files import watch

    return watch
