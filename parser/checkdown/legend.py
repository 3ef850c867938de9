"""A document's own explanation of its marks, and what it makes them mean.

Recognises a list of boxes, a line of prose or a table that explains marks. What is a legend's
entry is no item; what a legend says outranks the defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .marks import read_cell
from .parts import LegendEntry
from .states import BOXES, LEADING_EMOJI, WORDS, State, emoji_state

_LABEL = re.compile(
    r"(?:^|[\W_])(?:legend|key|symbols?|markers?|notation|status (?:key|codes?|markers?|symbols?|indicators?|values?)"
    r"|checkbox(?:es)? (?:key|states?|meanings?)|how to read|图例|مفتاح)\W*$",
    re.IGNORECASE,
)
_INLINE = re.compile(r"`?\[([^\[\]\r\n]\ufe0f?)\]`?\s*(?:[=:–—-]\s*)?([^`\[\],;|·•/]+)")
_INLINE_EMOJI = re.compile(
    rf"({LEADING_EMOJI.pattern})\s*(?:[=:–—-]\s*)?(\w[^,;|·•]*?)(?=\s*(?:[,;|·•]|$|{LEADING_EMOJI.pattern}))"
)
_MEANING_HEADER = re.compile(
    r"\W*(?:meaning|means|description|definition|explanation|说明|المعنى)\W*", re.IGNORECASE
)

_MEANINGS: tuple[tuple[State, str], ...] = (
    (
        State.NA,
        r"n/?a\b|not applicable|not needed|not required|skip|cancel|deferred|dropped|won'?t|out of scope",
    ),
    (State.BLOCKED, r"block|on hold|waiting|stuck|paused|impediment"),
    (
        State.UNKNOWN,
        r"unknown|unclear|question|to be verified|needs? (?:manual|verif|check|test)|not assessed|untested",
    ),
    (State.FAILED, r"fail|missing|not met|rejected|broken|not ready|not implemented"),
    (
        State.TODO,
        r"not (?:yet )?(?:started|done|begun|run|complete)|to-?\s?do\b|open\b|pending|planned|unchecked|incomplete|empty|outstanding",
    ),
    (
        State.DOING,
        r"progress|doing|ongoing|partial|started|wip\b|under ?way|half|review|placeholder|warning|attention",
    ),
    (
        State.DONE,
        r"done|complete|finish|pass|yes\b|ready|checked|verified|ok\b|implemented|fixed|resolved|met\b|working",
    ),
)
_MEANING_RES = tuple((state, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for state, words in _MEANINGS)


_TWINS = {"x": "X", "X": "x"}
"""A legend that explains one of them speaks of both."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks of one document mean."""

    meanings: Mapping[str, State]
    """Mark (box character or emoji, no variation selector) to state, for what the document explains."""
    entries: tuple[tuple[int, str, str], ...]
    """(line, mark, words) of each entry; lines are 1-based."""

    def state_of(self, mark: str, default: State) -> State:
        """The state of a mark: what the legend says, else ``default``."""
        bare = mark.removesuffix("\ufe0f")
        return self.meanings.get(bare) or self.meanings.get(_TWINS.get(bare, ""), default)

    def mark_for(self, state: State) -> str | None:
        """The box character that the document uses for a state, if its legend names one."""
        for mark, meant in self.meanings.items():
            if meant is state and (len(mark) == 1 and not emoji_state(mark)) and BOXES.get(mark) is not state:
                return mark
        return None


NO_LEGEND = Legend({}, ())


def is_label(text: str) -> bool:
    """Whether a heading or a line announces a legend (``**Status Legend**:``)."""
    return len(text) < 80 and _LABEL.search(text.strip().rstrip(":*_ ").rstrip(":")) is not None


def meaning(words: str) -> State | None:
    """The state that a legend's words speak of."""
    plain = words.strip().strip("*_`.").lower()
    if plain in WORDS:
        return WORDS[plain]
    for state, pattern in _MEANING_RES:
        if pattern.search(plain):
            return state
    return None


def entries_of_text(text: str, line: int) -> list[LegendEntry]:
    """Entries of a line of prose: ``[ ] Not started, [~] In progress`` or ``✅ done · ❌ missing``."""
    found = [LegendEntry(line, m[1], m[2].strip()) for m in _INLINE.finditer(text)]
    if not found:
        found = [LegendEntry(line, m[1], m[2].strip()) for m in _INLINE_EMOJI.finditer(text)]
    return found


def is_legend_table(header: Iterable[str]) -> bool:
    """Whether a table with these column names explains marks instead of having them."""
    names = list(header)
    return (
        2 <= len(names) <= 4
        and any(_MEANING_HEADER.fullmatch(name) for name in names[1:])
        and bool(
            re.fullmatch(
                r"\W*(?:status|state|symbol|mark|marker|icon|emoji|box|checkbox|legend|code|الحالة)?\W*",
                names[0],
                re.IGNORECASE,
            )
        )
    )


def entry_of_cells(first: str, second: str, line: int) -> LegendEntry | None:
    """The entry of a legend table's row, None where its first cell shows no mark."""
    read = read_cell(first.strip("` "), words=False)
    if read is None:
        return None
    return LegendEntry(
        line, LEADING_EMOJI.match(read.mark)[0] if LEADING_EMOJI.match(read.mark) else read.mark, second
    )  # type: ignore[index]


def legend_of(entries: Iterable[tuple[int, LegendEntry]]) -> Legend:
    """The legend of a document from its entries, each with the line (0-based) where its part begins."""
    meanings: dict[str, State] = {}
    shown: list[tuple[int, str, str]] = []
    for base, entry in entries:
        shown.append((base + entry.line + 1, entry.mark, entry.meaning))
        state = meaning(entry.meaning)
        if state is not None:
            meanings.setdefault(entry.mark.removesuffix("\ufe0f"), state)
    return Legend(meanings, tuple(shown)) if shown else NO_LEGEND
