"""Probes carried out: run, judged, captured. What a probe is, is checkdown's; who may, is trust's."""

from .outcome import Observed, Outcome, Result

__all__ = ["Observed", "Outcome", "Result"]
