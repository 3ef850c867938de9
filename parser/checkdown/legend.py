"""A document's own explanation of its marks, and what it makes them mean.

Recognises a list of boxes, a line of prose or a table that explains marks. What is a legend's
entry is no item; what a legend says outranks the defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .marks import box_state, read_cell
from .parts import LegendEntry
from .patterns import pattern
from .states import LEADING_EMOJI, WORDS, State

_KEY = r"keys?|codes?|symbols?|markers?|marks|icons|indicators?|values?|states?|meanings?"
_LABEL = pattern(
    r"[\W\d_]*(?:(?:the|status|state|checkbox|task|item|checklist|symbol|colou?r|emoji|icon|box|mark|progress)(?:es)?\s+)*?"
    rf"(?:(?P<sure>legends?|notation|how to read(?: (?:this|the)(?: \w+)?)?|图例|مفتاح(?: الرموز)?"
    rf"|(?:status|checkbox(?:es)?|symbol|colou?r|emoji|icon|box) (?:{_KEY}))|key|symbols?|markers?|icons)"
    r"[*_`\s]*(?:[:：][*_`\s]*(?P<tail>.*)|[\W_]*)",
    re.IGNORECASE,
)
_WORDS = r"(?:[^`\[\],;|·•/]|(?<=\w)/(?=\w))+"
_INLINE = pattern(rf"`?\[([^\[\]\r\n]\ufe0f?)\]`?[\s*_]*(?:[=:–—→-]+\s*)?({_WORDS})")
_INLINE_EMOJI = pattern(
    rf"({LEADING_EMOJI.pattern})[\s*_]*(?:[=:–—→-]+\s*)?(\w[^,;|·•]*?)"
    rf"(?=\s*(?:[,;|·•]|/ |$|{LEADING_EMOJI.pattern}))"
)
_MEANING_HEADER = pattern(
    r"\W*(?:meaning|means|description|definition|explanation|说明|المعنى)\W*", re.IGNORECASE
)

_SURE_HEADER = pattern(r"\W*(?:meaning|means|definition|المعنى)\W*", re.IGNORECASE)
_MARK_HEADER = pattern(
    r"\W*(?:status|state|symbol|mark|marker|icon|emoji|box|checkbox|legend|code|الحالة|状态|符号)?\W*",
    re.IGNORECASE,
)
_REMARK = pattern(r"\s[-–—]\s|[(:;,–—]")
_BLANKS = " \t*_"
_LONGEST_LABEL = 300
"""Characters in which a label stands, its tail not counted: patterns are not let loose on more."""

_GOOD = "done|complete|finish|checked|verified|tested|fixed|resolved"
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
    (
        State.FAILED,
        r"fail|missing|not (?:met|ready|implemented|working|ok|passed|passing|available)\b|rejected|broken",
    ),
    (
        State.TODO,
        rf"not (?:yet )?(?:started|begun|run|{_GOOD})|to-?\s?do\b|open\b|pending|planned|incomplete",
    ),
    (
        State.DOING,
        r"progress|doing|ongoing|partial|partly|started|wip\b|under ?way|half|review|placeholder|attention",
    ),
    (
        State.DONE,
        rf"(?<!not )(?<!never )(?<!yet )(?:{_GOOD}|pass|yes\b|ready|ok\b|implemented|met\b|working)",
    ),
)
_MEANING_RES = tuple((state, pattern(rf"\b(?:{words})", re.IGNORECASE)) for state, words in _MEANINGS)


class Legend(NamedTuple):
    """What the marks of one document mean."""

    meanings: Mapping[str, State]
    """Mark (box character or emoji, no variation selector) to state, for what the document explains."""
    entries: tuple[tuple[int, str, str], ...]
    """(line, mark, words) of each entry; lines are 1-based."""

    def state_of(self, mark: str, default: State) -> State:
        """The state of a mark: what the legend says, else ``default``."""
        return self.meanings.get(mark.removesuffix("\ufe0f"), default)


NO_LEGEND = Legend({}, ())


class Label(NamedTuple):
    """Words that announce a legend: ``**Status Legend**:``, ``## Key``."""

    sure: bool
    """Whether they can announce nothing else."""
    tail: str
    """What stands behind the colon on the same line."""


def label_in(text: str) -> Label | None:
    """The label that a heading or a line is, None where it is none."""
    match = _LABEL.fullmatch(text[:_LONGEST_LABEL].rstrip())
    if match is None or (len(text) > _LONGEST_LABEL and match["tail"] is None):
        return None
    tail = text[match.start("tail") :].rstrip() if match["tail"] else ""
    return Label(match["sure"] is not None, tail)


def meaning(words: str) -> State | None:
    """The state that a legend's words speak of."""
    plain = words.strip().strip("*_`.").lower()
    if plain in WORDS:
        return WORDS[plain]
    for state, meant in _MEANING_RES:
        if meant.search(plain):
            return state
    return None


