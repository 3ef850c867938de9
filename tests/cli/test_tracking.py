"""`gonogo set --track`: lists and tables without states get them with the first one that is set."""

from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo

TEXT = """\
# Plain

| # | Blocker | Owner |
|---|---------|-------|
| 1 | Redis   | Ops   |
| 2 | TLS     | Ops   |

Then:

- one
- two

- [ ] Redis
"""
REDIS, ONE, TWO = 5, 10, 11


@pytest.fixture
def plain(folder: Path) -> Path:
    path = folder / "plain.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_table_gets_a_status_column_and_the_row_its_state(gonogo: Gonogo, plain: Path) -> None:
    ran = gonogo("set", "plain.md", str(REDIS), "done", "--track")
    assert ran.status == 0, ran.err
    assert plain.read_text(encoding="utf-8").split("\n")[2:6] == [
        "| # | Blocker | Owner | Status |",
        "|---|---------|-------|--------|",
        "| 1 | Redis   | Ops   | ✅     |",
        "| 2 | TLS     | Ops   | ⬜     |",
    ]
    assert ran.err == "states for the table on line 3 (Plain); ⬜ -> ✅ Redis\n"


def test_a_reason_gets_a_column_of_its_own_in_the_same_edit(gonogo: Gonogo, plain: Path) -> None:
    words = ("blocked", "--track", "--note", "no cluster")
    ran = gonogo("set", "plain.md", str(REDIS), *words)
    assert ran.status == 3
    assert plain.read_text(encoding="utf-8") == TEXT
    assert gonogo("set", "plain.md", str(REDIS), *words, "--add-column").status == 0
    lines = plain.read_text(encoding="utf-8").split("\n")
    assert lines[2] == "| # | Blocker | Owner | Status | Notes |"
    assert lines[4].startswith("| 1 | Redis   | Ops   | ⛔     | blocked: no cluster (")


def test_a_list_gets_boxes_and_its_line_the_state(gonogo: Gonogo, plain: Path) -> None:
    assert gonogo("set", "plain.md", str(TWO), "done", "--track", "--expect", "two").status == 0
    assert "- [ ] one\n- [x] two\n" in plain.read_text(encoding="utf-8")


def test_what_has_a_state_already_is_set_as_without_the_option(gonogo: Gonogo, plain: Path) -> None:
    assert gonogo("set", "plain.md", "13", "done", "--track").status == 0
    assert plain.read_text(encoding="utf-8") == TEXT.replace("- [ ] Redis", "- [x] Redis")


def test_the_text_that_is_expected_guards_the_line(gonogo: Gonogo, plain: Path) -> None:
    ran = gonogo("set", "plain.md", str(TWO), "done", "--track", "--expect", "one")
    assert ran.status == 3
    assert plain.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("line", "how"), [(REDIS, "gives the table a Status column"), (ONE, "gives the list boxes")]
)
def test_the_refusal_without_the_option_names_it(gonogo: Gonogo, plain: Path, line: int, how: str) -> None:
    ran = gonogo("set", "plain.md", str(line), "done")
    assert ran.status == 3
    assert f"`gonogo set plain.md {line} STATE --track` {how}" in ran.err
    assert plain.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("line", "why"),
    [(1, "is in no list"), (3, "in a table's header; name the line that is to be set"), (99, "past the end")],
)
def test_where_nothing_can_be_tracked_the_reason_is_told(
    gonogo: Gonogo, plain: Path, line: int, why: str
) -> None:
    ran = gonogo("set", "plain.md", str(line), "done", "--track")
    assert ran.status == 3
    assert why in ran.err
    assert plain.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "text", ["Legend:\n\n- [x] done\n- [ ] todo\n", "prose\n\n- plain\n- [x]close\n"], ids=["legend", "typo"]
)
def test_a_legend_and_a_mistyped_box_are_not_given_boxes(gonogo: Gonogo, folder: Path, text: str) -> None:
    (folder / "other.md").write_text(text)
    for options in ((), ("--track",)):
        ran = gonogo("set", "other.md", "3", "done", *options)
        assert ran.status == 3
        assert "STATE --track" not in ran.err
    assert (folder / "other.md").read_text() == text
