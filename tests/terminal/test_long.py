"""A document of 10,000 items: what is there is shown while the rest is read, and no figure is wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session

Opened = Callable[..., Session]
SECTIONS = 500
ITEMS = 20


@pytest.fixture
def long(tmp_path: Path) -> Path:
    path = tmp_path / "long.md"
    parts = ["# Long\n"]
    for section in range(SECTIONS):
        parts.append(f"\n## Section {section}\n\n")
        parts += [f"- [{'x' if item else ' '}] item {section}.{item} of many\n" for item in range(ITEMS)]
    path.write_text("".join(parts), encoding="utf-8")
    return path


def test_the_end_is_gone_to_once_it_is_there(opened: Opened, long: Path) -> None:
    session = opened(long)
    session.wait_for("Section 0", "reading")
    assert not re.search(r"\d open|\d+/\d+ ▓", session.terminal.text())
    session.press("G")
    session.wait_on(f"item {SECTIONS - 1}.{ITEMS - 1} of many")
    session.wait_gone("reading")
    session.wait_for(f"{SECTIONS * (ITEMS - 1)}/{SECTIONS * ITEMS}", f"{SECTIONS} open")
    session.leave()


def test_who_moves_on_meanwhile_is_not_taken_to_the_end(opened: Opened, long: Path) -> None:
    session = opened(long)
    session.wait_for("Section 0", "reading")
    session.press("G", "g")
    session.wait_gone("reading")
    session.wait_on("Section 0")
    session.leave()


def test_matches_are_counted_while_keys_are_answered(opened: Opened, long: Path) -> None:
    session = opened(long)
    session.wait_for(f"{SECTIONS} open")
    session.ask("/", "Find")
    session.terminal.write("item 4")
    session.wait_for(f"1/{111 * ITEMS}")
    session.press("enter")
    session.wait_gone("enter go on")
    session.press("n")
    session.wait_for(f"find: item 4 2/{111 * ITEMS}")
    session.leave()
