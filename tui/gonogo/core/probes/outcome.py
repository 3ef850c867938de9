"""What came of a probe: what was seen, the judgement on it, and when it was.

Values only. Carrying a probe out gives an ``Observed``, judging it by the probe's expectations a ``Result``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkdown.probing import Probe


class Outcome(StrEnum):
    """How a probe ended."""

    PASS = "pass"
    FAIL = "fail"
    """It was carried out, and an expectation does not hold."""
    ERROR = "error"
    """It could not be carried out: a program is missing, a name does not resolve, a port refuses."""
    SHOWN = "shown"
    """It was carried out and a person is to judge."""
    UNTRUSTED = "untrusted"
    """It was not carried out: nobody approved it."""
    TIMEOUT = "timeout"
    """It was ended at its deadline."""
    CANCELLED = "cancelled"
    """A person ended it."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What carrying a probe out has shown, before anything is judged."""

    output: str = ""
    """What it printed or answered, as text, capped; never yet redacted."""
    exit: int | None = None
    """shell: the exit status, negative for a signal."""
    status: int | None = None
    """http and prom: the status of the answer."""
    value: float | None = None
    """prom: the number that the query gave."""
    present: bool | None = None
    """file, env: whether it is there; tcp: True, for a port that refuses is a problem."""
    durations_ms: tuple[float, ...] = ()
    """One for each time it was carried out."""
    total: int = 0
    """Bytes that came, of which ``output`` may hold only the first."""
    cut: bool = False
    """Whether ``output`` is not all that came."""
    unmet: tuple[str, ...] | None = None
    """What does not hold of the expectations on the text, where they were judged on the whole of it as it
    was seen; None where ``output`` is all there is to judge."""
    partly: bool = False
    """Whether they were judged on the first MiB of it alone, for more came."""
    problem: str = ""
    """Why it could not be carried out, as a sentence; else ""."""
    ended: Outcome | None = None
    """TIMEOUT or CANCELLED where it did not come to its own end."""


@dataclass(frozen=True, slots=True)
class Result:
    """A probe's outcome, as it is kept, shown and attached."""

    probe: Probe
    digest: str
    outcome: Outcome
    observed: Observed
    reasons: tuple[str, ...] = ()
    """Why it is no pass, a sentence each: what was expected and what came."""
    at: datetime | None = None
    """When it began, with its time zone; None where it was not carried out."""
    url: str = ""
    """http and prom: the address in full, which may come from the repository's settings."""

    @property
    def remark(self) -> str:
        """A sentence where what was judged is not all that came; else ""."""
        judged = self.outcome in (Outcome.PASS, Outcome.FAIL)
        return "Judged on the first 1 MiB alone; more came." if judged and self.observed.partly else ""

    @property
    def duration_ms(self) -> float:
        """All of the time that it took, in milliseconds."""
        return sum(self.observed.durations_ms)
