"""Planning again what a step asked for, on a text in which its own lines have changed.

Strict where a plan of something new need not be: which item is meant must be certain, and what others
decided meanwhile is not overruled unless the person insists.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checkdown import (
    AddressError,
    CheckdownError,
    Checklist,
    DeleteItem,
    Edit,
    EditDoesNotFit,
    Intent,
    Item,
    ItemRef,
    SetState,
    Sign,
    State,
    Together,
    Withhold,
    parse,
    plan,
)
from checkdown.edits.signing import signoff_of
from gonogo.core.workspace.placing import line_now
from gonogo.core.workspace.steps import REFERENCES, Step, requests


class Disagree(CheckdownError):
    """Both sides changed the same item, each in its own way."""


def replanned(step: Step, checklist: Checklist, *, insist: bool = False) -> Edit:
    """What the step asked for, planned here; with ``insist`` even where others decided otherwise meanwhile.

    Without splices where everything stands as asked already. Raises a CheckdownError with a sentence where
    its item is gone, is one of several alike, or was changed by others.
    """
    intent = step.edit.intent
    if intent is None:
        raise EditDoesNotFit("the lines were changed meanwhile")
    asked = [_there(request, step, checklist) for request in requests(intent)]
    if not insist:
        before = requests(intent)
        for number, request in enumerate(asked):
            was = step.was[number] if number < len(step.was) else None
            _refuse_to_overrule(before[number], request, was, checklist)
            _refuse_to_sign_over(before[number], request, step, checklist)
    whole = Together(tuple(asked), step.summary) if isinstance(intent, Together) else asked[0]
    return replace(plan(checklist, whole), summary=step.summary)


def _there(request: Intent, step: Step, checklist: Checklist) -> Intent:
    """The request with its items and lines as they are called now."""
    names = [name for name in REFERENCES if getattr(request, name, None) is not None]
    if names:
        found = {name: _reference_now(getattr(request, name), step, checklist) for name in names}
        return replace(request, **found)
    line = getattr(request, "line", None)
    if isinstance(request, Sign | Withhold):
        return replace(request, line=_signing_line(request, step, checklist))
    if line is not None:
        now: dict[str, Any] = {"line": _line_there(line, getattr(request, "at", ""), step, checklist)}
        return replace(request, **now)
    return request


def _signing_line(request: Sign | Withhold, step: Step, checklist: Checklist) -> int:
    """Where a sign-off stands here, 0 where that is not known any more: then its role alone tells it."""
    try:
        return _line_there(request.line, "", step, checklist)
    except EditDoesNotFit:
        return 0


def _line_there(line: int, at: str, step: Step, checklist: Checklist) -> int:
    """Where a line stands here, by its number, or where that is not known any more by its text ``at``."""
    if 1 <= line <= step.before.line_count:
        return line_now(line, step.before, checklist.source)
    source = checklist.source
    same = [number for number in range(1, source.line_count + 1) if source.line(number) == at] if at else []
    if len(same) != 1:
        raise EditDoesNotFit(f"{step.summary}: its line was changed meanwhile")
    return same[0]


def _reference_now(ref: ItemRef, step: Step, checklist: Checklist) -> ItemRef:
    """The reference of the same item here: by its line, where that is surely the same, else by its name."""
    try:
        if 0 < ref.line <= step.before.line_count:
            line = line_now(ref.line, step.before, checklist.source)
            here = [item for item in checklist.items_at(line) if item.text == ref.text]
            if len(here) == 1:
                return ItemRef.of(here[0])
    except EditDoesNotFit:
        pass
    return ItemRef.of(sole(checklist, ref))


def sole(checklist: Checklist, ref: ItemRef) -> Item:
    """The item of a reference that was made on an older text; AddressError where it is not certain.

    An id survives edits elsewhere, but not which of several equal items was meant.
    """
    if "~" in ref.id:
        raise AddressError(f"{ref.text!r} stands there several times, and its line was changed meanwhile")
    try:
        return checklist.find(ref.id)
    except AddressError as problem:
        many = any(item.text == ref.text for item in checklist.items)
        what = "stands there several times or elsewhere now" if many else "is gone, or was reworded"
        raise AddressError(f"{ref.text!r} {what}") from problem


def _refuse_to_overrule(before: Intent, request: Intent, was: State | None, checklist: Checklist) -> None:
    """Raise Disagree where somebody has changed the item. ``before`` is the request as it was made."""
    if isinstance(request, DeleteItem):
        raise Disagree(f"{request.item.text!r} was changed meanwhile; you removed it")
    if not isinstance(request, SetState) or not isinstance(before, SetState):
        return
    item = checklist.find(request.item.id)
    now, wanted = item.state, request.state
    if item.text != before.item.text:
        raise Disagree(f"{before.item.text!r} was reworded meanwhile: {item.text!r}")
    if now is wanted:
        if request.reason and item.reason and not item.reason.startswith(request.reason):
            raise Disagree(f"{item.text!r} is {now.value} for another reason: {item.reason}")
    elif was is not None and now is not was:
        raise Disagree(f"{item.text!r} was set to {now.value} meanwhile; you set it to {wanted.value}")


def _refuse_to_sign_over(before: Intent, request: Intent, step: Step, checklist: Checklist) -> None:
    """Raise Disagree where somebody else signed meanwhile, or said why nobody signs."""
    if not isinstance(request, Sign | Withhold) or not isinstance(before, Sign | Withhold):
        return
    was, now = signoff_of(parse(step.before), before), signoff_of(checklist, request)
    if now.name and now.name != was.name:
        raise Disagree(f"{now.role} has signed meanwhile: {now.name}")
    if now.reason and now.reason != was.reason:
        raise Disagree(f"{now.role} does not sign, somebody wrote meanwhile: {now.reason}")
