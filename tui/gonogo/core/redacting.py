"""Hides secrets in text that was captured, before it is shown or written, and says how much it hid.

The rules are in `redaction.toml`; beside them the values of the environment variables that a probe was given
are hidden wherever they occur. It takes time in proportion to the text, whatever the text is. What it does
not know it cannot hide: this is a net, and no reason to print secrets.
"""

from __future__ import annotations

import base64
import json
import pkgutil
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, quote_plus

_DATA = "redaction.toml"
_SHORTEST = 4
"""Characters of a value that is looked for; shorter ones would hide half of any text."""
PLAIN = frozenset(
    {
        *("true", "false", "null", "none", "info", "warn", "error", "debug", "http", "https"),
        *("prod", "production", "staging", "test", "development", "local", "localhost"),
        *("/bin/sh", "/bin/bash"),
    }
)
"""Values that are no secret, in small letters."""
_SHORTEST_LINE = 8
"""Characters of a line of a value, and of a value in base64, that are looked for."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its secrets."""

    text: str
    hidden: Mapping[str, int]
    """How many of each kind were hidden."""

    @property
    def count(self) -> int:
        """How many secrets were hidden."""
        return sum(self.hidden.values())

    @property
    def remark(self) -> str:
        """A sentence about what was hidden; "" where nothing was."""
        if not self.count:
            return ""
        kinds = ", ".join(f"{kind} ({number})" for kind, number in self.hidden.items())
        return f"{self.count} secret{'s' if self.count > 1 else ''} hidden: {kinds}."


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of secret."""

    kind: str
    pattern: re.Pattern[str]
    groups: tuple[str, ...]
    """The groups that are hidden; none means the whole match."""


def redacted(text: str, values: Mapping[str, str] | None = None) -> Redacted:
    """The text with every secret replaced by `[hidden: KIND]`.

    `values` are the environment variables that were passed, by name. Text that was redacted before stays as
    it is.
    """
    found = sorted([*_by_value(text, values or {}), *_by_rule(text)], key=lambda span: (span[0], -span[1]))
    parts: list[str] = []
    hidden: Counter[str] = Counter()
    at = 0
    for start, end, kind in found:
        if start >= at:
            parts += [text[at:start], f"[hidden: {kind}]"]
            hidden[kind] += 1
        at = max(at, end)
    parts.append(text[at:])
    return Redacted("".join(parts), dict(hidden))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the data file."""
    data = pkgutil.get_data(__package__, _DATA)
    if data is None:
        raise FileNotFoundError(_DATA)
    return tuple(
        _rule(entry["kind"], re.compile(entry["pattern"], re.IGNORECASE if entry.get("any_case") else 0))
        for entry in tomllib.loads(data.decode())["rule"]
    )


def _rule(kind: str, pattern: re.Pattern[str]) -> Rule:
    return Rule(kind, pattern, tuple(name for name in pattern.groupindex if name.startswith("secret")))


def _by_rule(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of what the rules find."""
    for rule in rules():
        for match in rule.pattern.finditer(text):
            group = next((name for name in rule.groups if match[name] is not None), 0)
            yield match.start(group), match.end(group), rule.kind


def _by_value(text: str, values: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of the values and of the forms in which programs print them."""
    for name, value in values.items():
        for form in _forms(value):
            at = text.find(form)
            while at >= 0:
                yield at, at + len(form), f"value of {name}"
                at = text.find(form, at + len(form))


def _forms(value: str) -> set[str]:
    plain = value.strip()
    if len(plain) < _SHORTEST or plain.lower() in PLAIN:
        return set()
    forms = {plain, value, json.dumps(plain)[1:-1], json.dumps(plain, ensure_ascii=False)[1:-1]}
    raw = plain.encode("utf-8", "surrogateescape")
    forms |= {quote(raw, safe=""), quote_plus(raw), quote(raw)}
    if len(plain) >= _SHORTEST_LINE:
        forms |= {base64.b64encode(each).decode().rstrip("=") for each in (raw, raw + b"\n")}
        forms |= {base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    forms |= {line.strip() for line in plain.splitlines() if len(line.strip()) >= _SHORTEST_LINE}
    return {form for form in forms if form}
