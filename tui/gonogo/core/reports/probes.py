"""A probe as a list shows it: kind, target and expectations, read from its words. Nothing is run."""

from __future__ import annotations

from typing import Any

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_KINDS = ("shell", "http", "file", "env", "tcp", "prom")


def probe_data(text: str) -> dict[str, Any]:
    """One probe under the names of the contract.

    The kind is `unknown`, and the target all of the text, where no code span follows the kind.
    """
    import re  # loaded already; the pattern is needed by few documents

    found = re.match(r"(?:(?P<kind>[A-Za-z]+)\s+)?(?P<ticks>`+)(?P<target>.+?)(?P=ticks)(?P<rest>.*)", text)
    kind = _kind(found["kind"] or "shell") if found else ""
    if found is None or not kind:
        return {"kind": "unknown", "target": text, "expect": []}
    target = found["target"].strip()
    if kind == "http" and found["kind"] in _METHODS:
        target = f"{found['kind']} {target}"
    said = re.split(r"\s+(?=(?:expect|in|env|samples|timeout)\s)", f" {found['rest'].strip()}")
    expect = [part.removeprefix("expect").strip() for part in said if part.startswith("expect ")]
    return {"kind": kind, "target": target, "expect": expect}


def _kind(word: str) -> str:
    if word in _METHODS:
        return "http"
    return word if word in _KINDS else ""
