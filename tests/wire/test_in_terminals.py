"""The application itself in real terminals, with the wire and without it: the same screen after every key."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyte.screens import Char

from tests.terminal.conftest import _own_folders, terminal  # noqa: F401 - fixtures
from tests.terminal.harness import PATIENCE, Terminal
from tests.wire.documents import hard_checklist, without_sequences
from tests.wire.emulator import Emulator

Cells = list[list[Char]]
KEYS = [
    "down",
    "down",
    "j",
    "G",
    "up",
    "up",
    "pageup",
    "g",
    "pagedown",
    "space",
    "u",
    "z",
    "]",
    "}",
    "?",
    "escape",
]
KEYS += [
    "ctrl+p",
    "escape",
    "/",
    "t",
    "e",
    "enter",
    "n",
    "ctrl+l",
    "tab",
    "down",
    "f",
    "escape",
    "e",
    "escape",
    "end",
]


SHOWS = {"?": "Keys", "ctrl+p": "enter do it", "/": "Find", "f": "Show only"}
"""What tells that a key has been dealt with, where the next one would mean something else before."""
OPEN = "esc "
"""Stands in every dialog, and nowhere once it has been left with escape."""


def test_two_pseudo_terminals_show_the_same_after_every_key(
    terminal: Callable[..., Terminal],  # noqa: F811
    tmp_path: Path,
) -> None:
    both = []
    for output in ("whole", "moves"):
        path = tmp_path / output / "bereit.md"
        path.parent.mkdir()
        path.write_text(without_sequences(hard_checklist(120)), "utf-8")
        command = [sys.executable, "-m", "gonogo", "bereit.md"]
        both.append(
            terminal(command, columns=100, lines=30, folder=path.parent, env={"GONOGO_OUTPUT": output})
        )
    for one in both:
        one.wait_for("tick")
        one.settle(0.3)
    steps: list[str | tuple[int, int]] = [*KEYS, (70, 20), "down", "pagedown", (100, 30), "up"]
    for key in steps:
        for one in both:
            one.resize(*key) if isinstance(key, tuple) else one.press(key)
        _same(lambda: both[0].settle() + both[1].settle(), lambda: (_cells(both[0]), _cells(both[1])), key)
    assert len(both[1].stream.raw) < len(both[0].stream.raw) / 2
    assert both[1].stream.forbidden == []


def _cells(one: Terminal) -> Cells:
    return [[one.cell(x, y) for x in range(one.screen.columns)] for y in range(one.screen.lines)]


def _same(
    wait: Callable[[], object], look: Callable[[], tuple[Cells, Cells]], key: object, *, held: bool = False
) -> None:
    """Wait until both show the same, and that the key has been dealt with; `held`: not where it may wait."""
    end = time.monotonic() + PATIENCE
    while True:
        wait()
        whole, moves = look()
        if whole == moves and (held or _dealt_with(moves, key)):
            return
        if time.monotonic() > end:
            differ = [
                f"line {y} column {x}: {one!r}, {two!r}"
                for y, rows in enumerate(zip(whole, moves, strict=True))
                for x, (one, two) in enumerate(zip(*rows, strict=True))
                if one != two
            ]
            raise AssertionError("\n".join([f"after {key!r}", *differ[:6], *map(_text, moves)]))


def _dealt_with(shown: Cells, key: object) -> bool:
    text = "\n".join(map(_text, shown))
    return OPEN not in text if key == "escape" else not isinstance(key, str) or SHOWS.get(key, "") in text


def _text(row: list[Char]) -> str:
    return "".join(cell.data for cell in row)


TMUX = shutil.which("tmux")
_KEY = {
    "down": "Down",
    "up": "Up",
    "pageup": "PageUp",
    "pagedown": "PageDown",
    "space": "Space",
    "end": "End",
}
_KEY |= {"escape": "Escape", "ctrl+p": "C-p", "ctrl+l": "C-l", "enter": "Enter", "tab": "Tab"}


class Tmux:
    """A server of tmux for one test, with a window for each way of output."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "socket")
        self._environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        self._environment.pop("TMUX", None)

    def __call__(self, *words: str) -> str:
        """Run a command of tmux."""
        command = ["tmux", "-u", "-f", "/dev/null", "-S", self._socket, *words]
        return subprocess.run(
            command,
            env=self._environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        ).stdout

    def open(self, name: str, term: str, *command: str) -> None:
        """Open a window for a command."""
        self("new-session", "-d", "-s", name, "-x", "100", "-y", "30", "env", f"TERM={term}", *command)

    def seen(self, name: str) -> str:
        """The window's text with colours and attributes, as sequences."""
        return self("capture-pane", "-e", "-p", "-N", "-t", name)

    def cells(self, name: str) -> Cells:
        """The window's lines of cells: the same look can be told by several sequences."""
        emulator = Emulator(100, 30)
        emulator.feed(self.seen(name).rstrip("\n").replace("\n", "\r\n"))
        return [emulator.row(y) for y in range(30)]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    if TMUX is None:
        pytest.skip("tmux is not installed")
    server = Tmux(tmp_path)
    yield server
    server("kill-server")


