"""From findings to the requests that mend them: each can be planned, undone and carried as any other."""

from __future__ import annotations

from collections.abc import Iterable

from checkdown.checklist import Checklist
from checkdown.intents import Fix

from .finding import Finding


def fix_of(checklist: Checklist, found: Finding) -> Fix | None:
    """The request that mends a finding of this checklist; None where only a person can."""
    if found.edit is None:
        return None
    (splice,) = found.edit.splices
    at = checklist.source.line(splice.line)
    return Fix(found.rule, splice.line, splice.column, splice.old, splice.new, at)


def fixes_of(checklist: Checklist, found: Iterable[Finding]) -> tuple[Fix, ...]:
    """The requests that mend all that can be mended at once: one for each line.

    Mending one claim may change what another has to say; ask again afterwards.
    """
    fixes: dict[int, Fix] = {}
    for each in found:
        fix = fix_of(checklist, each)
        if fix is not None:
            fixes.setdefault(fix.line, fix)
    return tuple(fixes.values())
