"""One edit of a session, as a value: what it does, on which text, and what the journal keeps of it.

Where a step goes in a text that others have changed is ``merging``'s business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checkdown import (
    CheckdownError,
    Checklist,
    Edit,
    Intent,
    ItemRef,
    SetState,
    Source,
    Splice,
    State,
    Together,
    locate,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One edit of this session and what it needs to be taken back or carried over."""

    number: int
    """Its number in this session; the step keeps it when it is carried to a newer text."""
    edit: Edit
    """On the text ``before``."""
    before: Source
    after: Source
    was: tuple[State | None, ...] = ()
    """For each request of its intent: the state that the item had, None for a request of another kind."""
    seq: int | None = None
    """Its number in the journal, once it is written there."""

    @property
    def summary(self) -> str:
        """What it does, for a person."""
        return self.edit.summary

    def payload(self) -> dict[str, Any]:
        """What the journal keeps of it; ``remembered`` reads it back."""
        intent = self.edit.intent
        return {
            "summary": self.edit.summary,
            "intent": intent.to_json() if intent is not None else None,
            "was": [state.value if state is not None else None for state in self.was],
            "splices": [[s.line, s.column, s.old, s.new] for s in self.edit.splices],
        }


def remembered(payload: Mapping[str, Any]) -> tuple[Edit, tuple[State | None, ...]]:
    """The edit that a journal's record keeps, and what ``Step.was`` was; ValueError where it keeps none."""
    try:
        splices = tuple(Splice(int(a), int(b), str(c), str(d)) for a, b, c, d in payload["splices"])
        intent = Intent.from_json(payload["intent"]) if payload.get("intent") else None
        was = tuple(State(value) if value is not None else None for value in payload.get("was") or ())
        return Edit(splices, str(payload["summary"]), intent), was
    except (KeyError, TypeError) as problem:
        raise ValueError("the journal's record holds no edit") from problem


def requests(intent: Intent | None) -> tuple[Intent, ...]:
    """The single requests that an intent consists of, in order."""
    if isinstance(intent, Together):
        return tuple(single for inner in intent.intents for single in requests(inner))
    return (intent,) if intent is not None else ()


REFERENCES = ("item", "after")
"""The fields of a request that name an item."""


def renamed(intent: Intent | None) -> Intent | None:
    """The intent without its lines, which are not those of a newer text: items keep their ids."""
    if isinstance(intent, Together):
        return replace(intent, intents=tuple(found for i in intent.intents if (found := renamed(i))))
    if intent is None:
        return None
    refs = {name: replace(ref, line=0) for name in REFERENCES if (ref := getattr(intent, name, None))}
    return replace(intent, **(refs or ({"line": 0} if hasattr(intent, "line") else {})))


def grouped(step: Step) -> list[Step]:
    """The step as one for each item that it is about; itself alone where its requests hang together."""
    asked = requests(step.edit.intent)
    was = step.was if len(step.was) == len(asked) else (None,) * len(asked)
    groups: dict[ItemRef, list[tuple[Intent, State | None]]] = {}
    for request, state in zip(asked, was, strict=True):
        ref = getattr(request, "item", None)
        if ref is None:
            return [step]
        groups.setdefault(ref, []).append((request, state))
    if len(groups) < 2:
        return [step]
    return [_part(step, ref, group) for ref, group in groups.items()]


def _part(step: Step, ref: ItemRef, group: Sequence[tuple[Intent, State | None]]) -> Step:
    summary = f"{step.summary}: {ref.text}"
    for request, _ in group:
        if isinstance(request, SetState):
            summary = f"{request.state.value}: {ref.text}"
    intent = Together(tuple(request for request, _ in group), summary)
    return replace(step, edit=Edit((), summary, intent), was=tuple(was for _, was in group), seq=None)


def states_before(checklist: Checklist, intent: Intent) -> tuple[State | None, ...]:
    """For each request of an intent the state that its item has, as ``Step.was`` keeps it."""
    return tuple(
        _state(checklist, request.item) if isinstance(request, SetState) else None
        for request in requests(intent)
    )


def _state(checklist: Checklist, ref: ItemRef) -> State | None:
    try:
        return locate(checklist, ref).state
    except CheckdownError:
        return None


def taken_back(step: Step) -> Edit:
    """The edit that undoes a step, on the text ``step.after``.

    It has an intent where one says the same: then it can be carried to newer texts as any edit.
    """
    pairs = list(zip(requests(step.edit.intent), step.was, strict=False))
    back: list[Intent] = [
        SetState(request.item, was)
        for request, was in reversed(pairs)
        if isinstance(request, SetState) and was is not None and not request.reason
    ]
    summary = _undone(step, pairs)
    intent: Intent | None = None
    if pairs and len(back) == len(pairs):
        intent = back[0] if len(back) == 1 else Together(tuple(back), summary)
    return Edit(step.edit.inverse().splices, summary, intent)


def _undone(step: Step, pairs: Sequence[tuple[Intent, State | None]]) -> str:
    """What taking back did, told so that nobody wonders whether its arrow shows the edit or the result."""
    before, arrow, _ = step.summary.partition(" -> ")
    if not arrow:
        return f"undone: {step.summary}"
    if len(pairs) == 1:
        request, was = pairs[0]
        if isinstance(request, SetState) and was is not request.state:
            return f"undone: {request.item.text} is {before} again"
    return f'undone: "{step.summary}"'
