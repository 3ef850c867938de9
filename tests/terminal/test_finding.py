"""Finding text anywhere on the screen, how many lines match, and moving so that what was found shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## Alpha heading

- [ ] first task
  - note: alpha in a note
- [ ] second task

Some words about alpha, in a paragraph.

- plain alpha bullet

| Check | Owner | Where |
|-------|-------|-------|
| Error rate | alpha team | east |
| Latency | web | west |

```sh
curl alpha.example.org
```
"""
MORE = "".join(f"\n## Part {n}\n\n" + "".join(f"- [ ] thing {n}.{i}\n" for i in range(8)) for n in range(9))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "ready.md"
    written.write_text(CHECKLIST + MORE)
    return written


def test_everything_that_is_shown_is_found_and_counted(opened: Opened, path: Path) -> None:
    session = opened(path, lines=40)
    session.wait_for("? help")
    session.ask("/", "Find")
    session.terminal.write("alpha")
    session.wait_for("find: alpha 2/6")  # the search begins at the first item, whose note matches
    session.press("enter")
    session.wait_gone("enter go on")
    for line, count in (
        ("Some words about alpha", "3/6"),
        ("plain alpha bullet", "4/6"),
        ("Error rate", "5/6"),
        ("curl alpha.example.org", "6/6"),
        ("Alpha heading", "1/6"),
        ("first task", "2/6"),
    ):
        session.press("n")
        session.wait_for(f"find: alpha {count}")
        session.wait_on(line)
    session.press("N")
    session.wait_for("find: alpha 1/6")
    session.leave()


def test_that_nothing_matches_is_said_while_it_is_typed_and_after(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask("/", "Find")
    session.terminal.write("thing 3")
    session.wait_for("1/8")
    session.terminal.write("x")
    session.wait_for("nothing matches", "find: thing 3x no match")
    session.press("enter")
    session.wait_said("nothing matches thing 3x")
    session.press("n")
    session.wait_said("nothing matches thing 3x")
    session.press("escape")
    session.wait_gone("find: ")
    session.leave()


def test_what_is_folded_is_found_too(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.press("Z")
    session.wait_gone("first task")
    session.ask("/", "Find")
    session.terminal.write("thing 5.7")
    session.wait_for("1/1")
    session.wait_on("thing 5.7")
    session.press("enter")
    session.leave()


@pytest.mark.parametrize("key", ["]", "}"])
def test_a_heading_that_is_gone_to_stands_at_the_top_with_its_items_below(
    opened: Opened, path: Path, key: str
) -> None:
    session = opened(path)
    session.wait_for("? help")
    for part in range(4):
        session.press(key)
        session.wait_on(f"Part {part}")
    session.wait_for("thing 3.0", "thing 3.7")
    assert "│ Part 3" in session.terminal.line(3)
    session.leave()


def test_the_details_of_a_row_without_a_state_show_its_cells(opened: Opened, path: Path) -> None:
    session = opened(path, columns=130, lines=40)
    session.wait_for("? help")
    session.find("Error rate", inside=True)
    session.wait_for("Check: Error rate", "Owner: alpha team", "Where: east")
    column, line = session.terminal.find("Check: Error rate")
    title = session.terminal.line(3)[column - 3 :]
    assert (title.split(), line > 3) == (["Error", "rate"], True)
    session.leave()


def test_keys_that_come_in_one_go_with_the_answer_are_not_part_of_it(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask("/", "Find")
    session.terminal.write("thing 3\rnnn")
    session.wait_for("find: thing 3 4/8")
    session.wait_on("thing 3.3")
    session.leave()


def test_a_filter_is_replaced_by_what_is_typed_and_kept_by_an_arrow(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("? help")
    session.ask("f", "Show only")
    session.answer("blocked", "Show only")
    session.wait_for("filter: blocked", "nothing to show here; esc removes the filter")
    session.press("f")
    session.wait_for("Show only")
    session.terminal.settle()
    session.answer("done", "Show only")
    session.wait_for("filter: done")
    session.press("f")
    session.wait_for("Show only")
    session.terminal.settle()
    session.press("right")
    session.answer(" blocked", "Show only")
    session.wait_for("filter: done blocked")
    session.leave()


@pytest.mark.parametrize("parts", [1, 400], ids=["short", "long"])
def test_after_filters_that_match_nothing_the_cursor_is_where_it_was(
    opened: Opened, path: Path, parts: int
) -> None:
    more = [f"\n## More {n}\n\n" + "".join(f"- [ ] other {n}.{i}\n" for i in range(8)) for n in range(parts)]
    path.write_text(CHECKLIST + MORE + "".join(more))
    session = opened(path)
    session.wait_for("? help")
    session.find("thing 7.5")
    session.press("escape")
    for words in ("blocked", "failed"):
        session.press("f")
        session.wait_for("Show only")
        session.terminal.settle()
        session.answer(words, "Show only")
        session.wait_for(f"filter: {words}", "nothing to show here; esc removes the filter")
    session.press("escape")
    session.wait_gone("filter: ")
    session.wait_on("thing 7.5")
    session.leave()


def test_an_empty_file_says_so_and_how_it_gets_an_item(opened: Opened, path: Path) -> None:
    path.write_text("")
    session = opened(path)
    session.wait_for("the file is empty; a adds an item", "? help")
    assert "esc removes the filter" not in session.terminal.text()
    session.ask("a", "New item")
    session.answer("begin", "New item")
    session.wait_file(b"- [ ] begin\n")
    session.press("D", "y")
    session.wait_for("the file is empty; a adds an item")
    session.leave()
