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
from typing import Any
from urllib.parse import quote, quote_plus

_DATA = "redaction.toml"
_SHORTEST = 4
"""Characters of a value that is looked for wherever it occurs; shorter ones would hide half of any text."""
LONGEST = 4608
"""Characters within which a secret is told to be one. Of text that was cut off, what is found in the last so
many may have been cut in half."""
PLAIN = frozenset(
    {
        *("true", "false", "null", "none", "info", "warn", "error", "debug", "http", "https"),
        *("prod", "production", "staging", "test", "development", "local", "localhost"),
        *("/bin/sh", "/bin/bash"),
    }
)
"""Values that are no secret, in small letters."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_STEP = re.compile(r"""[.\[\]"'$]+""")
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


def redacted(text: str, values: Mapping[str, str] | None = None, *, cut: bool = False) -> Redacted:
    """The text with every secret replaced by `[hidden: KIND]`.

    `values` are the environment variables that were passed, by name. Where the text was `cut` off, its end is
    left out as far as it may be the beginning of a secret that is not told any more. Text that was redacted
    before stays as it is.
    """
    found = sorted([*_by_value(text, values or {}), *_by_rule(text)], key=lambda span: (span[0], -span[1]))
    parts: list[str] = []
    hidden: Counter[str] = Counter()
    at, last = 0, _settled(text, values or {}) if cut else len(text)
    for start, end, kind in found:
        if start >= last:
            break
        if start >= at:
            parts += [text[at:start], f"[hidden: {kind}]"]
            hidden[kind] += 1
        at = max(at, end)
    parts.append(text[at:last])
    return Redacted("".join(parts), dict(hidden))


def named_secret(name: str, value: object) -> bool:
    """Whether a value is a secret for what it is called: a key of JSON, its path, a variable.

    `value` is what JSON makes of it. What says no more than that there is one (`true`, `null`, "expired") is
    none, nor is the number of several (`tokens`).
    """
    steps = [_WORD.findall(step) for step in _STEP.split(name) if step]
    if isinstance(value, bool) or value is None or not any(_secretive(words) for words in steps):
        return False
    if isinstance(value, (int, float)):
        return not all(words[-1].endswith("s") for words in steps if _secretive(words))
    text = str(value).strip()
    if len(text) < _SHORTEST or text.lower() in PLAIN:
        return bool(text) and text.lower() not in PLAIN
    plain = re.sub(r"^[$<{*.]|[\"'\s]", "x", text)[:200]  # of what the rule says only which words are none
    return redacted(f'password: "{plain}"').count > 0


def _secretive(words: list[str]) -> bool:
    """Whether a name of these words is that of a secret: `DB_PASSWORD`, `apiKey`, not `token_count`."""
    names, behind = _names()
    small = [word.lower() for word in words]
    while small:
        pair = " ".join(small[-2:])
        if {small[-1], small[-1].removesuffix("s"), pair, pair.removesuffix("s")} & names:
            return True
        if small[-1] not in behind and not small[-1].isdigit():
            break
        small.pop()
    return False


def _settled(text: str, values: Mapping[str, str]) -> int:
    """Up to where a text that was cut off holds no half of a secret that is whole before it.

    No secret but a private key, of which half is told too, goes over the end of a line; a value may.
    """
    forms = [form for name, value in values.items() for form in _forms(name, value)]
    line = text.rfind("\n") + 1
    last = max(len(text) - max([LONGEST, *map(len, forms)]), 0)
    return last if any("\n" in form for form in forms) else max(line, last)


@cache
def _data() -> dict[str, Any]:
    data = pkgutil.get_data(__package__, _DATA)
    if data is None:
        raise FileNotFoundError(_DATA)
    return tomllib.loads(data.decode())


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the data file."""
    return tuple(
        _rule(entry["kind"], re.compile(entry["pattern"], re.IGNORECASE if entry.get("any_case") else 0))
        for entry in _data()["rule"]
    )


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Words that a secret is called by, and words that may stand behind them."""
    found = _data()["names"]
    return frozenset(found["secret"]), frozenset(found["behind"])


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
        whole = len(value.strip()) < _SHORTEST
        for form in _forms(name, value):
            at = text.find(form)
            while at >= 0:
                if not whole or _stands_alone(text, at, at + len(form)):
                    yield at, at + len(form), f"value of {name}"
                at = text.find(form, at + len(form))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether this is no part of a word or a number."""
    return not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum())


def _forms(name: str, value: str) -> set[str]:
    """What a value may look like; of a short one only itself, and only where it is called a secret."""
    plain = value.strip()
    if len(plain) < _SHORTEST:
        return {plain} if plain and (named_secret(name, plain) or name.upper().endswith("KEY")) else set()
    if plain.lower() in PLAIN:
        return set()
    forms = {plain, value, json.dumps(plain)[1:-1], json.dumps(plain, ensure_ascii=False)[1:-1]}
    raw = plain.encode("utf-8", "surrogateescape")
    forms |= {quote(raw, safe=""), quote_plus(raw), quote(raw)}
    if len(plain) >= _SHORTEST_LINE:
        forms |= {base64.b64encode(each).decode().rstrip("=") for each in (raw, raw + b"\n")}
        forms |= {base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    forms |= {line.strip() for line in plain.splitlines() if len(line.strip()) >= _SHORTEST_LINE}
    return {form for form in forms if form}
