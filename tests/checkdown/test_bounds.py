"""What a text can make the parser keep or look at has bounds, and nothing that is written is lost to them."""

import pytest

from checkdown import State, parse


def cells_kept(text: str) -> int:
    return sum(len(cells) for part in parse(text).parts for table in part.tables for _, cells in table.rows)


def test_cells_that_nobody_wrote_are_not_made() -> None:
    columns, rows = 400, 500
    bomb = "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|x\n" * rows
    assert len(bomb) < 4000
    assert cells_kept(bomb) <= rows


def test_every_row_of_a_long_table_is_an_item() -> None:
    text = "| Check | Status | Owner | Notes |\n|---|---|---|---|\n" + "| a | ✅ | b | c |\n" * 60_000
    checklist = parse(text)
    assert len(checklist.items) == 60_000
    assert checklist.items[-1].line == checklist.source.line_count


LONG = 100_000
"""Characters of a line: a pattern that looks at each of them from each of them would take an hour."""


@pytest.mark.parametrize(
    "line",
    [
        "Legend: ✅ a" + " " * LONG + "b",
        "key" + " " * LONG + "x",
        "# owner: a" + " " * LONG + "b",
        "# go" + " " * LONG + "no",
        "# " + "1" * LONG,
        "- [ ] " + "1" * LONG + " / x",
        "- [ ] role: x" + " " * LONG + "date",
        "- [ ] " + "[a](" * LONG,
    ],
    ids=["legend", "label", "owner", "verdict", "number", "score", "signature", "links"],
)
def test_a_line_of_any_length_is_read_and_named(line: str) -> None:
    checklist = parse(f"{line}\n\n- [x] b\n")
    assert checklist.items[-1].state is State.DONE
    assert checklist.find(checklist.items[-1].id) == checklist.items[-1]
    assert checklist.priorities() == {}


@pytest.mark.parametrize(
    "cells",
    [
        ("go" + " " * LONG + "x", "a", "b"),
        ("!" * LONG + "a", "a", "b"),
        ("Status", "Pass / Fail" + " " * LONG + "x", "b"),
        ("Status", "✅" + "*" * LONG + "x", "b"),
        ("Status", "✅", "Total" + "!(" * LONG),
    ],
    ids=["verdict", "index", "choice", "emphasis", "total"],
)
def test_a_cell_of_any_length_is_read(cells: tuple[str, str, str]) -> None:
    header, state, label = cells
    checklist = parse(f"| Check | {header} |\n|---|---|\n| {label} | {state} |\n")
    (table,) = checklist.parts[0].tables
    assert [cell.text for cell in table.rows[0][1]] == [label, state]
