"""The lines of a review: what is flagged first, then each phase with its changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from checkdown import Item, State, Tally
from checkdown.comparing import Change, ChangeKind, words_changed
from gonogo.core.reviewing import Entry, Review
from gonogo.core.reviewing.authors import Made
from gonogo.core.reviewing.entries import Group
from gonogo.core.reviewing.filtering import FLAG_WORDS
from gonogo.core.safetext import safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.cells import cut
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import STATE_TONES, Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.spanlist import SpanRow

Spans = tuple[Span, ...]

_KIND_WORDS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "new",
    ChangeKind.REMOVED: "gone",
    ChangeKind.REWORDED: "reworded",
    ChangeKind.MOVED: "moved",
    ChangeKind.SIGNOFF: "sign-off",
    ChangeKind.SECTION: "section",
    ChangeKind.CLAIM: "claim",
}
_WHO = 10
"""Cells for who made a change."""


class _Place(NamedTuple):
    entry: Entry | None
    row: SpanRow | None
    """Of a heading, made already."""


class ReviewLines:
    """The shown entries as a list asks for them."""

    def __init__(
        self,
        review: Review,
        shown: Sequence[Entry],
        makers: Mapping[str, Sequence[Made]],
        seen: Set[str],
        notes: Mapping[str, str],
        glyphs: Glyphs,
    ) -> None:
        self._makers, self._seen, self._notes, self._glyphs = makers, seen, notes, glyphs
        self._places: list[_Place] = []
        self.headings: Sequence[int] = []
        headings: list[int] = []
        self._several = len(review.files) > 1
        flagged = [entry for entry in shown if entry.flags]
        self._places += [_Place(entry, None) for entry in flagged]
        for group in review.groups(shown):
            if self._places:
                self._places.append(_Place(None, SpanRow(rests=False)))
            headings.append(len(self._places))
            self._places.append(_Place(None, self._heading(group)))
            self._places += [_Place(entry, None) for entry in group.entries]
        self.headings = headings
        self.entries = [place.entry for place in self._places if place.entry is not None]
        """In the order of the lines."""

    def __len__(self) -> int:
        return len(self._places)

    def entry_at(self, index: int) -> Entry | None:
        """The entry on a line; None on a heading."""
        return self._places[index].entry if 0 <= index < len(self._places) else None

    def place_of(self, key: str) -> int | None:
        """The line of an entry."""
        for at, place in enumerate(self._places):
            if place.entry is not None and place.entry.key == key:
                return at
        return None

    def row(self, index: int) -> SpanRow:
        """One line."""
        place = self._places[index]
        if place.row is not None:
            return place.row
        assert place.entry is not None
        return self._entry(place.entry)

    def _heading(self, group: Group) -> SpanRow:
        left: Spans = (Span(plain(group.phase or "Outside the phases"), Tone.STRONG),)
        if self._several:
            left = (Span(safe(f"{group.file} {self._glyphs.within} "), Tone.DIM), *left)
        return SpanRow(
            left, tally_spans(group.before, group.after, self._glyphs) if group.phase else (), rests=False
        )

    def _entry(self, entry: Entry) -> SpanRow:
        seen = entry.key in self._seen
        left: list[Span] = []
        if entry.flags:
            words = ", ".join(FLAG_WORDS[flag] for flag in entry.flags)
            left += [Span(safe(words), Tone.ALERT), Span(safe("  "))]
        left += told(entry)
        if entry.flags and self._several:
            left.append(Span(safe(f"  {entry.file}"), Tone.DIM))
        right = [*changed(entry, self._glyphs)]
        if entry.key in self._notes:
            right.append(Span(safe("  note"), Tone.ACCENT))
        who = who_made(self._makers.get(entry.key, ()))
        right.append(Span(safe(f"  {cut(safe(who), _WHO, self._glyphs.ellipsis):<{_WHO}}"), Tone.DIM))
        sign = Span(safe(self._glyphs.seen if seen else " "), Tone.DIM)
        if entry.flags and not seen:
            sign = Span(safe(self._glyphs.flag), Tone.ALERT)
        if seen:
            left = [Span(span.text, Tone.DIM) for span in left]
            right = [Span(span.text, Tone.DIM) for span in right]
        return SpanRow(tuple(left), tuple(right), sign)


def tally_spans(before: Tally, after: Tally, glyphs: Glyphs) -> Spans:
    """`4/6 → 6/6`; nothing for 0 of 0."""
    if not before.total and not after.total:
        return ()
    words = f"{before.done}/{before.total} {glyphs.to} {after.done}/{after.total}"
    return (Span(safe(words), Tone.DIM),)


def who_made(made: Sequence[Made]) -> str:
    """Who made a change, shortly: the first name; of several how many more."""
    authors = list(dict.fromkeys(each.author for each in made))
    if not authors:
        return ""
    first = authors[-1] if not authors[-1].strip() or not made[-1].commit else authors[-1].split()[0]
    return first + (f" +{len(authors) - 1}" if len(authors) > 1 else "")


def told(entry: Entry) -> Spans:
    """What an entry is called, with the words that are others now."""
    change = _worded(entry)
    if change is not None:
        says = change.kind is ChangeKind.REWORDED or entry.text in change.after_text
        name = "" if says else entry.text
        spans = worded(change.before_text, change.after_text)
        return (Span(plain(f"{name}  "), Tone.PLAIN), *spans) if name else spans
    return (Span(plain(entry.text or entry.changes[0].after_text or entry.changes[0].before_text)),)


def _worded(entry: Entry) -> Change | None:
    """The change of an entry whose words are shown in the list."""
    for change in entry.changes:
        if change.kind is ChangeKind.REWORDED and change.aspect != "notes":
            return change
        if change.kind in (ChangeKind.CLAIM, ChangeKind.SECTION) and change.before and change.after:
            return change
    return None


def worded(before: str, after: str) -> Spans:
    """Both texts as one: words that are gone as `[-these-]`, new ones as `{+these+}`."""
    spans: list[Span] = []
    for stretch in words_changed(_line(before), _line(after)):
        if stretch.same:
            spans.append(Span(safe(stretch.before)))
            continue
        if stretch.before:
            spans.append(Span(safe(f"[-{stretch.before}-]"), Tone.ALERT))
        if stretch.after:
            spans.append(Span(safe(f"{{+{stretch.after}+}}"), Tone.DONE))
    return tuple(spans)


def _line(text: str) -> str:
    return " ".join(text.split())


def changed(entry: Entry, glyphs: Glyphs) -> Spans:
    """What became of it, in signs and a word: `○ → ✔ ≡+1`."""
    spans: list[Span] = []
    worded_item = _worded(entry)
    shown = worded_item if worded_item is not None and worded_item.kind is ChangeKind.REWORDED else None
    for change in entry.changes:
        if change.kind is ChangeKind.FLIP:
            spans += state_spans(change, glyphs)
        elif change.kind is ChangeKind.EVIDENCE:
            counts = [
                f"{sign}{len(some)}" for sign, some in (("+", change.gained), ("-", change.lost)) if some
            ]
            spans.append(Span(safe(f"{glyphs.evidence}{' '.join(counts)}"), Tone.ACCENT))
        elif change is not shown:
            spans.append(Span(safe(_word(change)), Tone.DIM))
        else:
            continue
        spans.append(Span(safe(" ")))
    if not any(change.kind is ChangeKind.FLIP for change in entry.changes):
        item = entry.item
        if item is not None:
            spans.append(_state(item, glyphs))
    return tuple(spans[:-1] if spans and not spans[-1].text.strip() else spans)


def _word(change: Change) -> str:
    if change.kind is ChangeKind.SECTION:
        return f"section {change.aspect}"
    if change.kind is ChangeKind.REWORDED and change.aspect == "notes":
        return "notes"
    return _KIND_WORDS[change.kind]


def _state(item: Item, glyphs: Glyphs) -> Span:
    return Span(safe(glyphs.states[item.state.value]), STATE_TONES[item.state.value])


def state_spans(change: Change, glyphs: Glyphs, *, words: bool = False) -> Spans:
    """The states before and after, as signs, or with their words."""
    before, after = change.states
    return (
        _state_span(before, glyphs, words=words),
        Span(safe(f" {glyphs.to} "), Tone.DIM),
        _state_span(after, glyphs, words=words),
    )


def _state_span(state: State | None, glyphs: Glyphs, *, words: bool) -> Span:
    name = state.value if state is not None else "unknown"
    return Span(safe(f"{glyphs.states[name]} {name}" if words else glyphs.states[name]), STATE_TONES[name])
