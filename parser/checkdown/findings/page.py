"""The page about the rules, made from their table, so that it cannot differ from it."""

from __future__ import annotations

from .rules import RULES


def rules_page() -> str:
    """A markdown table of all rules, the heaviest first, each severity in the order of the table."""
    lines = ["| rule | severity | what it finds | what to do |", "|---|---|---|---|"]
    weights = {"error": 0, "warning": 1, "info": 2}
    for rule in sorted(RULES.values(), key=lambda each: weights[each.severity.value]):
        severity = f"{rule.severity.value}, fixable" if rule.fixable else rule.severity.value
        lines.append(f"| `{rule.name}` | {severity} | {rule.summary} | {rule.advice} |")
    return "\n".join(lines) + "\n"
