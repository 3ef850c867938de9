"""What a person is shown before a probe may run: all that decides what it does, and nothing hidden in it.

Values for a page. A body is shown line by line with its numbers, and what cannot be seen (control and bidi
characters, blanks at an end, runs of empty lines) is made visible, so that nothing stands below a screen of
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gonogo.core.safetext import Safe, safe
from gonogo.core.trust import Definition
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

_LABEL = 14
_EMPTY_RUN = 3
"""Empty lines in a row from which they are counted instead of shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A probe that somebody wants to run, and what is to be known about it."""

    definition: Definition
    folder: str
    """Where it runs, for people: from the repository's top."""
    changes: bool
    """Whether it is classed as changing things."""
    why: str = ""
    """What made it so, as a sentence; else ""."""
    said: str = ""
    """The item or the comment that it belongs to."""
    place: str = ""
    """The document and the line."""
    differs: Sequence[str] = ()
    """Lines that show what changed since it was approved, `- ` and `+ ` and two blanks before them."""
    wrote: str = ""
    """Who changed the line last."""


def question_page(asked: Question) -> tuple[Paragraph, ...]:
    """The page."""
    return (
        *_above(asked),
        *_body(asked.definition.body),
        Paragraph(),
        *_facts(asked),
        *_difference(asked.differs),
    )


def _above(asked: Question) -> Iterator[Paragraph]:
    if asked.changes:
        words = "This may change things. It never runs with others, and this is asked every time."
        yield Paragraph((Span(safe(words), Tone.ALERT),))
        if asked.why:
            yield Paragraph((Span(safe(asked.why), Tone.DIM),))
        yield Paragraph()
    elif asked.differs:
        yield Paragraph(
            (Span(safe("It is not what was approved; the difference stands below."), Tone.DOING),)
        )
        yield Paragraph()
    if asked.said:
        yield Paragraph((Span(safe(asked.said)),))
        yield Paragraph()


def _body(body: str) -> Iterator[Paragraph]:
    lines = body.split("\n")
    digits = len(str(len(lines)))
    number = 0
    while number < len(lines):
        empty = _empty_from(lines, number)
        if empty >= _EMPTY_RUN:
            yield Paragraph((Span(safe(f"… {empty} empty lines …"), Tone.DOING),), indent=2)
            number += empty
            continue
        label = f"{number + 1:>{digits}}  " if len(lines) > 1 else ""
        yield Paragraph(
            (Span(safe(label), Tone.DIM), Span(revealed(lines[number]), Tone.STRONG)),
            indent=2,
            hanging=len(label),
        )
        number += 1


def _empty_from(lines: Sequence[str], start: int) -> int:
    end = start
    while end < len(lines) and not lines[end].strip():
        end += 1
    return end - start


def revealed(line: str) -> Safe:
    """A line with the blanks at its end, and any long run of them, made visible."""
    kept = line.rstrip(" \t")
    end = line[len(kept) :].replace(" ", "·").replace("\t", "→")
    start = len(kept) - len(kept.lstrip(" "))
    inside = kept[start:]
    if "        " in inside:  # a run that may push the rest out of sight
        inside = "".join("·" if two == " " else two for two in inside)
    return safe(" " * start + inside + end)


def _facts(asked: Question) -> Iterator[Paragraph]:
    found = asked.definition
    method = f"{found.method} " if found.method else ""
    sees = ", ".join(found.env) or ("no variables of yours" if found.interpreter else "")
    facts = (
        ("address", f"{method}{found.url}" if found.url else ""),
        ("runs in", asked.folder if found.kind == "shell" else ""),
        ("by", found.interpreter),
        ("may see", sees),
        ("expected", "; ".join(found.expect) or "a person judges"),
        ("times", str(found.samples) if found.samples > 1 else ""),
        ("ended after", f"{found.timeout_ms / 1000:g} s" if found.timeout_ms else ""),
        ("stands in", asked.place),
        ("written by", asked.wrote),
    )
    for name, value in facts:
        if value:
            yield Paragraph((Span(safe(f"{name:<{_LABEL}}"), Tone.DIM), Span(safe(value))), hanging=_LABEL)


def _difference(lines: Sequence[str]) -> Iterator[Paragraph]:
    if not lines:
        return
    yield Paragraph()
    yield Paragraph((Span(safe("What changed since it was approved"), Tone.STRONG),))
    tones = {"- ": Tone.ALERT, "+ ": Tone.DONE}
    for line in lines:
        yield Paragraph((Span(safe(line), tones.get(line[:2], Tone.DIM)),), indent=2, hanging=2)
