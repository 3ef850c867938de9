"""What was seen against what is expected: the outcome, and a sentence for each thing that does not hold.

Pure, but for a regular expression that might be slow, which is searched for beside us (see ``searching``).
The sentences quote what came without its secrets (see ``quoting``).
"""

from __future__ import annotations

import json
import math
import re
import signal
from dataclasses import dataclass

from checkdown.probing import Expectation, Probe, ProbeKind, Verb, duration, expectation_text

from .apart import apart
from .jsonpaths import NoSuchValue, same, value_at
from .outcome import Observed, Outcome
from .quoting import Text, Values, named, quoted
from .searching import SECONDS, TooSlow, occurs, quick

_NUMBER = re.compile(r"([-+]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?)%?")
_ENDED = {
    Outcome.TIMEOUT: "it did not come to an end in time and was ended",
    Outcome.CANCELLED: "it was cancelled",
}


@dataclass(frozen=True, slots=True)
class Spread:
    """Times of several requests, in milliseconds."""

    count: int
    p50: float
    p95: float
    """95 of 100 took no longer; this is what ``under`` bounds."""
    longest: float

    @property
    def text(self) -> str:
        """In words."""
        if self.count == 1:
            return f"{self.longest:.0f} ms"
        return (
            f"p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms, max {self.longest:.0f} ms"
            f" over {self.count} requests"
        )


def spread(durations_ms: tuple[float, ...]) -> Spread | None:
    """The percentiles (nearest rank) of some times; None where there are none."""
    if not durations_ms:
        return None
    ordered = sorted(durations_ms)

    def rank(share: float) -> float:
        return ordered[math.ceil(share * len(ordered)) - 1]

    return Spread(len(ordered), rank(0.5), rank(0.95), ordered[-1])


async def judged(
    probe: Probe, observed: Observed, values: Values | None = None
) -> tuple[Outcome, tuple[str, ...]]:
    """As ``judge``, without holding up the event loop."""
    if observed.unmet is None and may_block(probe):
        return await apart(lambda: judge(probe, observed, values))
    return judge(probe, observed, values)


def may_block(probe: Probe) -> bool:
    """Whether judging may take seconds."""
    return any(each.verb is Verb.MATCHES and not quick(each.value) for each in probe.expected)


def judge(probe: Probe, observed: Observed, values: Values | None = None) -> tuple[Outcome, tuple[str, ...]]:
    """The outcome, with a sentence for each reason why it is no pass (none for SHOWN).

    `values` are the variables that were passed, by name; no sentence holds one.
    """
    if observed.ended is not None:
        return observed.ended, (observed.problem or _ENDED.get(observed.ended, str(observed.ended)),)
    if observed.problem:
        return Outcome.ERROR, (observed.problem,)
    expected = expectations(probe)
    absent = _absence(probe, observed, expected)
    if absent:
        return Outcome.FAIL, (absent,)
    broken = _broken(probe, observed, expected)
    if broken:
        return Outcome.ERROR, (broken,)
    reasons = [_plain_reason(each, probe, observed) for each in expected]
    reasons += unmet(probe, observed, values) if observed.unmet is None else observed.unmet
    told = tuple(dict.fromkeys(reason for reason in reasons if reason))
    if told:
        return Outcome.FAIL, told
    return (Outcome.SHOWN if any(each.verb is Verb.SHOWN for each in expected) else Outcome.PASS), ()


def expectations(probe: Probe) -> tuple[Expectation, ...]:
    """What is judged: what is written, with the default of the kind where that is about time alone.

    A failure that comes quickly is no pass.
    """
    if probe.expect and all(each.verb is Verb.UNDER for each in probe.expect):
        return (*Probe(probe.kind, probe.target).expected, *probe.expect)
    return probe.expected


def unmet(probe: Probe, observed: Observed, values: Values | None = None) -> tuple[str, ...]:
    """A sentence for each expectation on the text (or number) that does not hold of ``output``."""
    text = Text(observed.output, observed.total, observed.cut, values or {})
    found = (_text_reason(each, probe, text) for each in expectations(probe))
    return tuple(reason for reason in found if reason)


def _absence(probe: Probe, observed: Observed, expected: tuple[Expectation, ...]) -> str:
    """A sentence where that what the probe asks for is not there, and should be."""
    if observed.present is not False:
        return ""
    if probe.kind is ProbeKind.FILE and any(each.verb is Verb.NOTHING for each in expected):
        return ""
    what, otherwise = (
        ("to have a value", "none") if probe.kind is ProbeKind.ENV else ("to exist", "no such file")
    )
    return f"expected {quoted(probe.target)} {what}, got {observed.output or otherwise}"


def _broken(probe: Probe, observed: Observed, expected: tuple[Expectation, ...]) -> str:
    """A sentence where silence is that of a command that could not do its work."""
    verbs = {each.verb for each in expected}
    if Verb.NOTHING not in verbs:
        return ""
    if probe.kind is ProbeKind.SHELL and Verb.EXIT not in verbs and observed.exit not in (0, 1):
        return f"expected no output and exit 0 or 1, got {_exit_words(observed.exit)}"
    if probe.kind is ProbeKind.HTTP and Verb.STATUS not in verbs and (observed.status or 0) >= 400:
        return f"expected no output, got status {observed.status}"
    return ""


