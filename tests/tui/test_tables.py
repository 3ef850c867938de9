"""Rows of tables as lines of the list, and as cells in the details."""

from checkdown import parse
from gonogo.screens.presentation.detail import detail_at
from gonogo.screens.presentation.lines import ChecklistLines
from gonogo.widgets.glyphs import UNICODE

TEXT = """\
# Gate

## Summary

| Section | Score | Status |
|---------|-------|--------|
| API | 4/5 | ✅ |
| **TOTAL** | **94/96** | **98%** |

## People

| Role | Who \\| where | Until |
|------|------|-------|
| **On call** | ops | |
"""


def lines() -> ChecklistLines:
    return ChecklistLines(parse(TEXT), UNICODE)


def test_marks_that_only_make_a_cell_bold_are_not_shown_by_half() -> None:
    total = next(row for at in range(len(lines())) if (row := lines().row(at)).text == "TOTAL")
    assert total.cells == ("94/96", "98%")


def test_the_details_of_a_row_without_a_state_are_its_cells() -> None:
    shown = lines()
    at = next(at for at in range(len(shown)) if shown.row(at).text == "On call")
    detail = detail_at(shown, at)
    assert detail.text == "On call"
    (columns,) = detail.blocks
    told = ["".join(span.text for span in line) for line in columns.lines]
    assert told == ["Role: On call", "Who | where: ops"]


def test_the_details_of_a_text_say_it_as_it_is_shown() -> None:
    shown = ChecklistLines(parse("# Gate\n\n## A\n\nSome **bold** words.\n"), UNICODE)
    at = next(at for at in range(len(shown)) if shown.row(at).text.startswith("Some"))
    assert detail_at(shown, at).text == "Some bold words."


CONFLICTED = """\
# Gate

| Check | Status |
|---|---|
| DNS | ✅ |
<<<<<<< HEAD
| TLS | ✅ |
=======
| TLS | ❌ |
>>>>>>> side
| Mail | ❌ |

- [ ] Alerts
<<<<<<< HEAD
- [x] Backups
=======
- [!] Backups
>>>>>>> side
"""


def test_conflict_markers_are_shown_as_text_between_the_rows_and_items_of_both_sides() -> None:
    shown = ChecklistLines(parse(CONFLICTED), UNICODE)
    rows = [shown.row(at) for at in range(len(shown))]
    told = [(row.text, bool(row.state)) for row in rows if row.text]
    marked = [text for text, _ in told if text[:1] in "<=>"]
    assert marked == ["<<<<<<< HEAD", "=======", ">>>>>>> side"] * 2
    assert [text for text, has_state in told if has_state and text != "Gate"] == [
        *("DNS", "TLS", "TLS", "Mail"),
        *("Alerts", "Backups", "Backups"),
    ]
