"""Requests as plain data, and what is refused when it is none."""

import json
from typing import Any

import pytest

from checkdown import AddItem, Attach, Intent, ItemRef, SetState, State, Together

REF = ItemRef("abc", "Redis", 3, "Services", 1)


def test_a_request_is_json() -> None:
    intent = Together(
        (SetState(REF, State.BLOCKED, "why"), AddItem(None, 0, "new"), AddItem(REF, 0, "x")), "all"
    )
    assert Intent.from_json(json.loads(json.dumps(intent.to_json()))) == intent


def test_what_an_older_version_did_not_write_has_its_default() -> None:
    written = {"kind": "attach", "item": {"id": "abc", "text": "Redis", "line": 3}, "reference": "a.md"}
    assert Intent.from_json(written) == Attach(ItemRef("abc", "Redis", 3), "a.md")


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"kind": "nothing"},
        {"kind": ["set-state"]},
        {"kind": "set-state", "item": None, "state": "done"},
        {"kind": "set-state", "item": {"id": "a"}, "state": "done"},
        {"kind": "set-state", "item": {"id": "a", "text": "b", "line": "3"}, "state": "done"},
        {"kind": "set-state", "item": {"id": "a", "text": "b", "line": 3}, "state": "ready"},
        {"kind": "set-state", "item": {"id": "a", "text": "b", "line": 3}},
        {"kind": "reword", "item": {"id": "a", "text": "b", "line": 3}, "text": 7},
        {"kind": "track-list", "line": "7"},
        {"kind": "together", "intents": [{"kind": "nothing"}]},
        {"kind": "together", "intents": 3},
        [],
        "set-state",
    ],
    ids=str,
)
def test_anything_else_is_no_request(written: Any) -> None:
    with pytest.raises(ValueError):
        Intent.from_json(written)
