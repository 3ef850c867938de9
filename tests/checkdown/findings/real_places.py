"""Places in real documents whose figures an independent count settles, and faults planted there.

The count is a line scan that shares nothing with the parser: it takes only sections in which every task is a
plain `- [ ]` or `- [x]` at the margin, outside of anything that could hide it, and leaves out the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TASK = re.compile(r"- \[([ x])\] (\S.*)$")
_HEADING = re.compile(r"(#{1,6}) (\S.*)$")
_HARD = re.compile(
    r"^\s*(?:```|~~~|<|>)|^\s+\S|^\s*[-*+] \[[^ x]\]|\||[✅❌⬜☐⚠✔🟢🟡🔴⏳🚧⛔🚫]|^(?:=+|-+)\s*$"
)
"""Lines that a scan cannot judge: fences, HTML, quotes, nesting, tables, other states, underlines."""
_CLAIMS = re.compile(r"\d\s?/\s?\d|%|complete|done|resolved|finished|legend|\(|\[|sign|score", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A section without sections in it, and its tasks."""

    heading: int
    """1-based line, as are all others."""
    done: tuple[int, ...]
    open: tuple[int, ...]

    @property
    def tasks(self) -> list[int]:
        return sorted((*self.done, *self.open))

    @property
    def total(self) -> int:
        return len(self.done) + len(self.open)


@dataclass(frozen=True)
class Fault:
    """A planted fault: the document with it, and where it has to be told."""

    kind: str
    rule: str
    line: int
    lines: list[str]


def places(lines: list[str]) -> Iterator[Place]:
    """The sections that the scan can judge. The title and what stands above the first heading are none."""
    if (
        any(re.match(r"\s*(?:```|~~~)", line) for line in lines)
        and sum(bool(re.match(r"(?:```|~~~)", line)) for line in lines) % 2
    ):
        return
    fenced = False
    heads: list[tuple[int, int, bool]] = []
    for number, line in enumerate(lines, 1):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line)
        if match:
            heads.append((number, len(match[1]), bool(_CLAIMS.search(match[2]))))
    for at, (number, level, claims) in enumerate(heads):
        following = heads[at + 1] if at + 1 < len(heads) else (len(lines) + 1, 0, False)
        body = list(enumerate(lines[number : following[0] - 1], number + 1))
        if claims or level == 1 or following[1] > level or any(_HARD.search(text) for _, text in body):
            continue
        if _HARD.search(lines[number - 1]):
            continue
        tasks = [(n, m[1]) for n, text in body if (m := _TASK.match(text))]
        # A task that follows a paragraph line, or goes on below, may be something else.
        if len(tasks) < 2 or len(tasks) != sum("[" in text[:4] for _, text in body):
            continue
        yield Place(
            number,
            tuple(n for n, box in tasks if box == "x"),
            tuple(n for n, box in tasks if box == " "),
        )


def _put(lines: list[str], line: int, text: str) -> list[str]:
    return [*lines[: line - 1], text, *lines[line:]]


def _behind(lines: list[str], line: int, *texts: str) -> list[str]:
    return [*lines[:line], *texts, *lines[line:]]


def right(lines: list[str], place: Place) -> Iterator[list[str]]:
    """The document with claims at a place that are so: nothing may be said of them."""
    head, count = lines[place.heading - 1], len(place.done)
    yield _put(lines, place.heading, f"{head} ({count}/{place.total})")
    yield _put(lines, place.heading, f"{head} [{count}/{place.total}]")
    if not place.open:
        yield _put(lines, place.heading, f"{head} ✅")
    if not place.done:
        yield _put(lines, place.heading, f"{head} ❌")


Plant = Callable[[list[str], Place], Iterator[Fault]]


def faults(lines: list[str], place: Place) -> Iterator[Fault]:
    """The document with one fault at a place, one after the other."""
    head, at = lines[place.heading - 1], place.heading
    count, total = len(place.done), place.total
    other = count - 1 if count else 1
    yield Fault("score", "score-mismatch", at, _put(lines, at, f"{head} ({other}/{total})"))
    yield Fault("cookie", "cookie-mismatch", at, _put(lines, at, f"{head} [{other}/{total}]"))
    yield Fault("cookie whole", "cookie-mismatch", at, _put(lines, at, f"{head} [{count}/{total + 1}]"))
    share = (200 * count + total) // (2 * total)
    wrong = share + 20 if share < 70 else share - 20
    yield Fault("share", "score-mismatch", at, _put(lines, at, f"{head} - {wrong}% complete"))
    if place.open:
        yield Fault("tick", "heading-mark-mismatch", at, _put(lines, at, f"{head} ✅"))
        yield Fault("resolved", "heading-mark-mismatch", at, _put(lines, at, f"{head} - ALL RESOLVED"))
    else:
        yield Fault("cross", "heading-mark-mismatch", at, _put(lines, at, f"{head} ❌"))
    task = place.tasks[0]
    text = lines[task - 1]
    words = text[6:]
    below = lines[task] if task < len(lines) else ""
    yield Fault("box closed", "malformed-box", task, _put(lines, task, f"- [] {words}"))
    yield Fault("box glued", "malformed-box", task, _put(lines, task, f"-[x] {words}"))
    yield Fault("box blank", "malformed-box", task, _put(lines, task, f"- [ x] {words}"))
    yield Fault("text glued", "malformed-box", task, _put(lines, task, f"- [x]{words}"))
    yield Fault("character", "unknown-state", task, _put(lines, task, f"- [%] {words}"))
    yield Fault("blocked", "blocked-without-reason", task, _put(lines, task, f"- [!] {words}"))
    yield Fault("twice", "duplicate-item", task + 1, _behind(lines, task, text))
    yield Fault(
        "anchor", "missing-anchor", task, _put(lines, task, f"{text} ([see](#no-heading-is-called-so))")
    )
    if not below.strip() or _TASK.match(below):
        inner = _behind(_put(lines, task, f"- [x] {words}"), task, "  - [ ] a first half of it")
        yield Fault("child", "parent-mismatch", task, inner)
    last = place.tasks[-1]
    table = ["", "| Suite | Passed |", "|---|---|", "| One | 3/4 |", "| Two | 5/6 |"]
    if last < len(lines) and not lines[last].strip():
        end = last + len(table) + 1
        yield Fault("total", "total-mismatch", end, _behind(lines, last, *table, "| **Total** | 9/10 |", ""))
        rate = ["", "| Suite | Passed | Rate |", "|---|---|---|"]
        yield Fault(
            "rate", "percentage-mismatch", last + 4, _behind(lines, last, *rate, "| One | 3/4 | 70% |", "")
        )
        mark = ["", "| Check | Status |", "|---|---|"]
        yield Fault(
            "word", "mark-word-mismatch", last + 4, _behind(lines, last, *mark, "| One | ✅ Missing |", "")
        )
        sign = "- Engineering Lead: _________ Date: 2026-11-01"
        yield Fault("dated", "signoff-without-name", last + 2, _behind(lines, last, "", sign, ""))
