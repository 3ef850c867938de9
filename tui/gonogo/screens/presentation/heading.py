"""What the header of a checklist tells."""

from __future__ import annotations

from checkdown import Checklist
from gonogo.core.safetext import safe
from gonogo.screens.presentation.filtering import Filter
from gonogo.screens.presentation.words import plain
from gonogo.widgets.header import Header
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span


def header_of(
    checklist: Checklist,
    path: str,
    *,
    branch: str = "",
    changes: int = 0,
    unsaved: bool = False,
    filtered: Filter | None = None,
    search: str = "",
    warning: str = "",
) -> Header:
    """The header: progress of the whole document, what stands in the way, what is being looked for."""
    tally = checklist.tally()
    facts = []
    priorities = checklist.priorities()
    for name, part in list(priorities.items())[:2]:
        facts.append(Span(safe(f"{name} {part.done}/{part.total}")))
    if filtered:
        facts.append(Span(safe(f"filter: {filtered.words}"), Tone.ACCENT))
    if search:
        facts.append(Span(safe(f"find: {search}"), Tone.ACCENT))
    if warning:
        facts.append(Span(safe(warning), Tone.ALERT))
    return Header(
        plain(checklist.title),
        safe(path),
        tally.done,
        tally.total,
        blocked=tally.blocked,
        failed=tally.failed,
        branch=safe(branch),
        changes=changes,
        unsaved=unsaved,
        facts=tuple(facts),
    )
