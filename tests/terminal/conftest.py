"""Terminals for tests: every one that a test opens is closed at its end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.harness import Terminal
from tests.terminal.session import Session


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State and configuration of the programs lie in the test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


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


@pytest.fixture
def opened(terminal: Callable[..., Terminal]) -> Callable[..., Session]:
    """Opens the application: `opened(path, columns=80, lines=24, env=…, folder=…, name=…)`."""

    def session(path: Path, **options: object) -> Session:
        return Session(terminal, path, **options)  # type: ignore[arg-type]

    return session
