"""Findings: where a checklist's claims or habits do not hold, by the rules of ``claims`` and ``habits``."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .checking import findings, findings_in
    from .finding import Finding, Rule, Severity
    from .fixing import fix_of, fixes_of
    from .reading import Reading
    from .rules import RULES
    from .settings import EvidenceDemand, Settings

__all__ = [
    "RULES",
    "EvidenceDemand",
    "Finding",
    "Reading",
    "Rule",
    "Settings",
    "Severity",
    "findings",
    "findings_in",
    "fix_of",
    "fixes_of",
]

# A name is loaded when it is first asked for: who only judges does not pay for the rules.
_MODULES = {
    "checking": "findings findings_in",
    "finding": "Finding Rule Severity",
    "fixing": "fix_of fixes_of",
    "reading": "Reading",
    "rules": "RULES",
    "settings": "EvidenceDemand Settings",
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
