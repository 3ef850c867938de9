"""The application in a real tmux: detached, attached from elsewhere, resized, and its clipboard."""

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.harness import PATIENCE, Terminal
from tests.terminal.session import eventually

CHECKLIST = "# Ready\n\n## First\n\n- [ ] one\n- [ ] two\n- [ ] three\n"
Spawn = Callable[..., Terminal]


class Tmux:
    """A server of tmux with one session, in which the application runs."""

    def __init__(self, folder: Path) -> None:
        self.command = ["tmux", "-u", "-f", "/dev/null", "-S", str(folder / "socket")]
        self._environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        for name in ("TMUX", "COLUMNS", "LINES"):
            self._environment.pop(name, None)

    def __call__(self, *words: str) -> str:
        """Run a command of tmux."""
        return subprocess.run(
            [*self.command, *words],
            env=self._environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        ).stdout

    def open(self, path: Path) -> None:
        """Begin the session, which nobody is attached to yet."""
        start = f"exec {sys.executable} -m gonogo {path.name}"
        self("new-session", "-d", "-s", "work", "-x", "80", "-y", "24", "-c", str(path.parent), start)
        self("set-option", "-g", "status", "off")
        self("set-option", "-g", "set-clipboard", "on")

    def attach(self, spawn: Spawn, columns: int, lines: int) -> Terminal:
        """A terminal that is attached to the session."""
        client = spawn(
            [*self.command, "attach-session", "-t", "work"],
            columns=columns,
            lines=lines,
            env={"LC_ALL": "C.UTF-8", "TMUX": ""},
        )
        client.wait_for(lambda seen: "? help" in seen.line(lines - 1))
        return client

    def size(self) -> str:
        """The size of the window."""
        return self("display-message", "-p", "-t", "work", "#{window_width}x#{window_height}").strip()

    def lines(self) -> list[str]:
        """What the window shows."""
        return [line.rstrip() for line in self("capture-pane", "-p", "-t", "work").splitlines()]

    def wait_for(self, seen: Callable[[list[str]], bool]) -> None:
        """Go on once the window shows what a function says yes to."""
        end = time.monotonic() + PATIENCE
        while not seen(self.lines()):
            assert time.monotonic() < end, "\n".join(self.lines())
            time.sleep(0.05)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A checklist."""
    written = tmp_path / "ready.md"
    written.write_text(CHECKLIST)
    return written


@pytest.fixture
def tmux(tmp_path: Path, path: Path) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    server = Tmux(tmp_path)
    server.open(path)
    try:
        server.wait_for(lambda lines: any("NO-GO" in line for line in lines))
        yield server
    finally:
        subprocess.run([*server.command, "kill-server"], check=False, capture_output=True)


def test_detached_and_attached_from_another_terminal_it_is_drawn_for_that_one(
    tmux: Tmux, terminal: Spawn, path: Path
) -> None:
    first = tmux.attach(terminal, 100, 30)
    assert tmux.size() == "100x30"
    first.press("j", "space")
    first.wait_for("✔ two")
    eventually(lambda: "[x] two" in path.read_text())  # or what is written next meets a save
    tmux("detach-client", "-s", "work")
    assert first.wait() == 0
    path.write_text(path.read_text().replace("[ ] three", "[x] three"))
    second = tmux.attach(terminal, 64, 18)
    second.wait_for("✔ three")
    assert tmux.size() == "64x18"
    tmux.wait_for(lambda lines: len(lines) == 18 and "? help" in lines[-1])
    second.wait_for(lambda seen: [seen.line(y) for y in range(18)] == tmux.lines())
    second.press("space")
    second.wait_for("○ two")
    eventually(lambda: path.read_text() == CHECKLIST.replace("[ ] three", "[x] three"))


def test_a_client_of_another_size_and_one_that_is_resized_see_all(tmux: Tmux, terminal: Spawn) -> None:
    large = tmux.attach(terminal, 130, 40)
    large.wait_for("Source")  # the details have a pane of their own
    small = tmux.attach(terminal, 70, 20)
    assert tmux.size() == "70x20"
    assert "Source" not in small.text()
    small.resize(60, 25)
    small.wait_for(lambda seen: "? help" in seen.line(24) and "○ three" in seen.text())
    small.wait_for(lambda seen: [seen.line(y) for y in range(25)] == tmux.lines())
    clients = tmux("list-clients", "-F", "#{client_width} #{client_tty}").splitlines()
    tmux("detach-client", "-t", next(each.split()[1] for each in clients if each.startswith("60 ")))
    assert small.wait() == 0
    large.press("j")
    large.wait_for(lambda seen: "? help" in seen.line(39) and "Source" in seen.text())


def test_a_copied_reference_reaches_tmux_and_the_terminal_outside(tmux: Tmux, terminal: Spawn) -> None:
    client = tmux.attach(terminal, 80, 24)
    client.press("j", "y")
    client.wait_for("copied ready.md:6")
    sequence = re.compile(rb"\x1b\]52;[^;]*;([^\x07\x1b]*)[\x07\x1b]")
    client.wait_for(lambda seen: sequence.search(seen.stream.raw) is not None)
    copied = tmux("show-buffer")
    assert copied.startswith("ready.md:6 ")
    client.wait_for(f"copied {copied}")
    sent = sequence.findall(bytes(client.stream.raw))
    assert [base64.b64decode(each).decode() for each in sent] == [copied]


def test_a_server_of_tmux_that_ends_leaves_no_process_and_the_edit(tmux: Tmux, path: Path) -> None:
    process = int(tmux("display-message", "-p", "-t", "work", "#{pane_pid}"))
    tmux("send-keys", "-t", "work", "Space")
    tmux.wait_for(lambda lines: any("✔ one" in line for line in lines))
    tmux("kill-server")
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert path.read_text() == CHECKLIST.replace("[ ] one", "[x] one")


def test_a_window_that_grew_meanwhile_keeps_no_row_of_it_for_the_shell(tmux: Tmux, path: Path) -> None:
    folder = path.parent
    shell = f"PS1=ready; cd {folder}; {sys.executable} -m gonogo {path.name}; echo left; exec cat"
    tmux("new-window", "-t", "work", "-n", "grown", f"sh -c '{shell}'")
    tmux.wait_for(lambda lines: any("NO-GO" in line for line in lines))
    tmux("resize-window", "-t", "work", "-x", "100", "-y", "30")
    tmux.wait_for(lambda lines: len(lines) == 30 and "? help" in lines[-1])
    tmux("send-keys", "-t", "work", "q")
    tmux.wait_for(lambda lines: "left" in lines)
    assert [line for line in tmux.lines() if line] == ["left"]
