"""The table of all rules. A rule is a module with ``RULE`` and ``look``; a new one is a line in here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from checkdown.claims import (
    cookies,
    counts,
    derived,
    estimates,
    headings,
    last_updated,
    percentages,
    scores,
    totals,
    verdicts,
)

from . import allowing
from .finding import Finding, Rule
from .reading import Reading

Look = Callable[[Reading], Iterator[Finding]]

_MODULES: tuple[tuple[Rule, Look], ...] = (
    (scores.RULE, scores.look),
    (totals.RULE, totals.look),
    (percentages.RULE, percentages.look),
    (cookies.RULE, cookies.look),
    (headings.RULE, headings.look),
    (verdicts.RULE, verdicts.look),
    (counts.RULE, counts.look),
    (estimates.RULE, estimates.look),
    (derived.RULE, derived.look),
    (last_updated.RULE, last_updated.look),
)

LOOKS: Mapping[str, Look] = MappingProxyType({rule.name: look for rule, look in _MODULES})
"""What finds each rule's findings, by the rule's name."""
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.name: rule for rule in (*(rule for rule, _ in _MODULES), allowing.RULE)}
)
"""All rules by name: what can be switched, tuned, allowed and explained."""
