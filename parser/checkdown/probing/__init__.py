"""Probes as values: read from a document, written back, classed as reading or changing things."""

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
