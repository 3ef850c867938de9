"""Terminals for tests: every one that a test opens is closed at its end."""

from collections.abc import Callable, Iterator

import pytest

from tests.terminal.harness import Terminal


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Starts programs in pseudo terminals: `terminal(command, columns=80, lines=24, env=…, folder=…)`."""
    opened: list[Terminal] = []

    def spawn(*arguments: object, **options: object) -> Terminal:
        opened.append(Terminal.spawn(*arguments, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield spawn
    for one in opened:
        one.close()
