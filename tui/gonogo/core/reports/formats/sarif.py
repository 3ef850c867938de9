"""SARIF 2.1.0, as code scanning services take it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from checkdown.findings import RULES
from gonogo import __version__

from .placing import Placed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif_report(findings: Sequence[Placed]) -> dict[str, Any]:
    """The log: one run, with all rules and all findings."""
    names = list(RULES)
    driver = {"name": "gonogo", "semanticVersion": __version__, "rules": [_rule(name) for name in names]}
    results = [_result(each, names.index(each.found.finding.rule)) for each in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.advice},
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
    }


def _result(each: Placed, index: int) -> dict[str, Any]:
    finding = each.found.finding
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": finding.column}
    if finding.claimed and each.found.text.startswith(finding.claimed, finding.column - 1):
        region["endColumn"] = finding.column + len(finding.claimed)
    artifact = {"uri": quote(each.path.encode("utf-8", "surrogateescape"))}
    location = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity.value],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"gonogoFinding/v1": each.mark},
    }
