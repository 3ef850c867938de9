"""What the doctor found, as `gonogo doctor --json` tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gonogo.core.doctor.found import Found

SCHEMA = "gonogo/doctor/1"


def doctor_report(found: Sequence[Found]) -> dict[str, Any]:
    """The object that is printed."""
    return {
        "schema": SCHEMA,
        "found": [
            {
                "subject": each.subject,
                "severity": each.severity.value,
                "what": each.what,
                "follows": each.follows,
                "change": each.change,
            }
            for each in found
        ],
    }
