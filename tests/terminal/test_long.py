"""A document of 10,000 items: what is there is shown while the rest is read, and no figure is wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.frames import frames, lost
from tests.terminal.session import Session
from tests.throwaway import Repository

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


BEGIN = """# Readiness of the harbour service, as it is seen by those who run it

| Area | Status |
|---|---|
| 1) Section 0 | ✅ Done |
| Backups | ❌ Missing |

"""
ENDS = {
    "a second title": "\n# Another\n\n## Backups\n\n- [ ] last\n",
    "a legend": "\n## Backups\n\n- [ ] last\n\n**Status Legend**:\n`[!]` Failed, `[~]` Deferred\n",
    "a link": "\n### Backups\n\n- [ ] last\n\n[!]: https://example.org/\n",
}


@pytest.mark.parametrize(
    ("end", "columns", "lines", "told"),
    [
        ("a second title", 80, 24, "blocked"),
        ("a legend", 100, 30, "failed"),
        ("a link", 160, 48, "open"),
    ],
)
def test_the_first_frame_shows_nothing_that_goes_or_moves_when_all_is_read(
    opened: Opened, repository: Repository, end: str, columns: int, lines: int, told: str
) -> None:
    parts = [BEGIN]
    for section in range(SECTIONS):
        parts.append(f"\n## Phase {section} (P{section % 3})\n" if section % 4 == 0 else "")
        parts.append(f"\n### {section + 1}. Section {section} with a long title\n\n")
        parts += [f"- [{' ~!'[item % 3]}] item {section}.{item} of many\n" for item in range(ITEMS)]
    path = repository.write("long.md", "".join(parts) + ENDS[end])
    repository.commit("Begin")
    path.write_text(path.read_text().replace("[ ] item 0.0", "[x] item 0.0"))
    session = opened(path, columns=columns, lines=lines)
    session.wait_for("reading", "item 0.0", told, "●1 main")
    session.terminal.settle(0.3)
    first, *later = frames(bytes(session.terminal.stream.raw), columns, lines)
    assert any("item 0.0" in line for line in first)
    assert later
    assert [lost(first, each) for each in later] == [[]] * len(later)
    session.leave()
