"""Totals and scores in tables without items: told when they say something else, flagged without a cause."""

import re
from pathlib import Path

import pytest

from checkdown import Checklist, parse
from checkdown.comparing import ChangeKind, Flag, compare
from checkdown.tables import is_total

TEXT = """\
# Launch

## Scores

| Area | Score | Notes |
|---|---|---|
| Security | 7/10 | 3 scans |
| Speed | 5/10 | |
| **TOTAL** | 12/20 | |

## Cost

| What | Monthly |
|---|---|
| Server | $300 |
| Total | ~$300 |

## About

| Field | Value |
|---|---|
| Verdict | NOT READY |
| Ports | 80/443 |
| Release date | 11/12 |

| Phase | Progress |
|---|---|
| Build | 50% |

## Work

- [ ] Alerts reach the phone
- [x] Backups run
"""


def _claims(*edits: tuple[str, str]) -> list[tuple[str, str, bool]]:
    after = TEXT
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    found = compare(parse(TEXT), parse(after)).of([ChangeKind.CLAIM])
    return [(c.before_text, c.after_text, Flag.CLAIM_WITHOUT_CAUSE in c.flags) for c in found]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("12/20", "19/20", ("TOTAL: 12/20", "TOTAL: 19/20")),
        ("7/10", "9/10", ("Security: 7/10", "Security: 9/10")),
        ("~$300", "~$900", ("Total: ~$300", "Total: ~$900")),
        ("NOT READY", "READY", ("Verdict: NOT READY", "Verdict: READY")),
        ("50%", "80%", ("Build: 50%", "Build: 80%")),
    ],
)
def test_a_figure_that_says_more_is_told_and_without_a_flip_flagged(
    old: str, new: str, told: tuple[str, str]
) -> None:
    assert _claims((old, new)) == [(*told, True)]
    assert _claims((old, new), ("[ ] Alerts", "[x] Alerts")) == [(*told, False)]


def test_a_total_follows_from_the_other_rows_of_its_table() -> None:
    assert _claims(("| $300", "| $400"), ("~$300", "~$400")) == [("Total: ~$300", "Total: ~$400", False)]
    assert _claims(("7/10", "9/10"), ("12/20", "14/20")) == [
        ("Security: 7/10", "Security: 9/10", True),
        ("TOTAL: 12/20", "TOTAL: 14/20", False),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("3 scans", "4 scans"), ("80/443", "80/444"), ("11/12", "12/12"), ("| $300", "| $400")]
)
def test_other_cells_of_such_tables_claim_nothing(old: str, new: str) -> None:
    assert _claims((old, new)) == []


_SCORE = re.compile(r"\d\s*/\s*\d|\d\s*%")


def _planted(checklist: Checklist, totals: bool) -> tuple[str, int]:
    """The text with other figures in tables without items, in TOTAL rows or in all others that state no
    score; and how many rows got some."""
    lines = [checklist.source.raw(n) for n in range(1, checklist.source.line_count + 1)]
    planted = 0
    for part, start in zip(checklist.parts, checklist.starts, strict=True):
        for table in part.tables:
            if table.legend or table.status >= 0:
                continue
            for line, cells in table.rows:
                if is_total(table, cells) is not totals:
                    continue
                was = raw = lines[start + line]
                for cell in cells:
                    if totals or not _SCORE.search(cell.text):
                        turned = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), cell.text)
                        raw = raw[: cell.column] + turned + raw[cell.column + len(cell.text) :]
                lines[start + line] = raw
                planted += raw != was
    return "".join(lines), planted


def test_in_real_documents_totals_are_flagged_and_ordinary_tables_are_not(shared: Path) -> None:
    planted = {True: 0, False: 0}
    for path in [*sorted((shared / "corpus").glob("*.md")), *sorted((shared / "seeds").glob("*.txt"))]:
        before = parse(path.read_bytes())
        for totals in (True, False):
            text, count = _planted(before, totals)
            found = compare(before, parse(text)).of([ChangeKind.CLAIM])
            assert len(found) == (count if totals else 0), (path.name, [c.after_text for c in found])
            assert all(Flag.CLAIM_WITHOUT_CAUSE in change.flags for change in found)
            planted[totals] += count
    assert planted[True] >= 3
    assert planted[False] >= 100
