"""The words of a verdict: what a value such as `❌ NOT READY FOR PRODUCTION` says, and how it says the other.

Words that are not known (`HOLD`, `CONDITIONAL GO`), or that go on to say something else (`Not ready yet`),
are not understood; whoever asks tells so and leaves them alone. Where a document says its verdict is
`verdicts`' to know.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS: tuple[tuple[str, bool, str], ...] = (
    (r"not\s+(?:yet\s+)?ready", False, "READY"),
    (r"not\s+(?:yet\s+)?production[ -]ready", False, "PRODUCTION READY"),
    (r"production[ -]ready", True, "NOT READY"),
    (r"ready", True, "NOT READY"),
    (r"not\s+(?:yet\s+)?approved", False, "APPROVED"),
    (r"rejected", False, "APPROVED"),
    (r"approved", True, "REJECTED"),
    (r"(?:do\s+not|don['’]t)\s+ship(?:\s+it)?", False, "SHIP"),
    (r"ship(?:\s+it)?", True, "DO NOT SHIP"),
    (r"no[ -]?go", False, "GO"),
    (r"go(?:[ -]live)?", True, "NO-GO"),
    (r"yes", True, "NO"),
    (r"no", False, "YES"),
)
"""Words, whether they say GO, and what says the other; the first that fits counts."""
_FOR = (
    r"[ \t]+(?:for|to|in|into)[ \t]+(?:the[ \t]+)?"
    r"(?:production|prod|launch|release|deploy(?:ment)?|go[ -]?live|ship)\b.*"
)
_MARKS = "✅✔☑🟢❌✗✘🔴⛔🚫🚀🎉🟡⚠\ufe0f"
_REST = re.compile(
    rf"[*_`\s{_MARKS}]*(?:$|[(\[|].*|[,;.!:—–-]+(?:[\s*_].*|$))|{_FOR}", re.IGNORECASE | re.DOTALL
)
"""What may stand behind the words: nothing, an aside, or for what it is."""
_SIGN = re.compile(r"[✅✔☑🟢❌✗✘🔴⛔🚫🟡⚠⏳]\ufe0f?")
_YES_SIGNS, _NO_SIGNS = "✅✔☑🟢", "❌✗✘🔴⛔🚫"
_SIGNS = {True: "✅", False: "❌"}
_LEAD = re.compile(r"[\W_]*")
_OPTION = (
    r"(?:(?:conditional(?:ly)?\s+)?(?:not\s+(?:yet\s+)?)?(?:production[ -])?(?:ready|approved)|rejected"
    r"|conditional(?:\s+go)?|no[ -]?go|go|do\s+not\s+ship|ship|hold|defer(?:red)?|postponed?|yes|no)"
)
_CHOICE = re.compile(rf"(?<![\w-]){_OPTION}(?:[ \t]*(?:/|\||\bor\b)[ \t]*{_OPTION})+(?![\w-])", re.IGNORECASE)
_SPLIT = re.compile(r"[ \t]*(?:/|\||\bor\b)[ \t]*", re.IGNORECASE)
_WAITING = r"[⬜☐⏳⚠🟡]\ufe0f?"
_BLANK = re.compile(
    rf"(?P<lead>[*_`\s]*?)(?P<sign>{_WAITING}[ \t]*)?"
    rf"(?P<blank>_{{3,}}|\[[^\]]*\](?!\())|(?P<only>{_WAITING})\s*$"
)
_LATER = re.compile(
    rf"(?P<lead>[*_`\s]*)(?P<sign>{_WAITING}[ \t]*)?(?P<blank>\b(?:pending|tbd|tba|undecided|open|maybe)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+(?:by|until)\s+[\w./-]+", re.IGNORECASE)
"""Until when it waits, which is nothing to say of a verdict."""
_BOX = re.compile(r"(?P<box>\[[ xX✓✔]?\]|\([ xX]\)|[☐☑☒⬜🔲✅]\ufe0f?)[ \t]*(?P<words>[^\[\]☐☑☒⬜🔲✅]*)")
_TICKED = ("x", "X", "✓", "✔", "☑", "☒", "✅")


class _Box(NamedTuple):
    """One answer of several, with its box."""

    start: int
    text: str
    says: bool | None

    @property
    def ticked(self) -> bool:
        return any(tick in self.text for tick in _TICKED)


def read(value: str) -> bool | None:
    """Whether a value says GO or NO-GO; None where it says neither, or both."""
    boxes = _boxes(value)
    if boxes:
        ticked = [box for box in boxes if box.ticked]
        return ticked[0].says if len(ticked) == 1 else None
    if _choice_at_head(value) is not None:
        return None
    found = _words(value)
    return found[1] if found is not None else _sign_alone(value)


def said(value: str, go: bool) -> str | None:
    """The value with this verdict in it, itself where it says so; None where it is not understood."""
    if read(value) is go:
        return value
    new = _new(value, go)
    return new if new is not None and read(new) is go else None


def undecided(value: str) -> str:
    """The value of a document that nobody decided about yet; itself where it does not say GO.

    READY becomes NOT READY and GO becomes NO-GO; other words become TBD, and boxes are cleared.
    """
    if read(value) is not True:
        return value
    boxes = _boxes(value)
    if boxes:
        empty = next((box.text for box in boxes if box.text[0] in "☐⬜🔲"), "⬜")
        for box in reversed(boxes):
            if box.ticked:
                value = value[: box.start] + _cleared(box.text, empty) + value[box.start + len(box.text) :]
        return value
    found = _words(value)
    if found is None:
        return _SIGN.sub("⬜", value)
    if in_words(value):
        return said(value, False) or value
    match = found[0]
    return _SIGN.sub("⏳", value[: match.start()]) + "TBD" + value[match.end() :]


def in_words(value: str) -> bool:
    """Whether a value says READY or GO, or the opposite, in such words alone."""
    found = None if _boxes(value) else _words(value)
    return found is not None and re.search(r"ready|go\b|ship", found[0][0], re.IGNORECASE) is not None


def _new(value: str, go: bool) -> str | None:
    boxes = _boxes(value)
    if boxes:
        return _boxed(value, boxes, go)
    choice = _choice_at_head(value)
    if choice is not None:
        return _filled(value, choice.start(), choice.end(), value, go)
    blank = _BLANK.match(value)
    if blank is not None:
        start = blank.start("sign" if blank["sign"] else "only" if blank["only"] else "blank")
        return _filled(value, start, blank.end(), value[blank.start() :], go, signed=bool(blank["sign"]))
    later = _LATER.match(value)
    by = _BY.match(value, later.end()) if later is not None else None
    if later is not None and (by or _REST.fullmatch(value[later.end() :])):
        start = later.start("sign" if later["sign"] else "blank")
        return _filled(value, start, (by or later).end(), "", go, signed=bool(later["sign"]))
    found = _words(value)
    if found is None:
        return _SIGN.sub(_SIGNS[go], value) if _sign_alone(value) is not None else None
    match, _, other = found
    before, after = value[: match.start()], value[match.end() :]
    sign = re.match(rf"[\s*_]*(?:{_SIGN.pattern})", after)
    if sign is not None:
        after = _SIGN.sub(_SIGNS[go], sign[0]) + after[sign.end() :]
    return _SIGN.sub(_SIGNS[go], before) + _as_written(other, match[0]) + after


def _filled(value: str, start: int, end: int, offered: str, go: bool, *, signed: bool = False) -> str:
    """The value with the verdict for what stands between start and end, in the words that are offered."""
    choice = _CHOICE.search(offered)
    options = _SPLIT.split(choice[0]) if choice is not None else []
    word = next((each for each in options if read(each) is go), "GO" if go else "NO-GO")
    return value[:start] + (f"{_SIGNS[go]} " if signed else "") + word + value[end:]


def _as_written(word: str, like: str) -> str:
    if like.isupper():
        return word
    return word.capitalize() if like[0].isupper() else word.lower()


def _words(value: str) -> tuple[re.Match[str], bool, str] | None:
    """The words of the verdict, what they say, and what says the other."""
    lead = _LEAD.match(value)
    at = lead.end() if lead is not None else 0
    for pattern, go, other in _WORDS:
        match = re.compile(rf"{pattern}(?![\w-]|\s*/)", re.IGNORECASE).match(value, at)
        if match is not None:
            return (match, go, other) if _REST.fullmatch(value[match.end() :]) else None
    return None


def _sign_alone(value: str) -> bool | None:
    if not _LEAD.fullmatch(value):
        return None
    signs = {sign in _YES_SIGNS for sign in value if sign in _YES_SIGNS + _NO_SIGNS}
    return signs.pop() if len(signs) == 1 else None


def _choice_at_head(value: str) -> re.Match[str] | None:
    """A choice that nobody has made: `GO / NO-GO`."""
    match = _CHOICE.search(value)
    return match if match is not None and re.fullmatch(r"[*_`\s]*", value[: match.start()]) else None


def _boxes(value: str) -> list[_Box]:
    """The boxes to tick of `[ ] GO [ ] NO-GO`; none where the value is no such choice."""
    found = [_Box(match.start("box"), match["box"], _plain(match["words"])) for match in _BOX.finditer(value)]
    if not found or not re.fullmatch(r"[*_`\s]*", value[: found[0].start]):
        return []
    if all(box.says is None for box in found) or (len(found) == 1 and found[0].text[0] in "✅☑☒"):
        return []
    return found


def _plain(words: str) -> bool | None:
    found = _words(words.strip(" \t*_`/|,;·•"))
    return found[1] if found is not None else None


def _boxed(value: str, boxes: list[_Box], go: bool) -> str | None:
    """The value with the one box ticked that says it, and no other."""
    if sum(box.says is go for box in boxes) != 1:
        return None
    empty = next((box.text for box in boxes if box.text[0] in "☐⬜🔲"), "⬜")
    for box in reversed(boxes):
        ticked = box.says is go
        if ticked is not box.ticked:
            new = _ticked(box.text) if ticked else _cleared(box.text, empty)
            value = value[: box.start] + new + value[box.start + len(box.text) :]
    return value


def _ticked(box: str) -> str:
    if box[0] in "[(":
        return f"{box[0]}x{box[-1]}"
    return "☑" if box[0] in "☐" else "✅"


def _cleared(box: str, empty: str) -> str:
    if box[0] in "[(":
        return f"{box[0]} {box[-1]}"
    return empty if box[0] == "✅" else "☐"
