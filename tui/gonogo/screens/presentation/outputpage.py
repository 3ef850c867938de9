"""The output of probes as a page: how it went, what ran, what it said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.probing import SHOWN
from gonogo.core.probes.quoting import body_of, expected_of
from gonogo.core.probes.running import Running
from gonogo.core.safetext import safe
from gonogo.screens.presentation.probesigns import told_of
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

MOST = 2000
"""Lines of output that a page shows: the last ones while it runs, the first ones afterwards."""
BODY = 3
"""Lines of a command that are shown above its output."""


def output_page(runs: Sequence[Running]) -> tuple[Paragraph, ...]:
    """The page for the runs of one item, or for one command."""
    paragraphs: list[Paragraph] = []
    for run in runs:
        if paragraphs:
            paragraphs += [Paragraph(), Paragraph()]
        paragraphs += [*_result(run), *_command(run), Paragraph(), *_output(run)]
    return tuple(paragraphs)


def _result(run: Running) -> Iterator[Paragraph]:
    probe = run.planned.probe
    expected = ", ".join(expected_of(probe, run.values)) if probe.expected != (SHOWN,) else ""
    judged = f"expected {expected}" if expected else "a person is to judge"
    yield Paragraph((Span(safe(told_of(run)), Tone.STRONG), Span(safe(f" · {judged}"), Tone.DIM)))
    if run.planned.comment:
        yield Paragraph((Span(safe(run.planned.comment)),))
    shown = run.presented()
    if shown is not None:
        for reason in shown.reasons:
            yield Paragraph((Span(reason, Tone.ALERT),))
        if run.result is not None and run.result.remark:
            yield Paragraph((Span(safe(run.result.remark), Tone.DOING),))
        if shown.remark:
            yield Paragraph((Span(safe(shown.remark), Tone.DOING),))


def _command(run: Running) -> Iterator[Paragraph]:
    probe = run.planned.probe
    lines = [line for line in body_of(probe, run.values).split("\n") if line.strip()]
    for line in lines[:BODY]:
        yield Paragraph((Span(safe(line), Tone.ACCENT),), hanging=2)
    if len(lines) > BODY:
        yield Paragraph((Span(safe(f"… and {len(lines) - BODY} more lines"), Tone.DIM),))


def _output(run: Running) -> Iterator[Paragraph]:
    lines = run.lines()
    if not lines:
        yield Paragraph((Span(safe("no output" if run.result is not None else "no output yet"), Tone.DIM),))
    kept = lines[-MOST:] if run.result is None else lines[:MOST]
    if len(kept) < len(lines):
        words = f"{len(lines) - len(kept)} more lines are not shown here"
        yield Paragraph((Span(safe(words), Tone.DOING),))
    for line in kept:
        yield Paragraph((Span(line),), indent=2)
