"""`gonogo list`: what it shows, for people and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BACKUP, CHECKLIST, HEALTH, LOAD, PAGING, SCAN, TWICE, Gonogo
from tests.throwaway import Repository


def items(text: str) -> list[dict[str, Any]]:
    report = json.loads(text)
    assert report["schema"] == "gonogo/list/1"
    found: list[dict[str, Any]] = report["items"]
    return found


def test_json_holds_every_item_with_the_place_of_its_state(gonogo: Gonogo, checklist: Path) -> None:
    found = items(gonogo("list", "ready.md", "--json").out)
    assert [item["line"] for item in found] == [HEALTH, BACKUP, PAGING, LOAD, SCAN, TWICE, TWICE + 1]
    lines = CHECKLIST.split("\n")
    for item in found:
        text = lines[item["line"] - 1]
        assert text[item["column"] - 1 :].startswith(item["mark"]), item
    assert {item["file"] for item in found} == {"ready.md"}


def test_json_of_a_task_says_where_it_stands_and_what_shows_it(gonogo: Gonogo, checklist: Path) -> None:
    backup = items(gonogo("list", "ready.md", "--json").out)[1]
    assert backup.pop("id")
    assert backup == {
        "file": "ready.md",
        "line": BACKUP,
        "column": 4,
        "kind": "task",
        "role": "item",
        "state": "done",
        "mark": "x",
        "text": "Backup",
        "path": ["1. First (P0) - 1-2 days"],
        "phase": "1. First (P0) - 1-2 days",
        "priority": "P0",
        "owner": "",
        "due": "",
        "signoff": False,
        "evidence": [{"kind": "path", "target": "docs/backup.md", "line": BACKUP + 1}],
        "probes": [],
        "parent": None,
    }


def test_json_names_the_item_that_another_is_nested_in(gonogo: Gonogo, folder: Path) -> None:
    (folder / "n.md").write_text("- [ ] a\n  - [ ] b\n")
    outer, inner = items(gonogo("list", "n.md", "--json").out)
    assert (outer["parent"], inner["parent"]) == (None, outer["id"])


def test_json_reads_probes_into_kind_target_and_expectations(gonogo: Gonogo, folder: Path) -> None:
    (folder / "p.md").write_text(
        "- [ ] a\n"
        "  - probe: GET `http://localhost:8080/readyz` expect status 200 expect under 2s timeout 10s\n"
        "  - probe: `ls docs` in app expect nothing\n"
        "  - probe: file `docs/rollback.md`\n"
        "  - probe: somebody looks\n"
    )
    (item,) = items(gonogo("list", "p.md", "--json").out)
    assert item["probes"] == [
        {"kind": "http", "target": "GET http://localhost:8080/readyz", "expect": ["status 200", "under 2s"]},
        {"kind": "shell", "target": "ls docs", "expect": ["nothing"]},
        {"kind": "file", "target": "docs/rollback.md", "expect": []},
        {"kind": "unknown", "target": "somebody looks", "expect": []},
    ]


def test_a_state_and_a_section_narrow_the_list(gonogo: Gonogo, checklist: Path) -> None:
    def lines(*options: str) -> list[int]:
        return [item["line"] for item in items(gonogo("list", "ready.md", "--json", *options).out)]

    assert lines("--state", "todo") == [HEALTH, TWICE, TWICE + 1]
    assert lines("--state", "blocked", "--state", "FAILED") == [PAGING, LOAD]
    assert lines("--section", "second") == [LOAD, SCAN, TWICE, TWICE + 1]
    assert lines("--section", "1") == [HEALTH, BACKUP, PAGING]
    assert lines("--section", "second", "--state", "done") == [SCAN]


def test_a_section_that_is_not_there_is_wrong_usage_and_the_others_are_named(
    gonogo: Gonogo, checklist: Path
) -> None:
    ran = gonogo("list", "ready.md", "--section", "third", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "'third'" in ran.err
    assert "2. Second (P1)" in ran.err


def test_people_see_state_place_id_text_and_why_something_is_blocked(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("list", "ready.md")
    ids = [item["id"] for item in items(gonogo("list", "ready.md", "--json").out)]
    assert ran.out.split("\n")[:8] == [
        "ready.md  Ready",
        "",
        "1. First (P0) - 1-2 days",
        f" 7  todo     {ids[0]}    Health check",
        f" 8  done     {ids[1]}    Backup",
        f"10  blocked  {ids[2]}    Paging",
        " " * 25 + "no contract (2026-10-05, Operations lead)",
        "",
    ]
    assert (ran.status, ran.err) == (0, "")


def test_equal_items_are_told_apart_by_id(gonogo: Gonogo, checklist: Path) -> None:
    first, second = items(gonogo("list", "ready.md", "--json").out)[-2:]
    assert first["id"].endswith("~1")
    assert second["id"] == first["id"].replace("~1", "~2")


def test_a_named_file_may_have_any_suffix(gonogo: Gonogo, folder: Path) -> None:
    (folder / "ready.txt").write_text("- [ ] a\n")
    assert len(items(gonogo("list", "ready.txt", "--json").out)) == 1


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_still_shown(
    gonogo: Gonogo, checklist: Path
) -> None:
    ran = gonogo("list", "missing.md", "ready.md", "--json")
    assert ran.status == 4
    assert len(items(ran.out)) == 7
    assert "missing.md" in ran.err
    assert ran.err.count("\n") == 1


def test_a_byte_that_is_no_utf8_stays_readable_in_json(gonogo: Gonogo, folder: Path) -> None:
    (folder / "b.md").write_bytes(b"- [ ] caf\xe9 \xe2\x9c\x85\n")
    ran = gonogo("list", "b.md", "--json")
    assert ran.out.isascii()
    assert items(ran.out)[0]["text"] == "caf\udce9 \u2705"


TOTALLED = """\
| Area | Score | Result |
|------|-------|--------|
| API | 5/5 | ✅ |
| Data | 4/5 | ⬜ |
| **TOTAL** | **9/10** | **90%** |
"""


def test_a_total_without_a_state_is_listed_but_is_nothing_to_do(gonogo: Gonogo, folder: Path) -> None:
    (folder / "t.md").write_text(TOTALLED, encoding="utf-8")
    assert [item["line"] for item in items(gonogo("list", "t.md", "--json").out)] == [3, 4, 5]
    assert [item["line"] for item in items(gonogo("list", "t.md", "--state", "todo", "--json").out)] == [4]
    assert "TOTAL" not in gonogo("list", "t.md", "--state", "todo").out
    told = [(item["role"], item["state"]) for item in items(gonogo("list", "t.md", "--json").out)]
    assert told == [("item", "done"), ("item", "todo"), ("total", None)]
    row = next(line for line in gonogo("list", "t.md").out.split("\n") if "TOTAL" in line)
    assert "todo" not in row


def test_what_blocked_a_done_item_is_told_as_past(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("set", "ready.md", str(PAGING), "done").status == 0
    assert "was blocked: no contract" in gonogo("list", "ready.md").out
    assert "  - blocked: no contract" in checklist.read_text(encoding="utf-8")


CONFLICTED = """\
# Launch

