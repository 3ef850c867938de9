"""What happened to a document, as values: an edit of ours, or a change that came in from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checkdown import Checklist, Edit, Intent, SetState, Source, Splice, State, locate
from checkdown.errors import CheckdownError


@dataclass(frozen=True, slots=True)
class Step:
    """One edit of this session and what it needs to be taken back or carried over."""

    edit: Edit
    """On the text ``before``."""
    before: Source
    after: Source
    was: State | None = None
    """For a state: what the item had."""
    seq: int | None = None
    """Its number in the journal, once it is written there."""

    @property
    def summary(self) -> str:
        """What it does, for a person."""
        return self.edit.summary

    def payload(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        intent = self.edit.intent
        return {
            "summary": self.edit.summary,
            "intent": intent.to_json() if intent is not None else None,
            "was": self.was.value if self.was is not None else None,
            "splices": [[s.line, s.column, s.old, s.new] for s in self.edit.splices],
        }


def edit_of(payload: dict[str, Any]) -> Edit:
    """The edit that a journal's record keeps; ValueError where it is none."""
    try:
        splices = tuple(Splice(int(a), int(b), str(c), str(d)) for a, b, c, d in payload["splices"])
        intent = Intent.from_json(payload["intent"]) if payload.get("intent") else None
        return Edit(splices, str(payload["summary"]), intent)
    except (KeyError, TypeError) as problem:
        raise ValueError("the journal's record holds no edit") from problem


def state_before(checklist: Checklist, intent: Intent) -> State | None:
    """The state that an item has before ``intent`` sets it; None for other requests."""
    if not isinstance(intent, SetState):
        return None
    try:
        return locate(checklist, intent.item).state
    except CheckdownError:
        return None


@dataclass(frozen=True, slots=True)
class Incoming:
    """What another program, or another gonogo, did to the file."""

    lines: tuple[str, ...]
    """A line for each item that changed: ``[ ] -> [x] Redis health check``; at most a few."""
    more: int
    """How many changed items are not among the lines."""

    @property
    def summary(self) -> str:
        """One line for a toast."""
        if not self.lines:
            return "the file was changed outside; no item is affected"
        first = self.lines[0]
        others = len(self.lines) - 1 + self.more
        return f"came in: {first}" + (f" and {others} more" if others else "")


def incoming(old: Checklist, new: Checklist, limit: int = 5) -> Incoming:
    """The items whose state differs between two readings of the file, as lines."""
    if old is new or old.parts is new.parts:
        return Incoming((), 0)
    changed = [
        part
        for index, part in enumerate(new.parts)
        if index >= len(old.parts) or part is not old.parts[index]
    ]
    if not changed:
        return Incoming((), 0)
    before = {item.id: item for item in old.items}
    lines: list[str] = []
    count = 0
    for item in new.items:
        known = before.pop(item.id, None)
        if known is None or known.mark != item.mark:
            count += 1
            if len(lines) < limit:
                lines.append(
                    f"[{known.mark}] -> [{item.mark}] {item.text}" if known else f"added {item.text}"
                )
    for item in before.values():
        count += 1
        if len(lines) < limit:
            lines.append(f"removed {item.text}")
    return Incoming(tuple(lines), count - len(lines))
