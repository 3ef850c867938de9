"""The gate: the rule that turns a checklist into a verdict, GO or NO-GO, with reasons."""

from .judging import gate, goes
from .rules import GateRules, Reason, RequirementUnknown, Verdict
from .waivers import Waiver, waiver_of

__all__ = ["GateRules", "Reason", "RequirementUnknown", "Verdict", "Waiver", "gate", "goes", "waiver_of"]
