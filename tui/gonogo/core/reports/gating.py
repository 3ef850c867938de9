"""The report of `gonogo gate`: a verdict with its reasons, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checkdown.gate import Verdict

SCHEMA = "gonogo/gate/1"


def gate_report(verdict: Verdict) -> dict[str, Any]:
    """The JSON of the contract."""
    return {
        "schema": SCHEMA,
        "verdict": verdict.word.lower(),
        "reasons": [{"message": reason.message, "items": list(reason.items)} for reason in verdict.reasons],
    }


def badge(verdict: Verdict) -> dict[str, Any]:
    """What an endpoint badge of shields.io is made from (https://shields.io/badges/endpoint-badge)."""
    colour = "brightgreen" if verdict.go else "red"
    return {"schemaVersion": 1, "label": "gate", "message": verdict.word, "color": colour}
