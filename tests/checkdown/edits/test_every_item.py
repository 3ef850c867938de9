"""Every item of real documents set to every state that its notation has: the state changes, nothing else.

`make test` takes some items of each document; EDIT_SWEEP=1 in the environment takes them all.
"""

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkdown import (
    Checklist,
    EditRefused,
    Item,
    ItemRef,
    Kind,
    Notation,
    SetState,
    Source,
    State,
    apply,
    parse,
    plan,
)
from tests.checkdown.edits.shape import face, whole

SWEEP = os.environ.get("EDIT_SWEEP") == "1"
_SAMPLES = sorted((Path(__file__).parents[3] / "sample_checklists").glob("*.md"))
_PIPE = re.compile(r"(?<!\\)\|")
_NO_SIGN = re.compile(r".*(?:has no sign for|would change other items|has no state of its own).*")


def _edits(checklist: Checklist, most: int) -> Iterator[tuple[Item, State, Checklist]]:
    """Each of at most so many items (the same ones each time), each state it can have, what follows."""
    items = list(checklist.items)
    if len(items) > most and not SWEEP:
        items = random.Random(len(items)).sample(items, most)
    refused: set[str] = set()
    for item in items:
        for state in State:
            try:
                edit = plan(checklist, SetState(ItemRef.of(item), state))
            except EditRefused as refusal:
                refused.add(_NO_SIGN.sub("", str(refusal)))
                continue
            after = apply(checklist, edit)
            assert bool(edit.splices) == (state is not item.state or item.notation is Notation.NONE)
            assert apply(after, edit.inverse()).source.dump() == checklist.source.dump()
            yield item, state, after
    assert refused <= {""}


def _assert_the_state_alone(item: Item, state: State, after: Checklist) -> None:
    now = after.items[item.index]
    assert now.state is state
    assert (now.kind, now.role, now.text, now.id, now.line) == (
        item.kind,
        item.role,
        item.text,
        item.id,
        item.line,
    )
    old, new = list(item.checklist.source), list(after.source)
    at = item.line - 1
    assert old[:at] == new[:at]
    assert old[at + 1 :] == new[at + 1 :]
    if item.kind is not Kind.ROW:
        left, right = old[at][: item.column - 1], old[at][item.column - 1 + len(item.mark) :]
        assert new[at] == left + now.mark + right
    elif state is not item.state or item.notation is Notation.NONE:
        _assert_one_cell(item, now, _PIPE.split(old[at]), _PIPE.split(new[at]))


def _assert_one_cell(item: Item, now: Item, old: list[str], new: list[str]) -> None:
    """One slot between the pipes differs, by the state and blanks; a short row has got more of them."""
    if len(new) > len(old):
        assert "|".join(new).startswith("|".join(old).rstrip())
        assert "".join(new[len(old) - 1 :]).replace(now.mark, "", 1).strip(" []\r\n") == old[-1].strip()
        return
    changed = [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    assert len(changed) == 1
    before, after = old[changed[0]].rstrip(), new[changed[0]].rstrip()
    if item.mark:
        start = item.column - 1 - sum(len(slot) + 1 for slot in old[: changed[0]])
        assert after == before[:start] + now.mark + before[start + len(item.mark) :]
    else:
        assert after.replace(now.mark, "", 1).strip(" -[]") in ("", before.strip(" -[]"))


def _sweep(checklist: Checklist, most: int) -> int:
    count = 0
    for item, state, after in _edits(checklist, most):
        _assert_the_state_alone(item, state, after)
        count += 1
        if count % 40 == 0:
            fresh = parse(Source.load(after.source.dump()))
            assert whole(fresh) == whole(after)
            others = [face(other) for other in fresh.items if other.index != item.index]
            assert others == [face(other) for other in checklist.items if other.index != item.index]
    return count


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_every_item_of_the_sample_checklists(path: Path) -> None:
    assert _sweep(parse(path.read_bytes()), 1000) > 50


@pytest.mark.parametrize("number", range(5))
def test_every_item_of_the_seeds(shared: Path, number: int) -> None:
    path = sorted((shared / "seeds").glob("*.txt"))[number]
    assert _sweep(parse(path.read_bytes()), 1000) > 50


@pytest.mark.parametrize("share", range(8))
def test_items_of_every_document_of_the_corpus(shared: Path, share: int) -> None:
    paths = sorted((shared / "corpus").glob("*.md"))
    assert sum(_sweep(parse(path.read_bytes()), 12) for path in paths[share::8]) > 100


def _many_states(seed: int) -> str:
    """A document with all the usual characters in its boxes, in lists, quotes and tables of all kinds."""
    some = random.Random(seed)
    marks = " xX~!-"
    lines = ["# Title", ""]
    if seed % 2:
        lines += ["**Legend:** `[ ]` open, `[x]` done, `[~]` skipped, `[!]` blocked, `[/]` in progress", ""]
        marks += "/"
    for section in range(4):
        lines += [f"## Section {section}", ""]
        lead = some.choice(["", "> ", "  "])
        for number in range(8):
            bullet = some.choice(["-", "*", "+", f"{number + 1}.", f"{number + 1})"])
            indent = some.choice(["", "    ", "  "])
            lines.append(f"{lead}{indent}{bullet} [{some.choice(marks)}] item {section}.{number} `a|b` [x] y")
        lines += ["", "| Check | Status | Notes |", "|---|:-:|---|"]
        shown = some.choice(
            [
                ["✅", "⚠️", "❌", "⬜"],
                ["✅ Done", "🟡 Doing", "❌ No"],
                ["Done", "TODO", "N/A"],
                ["[x]", "[ ]"],
            ]
        )
        lines += [f"| row {n} | {some.choice([*shown, ''])} | [~] and [!] |" for n in range(6)]
        lines += ["", "```", "- [ ] no item", "```", ""]
    return some.choice(["\n", "\r\n"]).join(lines)


@pytest.mark.parametrize("seed", range(12))
def test_every_item_of_documents_with_all_states(seed: int) -> None:
    checklist = parse(_many_states(seed).encode())
    assert {State.DOING, State.BLOCKED, State.DONE, State.TODO} <= {item.state for item in checklist.items}
    assert _sweep(checklist, 30 if seed else 1000) > 100
