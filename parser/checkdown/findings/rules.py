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
    section_rows,
    totals,
    verdicts,
)
from checkdown.habits import (
    anchors,
    blocked,
    duplicates,
    evidence,
    fenced_boxes,
    hidden_boxes,
    legends,
    malformed_boxes,
    mark_and_word,
    nesting,
    outlived,
    placeholders,
    signatures,
    unknown_states,
)

from . import allowing
from .finding import Finding, Rule
from .outside import OUTSIDE
from .reading import Reading

Look = Callable[[Reading], Iterator[Finding]]

_MODULES: tuple[tuple[Rule, Look], ...] = (
    (scores.RULE, scores.look),
    (totals.RULE, totals.look),
    (percentages.RULE, percentages.look),
    (cookies.RULE, cookies.look),
    (headings.RULE, headings.look),
    (section_rows.RULE, section_rows.look),
    (verdicts.RULE, verdicts.look),
    (counts.RULE, counts.look),
    (estimates.RULE, estimates.look),
    (derived.RULE, derived.look),
    (last_updated.RULE, last_updated.look),
    (mark_and_word.RULE, mark_and_word.look),
    (signatures.RULE, signatures.look),
    (evidence.RULE, evidence.look),
    (nesting.RULE, nesting.look),
    (blocked.RULE, blocked.look),
    (outlived.RULE, outlived.look),
    (malformed_boxes.RULE, malformed_boxes.look),
    (hidden_boxes.RULE, hidden_boxes.look),
    (fenced_boxes.RULE, fenced_boxes.look),
    (legends.RULE, legends.look),
    (unknown_states.RULE, unknown_states.look),
    (duplicates.RULE, duplicates.look),
    (anchors.RULE, anchors.look),
    (placeholders.RULE, placeholders.look),
)

LOOKS: Mapping[str, Look] = MappingProxyType({rule.name: look for rule, look in _MODULES})
"""What finds each rule's findings, by the rule's name."""
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.name: rule for rule in (*(rule for rule, _ in _MODULES), *OUTSIDE, allowing.RULE, allowing.UNUSED)}
)
"""All rules by name: what can be switched, tuned, allowed and explained."""
