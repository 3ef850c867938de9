"""What the header of a checklist tells."""

from __future__ import annotations

from collections.abc import Sequence

from checkdown import Checklist
from gonogo.core.safetext import safe
from gonogo.screens.presentation.filtering import Filter
from gonogo.screens.presentation.words import plain
from gonogo.widgets.header import Header
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

PRIORITIES = 3
"""Priorities that the header counts, the most urgent ones."""


def header_of(
    checklist: Checklist,
    path: str,
    *,
    whole: bool = True,
    reading: str = "",
    expected: int = 0,
    branch: str = "",
    changes: int = 0,
    filtered: Filter | None = None,
    search: str = "",
    matched: str = "",
    warnings: Sequence[str] = (),
    verdict: bool | None = None,
    findings: int = 0,
) -> Header:
    """The header: progress of the whole document, what stands in the way, what is being looked for.

    Until all of it is read (`whole`) nothing is told that depends on the rest: `reading` says how far that
    is, and `expected` how many items there may be.

    `verdict` says whether the gate says GO, None where that is not known; `findings` how many there are.
    """
    tally = checklist.tally()
    facts = []
    counted = list(checklist.priorities().items())[:PRIORITIES] if whole else []
    priorities = tuple(Span(safe(f"{name} {part.done}/{part.total}")) for name, part in counted)
    if filtered and not reading:  # it stands behind figures that are not known yet
        facts.append(Span(safe(f"filter: {filtered.typed}"), Tone.ACCENT))
    if search:
        facts.append(Span(safe(f"find: {search} {matched}".rstrip()), Tone.ACCENT))
    facts += [Span(safe(warning), Tone.ALERT) for warning in warnings]
    return Header(
        plain(checklist.title),
        safe(path),
        tally.done if whole else 0,
        tally.total if whole else 0,
        blocked=tally.blocked if whole else 0,
        failed=tally.failed if whole else 0,
        verdict=verdict if whole else None,
        judged=whole and tally.total > 0,
        branch=safe(branch),
        changes=changes,
        priorities=priorities,
        findings=findings,
        facts=tuple(facts),
        reading=safe(reading),
        expected=expected,
    )
