"""The report of `gonogo log`: the flips of a checklist or of one item, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gonogo.core.history import Flip, newest_first

SCHEMA = "gonogo/log/1"


def log_report(flips: Sequence[Flip]) -> dict[str, Any]:
    """The JSON of the contract, the newest flip first."""
    return {"schema": SCHEMA, "flips": [_flip(flip) for flip in newest_first(flips)]}


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "id": flip.id,
        "text": flip.text,
        "from": flip.before.value if flip.before is not None else None,
        "to": flip.after.value,
        "commit": flip.version.commit,
        "author": flip.version.author,
        "email": flip.version.email,
        "date": flip.version.date,
        "message": flip.version.message,
        "evidence": list(flip.evidence),
    }
