"""One change under review as a page: before and after, who made it, why it is flagged; or its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown import Evidence, Item, Section
from checkdown.comparing import Change, ChangeKind, Flag, whereabouts, words_changed
from gonogo.core.reviewing import Entry
from gonogo.core.reviewing.authors import Made
from gonogo.core.reviewing.filtering import FLAG_WORDS
from gonogo.core.reviewing.proof import Proof
from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.reviewing import state_spans
from gonogo.screens.presentation.words import plain
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Paragraph
from gonogo.widgets.pen import Span

_LABEL = 10
"""Cells before what is said of a change."""
_SOURCE = 12
"""Lines of the file that are shown."""
_NUMBER = 5
_WHY: dict[Flag, str] = {
    Flag.TICKED_WITHOUT_EVIDENCE: "it is done now, and nothing attached shows it",
    Flag.UNTICKED: "it was done and is not any more",
    Flag.GOALPOST_MOVED: "what a done item asks for is something else now",
    Flag.REMOVED_OPEN_ITEM: "it is gone without having been done",
    Flag.EVIDENCE_REMOVED: "a reference that showed its state is gone",
    Flag.CLAIM_WITHOUT_CAUSE: "the figure or verdict is another one, and nothing that it speaks of changed",
    Flag.SIGNED_WITH_OPEN_ITEMS: "somebody signed while items that the signature stands for are open",
}


def entry_page(entry: Entry, made: Sequence[Made], note: str, glyphs: Glyphs) -> tuple[Paragraph, ...]:
    """The page of a change."""
    text = [Paragraph((Span(plain(entry.text or entry.changes[0].before_text), Tone.STRONG),))]
    within = f" {glyphs.within} ".join(entry.path) or "at the top"
    text.append(Paragraph((Span(plain(f"{entry.file}:{entry.line}  {within}"), Tone.DIM),)))
    for flag in entry.flags:
        words = f"{glyphs.flag} {FLAG_WORDS[flag]}: {_WHY[flag]}"
        text.append(Paragraph((Span(safe(words), Tone.ALERT),), hanging=2))
    if note:
        text.append(_labelled("note", (Span(safe(note), Tone.ACCENT),)))
    text.append(Paragraph())
    for change in entry.changes:
        text += _change(change, glyphs)
    for each in made:
        when = f"{each.date[:10]} " if each.date else ""
        who = Span(safe(f"{when}{each.author}"))
        commit = Span(safe(f"  {each.commit[:8]} {each.subject}".rstrip()), Tone.DIM)
        text.append(_labelled("by", (who, commit)))
    return (*text, *_source(entry))


def _labelled(label: str, spans: tuple[Span, ...]) -> Paragraph:
    return Paragraph((Span(safe(f"{label:<{_LABEL}}"), Tone.DIM), *spans), hanging=_LABEL)


def _change(change: Change, glyphs: Glyphs) -> Iterator[Paragraph]:
    match change.kind:
        case ChangeKind.FLIP:
            yield _labelled("state", state_spans(change, glyphs, words=True))
        case ChangeKind.EVIDENCE:
            for some, sign, tone in ((change.lost, "-", Tone.ALERT), (change.gained, "+", Tone.DONE)):
                for each in some:
                    yield _labelled("evidence", (Span(safe(f"{sign} {_reference(each)}"), tone),))
        case ChangeKind.REWORDED if change.aspect == "notes":
            for text, sign, tone in (
                (change.before_text, "-", Tone.ALERT),
                (change.after_text, "+", Tone.DONE),
            ):
                for line in filter(None, text.split("\n")):
                    yield _labelled("notes", (Span(safe(f"{sign} {line}"), tone),))
        case ChangeKind.ADDED | ChangeKind.REMOVED:
            yield _labelled(change.kind.value, (Span(safe(_only(change))),))
        case ChangeKind.SECTION if change.before is None or change.after is None:
            yield _labelled("section", (Span(safe(f"{change.aspect}: {_only(change)}")),))
        case _:
            if change.kind in (ChangeKind.MOVED, ChangeKind.SECTION, ChangeKind.SIGNOFF, ChangeKind.CLAIM):
                aspect = f" {change.aspect}" if change.aspect else ""
                yield Paragraph((Span(safe(f"{change.kind.value}{aspect}"), Tone.DIM),))
            yield from _both(change)


def _only(change: Change) -> str:
    return " ".join((change.after_text or change.before_text).split())


def _both(change: Change) -> Iterator[Paragraph]:
    """Before and after below one another, with the words that differ marked in each."""
    texts = change.before_text, change.after_text
    if change.kind is ChangeKind.MOVED:
        texts = whereabouts(change)
    before, after = (" ".join(text.split()) for text in texts)
    stretches = words_changed(before, after)
    old = [Span(safe(s.before)) if s.same else _marked(s.before, "[-", "-]", Tone.ALERT) for s in stretches]
    new = [Span(safe(s.after)) if s.same else _marked(s.after, "{+", "+}", Tone.DONE) for s in stretches]
    nothing = Span(safe("(nothing)"), Tone.DIM)
    yield _labelled("before", tuple(span for span in old if span.text) or (nothing,))
    yield _labelled("after", tuple(span for span in new if span.text) or (nothing,))


def _marked(text: str, start: str, end: str, tone: Tone) -> Span:
    return Span(safe(f"{start}{text}{end}" if text else ""), tone)


def _reference(evidence: Evidence) -> Safe:
    target = evidence.target + (f":{evidence.lines}" if evidence.lines else "")
    return safe(f"{target}  {evidence.note}".rstrip())


def _source(entry: Entry) -> Iterator[Paragraph]:
    """The lines of the file that an item stands in, or stood in where it is gone."""
    subject = entry.subject
    if not isinstance(subject, Item | Section) or not subject.line:
        return
    checklist = subject.checklist
    last = subject.end if isinstance(subject, Item) else subject.line
    title = "Source" if entry.changes[0].after is not None else "Source, as it was"
    yield Paragraph()
    yield Paragraph((Span(safe(title), Tone.ACCENT),))
    for number in range(subject.line, min(last, subject.line + _SOURCE - 1) + 1):
        label = Span(safe(f"{number:{_NUMBER}d}  "), Tone.DIM)
        yield Paragraph((label, Span(safe(checklist.source.line(number)))), verbatim=True)


def proof_page(entry: Entry, proofs: Sequence[Proof]) -> tuple[Paragraph, ...]:
    """The page of an entry's evidence."""
    text = [Paragraph((Span(plain(entry.text), Tone.STRONG),))]
    if not proofs:
        none = "no evidence is attached" if entry.item is not None else "this is no item, and has no evidence"
        return (*text, Paragraph(), Paragraph((Span(safe(none), Tone.DIM),)))
    for proof in proofs:
        told = f"  {proof.told}" if proof.told else ""
        text += [
            Paragraph(),
            Paragraph((Span(safe(proof.target), Tone.ACCENT), Span(safe(told), Tone.DIM)), hanging=2),
        ]
        for number, line in enumerate(proof.lines, proof.first):
            numbered = proof.kind == "path"
            label = Span(safe(f"{number:{_NUMBER}d}  " if numbered else "  "), Tone.DIM)
            text.append(Paragraph((label, Span(safe(line))), hanging=_NUMBER + 2 if numbered else 2))
        if proof.problem:
            text.append(Paragraph((Span(safe(proof.problem), Tone.DOING),), indent=2))
    return tuple(text)
