"""Probes as lines for people: how one ended and why, which ones run, and a probe shown whole."""

from __future__ import annotations

from collections.abc import Sequence

from checkdown.probing import Effect, Origin, ProbeKind
from gonogo.cli.output import Page
from gonogo.cli.tables import cut
from gonogo.core.probes import Outcome
from gonogo.core.probes.judging import spread
from gonogo.core.probes.planning import Fault, Planned
from gonogo.core.probes.presenting import Presented
from gonogo.core.probes.quoting import title_of
from gonogo.core.probes.revealing import particulars, peculiarities, revealed
from gonogo.core.probes.running import Running, Stage

_STYLES = {
    Outcome.PASS: "done",
    Outcome.FAIL: "failed",
    Outcome.ERROR: "failed",
    Outcome.TIMEOUT: "failed",
    Outcome.SHOWN: "bold",
    Outcome.UNTRUSTED: "doing",
    Outcome.CANCELLED: "doing",
}
_WORD = 9  # cells of the longest outcome
_LINE = 1000  # characters of such a line
_OUTPUT = 20  # lines of output that are shown; all of it is in the JSON and in the evidence


def ended_lines(running: Running, page: Page) -> list[str]:
    """A line for how a probe ended, below it why it is no pass, and its output where a person needs it."""
    result, shown = running.result, running.presented()
    assert result is not None
    assert shown is not None
    times = spread(result.observed.durations_ms)
    took = f"  {times.text}" if times is not None else ""
    lines = [f"{_outcome(result.outcome, page)}  {name_of(running.planned, page)}{took}"]
    if result.outcome is Outcome.UNTRUSTED:
        return lines  # why is the same for all, and told once
    if result.outcome is not Outcome.PASS and running.planned.origin is Origin.COMMAND:
        lines += [f"{' ' * _WORD}  # {page.shown(each)}" for each in [running.planned.purpose] if each]
    lines += [f"{' ' * _WORD}  {page.shown(each)}" for each in shown.reasons]
    if result.outcome is not Outcome.PASS and not _told(running.planned.probe.kind, shown):
        left_out = len(shown.lines) - _OUTPUT
        lines += [f"{' ' * _WORD}  | {page.shown(_beginning(each))}" for each in shown.lines[:_OUTPUT]]
        lines += [f"{' ' * _WORD}  | and {left_out} more lines"] if left_out > 0 else []
    lines += [f"{' ' * _WORD}  {page.shown(each)}" for each in (result.remark, shown.remark) if each]
    return lines


def _beginning(line: str) -> str:
    """A line as it is, unless it would fill the screen."""
    return line if len(line) <= _LINE else f"{line[:_LINE]} ... and {len(line) - _LINE} more characters"


def _told(kind: ProbeKind, shown: Presented) -> bool:
    """Whether the reasons say all that the output does, as where a variable or a port is not there."""
    if kind not in (ProbeKind.ENV, ProbeKind.TCP, ProbeKind.FILE):
        return False
    return all(any(line.strip() in reason for reason in shown.reasons) for line in shown.lines)


def fault_lines(fault: Fault, page: Page) -> list[str]:
    """What was written as a probe and is none."""
    return [
        f"{_outcome(Outcome.ERROR, page)}  line {fault.found.line}  {page.shown(fault.title)}",
        f"{' ' * _WORD}  {page.shown(fault.sentence)}",
    ]


def live_lines(started: Sequence[Running], page: Page, most: int = 8) -> list[str]:
    """What runs now and for how long, and how many there are."""
    running = [each for each in started if each.stage is Stage.RUNNING]
    ended = sum(each.stage is Stage.ENDED for each in started)
    width = (page.width or 80) - 1
    lines = [
        cut(f"{'running':<{_WORD}}  {each.seconds:4.0f} s  {name_of(each.planned, page)}", width, page)
        for each in running[:most]
    ]
    return [*lines, cut(f"{ended} of {len(started)} ended, {len(running)} running", width, page)]


def name_of(planned: Planned, page: Page) -> str:
    """Where a probe stands and what it is, on one line."""
    where = f"{planned.item} (line {planned.line})" if planned.item else f"line {planned.line}"
    return page.shown(f"{where}  {title_of(planned.probe, more='...')}")


def whole_lines(
    planned: Planned, changed: Sequence[str], page: Page, also: Sequence[Planned] = ()
) -> list[str]:
    """Everything about a probe that is approved with it: the whole body, and what could be overlooked.

    ``also`` are the other places at which the very same probe stands.
    """
    lines = [
        page.styled(f"line {each.line}  {page.shown(each.purpose)}".rstrip(), "bold")
        for each in (planned, *also)
    ]
    lines += [f"  | {page.shown(each)}" for each in revealed(planned.definition)]
    lines += [f"  {name}: {page.shown(value)}" for name, value in particulars(planned.definition)]
    reason = f": it {planned.classed.reason}" if planned.classed.reason else ""
    effect = "only reads" if planned.effect is Effect.READS else f"{planned.effect}{reason}"
    lines.append(f"  effect: {page.shown(effect)}")
    if any(each.changes_with_others for each in (planned, *also)):
        lines.append(page.styled("  Look: approved, it also runs with --all.", "failed"))
    lines.append(f"  digest: {planned.digest}")
    lines += [
        page.styled(f"  Look: {page.shown(each)}", "failed") for each in peculiarities(planned.definition)
    ]
    if changed:
        lines.append("  It differs from what you approved before:")
        lines += [f"    {page.shown(each)}" for each in changed]
    return lines


def approval_of(planned: Planned) -> str:
    """Whether it was approved: `yes`, `no`, `needs none`."""
    if planned.probe.kind is ProbeKind.FILE:
        return "needs none"
    return "yes" if planned.trusted else "no"


def _outcome(outcome: Outcome, page: Page) -> str:
    word = str(outcome)
    return page.styled(word, _STYLES[outcome]) + " " * (_WORD - len(word))
