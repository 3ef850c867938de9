"""What a checklist refers to is looked up where it can be, and told only where it must be meant."""

from collections import Counter
from pathlib import Path

import pytest

from checkdown import parse
from checkdown.findings import Reading, Settings, findings
from gonogo.core.references import reference_findings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository's files: a document belongs into `docs`."""
    for name, text in {
        "docs/backup.md": "# One\n## Two\nthree\n",
        "docs/with space.md": "x\n",
        "core/health.py": "a\nb",
        "README.md": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def told(text: str, root: Path) -> list[tuple[int, str, str]]:
    found = reference_findings(Reading(parse(text), Settings()), root / "docs" / "ready.md", root)
    return [(each.line, each.rule, each.claimed) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "See [backup](backup.md), [health](../core/health.py) and [top](/README.md).\n",
        "See [core](core/health.py) from the top, [place](backup.md#two), [raw](backup.md?plain=1).\n",
        "See [it](backup.md#L2-L3), [top](backup.md#), [code](../core/health.py#anything).\n",
        "See [it](with%20space.md) and ![image](<with space.md>).\n",
        "- [x] a\n  - evidence: `core/health.py`, [backup](backup.md) exit 0\n",
        "| a | Status | Evidence |\n|---|---|---|\n| b | ✅ | `core/health.py:2` |\n",
        "- [x] Deleted `core/old.py`\n- [x] deleted core/old.py\n- [x] The stub `core/old.py` is removed\n",
        "- [x] Renamed `core/old.py` to `core/health.py`\n- [x] renamed core/old.py to core/health.py\n",
        "| a | Status |\n|---|---|\n| Removed `core/old.py`, `core/stub.py` | ✅ |\n",
    ],
)
def test_what_is_there_is_not_told(text: str, root: Path) -> None:
    assert told(text, root) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [it](gone.md).\n", [(1, "missing-file", "gone.md")]),
        ("See [it](backup.md#gone-plan).\n", [(1, "missing-anchor", "backup.md#gone-plan")]),
        ("![it](images/gone.png)\n", [(1, "missing-file", "images/gone.png")]),
        ("- [x] a\n  - evidence: `core/gone.py`\n", [(2, "missing-evidence", "core/gone.py")]),
        ("- [ ] a\n  - evidence: [log](gone.txt) exit 0\n", [(2, "missing-evidence", "gone.txt")]),
        (
            "| a | Status | Evidence |\n|---|---|---|\n| b | ✅ | `core/gone.py` |\n",
            [(3, "missing-evidence", "core/gone.py")],
        ),
        ("- [x] Health check in `core/gone.py`\n", [(1, "missing-file", "core/gone.py")]),
        ("- [x] Health check in `core/health.py:88`\n", [(1, "missing-line", "88")]),
        ("- [ ] Roles in `core/health.py:1,110`\n", [(1, "missing-line", "1,110")]),
        ("- [ ] Roles in `core/gone.py:4`\n", [(1, "missing-file", "core/gone.py")]),
        ("See [it].\n\n[it]: gone.md\n", [(3, "missing-file", "gone.md")]),
        ('[the plan]: <backup.md#gone-plan> "The plan"\n', [(1, "missing-anchor", "backup.md#gone-plan")]),
    ],
)
def test_what_is_not_there_is_told(text: str, expected: list[tuple[int, str, str]], root: Path) -> None:
    assert told(text, root) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] Write `core/alerts.py`\n",  # still to be made
        "- [x] Config in `server/ratelimit.js`\n",  # another repository's, as far as one can see
        "- [x] Notes written\n  - evidence: `NOTES.md`\n",  # of some repository
        "- [x] Reads `main.py` of the service\n",
        "- [x] `GET /api/events/:id` answers\n",
        "See [issue](../issues/12), [url](url), [mail](mailto:ops@example.org), [x](https://example.org/a.md).\n",
        "See [far](../../other/docs/a.md) and [template](docs/<name>.md) and [any](docs/*.md).\n",
        "```\n[it](gone.md)\n```\n",
        "Plain `gone/file.md` in a sentence.\n",
        "The line `there/gone.py:4` of some repository.\n",
        "[it]: backup.md 'Backup'\n[url]: https://example.org/a.md\n[^1]: gone.md\n",
        "[Note]: see gone.md there\n",
    ],
)
def test_what_may_be_something_else_is_not_told(text: str, root: Path) -> None:
    assert told(text, root) == []


def test_a_fifo_a_folder_and_a_large_file_have_no_lines_and_hang_nobody(root: Path) -> None:
    import os

    os.mkfifo(root / "core" / "pipe.py")
    with (root / "core" / "large.py").open("wb") as large:
        large.truncate(6_000_000)
    assert told("- [x] `core/pipe.py:9`, `core/large.py:9`, [docs](../docs/)\n", root) == []


def test_outside_a_repository_paths_are_looked_for_from_the_documents_folder(root: Path) -> None:
    found = reference_findings(
        Reading(parse("[a](backup.md) [b](gone.md)\n"), Settings()), root / "docs" / "ready.md", None
    )
    assert [each.claimed for each in found] == ["gone.md"]


def test_a_document_may_allow_a_missing_file(root: Path) -> None:
    text = "<!-- gonogo: allow missing-file because the wiki serves it -->\nSee [it](gone.md).\n"
    checklist = parse(text)
    others = reference_findings(Reading(checklist, Settings()), root / "docs" / "ready.md", root)
    assert len(others) == 1
    assert findings(checklist, others=others) == ()


def test_every_file_that_is_missed_in_real_documents_is_one_that_a_link_names(shared: Path) -> None:
    """The documents lie in one folder, away from their repositories: what is missed is not there indeed."""
    found: Counter[tuple[str, str]] = Counter()
    for path in sorted((shared / "corpus").glob("*.md")):
        checklist = parse(path.read_bytes())
        for each in reference_findings(Reading(checklist, Settings()), path, None):
            if each.rule != "missing-anchor":
                found[path.name, each.rule] += 1
                before = checklist.source.line(each.line)[: each.column - 1]
                assert before.endswith(("](", "](<", "]: ")), (path.name, each)
                assert not (path.parent / each.claimed).exists()
    lines = Path(__file__).with_name("corpus.tsv").read_text(encoding="utf-8").splitlines()
    judged = {(cells[0], cells[1]): int(cells[2]) for cells in (line.split("\t") for line in lines[1:])}
    assert dict(found) == judged
