"""What `gonogo.toml` says about checking and the gate; a sentence, with its line, for each mistake.

    [check]
    evidence = "always"            # where-used (as it is by default), always, never
    [check.rules]
    placeholder-left = "off"       # off, error, warning, info
    [gate]
    require = ["P0", "Pre-Launch Gate"]
    minimum = "95%"
    blocked = true                 # whether a blocked or failed item stops it; so signoffs, findings
    waivers = true                 # whether waivers that stand in the document count
    marks = false                  # whether marks are counted with tasks and rows

A mistake is never passed over: who judges by these settings has to look at ``problems`` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checkdown.findings import EvidenceDemand, Settings, Severity
from checkdown.gate import GateRules
from gonogo.core.repositorysettings import NAME, RepositorySettings, read_table
from gonogo.core.safetext import safe

_SWITCHES = ("blocked", "signoffs", "findings", "waivers", "marks")
_GATE = ("require", "minimum", *_SWITCHES)
_OFF = "off"
_FEW = 8
"""Names that are listed where none is near."""
TABLES = ("check", "gate", "probes")
"""All tables that the file may hold."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How the checklists of a repository are checked and judged."""

    findings: Settings = field(default_factory=Settings)
    gate: GateRules = field(default_factory=GateRules)
    problems: tuple[str, ...] = ()
    """Each mistake with its place, as `gonogo.toml:3: …`; what it is in does not count."""


def read_check_settings(top: Path | None) -> CheckSettings:
    """The settings of the repository at ``top``; the defaults outside of one."""
    return CheckSettings() if top is None else check_settings_in(read_table(top))


def check_settings_in(read: RepositorySettings) -> CheckSettings:
    """The settings that a file holds."""
    if read.problem:
        place = f"{NAME}:{read.problem_line}: " if read.problem_line else ""
        return CheckSettings(problems=(place + read.problem,))
    return _Reading(read).settings()


def share_of(text: object) -> Fraction | None:
    """The share (0 to 1) that a text such as `95%` means; None where it means none."""
    if not isinstance(text, str) or not text.endswith("%"):
        return None
    try:
        share = Fraction(text.removesuffix("%").strip()) / 100
    except (ValueError, ZeroDivisionError):
        return None
    return share if 0 <= share <= 1 else None


class _Reading:
    """One file, while its mistakes are gathered."""

    def __init__(self, read: RepositorySettings) -> None:
        self._read = read
        self._problems: list[tuple[int, str]] = []

    def settings(self) -> CheckSettings:
        for name in self._read.table:
            if name not in TABLES:
                self._unknown((name,), TABLES, "table")
        check, gate = self._table(("check",)), self._table(("gate",))
        for name in check:
            if name not in ("evidence", "rules"):
                self._unknown(("check", name), ("evidence", "rules"))
        off, severities = self._rules()
        found = Settings(off, MappingProxyType(severities), self._evidence(check))
        rules = self._gate(gate)
        told = tuple(f"{NAME}:{line}: {sentence}" for line, sentence in sorted(self._problems))
        return CheckSettings(found, rules, told)

    def _wrong(self, names: tuple[str, ...], sentence: str) -> None:
        self._problems.append((self._read.line_of(*names), f"{safe('.'.join(names))}: {sentence}"))

    def _unknown(self, names: tuple[str, ...], known: tuple[str, ...], what: str = "setting") -> None:
        from difflib import get_close_matches

        near = get_close_matches(names[-1], known, 1)
        if near:
            hint = f"{near[0]}?"
        elif len(known) <= _FEW:
            hint = f"there are {', '.join(known)}"
        else:
            nearest = ", ".join(get_close_matches(names[-1], known, 3, cutoff=0))
            hint = f"the nearest are {nearest}; `gonogo check --explain all` lists them"
        self._wrong(names, f"there is no such {what}; {hint}")

    def _table(self, names: tuple[str, ...]) -> Mapping[str, Any]:
        found: Any = self._read.table
        for name in names:
            found = found.get(name, {}) if isinstance(found, dict) else {}
        if isinstance(found, dict):
            return found
        self._wrong(names, f"write a table, [{'.'.join(names)}]")
        return {}

    def _evidence(self, check: Mapping[str, Any]) -> EvidenceDemand:
        wanted = check.get("evidence", EvidenceDemand.WHERE_USED.value)
        if wanted in list(EvidenceDemand):
            return EvidenceDemand(wanted)
        self._wrong(("check", "evidence"), f"write one of {', '.join(EvidenceDemand)}")
        return EvidenceDemand.WHERE_USED

    def _rules(self) -> tuple[frozenset[str], dict[str, Severity]]:
        off: set[str] = set()
        severities: dict[str, Severity] = {}
        wanted = self._table(("check", "rules"))
        if not wanted:
            return frozenset(), severities
        from checkdown.findings import RULES  # all of them are loaded only where one is named

        for name, value in wanted.items():
            if name not in RULES:
                self._unknown(("check", "rules", name), tuple(RULES), "rule")
            elif value == _OFF:
                off.add(name)
            elif value in list(Severity):
                severities[name] = Severity(value)
            else:
                self._wrong(("check", "rules", name), f"write one of {_OFF}, {', '.join(Severity)}")
        return frozenset(off), severities

    def _gate(self, gate: Mapping[str, Any]) -> GateRules:
        for name in gate:
            if name not in _GATE:
                self._unknown(("gate", name), _GATE)
        minimum = share_of(gate["minimum"]) if "minimum" in gate else None
        if "minimum" in gate and minimum is None:
            self._wrong(("gate", "minimum"), 'write a share such as "95%"')
        return GateRules(self._required(gate), minimum, **dict(self._switches(gate)))

    def _required(self, gate: Mapping[str, Any]) -> tuple[str, ...]:
        wanted = gate.get("require", [])
        if isinstance(wanted, list) and all(isinstance(each, str) and each.strip() for each in wanted):
            return tuple(wanted)
        self._wrong(("gate", "require"), 'write a list of priorities and sections, as ["P0"]')
        return ()

    def _switches(self, gate: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
        for name in _SWITCHES:
            value = gate.get(name)
            if isinstance(value, bool):
                yield name, value
            elif value is not None:
                self._wrong(("gate", name), "write true or false")
