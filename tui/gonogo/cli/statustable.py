"""Tallies as lines for people: a row for each checklist, phase and priority, with a progress bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gonogo.cli.output import Page
from gonogo.cli.tables import Cell, aligned, cut, width
from gonogo.core.barcells import filled
from gonogo.core.safetext import Safe

BAR = 10  # cells of a progress bar
NAME = 0
LEAST, MOST = 24, 48
"""Cells of the names that are kept on a narrow terminal, and those they have outside of one."""
ROOMY = 100  # cells of a page on which priorities and estimates have a column


def status_lines(files: Sequence[Mapping[str, Any]], page: Page) -> list[str]:
    """The lines for the files of a status report; where there are several, a last one for all together."""
    narrow = page.width is not None and page.width < ROOMY
    blocks = [_block(file, page, narrow=narrow) for file in files]
    if len(files) > 1:
        blocks.append([_row("all", "bold", "", "", _together(files), page, narrow=narrow)])
    lines = iter(
        aligned([row for block in blocks for row in block], page, flexible=NAME, least=LEAST, most=MOST)
    )
    out: list[str] = []
    for number, block in enumerate(blocks):
        if number < len(files):
            out.append(_heading(files[number], page))
        else:
            out.append(page.styled(f"{len(files)} checklists", "bold"))
        out += [next(lines) for _ in block]
        out.append("")
    return out[:-1]


def _together(files: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {name: sum(file["tally"][name] for file in files) for name in files[0]["tally"]}


def _heading(file: Mapping[str, Any], page: Page) -> str:
    name, title = page.shown(file["file"]), page.shown(file["title"])
    verdict = {"go": "GO", "no-go": "NO-GO"}.get(file.get("verdict") or "", "")
    shown = f"  {page.styled(verdict, 'done' if verdict == 'GO' else 'failed')}" if verdict else ""
    if page.width is not None:
        room = page.width - width(name) - 2 - (len(verdict) + 2 if verdict else 0)
        title = Safe(cut(title, max(0, room), page))
    return f"{page.styled(name, 'bold')}{shown}  {title}".rstrip()


def _block(file: Mapping[str, Any], page: Page, *, narrow: bool) -> list[tuple[Cell, ...]]:
    rows = [_row("all", "bold", "", "", file["tally"], page, narrow=narrow)]
    for phase in file["phases"]:
        facts = page.shown(phase["priority"]), page.shown(phase["estimate"])
        rows.append(_row(page.shown(phase["title"]), "", *facts, phase["tally"], page, narrow=narrow))
    for priority, tally in file["priorities"].items():
        rows.append(_row(f"all {page.shown(priority)}", "dim", "", "", tally, page, narrow=narrow))
    return rows


def _row(
    name: str, style: str, priority: str, estimate: str, tally: Mapping[str, int], page: Page, *, narrow: bool
) -> tuple[Cell, ...]:
    done, total = tally["done"], tally["total"]
    share = f"{done * 100 // total}%" if total else ""
    others = ", ".join(f"{tally[state]} {state}" for state in ("blocked", "failed", "doing") if tally[state])
    attention = "blocked" if tally["blocked"] or tally["failed"] else ""
    facts = () if narrow else (Cell(priority), Cell(estimate, "dim"))
    return (
        Cell(f"  {name}", style),
        *facts,
        Cell(f"{done}/{total}" if total else "-", right=True),
        Cell(bar(done, total, page), "done"),
        Cell(share, right=True),
        Cell(others, attention),
    )


def bar(done: int, total: int, page: Page, cells: int = BAR) -> str:
    """A progress bar: full only where all is done, empty only where nothing is. No bar for an empty tally."""
    if not total:
        return ""
    count = filled(done, total, cells)
    full, empty = ("▓", "░") if page.unicode else ("#", ".")
    return full * count + empty * (cells - count)
