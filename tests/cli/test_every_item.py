"""Through the command, items of whole documents set to other states and back: no other byte changes."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from checkdown import Notation, Role, State, parse
from tests.cli.conftest import Gonogo

BOXES = {State.TODO: b" ", State.DONE: b"x", State.DOING: b"~", State.BLOCKED: b"!", State.NA: b"-"}
NAMES = ["deployment", "phased-readiness", "readiness-analysis", "release-gate", "service-status"]
NTH = 3  # of a sample's items every so manieth is set


@pytest.mark.parametrize("name", NAMES)
def test_items_of_a_sample_change_in_their_state_alone(
    gonogo: Gonogo, folder: Path, samples: Path, name: str
) -> None:
    before = (samples / f"{name}.md").read_bytes()
    path = folder / "sample.md"
    path.write_bytes(before)
    rows = parse(before).items
    items = [item for item in rows if item.role is Role.ITEM or item.notation is not Notation.NONE]
    count = 0
    for item in items[:: NTH if len(items) > NTH else 1]:
        for state in BOXES:
            if state is item.state:
                continue
            assert gonogo("set", "sample.md", str(item.line), state.value).status == 0
            assert lines_but(path.read_bytes(), item.line) == lines_but(before, item.line)
            if item.notation is Notation.BOX and item.mark in " x~!-":
                old = f"[{item.mark}]".encode()
                line = before.split(b"\n")[item.line - 1].replace(old, b"[" + BOXES[state] + b"]", 1)
                assert path.read_bytes().split(b"\n")[item.line - 1] == line
                assert gonogo("set", "sample.md", str(item.line), item.state.value).status == 0
                assert path.read_bytes() == before
            path.write_bytes(before)
            count += 1
    assert count > 10


def generated(seed: int) -> bytes:
    """A document with boxes of every state in lists, quotes and odd places, its lines ending in every way."""
    chance = random.Random(seed)
    lines = ["# Generated", ""]
    for number in range(60):
        lead = chance.choice(["- ", "* ", "+ ", "1. ", "2) ", "  - ", "    - ", "> - ", "- - "])
        box = f"[{chance.choice('  xX~~!!--')}] "
        lines.append(
            f"{lead}{box}item {number} {chance.choice(['', '[x] inside', '`- [ ] code`', '✅', 'é'])}"
        )
        if chance.random() < 0.3:
            lines += chance.choice(
                [[""], ["", f"## Part {number}", ""], ["", "```", "- [ ] code", "```", ""]]
            )
    return "".join(line + chance.choice(["\n", "\n", "\r\n"]) for line in lines).encode()


@pytest.mark.parametrize("seed", range(3))
def test_items_of_a_generated_document_change_in_their_box_alone(
    gonogo: Gonogo, folder: Path, seed: int
) -> None:
    before = generated(seed)
    path = folder / "generated.md"
    path.write_bytes(before)
    items = [item for item in parse(before).items if item.notation is Notation.BOX]
    assert len(items) > 30
    starts = [0, *(at + 1 for at, byte in enumerate(before) if byte == ord("\n"))]
    for item in items[::4]:
        prefix = parse(before).source.line(item.line)[: item.column - 1].encode()
        place = starts[item.line - 1] + len(prefix)
        for state, box in BOXES.items():
            assert gonogo("set", "generated.md", str(item.line), state.value).status == 0
            same = state is item.state  # then an X stays an X
            assert path.read_bytes() == (before if same else before[:place] + box + before[place + 1 :])
            path.write_bytes(before)


def lines_but(data: bytes, line: int) -> list[bytes]:
    lines = data.split(b"\n")
    return lines[: line - 1] + lines[line:]


@pytest.fixture(scope="session")
def checker(shared: Path) -> list[str]:
    """The edit checker beside the reference documents, and a Python that has what its oracle needs."""
    python = os.environ.get("ORACLE_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import cmarkgfm"], capture_output=True, check=False).returncode:
        pytest.skip("no cmarkgfm for the oracle: name a Python that has it in ORACLE_PYTHON")
    return [python, str(shared / "tools" / "check_edit.py")]


def test_an_independent_checker_finds_no_other_byte_changed(
    checker: list[str], shared: Path, tmp_path: Path
) -> None:
    states = {" ": "todo", "x": "done", "X": "done", "~": "doing", "!": "blocked"}
    seeds = [str(path) for path in sorted((shared / "seeds").glob("*.txt"))]
    done = subprocess.run(
        [
            *checker,
            "--cmd",
            f"{sys.executable} -m gonogo set {{file}} {{line}} {{state}}",
            *("--state-map", json.dumps(states), "--mode", "extended", "--targets", "all", "--sample", "2"),
            *("--known", "--negatives", "--strict", "--tmp", str(tmp_path)),
            *("--json", str(tmp_path / "report.json")),
            *seeds,
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    failures = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["failures"]
    refused = {(f["doc"], f["line"]) for f in failures if f["check"] == "E1" and "legend" in f["why"]}
    assert [f for f in failures if (f["doc"], f["line"]) not in refused] == []
    assert done.stdout.splitlines()[-1].startswith("documents 5, items 229, edits ")
