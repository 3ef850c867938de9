"""Changes typed before all of a long document is read: kept, and made once it is, each where it was typed."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session, eventually

Opened = Callable[..., Session]
ITEMS = 20_000
"""So many that they are not read before the keys of a test."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "long.md"
    written.write_text("# Long\n\n## All\n\n" + "".join(f"- [ ] item {n} of many\n" for n in range(ITEMS)))
    return written


def begun(opened: Opened, path: Path) -> Session:
    """The application, as soon as it shows the document's beginning."""
    session = opened(path)
    session.wait_for("○ item 0 ", "reading")
    return session


def test_states_wait_each_for_its_item_and_the_cursor_is_free(opened: Opened, path: Path) -> None:
    session = begun(opened, path)
    session.terminal.write("xj~jj")
    session.wait_said("x ~ waits until all is read; esc drops it")
    session.wait_for("✔ item 0 ", "◐ item 1 ", f"1/{ITEMS}")
    session.wait_on("item 3 ")
    session.leave()
    assert path.read_text().splitlines()[4:7] == [
        "- [x] item 0 of many",
        "- [~] item 1 of many",
        "- [ ] item 2 of many",
    ]


def test_a_state_behind_a_jump_to_the_end_is_for_the_item_there(opened: Opened, path: Path) -> None:
    session = begun(opened, path)
    session.terminal.write("Gxk~")
    session.wait_said("x waits until all is read")
    session.wait_for(f"✔ item {ITEMS - 1} ", f"◐ item {ITEMS - 2} ")
    session.leave()
    lines = path.read_text().splitlines()
    assert lines[-2:] == [f"- [~] item {ITEMS - 2} of many", f"- [x] item {ITEMS - 1} of many"]
    assert lines[4] == "- [ ] item 0 of many"


def test_a_dialog_comes_once_all_is_read_with_what_was_typed_for_it(opened: Opened, path: Path) -> None:
    session = begun(opened, path)
    session.terminal.write("jwwords, D and q\r")
    session.wait_said("w waits until all is read")
    session.wait_for(f"0/{ITEMS}")
    eventually(lambda: "  - words, D and q" in path.read_text().splitlines()[6], session)
    session.leave()


def test_escape_drops_what_waits(opened: Opened, path: Path) -> None:
    session = begun(opened, path)
    session.terminal.write("xwD")
    session.wait_said("x w waits until all is read")
    session.press("escape")
    session.wait_said("dropped what was waiting")
    session.wait_for(f"0/{ITEMS}")
    session.terminal.settle(0.2)
    assert "○ item 0 " in session.terminal.text()
    session.leave()
    assert "[x]" not in path.read_text()


def test_who_quits_at_once_leaves_when_the_change_is_saved(opened: Opened, path: Path) -> None:
    session = begun(opened, path)
    session.terminal.write("xq")
    session.ended(0)
    assert path.read_text().splitlines()[4] == "- [x] item 0 of many"


@pytest.mark.parametrize(
    ("keys", "waits", "told"),
    [
        ("x", "x waits", "not done, as it was typed before all was read: x at item 0 of many"),
        ("xj~jwwords", "x ~ w waits", "before all was read: x ~ w at item 0 of many"),
    ],
)
def test_what_waits_when_the_link_breaks_is_told_at_the_next_start_once(
    opened: Opened, path: Path, keys: str, waits: str, told: str
) -> None:
    session = begun(opened, path)
    session.terminal.write(keys)
    session.wait_said(waits)
    session.terminal.signal(signal.SIGTERM)
    session.ended(128 + signal.SIGTERM)
    if "- [x] item 0" in path.read_text():
        pytest.skip("all was read before the program was told to end")
    again = opened(path, columns=100)
    again.wait_said(told)
    again.wait_for(f"0/{ITEMS}")
    again.leave()
    last = opened(path)
    last.wait_for(f"0/{ITEMS}")
    assert "not done" not in last.terminal.text()
    last.leave()