<<<<<<< HEAD
- [x] Redis
||||||| base
- [ ] Redis
=======
- [~] Redis
>>>>>>> theirs

## Later

<<<<<<< HEAD
Some words
=======
Other words
>>>>>>> theirs
"""


@pytest.mark.parametrize("command", ["list", "status"])
def test_a_file_in_conflict_is_said_to_be_and_markers_are_no_headings(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    repository.write("launch.md", CONFLICTED)
    monkeypatch.chdir(repository.folder)
    for place in ("launch.md", "."):
        ran = gonogo(command, place)
        assert ran.status == 0
        assert "launch.md is in conflict (lines 3, 13)" in ran.err
        assert not set("<>|") & set(ran.out.replace(" > ", ""))
    found = items(gonogo("list", "launch.md", "--json").out)
    read = [(item["line"], item["state"], item["path"]) for item in found]
    assert read == [(4, "done", []), (8, "doing", [])]


TABLED = """\
# Launch

| Check | Status |
|---|---|
| DNS | ✅ |
| TLS | ❌ |
| Mail | ❌ |
"""


def test_ids_of_a_table_in_conflict_are_those_that_the_history_knows(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("launch.md", TABLED)
    repository.commit("Begin")
    repository.git("checkout", "-q", "-b", "side")
    repository.write("launch.md", TABLED.replace("| TLS | ❌ |", "| TLS | ⛔ |"))
    repository.commit("On the side")
    repository.git("checkout", "-q", "main")
    repository.write("launch.md", TABLED.replace("| TLS | ❌ |", "| TLS | ✅ |"))
    repository.commit("On main")
    repository.git("merge", "-q", "side", check=False)
    monkeypatch.chdir(repository.folder)
    found = items(gonogo("list", "launch.md", "--json").out)
    assert [(item["text"], item["state"]) for item in found] == [
        ("DNS", "done"),
        ("TLS", "done"),
        ("TLS", "blocked"),
        ("Mail", "failed"),
    ]
    for item in found:
        told = gonogo("log", "launch.md", item["id"])
        assert told.status == 0
        assert ("On main" in told.out) is (item["text"] == "TLS")
