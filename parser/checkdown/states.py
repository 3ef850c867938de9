"""The states that an item can have and how documents write them.

The words, emoji and box characters here are those of DESIGN and of real documents; a document's own
legend outranks them (see ``legend``). Nothing here reads a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from .patterns import pattern


class State(StrEnum):
    """What an item has come to."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    BLOCKED = "blocked"
    FAILED = "failed"
    NA = "na"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What an item is in the document."""

    TASK = "task"
    ROW = "row"
    MARK = "mark"


class Role(StrEnum):
    """What an item is to its document; only ``ITEM`` is work."""

    ITEM = "item"
    TOTAL = "total"
    SUMMARY = "summary"
    VERDICT = "verdict"


class Notation(StrEnum):
    """How a state is written where it stands."""

    BOX = "box"
    EMOJI = "emoji"
    EMOJI_WORD = "emoji-word"
    WORD = "word"
    STRUCK = "struck"
    NONE = "none"


BOXES: dict[str, State] = {
    " ": State.TODO,
    "x": State.DONE,
    "X": State.DONE,
    "~": State.DOING,
    "!": State.BLOCKED,
    "-": State.NA,
}

EMOJI: dict[str, State] = {
    "✅": State.DONE,
    "✔": State.DONE,
    "✓": State.DONE,
    "☑": State.DONE,
    "🟢": State.DONE,
    "🎉": State.DONE,
    "⚠": State.DOING,
    "🟡": State.DOING,
    "🟠": State.DOING,
    "🚧": State.DOING,
    "⏳": State.DOING,
    "⌛": State.DOING,
    "🔄": State.DOING,
    "🔶": State.DOING,
    "❌": State.FAILED,
    "✗": State.FAILED,
    "✘": State.FAILED,
    "❎": State.FAILED,
    "🔴": State.FAILED,
    "⬜": State.TODO,
    "☐": State.TODO,
    "⚪": State.TODO,
    "🔲": State.TODO,
    "📋": State.TODO,
    "📝": State.TODO,
    "⛔": State.BLOCKED,
    "🚫": State.BLOCKED,
    "⏸": State.BLOCKED,
    "➖": State.NA,
}

_WORDS: dict[State, str] = {
    State.DONE: (
        "done|complete|completed|pass|passed|passing|ok|okay|yes|ready|implemented|working|fixed|resolved|"
        "finished|approved|verified|active|deployed|available|exists|live|closed|merged|success|satisfied|"
        "met|integrated|documented|updated|configured|enabled|signed|confirmed|shipped|released|green|paid|"
        "matches|mapped|excellent|good|go|x|已完成|完成|مكتمل"
    ),
    State.DOING: (
        "in progress|in-progress|in_progress|doing|wip|ongoing|partial|partially|partly|started|underway|"
        "in review|review|at risk|conditional|needs work|needs review|draft|testing|assigned|submitted|"
        "conditional go|maybe|warning|yellow|进行中|قيد التنفيذ"
    ),
    State.TODO: (
        "todo|to do|to-do|not started|pending|open|planned|not run|not yet|not done|not tested|not verified|"
        "tbd|queued|backlog|future|scheduled|required|manual|待办|未开始"
    ),
    State.BLOCKED: "blocked|blocker|on hold|on-hold|waiting|paused|stalled",
    State.FAILED: (
        "fail|failed|failing|missing|no|not implemented|incomplete|broken|rejected|not ready|not met|"
        "overdue|error|absent|not available|unavailable|no-go|no go|nogo|red|未完成"
    ),
    State.NA: (
        "n/a|na|not applicable|not needed|not required|skipped|skip|deferred|cancelled|canceled|"
        "won't do|wont do|wontfix|out of scope|none needed"
    ),
    State.UNKNOWN: "unknown|unclear|not assessed|untested|not known|unverified|not checked|?",
}

WORDS: dict[str, State] = {word: state for state, words in _WORDS.items() for word in words.split("|")}

WRITTEN_WORD: dict[State, str] = {
    State.TODO: "Todo",
    State.DOING: "In Progress",
    State.DONE: "Done",
    State.BLOCKED: "Blocked",
    State.FAILED: "Failed",
    State.NA: "N/A",
    State.UNKNOWN: "Unknown",
}
"""The word that is written where a column uses words and shows no example of its own."""

WRITTEN_EMOJI: dict[State, str] = {
    State.TODO: "⬜",
    State.DOING: "⚠️",
    State.DONE: "✅",
    State.BLOCKED: "⛔",
    State.FAILED: "❌",
    State.NA: "➖",
    State.UNKNOWN: "❓",
}

WRITTEN_BOX: dict[State, str] = {
    State.TODO: " ",
    State.DONE: "x",
    State.DOING: "~",
    State.BLOCKED: "!",
    State.NA: "-",
}
"""Box characters; failed and unknown have none by default."""

EMOJI["❓"] = State.UNKNOWN
EMOJI["❔"] = State.UNKNOWN

WORD_LENGTHS = sorted({len(word) for word in WORDS}, reverse=True)
"""Lengths that state words have, the longest first: looking a word up costs nothing at start-up, a pattern
of two hundred alternatives 2 ms."""

LEADING_EMOJI = pattern(f"[{''.join(EMOJI)}]\ufe0f?")
"""A status emoji (each is one character) with its variation selector; callers anchor it with ``match``."""


def words_at(text: str, start: int) -> Iterator[int]:
    """Where the state words that stand at ``start`` end, in any case, the longest first."""
    for length in WORD_LENGTHS:
        if text[start : start + length].lower() in WORDS and start + length <= len(text):
            yield start + length


def emoji_state(mark: str) -> State | None:
    """The default state of an emoji, its variation selector ignored."""
    return EMOJI.get(mark.removesuffix("\ufe0f"))
