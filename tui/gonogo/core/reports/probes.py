"""A probe as a list shows it: kind, target and expectations, as they are understood. Nothing is run."""

from __future__ import annotations

from typing import Any


def probe_data(text: str, script: str = "") -> dict[str, Any]:
    """One probe under the names of the contract; `script` is the fenced block nested under it.

    The kind is `unknown`, and the target all of the text, where it is not understood.
    """
    # 20 ms that only checklists with probes pay for
    from checkdown.probing import ProbeNotUnderstood, expectation_text, read_probe

    try:
        probe = read_probe(text, script)
    except ProbeNotUnderstood:
        return {"kind": "unknown", "target": text, "expect": []}
    target = f"{probe.method} {probe.target}" if probe.method else probe.target
    return {
        "kind": str(probe.kind),
        "target": target.rstrip("\n"),
        "expect": [expectation_text(each) for each in probe.expect],
    }
