"""Everything about one item, as the text of a page: the pane at the right."""

from __future__ import annotations

from typing import NamedTuple

from gonogo.core.safetext import EMPTY, Safe, safe
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import STATE_TONES, Tone
from gonogo.widgets.page import Page, Paragraph
from gonogo.widgets.pen import Span

NUMBER_CELLS = 5


class Block(NamedTuple):
    """A titled part: evidence, fields, history."""

    title: Safe
    lines: tuple[tuple[Span, ...], ...] = ()
    """Without lines it says "none"."""


class ItemDetail(NamedTuple):
    """What the pane tells about an item (or, without a state, about a section)."""

    text: Safe
    """In full."""
    state: str = ""
    state_word: Safe = EMPTY
    facts: tuple[Safe, ...] = ()
    """Section, line, priority, owner, due date: a few words each."""
    notes: tuple[Safe, ...] = ()
    """The reason it is blocked, nested notes."""
    blocks: tuple[Block, ...] = ()
    source: tuple[Safe, ...] = ()
    """The lines of the file that the item stands in, without their ends."""
    source_line: int = 1
    """The number of the first of them, 1-based."""
    past: Block | None = None
    """What happened to it. Stands last: it comes late, and nothing that stands there already may move."""


class Detail(Page):
    """The pane. `show` takes the paragraphs that `detail_text` makes."""


def detail_text(detail: ItemDetail, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """The pane's text."""
    text = [Paragraph((Span(detail.text, Tone.STRONG),)), Paragraph(_facts(detail, glyphs))]
    text += [Paragraph((Span(note, Tone.DIM),), indent=2) for note in detail.notes]
    for block in detail.blocks:
        text += _block(block)
    if detail.source:
        text += [Paragraph(), Paragraph((Span(safe("Source"), Tone.ACCENT),))]
        text += [
            Paragraph((Span(safe(f"{number:{NUMBER_CELLS}d}  "), Tone.DIM), Span(line)), verbatim=True)
            for number, line in enumerate(detail.source, detail.source_line)
        ]
    if detail.past is not None:
        text += _block(detail.past)
    return tuple(text)


def _block(block: Block) -> list[Paragraph]:
    lines = block.lines or ((Span(safe("none"), Tone.DIM),),)
    title = [Paragraph(), Paragraph((Span(block.title, Tone.ACCENT),))]
    return title + [Paragraph(line, indent=2, hanging=2) for line in lines]


def _facts(detail: ItemDetail, glyphs: Glyphs) -> tuple[Span, ...]:
    spans = []
    if detail.state:
        word = f"{glyphs.states[detail.state]} {detail.state_word or detail.state}"
        spans.append(Span(safe(word), STATE_TONES[detail.state]))
    for fact in detail.facts:
        spans.append(Span(safe(f" · {fact}" if spans else fact), Tone.DIM))
    return tuple(spans)