def entries_of_text(text: str, line: int) -> list[LegendEntry]:
    """Entries of a line of prose: ``[ ] Not started, [~] In progress`` or ``✅ done · ❌ missing``."""
    if len(text) > _LONGEST_LABEL:
        text = " ".join(text.split())
    pattern = _INLINE if _INLINE.search(text) else _INLINE_EMOJI
    return [LegendEntry(line, m[1], m[2].strip(_BLANKS)) for m in pattern.finditer(text)]


def explains(entries: Sequence[LegendEntry], *, sure: bool) -> bool:
    """Whether these entries explain marks instead of having them: each mark once, words that mean states.

    ``sure`` tells that the words need not be known, because nothing but a legend was announced.
    """
    marks = {entry.mark.removesuffix("\ufe0f") for entry in entries}
    if not entries or len(marks) < len(entries) or any(len(entry.meaning) > 90 for entry in entries):
        return False
    return sure or 2 * sum(meaning(entry.meaning) is not None for entry in entries) >= len(entries)


def explaining(entries: Sequence[LegendEntry], *, sure: bool) -> Sequence[LegendEntry]:
    """The entries at a list's beginning that explain marks: all, some before a mark comes again, or none.

    Where nothing but a legend was announced, a mark may come again beside the name of another state: it was
    ticked along with the work, and is no work for that.
    """
    if explains(entries, sure=sure):
        return entries
    first: dict[str, State] = {}
    named: set[State] = set()
    for number, entry in enumerate(entries):
        state = meaning(entry.meaning)
        again = entry.mark in first
        if state is None or (again and not (sure and state not in named and _was_ticked(entry, first))):
            return entries[:number] if number > 1 and again else ()
        first.setdefault(entry.mark, state)
        named.add(state)
    return entries if len(first) < len(entries) and all(len(entry.meaning) <= 90 for entry in entries) else ()


def _was_ticked(entry: LegendEntry, first: Mapping[str, State]) -> bool:
    """Whether an entry whose mark comes again explains a state, instead of being work behind a legend."""
    return first[entry.mark] is not box_state(entry.mark) or _names_state(entry.meaning)


def _names_state(words: str) -> bool:
    """Whether words are a state's name and nothing else, but for what stands behind a sign."""
    plain = words.strip().strip("*_`.").lower()
    return plain in WORDS or _REMARK.split(plain, maxsplit=1)[0].strip() in WORDS


def explains_itself(text: str, line: int) -> list[LegendEntry]:
    """The entries of a line that is nothing but a legend: ``✅ Done | ⚠️ Partial | ❌ Missing``; else none."""
    entries = entries_of_text(text, line)
    rest = text
    for entry in entries:
        rest = rest.replace(entry.mark, "", 1).replace(entry.meaning, "", 1)
    known = all(meaning(entry.meaning) and not re.search(r"\d", entry.meaning) for entry in entries)
    return (
        entries
        if len(entries) > 1 and known and not re.search(r"\w", rest) and explains(entries, sure=True)
        else []
    )


def entries_of_table(names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> list[LegendEntry]:
    """An entry for each row of (line, cells) whose first cell shows a mark; the words are in the others."""
    found = []
    column = next((i for i, name in enumerate(names) if i and _MEANING_HEADER.fullmatch(name)), 1)
    for line, cells in rows:
        read = read_cell(cells[0].strip("` "), words=False) if len(cells) > 1 else None
        if read is not None:
            emoji = LEADING_EMOJI.match(read.mark)
            words = cells[column] if column < len(cells) else ""
            if meaning(words) is None:
                words = next((cell for cell in cells[1:] if meaning(cell)), words)
            found.append(LegendEntry(line, emoji[0] if emoji else read.mark, words.strip()))
    return found


def is_legend_header(names: Sequence[str]) -> bool:
    """Whether a table with these column names may explain marks: ``Status | Description``."""
    return (
        2 <= len(names) <= 4
        and any(_MEANING_HEADER.fullmatch(name) for name in names[1:])
        and _MARK_HEADER.fullmatch(names[0]) is not None
    )


def names_meaning(names: Sequence[str]) -> bool:
    """Whether a column is called Meaning, which nothing but a legend has."""
    return any(_SURE_HEADER.fullmatch(name) for name in names[1:])


def legend_of(entries: Iterable[tuple[int, LegendEntry]]) -> Legend:
    """The legend of a document from its entries, each with the line (0-based) where its part begins.

    A mark of which it says two different things means what it means elsewhere.
    """
    shown = [(base + entry.line + 1, entry.mark, entry.meaning) for base, entry in entries]
    said = states_said(shown)
    meanings = {mark: next(iter(states)) for mark, states in said.items() if len(states) == 1}
    for mark, twin in ("xX", "Xx"):
        if mark in meanings and twin not in said:
            meanings[twin] = meanings[mark]
    return Legend(meanings, tuple(shown)) if shown else NO_LEGEND


def states_said(entries: Iterable[tuple[int, str, str]]) -> dict[str, dict[State, int]]:
    """For each mark (no variation selector) the states that entries give it, each with its first line."""
    said: dict[str, dict[State, int]] = {}
    for line, mark, words in entries:
        state = meaning(words)
        if state is not None:
            said.setdefault(mark.removesuffix("\ufe0f"), {}).setdefault(state, line)
    return said