def _plain_reason(expectation: Expectation, probe: Probe, observed: Observed) -> str:
    """Why an expectation on something other than the text does not hold; else ""."""
    if expectation.verb is Verb.EXIT and str(observed.exit) != expectation.value:
        return f"expected exit {expectation.value}, got {_exit_words(observed.exit)}"
    if expectation.verb is Verb.STATUS and not _status_fits(expectation.value, observed.status):
        words = "ok (200 to 299)" if expectation.value == "ok" else expectation_text(expectation)[7:]
        return f"expected status {words}, got {observed.status if observed.status else 'no status'}"
    if expectation.verb is Verb.UNDER:
        return _time_reason(int(expectation.value), observed)
    if probe.kind is ProbeKind.PROM and expectation.verb in (Verb.BELOW, Verb.ABOVE):
        return _series_reason(expectation, observed)
    return ""


def _text_reason(expectation: Expectation, probe: Probe, text: Text) -> str:
    """Why an expectation on the text does not hold; else ""."""
    verb = expectation.verb
    if verb is Verb.NOTHING and (text.whole.strip() or (text.cut and text.total > 0)):
        return f"expected no output, got {text.excerpt}"
    if verb is Verb.CONTAINS and expectation.value not in text.whole:
        return f"expected the text “{quoted(expectation.value)}”, got {text.excerpt}"
    if verb is Verb.MATCHES:
        return _match_reason(expectation, text)
    if verb is Verb.JSON:
        return _json_reason(expectation, text)
    if verb in (Verb.BELOW, Verb.ABOVE) and probe.kind is not ProbeKind.PROM:
        return _number_reason(expectation, text)
    return ""


def _number_reason(expectation: Expectation, text: Text) -> str:
    """The number is the first word of the only line: ``12 access.log``, ``99.95%``."""
    words = text.whole.split(maxsplit=1)
    alone = len(text.whole.strip().splitlines()) == 1 and not text.cut
    found = _NUMBER.fullmatch(words[0]) if alone else None
    if found is not None and _within(expectation.verb, float(found[1]), float(expectation.value)):
        return ""
    got = text.excerpt if found is None else quoted(found[1], text.values)
    return f"expected a number {expectation.verb} {expectation.value}, got {got}"


def _match_reason(expectation: Expectation, text: Text) -> str:
    wanted = f"expected a match of /{quoted(expectation.value)}/"
    try:
        if occurs(expectation.value, text.whole):
            return ""
    except TooSlow:
        return f"{wanted}, got no end of the search within {SECONDS} s; write a simpler expression"
    return f"{wanted}, got {text.excerpt}"


def _json_reason(expectation: Expectation, text: Text) -> str:
    expected = json.loads(expectation.value)
    wanted = f"expected json {expectation.path} = {named(expectation.path, expected)}"
    try:
        value = value_at(text.whole, expectation.path)
    except NoSuchValue as error:
        return f"{wanted}, got {'a text that was cut off' if text.cut else error}"
    if same(value, expected):
        return ""
    if isinstance(value, (list, dict)):
        return f"{wanted}, got {'a list' if isinstance(value, list) else 'an object'}"
    return f"{wanted}, got {named(expectation.path, value, text.values)}"


def _time_reason(limit_ms: int, observed: Observed) -> str:
    found = spread(observed.durations_ms)
    if found is not None and found.p95 < limit_ms:
        return ""
    which = "p95 " if found is not None and found.count > 1 else ""
    return f"expected {which}under {duration(limit_ms)}, got {found.text if found else 'no time'}"


def _series_reason(expectation: Expectation, observed: Observed) -> str:
    wanted = f"expected a number {expectation.verb} {expectation.value}"
    if observed.value is None:
        series = len(observed.output.splitlines())
        if not series:
            return f"{wanted}, got no series"
        return f"{wanted}, got {series} series; put sum(…) or max(…) around the query"
    if _within(expectation.verb, observed.value, float(expectation.value)):
        return ""
    return f"{wanted}, got {'NaN' if math.isnan(observed.value) else f'{observed.value:g}'}"


def _within(verb: Verb, value: float, bound: float) -> bool:
    return value < bound if verb is Verb.BELOW else value > bound


def _status_fits(wanted: str, status: int | None) -> bool:
    if status is None:
        return False
    if wanted == "ok":
        return 200 <= status < 300
    return status < int(wanted[1:]) if wanted.startswith("<") else status == int(wanted)


def _exit_words(status: int | None) -> str:
    if status is None:
        return "no exit code"
    return f"exit {status}" if status >= 0 else f"an end by {signal_name(status)}"


def signal_name(status: int) -> str:
    """The signal that a negative exit status stands for: `SIGKILL`, `signal 77`."""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
