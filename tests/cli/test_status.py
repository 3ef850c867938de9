"""`gonogo status`: tallies by phase and priority, for people and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from gonogo.cli.output import Page
from gonogo.cli.statustable import bar, status_lines
from gonogo.cli.tables import width
from gonogo.widgets.glyphs import UNICODE
from gonogo.widgets.progress import bar as shown_bar
from tests.cli.conftest import Gonogo
from tests.throwaway import Repository

PLAIN = Page(None, colour=False, unicode=True)


def files(text: str) -> list[dict[str, Any]]:
    report = json.loads(text)
    assert report["schema"] == "gonogo/status/1"
    found: list[dict[str, Any]] = report["files"]
    return found


def tally(**counts: int) -> dict[str, int]:
    states = dict.fromkeys(["done", "doing", "todo", "blocked", "failed", "na", "unknown"], 0) | counts
    return {"total": sum(states.values()) - states["na"], **states}


def test_json_counts_by_phase_and_priority(gonogo: Gonogo, checklist: Path) -> None:
    assert files(gonogo("status", "ready.md", "--json").out) == [
        {
            "file": "ready.md",
            "title": "Ready",
            "tally": tally(done=2, todo=3, blocked=1, failed=1),
            "phases": [
                {
                    "title": "1. First (P0) - 1-2 days",
                    "line": 5,
                    "priority": "P0",
                    "estimate": "1-2 days",
                    "tally": tally(done=1, todo=1, blocked=1),
                },
                {
                    "title": "2. Second (P1)",
                    "line": 17,
                    "priority": "P1",
                    "estimate": "",
                    "tally": tally(done=1, todo=2, failed=1),
                },
            ],
            "priorities": {
                "P0": tally(done=1, todo=1, blocked=1),
                "P1": tally(done=1, todo=2, failed=1),
            },
            "verdict": "no-go",
        }
    ]


def test_a_folder_stands_for_the_markdown_that_git_knows_and_that_holds_items(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("docs/ready.md", "- [ ] a\n")
    repository.write("docs/prose.md", "# no item here\n")
    repository.write("docs/ready.txt", "- [ ] no markdown by its name\n")
    repository.commit("Add them")
    repository.write("new.md", "- [ ] not committed yet\n")
    repository.write("built/out.md", "- [ ] ignored\n")
    repository.write(".gitignore", "built/\n")
    monkeypatch.chdir(repository.folder)
    assert [file["file"] for file in files(gonogo("status", "--json").out)] == ["docs/ready.md", "new.md"]
    assert [file["file"] for file in files(gonogo("status", "docs", "--json").out)] == ["docs/ready.md"]
    assert [file["file"] for file in files(gonogo("status", "built/out.md", "--json").out)] == [
        "built/out.md"
    ]


def test_outside_git_a_folder_stands_for_all_its_markdown(gonogo: Gonogo, checklist: Path) -> None:
    assert [file["file"] for file in files(gonogo("status", "--json").out)] == ["ready.md"]


def test_a_folder_without_a_checklist_is_told_and_is_no_failure(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("status")
    assert (ran.status, ran.out) == (0, "")
    assert "no checklist" in ran.err


def test_people_see_a_bar_and_what_needs_attention(gonogo: Gonogo, checklist: Path) -> None:
    assert gonogo("status", "ready.md").out.split("\n") == [
        "ready.md  NO-GO  Ready",
        "  all                                     2/7  ▓▓▓░░░░░░░  28%  1 blocked, 1 failed",
        "  1. First (P0) - 1-2 days  P0  1-2 days  1/3  ▓▓▓░░░░░░░  33%  1 blocked",
        "  2. Second (P1)            P1            1/4  ▓▓░░░░░░░░  25%  1 failed",
        "  all P0                                  1/3  ▓▓▓░░░░░░░  33%  1 blocked",
        "  all P1                                  1/4  ▓▓░░░░░░░░  25%  1 failed",
        "",
    ]


def test_several_checklists_are_added_up(gonogo: Gonogo, checklist: Path, folder: Path) -> None:
    (folder / "other.md").write_text("- [x] a\n")
    last = gonogo("status").out.rstrip("\n").split("\n")[-2:]
    assert last[0] == "2 checklists"
    assert last[1].split()[:2] == ["all", "3/8"]


def test_columns_stand_below_each_other_with_wide_characters_and_emoji() -> None:
    phases = [
        {"title": title, "line": 1, "priority": "", "estimate": "", "tally": tally(todo=1)}
        for title in ("Plain", "上线检查", "Done ✅", "Careful ⚠️", "Family 👩‍👩‍👧", "e\u0301")
    ]
    file = {"file": "a.md", "title": "", "tally": tally(todo=6), "phases": phases, "priorities": {}}
    rows = status_lines([file], PLAIN)[1:]
    assert len({width(row[: row.index("░")]) for row in rows}) == 1


def test_a_narrow_terminal_cuts_titles_and_nothing_else() -> None:
    phase = {
        "title": "x" * 90,
        "line": 1,
        "priority": "P0",
        "estimate": "1 day",
        "tally": tally(done=1, todo=1),
    }
    file = {"file": "a.md", "title": "T" * 90, "tally": tally(todo=1), "phases": [phase], "priorities": {}}
    rows = status_lines([file], Page(80, colour=False, unicode=True))
    assert max(width(row) for row in rows) <= 80
    assert "…" in rows[2]
    assert rows[2].endswith("1/2  ▓▓▓▓▓░░░░░  50%")


def test_outside_a_terminal_a_long_title_is_cut_and_columns_stand_below_each_other() -> None:
    titles = ["x" * 170, "Short", "Phase 1: a title of a usual length (P0)", "上线检查" * 20]
    blocked = tally(done=1, todo=9, blocked=10, failed=12, doing=15)
    phases = [
        {"title": title, "line": 1, "priority": "P0", "estimate": "2-3 days", "tally": blocked}
        for title in titles
    ]
    shared = {"title": "T" * 90, "tally": tally(done=200, todo=100), "priorities": {"P0": tally(todo=1)}}
    rows = status_lines([{"file": name, "phases": phases, **shared} for name in ("a.md", "b.md")], PLAIN)
    bars = [row for row in rows if "░" in row]
    assert len(bars) == 2 * (len(titles) + 2) + 1
    assert len({width(row[: row.index("  ▓" if "▓" in row else "  ░")]) for row in bars}) == 1
    assert len({width(row[: row.index("P0  2-3 days")]) for row in bars if "2-3 days" in row}) == 1
    assert "  Phase 1: a title of a usual length (P0)  " in "\n".join(rows)
    assert f"  {'x' * 45}…  P0" in "\n".join(rows)
    assert rows[0] == f"a.md  {'T' * 90}"


@pytest.mark.parametrize("done", range(45))
def test_a_bar_is_filled_as_that_of_the_application(done: int) -> None:
    for total in (29, 44):
        if done <= total:
            shown = "".join(span.text for span in shown_bar(done, total, 10, UNICODE))
            assert bar(done, total, PLAIN) == shown


def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is() -> None:
    assert bar(999, 1000, PLAIN) == "▓▓▓▓▓▓▓▓▓░"
    assert bar(1000, 1000, PLAIN) == "▓" * 10
    assert bar(1, 1000, PLAIN) == "▓░░░░░░░░░"
    assert bar(0, 1000, PLAIN) == "░" * 10
    assert bar(0, 0, PLAIN) == ""
    assert bar(1, 2, Page(None, colour=False, unicode=False)) == "#####....."


def test_where_there_is_only_ascii_emoji_are_words(gonogo: Gonogo, folder: Path, process: Gonogo) -> None:
    (folder / "a.md").write_text("# T ✅\n\n## Phase ❌ é\n\n- [ ] a ✅\n", encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = process("status", "a.md", **plain)
    assert ran.out.startswith("a.md  NO-GO  T [done]\n")
    assert "  Phase [failed] e " in ran.out
    assert "a [done]" in process("list", "a.md", **plain).out
    assert process("set", "a.md", "5", "done", **plain).err == "[ ] -> [x] a [done]\n"
