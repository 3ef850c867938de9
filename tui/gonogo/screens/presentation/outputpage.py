"""The output of probes as a page: what ran, how it went, what it said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.probing import expectation_text
from gonogo.core.probes.running import Running
from gonogo.core.safetext import safe
from gonogo.screens.presentation.probesigns import told_of
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

MOST = 2000
"""Lines of output that a page shows: the last ones while it runs, the first ones afterwards."""


def output_page(runs: Sequence[Running]) -> tuple[Paragraph, ...]:
    """The page for the runs of one item, or for one command."""
    paragraphs: list[Paragraph] = []
    for run in runs:
        if paragraphs:
            paragraphs += [Paragraph(), Paragraph()]
        paragraphs += _of(run)
    return tuple(paragraphs)


def _of(run: Running) -> Iterator[Paragraph]:
    probe = run.planned.probe
    method = f"{probe.method} " if probe.method else ""
    for line in f"{method}{probe.target}".split("\n"):
        yield Paragraph((Span(safe(line), Tone.STRONG),), hanging=2)
    expected = ", ".join(expectation_text(each) for each in probe.expected)
    yield Paragraph((Span(safe(f"{told_of(run)}{f' · expected {expected}' if expected else ''}"), Tone.DIM),))
    shown = run.presented()
    if shown is not None:
        for reason in shown.reasons:
            yield Paragraph((Span(reason, Tone.ALERT),))
        if shown.remark:
            yield Paragraph((Span(safe(shown.remark), Tone.DOING),))
    yield Paragraph()
    lines = run.lines()
    if not lines:
        yield Paragraph((Span(safe("no output" if run.result is not None else "no output yet"), Tone.DIM),))
    kept = lines[-MOST:] if run.result is None else lines[:MOST]
    if len(kept) < len(lines):
        words = f"{len(lines) - len(kept)} more lines are not shown here"
        yield Paragraph((Span(safe(words), Tone.DOING),))
    for line in kept:
        yield Paragraph((Span(line),), indent=2)
