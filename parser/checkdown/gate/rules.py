"""What a gate asks for, and what it answers: values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checkdown.errors import CheckdownError


class RequirementUnknown(CheckdownError):
    """A gate requires what the checklist does not have; passing it would be a guess."""


@dataclass(frozen=True, slots=True)
class GateRules:
    """What has to hold for a GO."""

    require: tuple[str, ...] = ()
    """Priorities (``P0``) and sections, by title or number, of which every item has to be done.

    Where nothing is named: what is marked P0, and sections whose titles say that they are a gate, required,
    mandatory or blocking; in a checklist that marks nothing P0, everything, unless ``minimum`` is set.
    """
    minimum: Fraction | None = None
    """The share of the checklist's items (0 to 1) that has to be done."""
    blocked: bool = True
    """Whether a blocked or failed item anywhere stops it."""
    signoffs: bool = True
    """Whether every sign-off has to bear a name, or to be ticked where it is nothing but a box."""
    findings: bool = True
    """Whether a finding of severity error stops it."""
    waivers: bool = True
    """Whether waivers that stand in the document count."""
    marks: bool = False
    """Whether marks are counted with tasks and rows."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a NO-GO."""

    message: str
    """A line for a person."""
    items: tuple[str, ...] = ()
    """Ids of the items behind it, in document order."""
    lines: tuple[int, ...] = ()
    """Lines behind it: those of the items, of blank sign-offs, of findings."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says."""

    reasons: tuple[Reason, ...]
    """Every reason for a NO-GO; none for a GO."""
    waived: tuple[str, ...] = ()
    """Ids of items that would be reasons without their waivers."""

    @property
    def go(self) -> bool:
        """Whether it is a GO."""
        return not self.reasons

    @property
    def word(self) -> str:
        """``GO`` or ``NO-GO``."""
        return "GO" if self.go else "NO-GO"
