"""All findings of a checklist: every rule that is on, less what the document allows, in document order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from checkdown.checklist import Checklist
from checkdown.collecting import collector_paused

from .allowing import allowances, incomplete, unused
from .finding import Finding
from .reading import Reading
from .rules import LOOKS, RULES, Look
from .settings import Settings

DEFAULTS = Settings()


def findings(
    checklist: Checklist, settings: Settings = DEFAULTS, others: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """What does not hold in a checklist, by line and column.

    ``others`` are findings of the rules that need files; settings and allowances apply to them too.
    """
    return findings_in(Reading(checklist, settings), others)


def _go_on() -> None:
    pass


def findings_in(
    reading: Reading, others: Iterable[Finding] = (), between: Callable[[], None] = _go_on
) -> tuple[Finding, ...]:
    """The same of a reading, for who has one already.

    ``between`` is called before each rule: it may wait for somebody who is more urgent, or raise to end it.
    """
    settings = reading.settings
    found = [each for each in others if each.rule not in settings.off]
    for name, look in LOOKS.items():
        if name not in settings.off:
            between()
            with collector_paused():
                found += look(reading)
    given = allowances(reading)
    allowed = {(each.rule, each.line) for each in given if each.reason}
    idle = (
        list(unused(reading, given, found, _looked(settings)))
        if given and "allowance-unused" not in settings.off
        else []
    )
    found = [each for each in found if (each.rule, each.line) not in allowed]
    if "allowance-incomplete" not in settings.off:
        found += incomplete(reading, given, RULES)
    found += idle
    weighed = [
        replace(each, severity=settings.severities[each.rule]) if each.rule in settings.severities else each
        for each in found
    ]
    return tuple(sorted(weighed, key=lambda each: (each.line, each.column, each.rule)))


def _looked(settings: Settings) -> dict[str, Look]:
    """The rules of which it is known that they looked: those that need files or days may not have."""
    undated = {"last-updated-mismatch"} if settings.changed_on is None else set()
    return {name: look for name, look in LOOKS.items() if name not in settings.off and name not in undated}
