"""The application open in a terminal, as a person works with it: find an item, press keys, answer questions.

Every step waits until the screen shows what it should, so nothing here depends on how fast anything is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.terminal.harness import PATIENCE, Terminal

COMMAND = (sys.executable, "-m", "gonogo")
SIGNS = {"todo": "○", "doing": "◐", "done": "✔", "blocked": "!", "failed": "✗", "na": "–", "unknown": "?"}
"""What stands before an item, by its state."""


class Session:
    """`gonogo PATH` in a terminal."""

    def __init__(
        self,
        spawn: Callable[..., Terminal],
        path: Path,
        *,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
        folder: Path | None = None,
        name: str | None = None,
    ) -> None:
        self.path = path
        """The checklist (or folder) that is open."""
        self.terminal = spawn(
            [*COMMAND, name or str(path)],
            columns=columns,
            lines=lines,
            env=env,
            folder=folder or (path if path.is_dir() else path.parent),
        )

    # -- seeing

    def wait_for(self, *wanted: str) -> None:
        """Go on once all of these stand on the screen."""
        for text in wanted:
            self.terminal.wait_for(text)

    def wait_gone(self, text: str) -> None:
        """Go on once this stands nowhere on the screen."""
        self.terminal.wait_for(lambda seen: text not in seen.text())

    def wait_said(self, text: str) -> None:
        """Go on once the bottom of the screen says this, in one line or in several."""
        self.terminal.wait_for(lambda seen: text in _bottom(seen))

    @property
    def cursor(self) -> str:
        """The line with the cursor, as it is shown in reverse."""
        screen = self.terminal.screen
        for y in range(screen.lines):
            row = screen.buffer[y]
            line = "".join(row[x].data for x in range(screen.columns) if row[x].reverse)
            if len(line) > 1:
                return line.strip(" ▌>")
        return ""

    @property
    def caret(self) -> int:
        """The column at which typed text goes in, a cell in reverse; -1 where there is none."""
        screen = self.terminal.screen
        for y in range(screen.lines):
            marked = [x for x in range(screen.columns) if screen.buffer[y][x].reverse]
            if 0 < len(marked) <= 3:  # a scroll bar of two cells may stand beside it
                return marked[0]
        return -1

    def wait_on(self, text: str) -> None:
        """Go on once the cursor stands on a line that shows this."""
        self.terminal.wait_for(lambda _: text in self.cursor)

    def wait_state(self, state: str) -> None:
        """Go on once the item under the cursor is shown in this state."""
        self.terminal.wait_for(lambda _: self.cursor.startswith(SIGNS[state]))

    # -- acting

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.terminal.press(*keys)

    def move(self, key: str) -> None:
        """Press a key that takes the cursor to a line that looks different."""
        before = self.cursor
        self.press(key)
        self.terminal.wait_for(lambda _: self.cursor != before)

    def ask(self, key: str, title: str) -> None:
        """Press a key that asks for words, and wait until they can be typed."""
        self.press(key)
        self.wait_for(title)
        self.terminal.wait_for(lambda _: self.caret >= 0)

    def ask_which(self, key: str, title: str) -> None:
        """Press a key that asks for one of a few keys, and wait until it can be pressed."""
        self.press(key)
        self.wait_for(title)
        self.terminal.settle()

    def answer(self, text: str, title: str) -> None:
        """Type into the question of that title, press enter, and wait until it is gone."""
        self.terminal.write(text)
        self.press("enter")
        self.wait_gone(title)

    def find(self, text: str, *, inside: bool = False) -> None:
        """Go to the line that begins with `text` (or holds it), by the keys that search."""
        self.ask("/", "Find")
        self.terminal.write(text)
        self.wait_for(text)
        self.press("enter")
        self.wait_gone("enter go on")
        self.terminal.wait_for(lambda _: text.lower() in self.cursor.lower())
        for _ in range(8):
            if text in self.cursor if inside else self.cursor[2:].startswith(text):
                return
            self.move("n")
        raise AssertionError(f"{text!r} is not found:\n{self.terminal.picture()}")

    def commit(self, title: str) -> None:
        """Commit with the message as it is proposed."""
        self.press("c")
        self.commit_as_proposed(title)

    def commit_as_proposed(self, title: str) -> None:
        """The same once the dialog with the message comes up."""
        self.wait_for(title)
        self.terminal.wait_for(lambda _: self.caret >= 0)
        self.press("ctrl+s")
        self.wait_gone(title)

    def leave(self) -> None:
        """Press the key that quits: all ends well, and the terminal is as it was found."""
        self.press("q")
        self.ended(0)

    def ended(self, status: int) -> None:
        """The program ends with this status, the terminal is in order, nothing came that may not."""
        found = self.terminal.wait()
        assert found == status, f"it ended with {found}:\n{self.terminal.picture()}"
        assert self.terminal.disorder() == [], self.terminal.disorder()
        assert self.terminal.stream.forbidden == [], self.terminal.stream.forbidden

    def wait_file(self, content: bytes, path: Path | None = None) -> None:
        """Go on once the file holds exactly this."""
        eventually(lambda: (path or self.path).read_bytes() == content, self)


def eventually(true: Callable[[], bool], session: Session | None = None) -> None:
    """Wait until something is so, while the program's output is read on."""
    end = time.monotonic() + PATIENCE
    while not true():
        picture = "" if session is None else f":\n{session.terminal.picture()}"
        assert time.monotonic() < end, f"it did not come to be{picture}"
        time.sleep(0.02) if session is None else session.terminal.settle(0.02, within=0.2)


def _bottom(terminal: Terminal) -> str:
    """What stands below the last rule of the screen, as one line."""
    lines = [terminal.line(y) for y in range(terminal.screen.lines)]
    rules = [y for y, line in enumerate(lines) if line.startswith(("───", "---"))]
    return " ".join(" ".join(lines[rules[-1] + 1 if rules else -1 :]).split())
