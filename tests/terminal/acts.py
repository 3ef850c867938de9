"""Things that a person does to a checklist, each with what it must leave in the file.

`do` presses the keys in an open application; `ask` says the same of the bytes. Neither knows the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from tests.terminal.asked import Asked
from tests.terminal.session import Session

_BEFORE_TEXT = re.compile(r"^[ >]*(?:(?:[-*+]|\d+[.)]) )?(?:\[.\] |[✅❌⬜] |\| )?[*~]*")
ROOM, ROOM_IN_ROW = 24, 13
"""Characters of an item's text that are typed to find it, and can be seen in the narrowest list."""


def today() -> str:
    """The date here, as it is written."""
    return datetime.now().astimezone().date().isoformat()


def who_and_when(author: str) -> str:
    """What is written behind a reason or a piece of evidence."""
    return f"{today()}, {author}" if author else today()


@dataclass(frozen=True)
class Act:
    """Something that is done to the item on one line."""

    place: int | str
    """The item's line: its number, or a text that stands on no other line."""

    def words(self, asked: Asked) -> str:
        """The beginning of the item's text."""
        line = asked.line(self.place)
        room = ROOM_IN_ROW if line.startswith("|") else ROOM
        return _BEFORE_TEXT.sub("", line)[:room].partition(" |")[0].rstrip("* ")

    def do(self, session: Session, words: str) -> None:
        """Do it by keys; `words` find the item."""
        raise NotImplementedError

    def ask(self, asked: Asked, author: str) -> None:
        """Ask the bytes for it."""
        raise NotImplementedError


@dataclass(frozen=True)
class Tick(Act):
    """Tick a task with space."""

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        session.press("space")
        session.wait_state("done")

    def ask(self, asked: Asked, author: str) -> None:
        asked.box(self.place, "x")


@dataclass(frozen=True)
class Begin(Act):
    """Mark a task as in progress."""

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        session.press("~")
        session.wait_state("doing")

    def ask(self, asked: Asked, author: str) -> None:
        asked.box(self.place, "~")


@dataclass(frozen=True)
class Block(Act):
    """Mark a task as blocked, with a reason."""

    reason: str = "waiting for [x] | the *second* account"

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        session.ask("!", "Blocked: ")
        session.answer(self.reason, "Blocked: ")
        session.wait_state("blocked")

    def ask(self, asked: Asked, author: str) -> None:
        asked.box(self.place, "!")
        asked.below(self.place, f"  - blocked: {self.reason} ({who_and_when(author)})")


@dataclass(frozen=True)
class BlockRow(Block):
    """Mark a table's row as blocked, with a reason, which goes into its Notes or Evidence."""

    old: str = "✅"
    new: str = "⛔"

    def ask(self, asked: Asked, author: str) -> None:
        asked.cell(self.place, self.old, self.new)
        reason = self.reason.replace("|", r"\|")
        asked.last_cell(self.place, f"blocked: {reason} ({who_and_when(author)})")


@dataclass(frozen=True)
class SetRow(Act):
    """Set a table's row by the key of a state; the cell `old` becomes `new`."""

    key: str
    state: str
    old: str
    new: str

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        session.press(self.key)
        session.wait_state(self.state)

    def ask(self, asked: Asked, author: str) -> None:
        asked.cell(self.place, self.old, self.new)


@dataclass(frozen=True)
class SetMark(SetRow):
    """Set a bullet or a line that begins with an emoji."""

    def ask(self, asked: Asked, author: str) -> None:
        asked.mark(self.place, self.old, self.new)


@dataclass(frozen=True)
class AttachPath(Act):
    """Attach `logs/health.txt`, its name completed by the tab key."""

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        session.ask("e", "Evidence: ")
        session.terminal.write("logs/he")
        session.wait_for(" logs/health.txt")
        session.press("tab")
        session.wait_for("[health.txt](logs/health.txt)")
        session.press("enter")
        session.wait_said("attached")

    def ask(self, asked: Asked, author: str) -> None:
        asked.below(self.place, f"  - evidence: [health.txt](logs/health.txt), {who_and_when(author)}")


@dataclass(frozen=True)
class AttachUrl(Act):
    """Attach a URL to a task or a mark."""

    url: str = "https://ci.example.org/runs/71"

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        session.ask("e", "Evidence: ")
        session.terminal.write(self.url)
        session.wait_for(self.url)
        session.press("enter")
        session.wait_said("attached")

    def ask(self, asked: Asked, author: str) -> None:
        asked.below(self.place, f"  - evidence: {self.url}, {who_and_when(author)}")


@dataclass(frozen=True)
class AttachUrlToRow(AttachUrl):
    """Attach a URL to a table's row: it goes into the last cell, Evidence or Notes."""

    def ask(self, asked: Asked, author: str) -> None:
        asked.last_cell(self.place, f"{self.url}, {who_and_when(author)}")


@dataclass(frozen=True)
class Undone(Act):
    """Set a state and take it back; nothing stays in the file."""

    key: str = "-"

    def do(self, session: Session, words: str) -> None:
        session.find(words)
        before = session.cursor[0]
        session.press(self.key)
        session.terminal.wait_for(lambda _: session.cursor[0] != before)
        session.press("u")
        session.terminal.wait_for(lambda _: session.cursor[0] == before)
        session.wait_said("undone: ")

    def ask(self, asked: Asked, author: str) -> None:
        pass


@dataclass(frozen=True)
class Track(Act):
    """Give a table a Status column; the line is that of its first row."""

    rows: int

    def words(self, asked: Asked) -> str:
        """The beginning of the second cell; the first is a number."""
        return asked.line(self.place).split("|")[2].strip()[:ROOM_IN_ROW].rstrip()

    def do(self, session: Session, words: str) -> None:
        session.find(words, inside=True)
        session.ask_which("t", "Track this?")
        session.press("y")
        session.wait_gone("Track this?")
        session.wait_state("todo")

    def ask(self, asked: Asked, author: str) -> None:
        asked.column(asked.at(self.place) - 2, " Status ", "--------", *[" ⬜ "] * self.rows)
