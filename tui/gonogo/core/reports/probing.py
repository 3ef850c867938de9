"""What probes gave, under the names of the contract: `gonogo probe --json`.

Everything that a probe printed is without secrets here; characters are as JSON keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from checkdown.probing import Probe
from gonogo.core.probes.planning import Fault
from gonogo.core.probes.quoting import body_of, expected_of

if TYPE_CHECKING:
    from gonogo.core.probes.running import Running


def probe_report(
    file: str, entries: Iterable[Running | Fault], evidence: Mapping[Running, str]
) -> dict[str, Any]:
    """All results of one command, and what was no probe; ``evidence`` are the files that were attached."""
    results = [
        _fault(file, each) if isinstance(each, Fault) else _result(file, each, evidence) for each in entries
    ]
    return {"schema": "gonogo/probe/1", "results": results}


def probe_words(probe: Probe, values: Mapping[str, str]) -> dict[str, Any]:
    """A probe without the secrets that are written in it; ``values`` are the variables that were passed."""
    return {
        "kind": str(probe.kind),
        "target": body_of(probe, values),
        "expect": list(expected_of(probe, values)),
    }


def _result(file: str, running: Running, evidence: Mapping[Running, str]) -> dict[str, Any]:
    planned, result, shown = running.planned, running.result, running.presented()
    assert result is not None
    assert shown is not None
    return {
        "id": planned.item or None,
        "file": file,
        "line": planned.line,
        "probe": probe_words(planned.probe, running.values),
        "digest": planned.digest,
        "trusted": planned.trusted,
        "outcome": str(result.outcome),
        "exit": result.observed.exit,
        "status": result.observed.status,
        "duration_ms": round(result.duration_ms, 3),
        "output": "\n".join(shown.lines),
        "cut": result.observed.cut,
        "hidden": sum(shown.hidden.values()),
        "reasons": list(shown.reasons),
        "evidence": evidence.get(running),
    }


def _fault(file: str, fault: Fault) -> dict[str, Any]:
    return {
        "id": fault.item or None,
        "file": file,
        "line": fault.found.line,
        "probe": None,
        "digest": None,
        "trusted": False,
        "outcome": "error",
        "exit": None,
        "status": None,
        "duration_ms": 0,
        "output": "",
        "cut": False,
        "hidden": 0,
        "reasons": [fault.sentence],
        "evidence": None,
    }
