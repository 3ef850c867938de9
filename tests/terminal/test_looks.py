"""Without colours, with sixteen, without Unicode: states are told apart by their signs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import hostile
from tests.terminal.session import Session

Opened = Callable[..., Session]
STATES = """\
# Ready

## First

- [ ] to do
- [~] begun
- [x] finished
- [!] stuck
- [-] spared
- [?] odd

| Check | Status | Notes |
|---|---|---|
| toppled | ❌ | caf\u00e9 \u2014 \u65e5\u672c |
"""
UNICODE = {
    "to do": "○",
    "begun": "◐",
    "finished": "✔",
    "stuck": "!",
    "spared": "–",
    "odd": "?",
    "toppled": "✗",
}
ASCII = {
    "to do": ".",
    "begun": "~",
    "finished": "x",
    "stuck": "!",
    "spared": "-",
    "odd": "?",
    "toppled": "X",
}
_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
_MANY_COLOURS = re.compile(rb"\x1b\[(?:[0-9;]*;)?[34]8;")


@pytest.fixture
def checklist(tmp_path: Path) -> Path:
    path = tmp_path / "ready.md"
    path.write_text(STATES, encoding="utf-8")
    return path


def looked_at(opened: Opened, path: Path, **env: str) -> Session:
    """The application, after all of its dialogs were open."""
    session = opened(path, env={"LANG": "C.UTF-8", "LC_ALL": "", **env})
    session.wait_for("? help", "toppled")
    for key in ("e", "!", "f", "/", "ctrl+p", "?"):
        session.ask_which(key, "esc ")
        session.press("escape")
        session.wait_said("? help")
    session.press("tab", "tab")
    session.terminal.settle()
    return session


def signs(session: Session, expected: dict[str, str]) -> None:
    for text, sign in expected.items():
        session.wait_for(f"{sign} {text}")


def test_no_color_sends_no_colour(opened: Opened, checklist: Path) -> None:
    session = looked_at(opened, checklist, NO_COLOR="1")
    signs(session, UNICODE)
    session.leave()
    assert not _COLOUR.search(session.terminal.stream.raw)


def test_a_terminal_of_sixteen_colours_gets_no_others(opened: Opened, checklist: Path) -> None:
    session = looked_at(opened, checklist, TERM="xterm-16color")
    signs(session, UNICODE)
    session.leave()
    assert _COLOUR.search(session.terminal.stream.raw)
    assert not _MANY_COLOURS.search(session.terminal.stream.raw)


@pytest.mark.parametrize("env", [{"TERM": "linux"}, {"LANG": "C"}, {"LC_ALL": "C"}], ids=str)
def test_without_unicode_every_byte_is_ascii(opened: Opened, checklist: Path, env: dict[str, str]) -> None:
    session = looked_at(opened, checklist, **env)
    signs(session, ASCII)
    session.leave()
    assert bytes(session.terminal.stream.raw).isascii()


def test_without_unicode_hostile_text_is_ascii_too(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / hostile.NAME
    path.write_bytes(hostile.document())
    session = opened(path, columns=120, lines=50, env={"LC_ALL": "C"})
    session.wait_for("? help", "csi ?[2J", "<U+202E>txt.exe")
    session.press("down*12", "tab", "G")
    session.terminal.settle()
    session.leave()
    assert bytes(session.terminal.stream.raw).isascii()
