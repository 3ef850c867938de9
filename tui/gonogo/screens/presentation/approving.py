"""What a person is shown before a probe may run, as a page: all that decides what it does, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.probing import Effect
from gonogo.core.probes.planning import Planned
from gonogo.core.probes.revealing import numbered, particulars, peculiarities
from gonogo.core.safetext import Safe, safe
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

_LABEL = 18
"""Cells for the name of a particular."""


def approval_page(planned: Planned, differs: Sequence[str] = (), wrote: str = "") -> tuple[Paragraph, ...]:
    """The page. ``differs``: what changed since it was approved; ``wrote``: who changed its line last."""
    return (*_above(planned, differs), *_body(planned), *_facts(planned, wrote), *_difference(differs))


def _above(planned: Planned, differs: Sequence[str]) -> Iterator[Paragraph]:
    if planned.effect is Effect.CHANGES:
        yield Paragraph((Span(safe(f"This may change things: it {planned.classed.reason}"), Tone.ALERT),))
        if planned.changes_with_others:
            yield Paragraph((Span(safe("Once approved it also runs with A and `--all`."), Tone.ALERT),))
    else:
        yield Paragraph((Span(safe("It only reads, as far as can be told."), Tone.DIM),))
    if differs:
        words = "It is not what was approved; the difference stands below."
        yield Paragraph((Span(safe(words), Tone.DOING),))
    for sentence in peculiarities(planned.definition):
        yield Paragraph((Span(safe(sentence), Tone.ALERT),))
    if planned.purpose:
        yield Paragraph((Span(safe(planned.purpose)),))
    yield Paragraph()


def _body(planned: Planned) -> Iterator[Paragraph]:
    lines = numbered(planned.definition)
    digits = len(str(max((number for number, _ in lines), default=0)))
    for number, line in lines:
        label = safe(f"{number:>{digits}}  " if len(lines) > 1 else "")
        spans = (Span(label, Tone.DIM), Span(line, Tone.STRONG))
        yield Paragraph(spans, indent=2, hanging=len(label))
    yield Paragraph()


def _facts(planned: Planned, wrote: str) -> Iterator[Paragraph]:
    stands = f"{planned.place.document}:{planned.line}" if planned.line else ""
    facts: list[tuple[str, Safe]] = [
        *particulars(planned.definition),
        ("stands in", safe(stands)),
        ("last changed", safe(wrote)),
    ]
    for name, value in facts:
        if value:
            label = Span(safe(f"{name:<{_LABEL}}"), Tone.DIM)
            yield Paragraph((label, Span(value)), hanging=_LABEL)


def _difference(lines: Sequence[str]) -> Iterator[Paragraph]:
    if not lines:
        return
    yield Paragraph()
    yield Paragraph((Span(safe("What changed since it was approved"), Tone.STRONG),))
    tones = {"- ": Tone.ALERT, "+ ": Tone.DONE}
    for line in lines:
        yield Paragraph((Span(safe(line), tones.get(line[:2], Tone.DIM)),), indent=2, hanging=2)
