"""What came of probes, in a few cells of a line, in the last line of the screen, and in the details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from checkdown import Item
from checkdown.probing import Origin
from gonogo.core.probes import Outcome
from gonogo.core.probes.capturing import note_of
from gonogo.core.probes.judging import spread
from gonogo.core.probes.planning import Plan, Planned
from gonogo.core.probes.quoting import title_of
from gonogo.core.probes.running import Running, Stage
from gonogo.core.safetext import safe
from gonogo.screens.presentation.signs import Spans
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span

_SERIOUS = (
    Outcome.FAIL,
    Outcome.ERROR,
    Outcome.TIMEOUT,
    Outcome.SHOWN,
    Outcome.CANCELLED,
    Outcome.PASS,
    Outcome.UNTRUSTED,
)
_TONES = {
    Outcome.PASS: Tone.DONE,
    Outcome.FAIL: Tone.ALERT,
    Outcome.ERROR: Tone.ALERT,
    Outcome.TIMEOUT: Tone.ALERT,
    Outcome.SHOWN: Tone.DOING,
    Outcome.CANCELLED: Tone.DIM,
}
_WORDS = {
    Outcome.PASS: "passed",
    Outcome.FAIL: "failed",
    Outcome.ERROR: "could not be carried out",
    Outcome.TIMEOUT: "took too long",
    Outcome.SHOWN: "to look at (v)",
    Outcome.UNTRUSTED: "not approved",
    Outcome.CANCELLED: "stopped",
}


class ProbeSigns:
    """The signs of one document's probes.

    `p?` not approved, `p` approved, `p!` words that make no probe, `p…` running, `✔2m` or `✗2m` ended,
    `–2m` stopped.
    """

    def __init__(self, glyphs: Glyphs, results: Mapping[str, Running]) -> None:
        self._glyphs = glyphs
        self._results = results
        """The latest run of each probe, by its digest."""
        self._of_item: dict[str, tuple[Planned, ...]] = {}
        self._of_command: dict[str, tuple[Planned, ...]] = {}
        self._faulty: frozenset[str] = frozenset()
        """Ids of items with words that should be a probe and are none."""
        self._shown: dict[str, str] = {}

    def know(self, plan: Plan, lines: Mapping[int, str]) -> None:
        """The probes are these now; `lines` are the texts of the lines on which commands begin."""
        items: dict[str, list[Planned]] = {}
        commands: dict[str, list[Planned]] = {}
        for each in plan.probes:
            if each.item:
                items.setdefault(each.item, []).append(each)
            if each.origin is Origin.COMMAND and each.line in lines:
                commands.setdefault(lines[each.line].strip(), []).append(each)
        self._faulty = frozenset(fault.item for fault in plan.faults if fault.item)
        self._of_item = {name: tuple(found) for name, found in items.items()}
        self._of_command = {text: tuple(found) for text, found in commands.items()}

    def of_item(self, item: Item) -> Spans:
        """The sign of an item: of the probe that came out worst."""
        found = self._of_item.get(item.id, ())
        sign = self._sign([e for e in found if e.origin is not Origin.OFFERED or e.digest in self._results])
        if item.id in self._faulty and not (sign and sign[0].tone is Tone.ALERT):
            return (Span(safe("p!"), Tone.ALERT),)
        return sign

    def offers(self, item: Item) -> bool:
        """Whether there is anything that could be run at an item."""
        return item.id in self._of_item

    def of_command(self, line: str) -> Spans:
        """The sign of a command, by the line on which it begins; none before it has run."""
        found = self._of_command.get(line.strip(), ())
        return self._sign([each for each in found if each.digest in self._results])

    def _sign(self, found: Iterable[Planned]) -> Spans:
        planned = list(found)
        runs = [self._results[each.digest] for each in planned if each.digest in self._results]
        if not planned:
            return ()
        if any(each.stage is not Stage.ENDED for each in runs):
            return (Span(safe(f"p{self._glyphs.ellipsis}"), Tone.DOING),)
        worst = _worst(runs)
        if worst is None:
            return (Span(safe("p" if all(each.trusted for each in planned) else "p?"), Tone.DIM),)
        text = f"{self._glyph(worst)}{age(worst)}"
        self._shown[worst.planned.digest] = text
        return (Span(safe(text), _TONES[_outcome(worst)]),)

    def aged(self) -> bool:
        """Whether an age that is shown would say something else now."""
        changed = False
        for digest, text in list(self._shown.items()):
            run = self._results.get(digest)
            if run is None or run.result is None or f"{self._glyph(run)}{age(run)}" != text:
                del self._shown[digest]
                changed = True
        return changed

    def details(self, item: Item) -> tuple[Spans, ...]:
        """Lines on the probes of an item: what it is, how it went, why it is no pass."""
        lines: list[Spans] = []
        for planned in self._of_item.get(item.id, ()):
            run = self._results.get(planned.digest)
            if planned.origin is Origin.OFFERED and run is None:
                continue
            sign = self._sign([planned])
            told = "" if run is None or run.result is None else f"  {told_of(run)}"
            if run is None:
                told = "  approved" if planned.trusted else "  not approved yet; p shows it"
            lines.append((*sign, Span(safe(f" {title_of(planned.probe)}")), Span(safe(told), Tone.DIM)))
            shown = run.presented() if run is not None else None
            if shown is not None:
                lines += [(Span(safe("  ")), Span(reason, Tone.DIM)) for reason in shown.reasons]
        return tuple(lines)

    def _glyph(self, run: Running) -> str:
        states = self._glyphs.states
        return {
            Outcome.PASS: states["done"],
            Outcome.FAIL: states["failed"],
            Outcome.SHOWN: states["unknown"],
            Outcome.CANCELLED: states["na"],
        }.get(_outcome(run), states["blocked"])


def _outcome(run: Running) -> Outcome:
    assert run.result is not None
    return run.result.outcome


def _worst(runs: Iterable[Running]) -> Running | None:
    """The run that came out worst, of those that came to something."""
    ended = [run for run in runs if run.result is not None and _outcome(run) in _TONES]
    return min(ended, key=lambda run: _SERIOUS.index(_outcome(run)), default=None)


def age(run: Running, now: datetime | None = None) -> str:
    """How long ago it began, in its largest unit: `now` (under ten seconds), `40s`, `2m`, `3h`, `5d`."""
    result = run.result
    if result is None or result.at is None:
        return ""
    seconds = max(0, int(((now or datetime.now(UTC)) - result.at).total_seconds()))
    if seconds < 10:
        return "now"
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds >= size:
            return f"{seconds // size}{unit}"
    return f"{seconds // 10 * 10}s"


def told_of(run: Running) -> str:
    """How one went, in a few words: `exit 22, fail, 40 ms, 2m ago`."""
    result = run.result
    if result is None:
        return "it runs" if run.stage is Stage.RUNNING else "it waits for room"
    times = spread(result.observed.durations_ms)
    when = age(run)
    words = (
        note_of(result) or str(result.outcome),
        times.text if times is not None else "",
        "" if when in ("", "now") else f"{when} ago",
    )
    return ", ".join(word for word in words if word)


def told_of_remarks(remarks: Sequence[str]) -> str:
    """Sentences on settings that are ignored, in the one line that there is; "" where there are none."""
    if len(remarks) < 2:
        return "".join(remarks)
    first = remarks[0].rstrip(".")
    return f"{len(remarks)} settings are ignored; `gonogo doctor` tells all. The first: {first}"


def joined(parts: Iterable[str]) -> str:
    """Several words or sentences as one line of sentences."""
    said = [part.rstrip(".") for part in parts if part]
    return said[0] if len(said) == 1 else ". ".join(each[:1].upper() + each[1:] for each in said)


def counted(count: int, what: str) -> str:
    """`1 probe`, `2 probes`."""
    return f"{count} {what}{'s' * (count != 1)}"


def told_of_all(runs: Iterable[Running]) -> tuple[str, Tone]:
    """How several went, as a sentence, and whether that needs attention."""
    ended = [run for run in runs if run.result is not None]
    if len(ended) == 1:
        return _told_of_one(ended[0])
    counts = {outcome: sum(_outcome(run) is outcome for run in ended) for outcome in _SERIOUS}
    told = [f"{count} {_WORDS[outcome]}" for outcome, count in reversed(counts.items()) if count]
    alert = any(count and _TONES.get(outcome) is Tone.ALERT for outcome, count in counts.items())
    return f"{len(ended)} probes: {', '.join(told)}", Tone.ALERT if alert else Tone.PLAIN


def _told_of_one(run: Running) -> tuple[str, Tone]:
    outcome, shown = _outcome(run), run.presented()
    reasons = "; ".join(shown.reasons) if shown is not None else ""
    words = f"{_WORDS[outcome]}: {reasons}" if reasons else f"{_WORDS[outcome]}, {told_of(run)}"
    hint = "; s attaches it as evidence" if outcome in (Outcome.PASS, Outcome.FAIL) else ""
    return words + hint, Tone.ALERT if _TONES.get(outcome) is Tone.ALERT else Tone.PLAIN
