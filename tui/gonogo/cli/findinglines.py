"""Findings as lines for people: where, how bad, what, and the line itself with a mark under the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gonogo.cli.output import Page
from gonogo.cli.tables import cut, width

if TYPE_CHECKING:
    from gonogo.core.reports.checking import Found

STYLES = {"error": "failed", "warning": "doing", "info": "dim"}
"""How a severity is drawn, by its name."""
_BEFORE = 60
"""Characters of a line that may stand before the place."""


def finding_lines(found: Sequence[Found], page: Page) -> list[str]:
    """The lines: three for each finding, an empty one after it."""
    lines: list[str] = []
    for each in found:
        finding = each.finding
        severity = page.styled(finding.severity.value, STYLES[finding.severity.value])
        place = page.styled(page.shown(f"{each.file}:{finding.line}:{finding.column}"), "bold")
        rule = page.styled(f"[{finding.rule}{', fixable' if finding.fixable else ''}]", "dim")
        lines += [f"{place}: {severity}: {page.shown(finding.message)} {rule}", *_excerpt(each, page), ""]
    return lines[:-1]


def _excerpt(found: Found, page: Page) -> list[str]:
    """The line from shortly before the place on, and marks under what is claimed."""
    at = found.finding.column - 1
    begin = max(0, at - _BEFORE)
    before = page.shown(found.text[begin:at].lstrip() if not begin else found.text[begin:at])
    claimed = page.shown(found.text[at : at + max(1, len(found.finding.claimed))])
    rest = page.shown(found.text[at:])
    shown = before + rest
    room = (page.width or 100) - 6
    marks = " " * width(before) + "^" * max(1, width(claimed))
    return [f"    {cut(shown, room, page)}", f"    {page.styled(marks[:room], 'bold')}"]


def summary(found: Sequence[Found]) -> str:
    """One sentence that counts."""
    if not found:
        return "nothing found: what these checklists say of themselves is so"
    counts = {name: sum(each.finding.severity.value == name for each in found) for name in STYLES}
    words = [
        f"{count} {name}{'s' if count > 1 and name != 'info' else ''}"
        for name, count in counts.items()
        if count
    ]
    files = len({each.file for each in found})
    return f"{', '.join(words)} in {files} file{'s' if files > 1 else ''}"
