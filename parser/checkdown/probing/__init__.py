"""Probes as values: read from a document, written back, classed as reading or changing things."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .classing import Classed, Effect, classed, classed_command
    from .finding import probe_of_command, probes_at, probes_in
    from .reading import read_probe
    from .values import SHOWN, Expectation, Found, Origin, Probe, ProbeKind, ProbeNotUnderstood, Verb
    from .writing import Written, code_span, duration, expectation_text, write_probe

__all__ = [
    "SHOWN",
    "Classed",
    "Effect",
    "Expectation",
    "Found",
    "Origin",
    "Probe",
    "ProbeKind",
    "ProbeNotUnderstood",
    "Verb",
    "Written",
    "classed",
    "classed_command",
    "code_span",
    "duration",
    "expectation_text",
    "probe_of_command",
    "probes_at",
    "probes_in",
    "read_probe",
    "write_probe",
]

# Imported when it is first asked for: `gonogo list` needs the reading of a probe and not the classing.
_MODULES = {
    "classing": "Classed Effect classed classed_command",
    "finding": "probe_of_command probes_at probes_in",
    "reading": "read_probe",
    "values": "SHOWN Expectation Found Origin Probe ProbeKind ProbeNotUnderstood Verb",
    "writing": "Written code_span duration expectation_text write_probe",
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
