"""What the walk shows of one item, of the end, and in its header: values in, spans and paragraphs out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkdown import Item, SignOff, State
from gonogo.core.actions import BY_ID, keys_of
from gonogo.core.reviewing.proof import Proof
from gonogo.core.safetext import EMPTY, safe
from gonogo.core.walking import Along, Walk, named, spent
from gonogo.screens.presentation.words import plain
from gonogo.widgets.bars import MARGIN, BarLine
from gonogo.widgets.cells import cut
from gonogo.widgets.detail import ItemDetail
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import STATE_TONES, Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span
from gonogo.widgets.progress import bar

AIR = 6
"""Cells at the left of the item, where there is room."""
NARROW = 60
"""Cells below which there is none."""
_BAR = 5
_PHASE = 16
"""Cells that the title of a phase gets at least."""
_KEYS = (
    *(("set-done", "go"), ("set-blocked", "no-go"), ("set-doing", "not yet"), ("set-na", "n/a")),
    *(("evidence", "evidence"), ("probe", "run"), ("walk-skip", "skip"), ("walk-next", "next")),
    *(("walk-object", "objection"), ("commit", "commit"), ("undo", "undo"), ("walk-jump", "jump")),
)
"""The keys at the bottom, in the words of a launch; the last ones give way."""
_END_KEYS = (
    *(("walk-poll", "poll and verdict"), ("commit", "commit"), ("walk-back", "back")),
    *(("walk-jump", "jump"), ("walk-tag", "tag"), ("undo", "undo"), ("walk-anew", "anew")),
)
"""The same at the end, where no item is to be answered."""


def walk_keys(remapped: Mapping[str, tuple[str, ...]], cells: int, *, end: bool = False) -> BarLine:
    """The keys that apply, and at the right the one for help."""
    last = _hint("help", "help", remapped)
    room = cells - 2 * MARGIN - len(last) - 2
    spans: list[Span] = []
    for name, word in _END_KEYS if end else _KEYS:
        told = _hint(name, word, remapped)
        room -= len(told) + (2 if spans else 0)
        if room < 0:
            break
        if told:
            key = told.removesuffix(word)
            spans += [Span(safe(("  " if spans else "") + key), Tone.ACCENT), Span(safe(word), Tone.DIM)]
    return BarLine(
        tuple(spans), (Span(safe(last.removesuffix("help")), Tone.ACCENT), Span(safe("help"), Tone.DIM))
    )


def _hint(name: str, word: str, remapped: Mapping[str, tuple[str, ...]]) -> str:
    keys = keys_of(BY_ID[name], remapped)
    return f"{keys[0]} {word}" if keys else ""


def walk_header(walk: Walk, told: Along, title: str, glyphs: Glyphs, cells: int) -> tuple[BarLine, BarLine]:
    """The two lines at the top: the document and how far along, who walks and the phase.

    The phase's title gives way to who walks, for the page tells it too.
    """
    where = f"item {told.number} of {told.total}" if told.phase else "the end"
    if walk.skipped:
        where += f", {told.skipped} skipped"
    done, total = told.tally.done, told.tally.total
    first = BarLine(
        (Span(safe("Launch review · "), Tone.STRONG), Span(plain(title) or safe("checklist"), Tone.STRONG)),
        (Span(safe(f"{where}  {done}/{total}  {spent(walk.seconds)}")),),
    )
    phase, people = told.phase_tally, _people(walk)
    room = cells - 2 * MARGIN - len(people) - _BAR - len(f"{phase.done}/{phase.total}") - 5
    right = (
        (
            Span(safe(cut(plain(told.phase), max(_PHASE, room), glyphs.ellipsis)), Tone.DIM),
            Span(safe(" ")),
            *bar(phase.done, phase.total, _BAR, glyphs),
            Span(safe(f" {phase.done}/{phase.total}")),
        )
        if told.phase
        else ()
    )
    return first, BarLine((Span(safe(people), Tone.DIM),), right)


def _people(walk: Walk) -> str:
    told = [f"{named(walk.driver)} driving"] if walk.driver else []
    does = "confirming" if walk.confirm else "reviewing"
    told += [f"{named(walk.reviewer)} {does}"] if walk.reviewer else ["R names a reviewer"]
    return ", ".join(told)


def walk_page(
    item: Item, detail: ItemDetail, walk: Walk, found: Sequence[str], glyphs: Glyphs, cells: int
) -> tuple[Paragraph, ...]:
    """One item, in the middle of the page."""
    air = AIR if cells >= NARROW else 1
    text = [
        Paragraph(),
        Paragraph((Span(safe(f" {glyphs.within} ".join(map(plain, item.path[-2:]))), Tone.DIM),), air),
        Paragraph(),
        Paragraph((Span(detail.text, Tone.STRONG),), air),
        Paragraph(),
        Paragraph(_facts(item, walk, glyphs), air),
    ]
    text += [Paragraph((Span(note, Tone.DIM),), air + 2) for note in detail.notes]
    text += [
        Paragraph((Span(safe(f"{each.who} objects: {each.why}"), Tone.ALERT),), air + 2)
        for each in walk.objections
        if each.item == item.id
    ]
    text += [Paragraph((Span(safe(f"{glyphs.finding} {each}"), Tone.ALERT),), air + 2) for each in found]
    for block in detail.blocks:
        none = ((Span(safe("none"), Tone.DIM),),)
        text += [Paragraph(), Paragraph((Span(block.title, Tone.ACCENT),), air)]
        text += [Paragraph(line, air + 2, 2) for line in block.lines or none]
    return tuple(text)


def proof_paragraphs(item: Item, found: Sequence[Proof], cells: int) -> tuple[Paragraph, ...]:
    """What the evidence of an item holds."""
    air = AIR if cells >= NARROW else 1
    text = [Paragraph(), Paragraph((Span(plain(item.text), Tone.STRONG),), air)]
    if not found:
        text += [
            Paragraph(),
            Paragraph((Span(safe("there is no evidence; e attaches some"), Tone.DIM),), air),
        ]
    for each in found:
        told = f"  {each.told}" if each.told else ""
        text += [
            Paragraph(),
            Paragraph((Span(safe(each.target), Tone.ACCENT), Span(safe(told), Tone.DIM)), air),
        ]
        text += [
            Paragraph((Span(safe(f"{number:5d}  "), Tone.DIM), Span(safe(line))), verbatim=True)
            for number, line in enumerate(each.lines, each.first)
        ]
        text += [Paragraph((Span(safe(each.problem), Tone.ALERT),), air + 2)] if each.problem else []
    return tuple(text)


def _facts(item: Item, walk: Walk, glyphs: Glyphs) -> tuple[Span, ...]:
    told = [
        item.priority,
        f"owner: {item.owner}" if item.owner else "",
        f"due {item.due}" if item.due else "",
    ]
    told += [f"line {item.line}", "skipped before" if item.id in walk.skipped else ""]
    state = Span(safe(f"{glyphs.states[item.state.value]} {item.state.value}"), STATE_TONES[item.state.value])
    return (state, *(Span(safe(f" · {each}"), Tone.DIM) for each in told if each))


def end_page(
    walk: Walk, items: Sequence[Item], signoffs: Sequence[SignOff], decided: str, glyphs: Glyphs, cells: int
) -> tuple[Paragraph, ...]:
    """The end: what is left, who objects, who has signed, and what was decided ("" for nothing yet)."""
    air = AIR if cells >= NARROW else 1
    stopped = [each for each in items if each.state in (State.BLOCKED, State.FAILED)]
    still = [each for each in items if each.state in (State.TODO, State.DOING, State.UNKNOWN)]
    told = [f"{len(items)} items walked" if items else "there is nothing to walk"]
    told += [f"{len(stopped)} blocked or failed"] if stopped else []
    told += [f"{len(still)} open"] if still else []
    text = [
        Paragraph(),
        Paragraph((Span(safe("The end of the walk"), Tone.STRONG),), air),
        Paragraph(),
        Paragraph((Span(safe(" · ".join(told))),), air),
    ]
    text += [Paragraph((Span(safe(decided), Tone.ACCENT),), air)] if decided else []
    places = {item.id: number for number, item in enumerate(items, 1)}
    text += [Paragraph()] if stopped or still else []
    text += [_left(item, places[item.id], glyphs, air) for item in (*stopped, *still)]
    names = {item.id: item.text for item in items}
    text += [Paragraph()] if walk.objections else []
    text += [
        Paragraph((Span(safe(f"{each.who} objects to {names.get(each.item, 'an item')}: {each.why}")),), air)
        for each in walk.objections
    ]
    text += [Paragraph()] if signoffs else []
    text += [_signing(each, air) for each in signoffs]
    return (*text, Paragraph(), Paragraph((Span(safe(_WHAT_NOW), Tone.DIM),), air))


_WHAT_NOW = "P asks the roles and decides; N goes back; / and a number goes to an item"


def _left(item: Item, number: int, glyphs: Glyphs, air: int) -> Paragraph:
    """An item that is not settled, with its number in the walk."""
    why = f"  {item.reason}" if item.reason else ""
    sign = Span(safe(glyphs.states[item.state.value]), STATE_TONES[item.state.value])
    spans = (Span(safe(f"{number:4d}  "), Tone.DIM), sign, Span(safe(" ")), Span(plain(item.text)))
    return Paragraph((*spans, Span(plain(why), Tone.DIM)), air, 8)


def _signing(signoff: SignOff, air: int) -> Paragraph:
    """Who signed for a role, or why nobody did."""
    if signoff.name:
        said = Span(plain(", ".join(filter(None, (signoff.name, signoff.date)))), Tone.DONE)
    elif signoff.reason:
        said = Span(plain(f"NO-GO, {signoff.reason}"), Tone.ALERT)
    else:
        said = Span(safe("not asked yet"), Tone.DIM)
    return Paragraph((Span(plain(signoff.role)), Span(safe(": ")), said), air, 4)


def next_line(following: Item | None, others: str = "", last: str = "the end") -> BarLine:
    """What is next (``last`` where no item is), and at the right who else has the checklist open."""
    text = plain(following.text) if following is not None else safe(last)
    right = (Span(plain(others), Tone.ACCENT),) if others else ()
    return BarLine((Span(safe("next: "), Tone.DIM), Span(text or EMPTY, Tone.DIM)), right)