@pytest.mark.parametrize("term", ["tmux-256color", "screen-256color"])
def test_two_windows_of_tmux_show_the_same_after_every_key(tmux: Tmux, tmp_path: Path, term: str) -> None:
    for output in ("whole", "moves"):
        path = tmp_path / output / "bereit.md"
        path.parent.mkdir()
        path.write_text(without_sequences(hard_checklist(120)), "utf-8")
        words = [f"GONOGO_OUTPUT={output}", f"XDG_STATE_HOME={tmp_path / 'state'}"]
        start = f"cd {path.parent} && exec {sys.executable} -m gonogo bereit.md"
        tmux.open(output, term, *words, "sh", "-c", start)
    end = time.monotonic() + PATIENCE
    while not all(re.search("tick|help", tmux.seen(name)) for name in ("whole", "moves")):
        assert time.monotonic() < end, tmux.seen("moves")
        time.sleep(0.1)
    for key in KEYS:
        for name in ("whole", "moves"):
            tmux("send-keys", "-t", name, _KEY.get(key, key))
        _same(lambda: time.sleep(0.12), lambda: (tmux.cells("whole"), tmux.cells("moves")), key)


SCREEN = shutil.which("screen")
SCREENRC = "startup_message off\nautodetach off\nterm screen-256color\ndefutf8 on\nvbell off\n"


@pytest.fixture
def gnu_screen(tmp_path: Path, terminal: Callable[..., Terminal]) -> Iterator[Callable[..., Terminal]]:  # noqa: F811
    """Starts a command in a session of GNU screen, and that in a pseudo terminal of 100 by 30."""
    if SCREEN is None:
        pytest.skip("GNU screen is not installed")
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    settings = tmp_path / "screenrc"
    settings.write_text(SCREENRC)
    own = {"SCREENDIR": str(sockets), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "STY": ""}
    names: list[str] = []

    def start(name: str, folder: Path, *command: str, **environment: str) -> Terminal:
        names.append(name)
        words = ["screen", "-U", "-c", str(settings), "-S", name, *command]
        return terminal(words, columns=100, lines=30, folder=folder, env=own | environment)

    yield start
    for name in names:
        subprocess.run(
            ["screen", "-S", name, "-X", "quit"],
            env={**os.environ, **own},
            check=False,  # where the application ended, so did its session
            capture_output=True,
            timeout=PATIENCE,
        )


def test_two_sessions_of_gnu_screen_show_the_same_after_every_key(
    gnu_screen: Callable[..., Terminal], tmp_path: Path
) -> None:
    both = []
    for output in ("whole", "moves"):
        path = tmp_path / output / "bereit.md"
        path.parent.mkdir()
        path.write_text(without_sequences(hard_checklist(120)), "utf-8")
        command = (sys.executable, "-m", "gonogo", "bereit.md")
        both.append(gnu_screen(output, path.parent, *command, GONOGO_OUTPUT=output))
    for one in both:
        one.wait_for(re.compile("tick|help"))
        one.settle(0.3)
    for key in KEYS:
        for one in both:
            one.press(key)
        wait, look = lambda: both[0].settle() + both[1].settle(), lambda: (_cells(both[0]), _cells(both[1]))
        _same(wait, look, key, held=True)  # it keeps an escape until the next key comes
