"""`gonogo check` and `gonogo gate`: findings and verdicts, for people and as JSON, with their statuses."""

import json
from pathlib import Path

import jsonschema
import pytest

from checkdown.findings import RULES
from tests.cli.conftest import Gonogo
from tests.cli.test_contract import schema
from tests.throwaway import Repository

ROOT = Path(__file__).resolve().parents[2]

TICKED = "# Ready\n\n## Database ✅\n\n- [x] Migrations\n- [ ] Pool sized\n"
AGREED = "# Ready\n\n## Database\n\n- [x] Migrations\n- [ ] Pool sized\n"


def written(folder: Path, text: str, name: str = "ready.md") -> str:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return name


def test_a_finding_is_shown_with_its_place_its_line_and_a_mark_below(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("check", written(folder, TICKED))
    assert ran.status == 1
    place, line, mark = ran.out.splitlines()
    assert place.startswith(
        "ready.md:3:13: error: the heading says ✅, 1 of 2 items under it is open (line 6)"
    )
    assert place.endswith(" [heading-mark-mismatch, fixable]")
    assert (line, mark) == ("    ## Database ✅", "                ^^")
    assert ran.err == "1 error in 1 file\n"


def test_a_checklist_that_agrees_with_itself_is_fine(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("check", written(folder, AGREED))
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("nothing found")


def test_what_is_only_worth_a_look_leaves_the_status_fine(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("check", written(folder, "**Owner:** TBD\n\n- [ ] Keys\n"))
    assert ran.status == 0
    assert "placeholder-left" in ran.out
    assert ran.err == "1 info in 1 file\n"


@pytest.mark.parametrize("words", [["--json"], ["--format", "json"]])
def test_findings_as_json_are_the_contract(gonogo: Gonogo, folder: Path, words: list[str]) -> None:
    ran = gonogo("check", written(folder, TICKED), *words)
    report = json.loads(ran.out)
    jsonschema.validate(report, schema("check"))
    assert ran.status == 1
    assert report["findings"] == [
        {
            "rule": "heading-mark-mismatch",
            "severity": "error",
            "file": "ready.md",
            "line": 3,
            "column": 13,
            "message": "the heading says ✅, 1 of 2 items under it is open (line 6)",
            "claimed": "✅",
            "actual": "1 of 2 open",
            "fixable": True,
        }
    ]


def test_a_directory_stands_for_the_checklists_below_it(
    gonogo: Gonogo, sample_repository: Repository
) -> None:
    report = json.loads(gonogo("check", str(sample_repository.folder), "--json").out)
    jsonschema.validate(report, schema("check"))
    wrong = [Path(each["file"]).name for each in report["findings"] if each["severity"] == "error"]
    assert wrong == ["deployment.md", "phased-readiness.md", "readiness-analysis.md", "release-gate.md"]


def test_a_link_to_a_file_that_is_gone_is_found_and_stops_no_gate(gonogo: Gonogo, folder: Path) -> None:
    name = written(folder, "- [x] Keys, see [it](gone.md) and [this](ready.md)\n")
    ran = gonogo("check", name)
    assert ran.status == 1
    assert "missing-file" in ran.out
    assert gonogo("gate", name).status == 0


def test_evidence_that_is_gone_stops_a_gate(gonogo: Gonogo, folder: Path) -> None:
    name = written(folder, "- [x] Keys\n  - evidence: [log](gone.txt)\n")
    assert "missing-evidence" in gonogo("check", name).out
    assert gonogo("gate", name).status == 1


def test_findings_of_real_documents_fit_the_schema(gonogo: Gonogo, shared: Path) -> None:
    report = json.loads(gonogo("check", str(shared / "corpus"), "--json").out)
    jsonschema.validate(report, schema("check"))
    judged = (ROOT / "tests" / "checkdown" / "findings" / "corpus.tsv").read_text(encoding="utf-8")
    known = {tuple(row.split("\t")[:3]) for row in judged.splitlines()}
    errors = [each for each in report["findings"] if each["severity"] == "error"]
    assert errors
    assert {(Path(each["file"]).name, str(each["line"]), each["rule"]) for each in errors} <= known


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("check", "missing.md", written(folder, TICKED))
    assert ran.status == 4
    assert "missing.md" in ran.err
    assert "heading-mark-mismatch" in ran.out


def test_every_rule_is_explained(gonogo: Gonogo) -> None:
    listed = gonogo("check", "--explain", "all").out
    for name, rule in RULES.items():
        assert name in listed
        said = gonogo("check", "--explain", name)
        assert said.status == 0
        assert rule.summary in said.out
        assert rule.advice in said.out


def test_a_rule_that_does_not_exist_is_wrong_usage_and_the_nearest_is_named(gonogo: Gonogo) -> None:
    ran = gonogo("check", "--explain", "score-missmatch")
    assert (ran.status, ran.out) == (2, "")
    assert "score-mismatch?" in ran.err


def test_hostile_text_reaches_no_terminal(gonogo: Gonogo, folder: Path) -> None:
    name = written(folder, "## a\x1b]52;c;aGk=\x07 \u202eb ✅\n\n- [ ] Pool\n")
    ran = gonogo("check", name)
    assert ran.status == 1
    assert not set("\x1b\x07\u202e") & set(ran.out + ran.err)


def test_a_gate_says_no_go_with_its_reasons_and_their_lines(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("gate", written(folder, AGREED))
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "NO-GO",
        "- 1 item open, and nothing says which of them could wait",
        "    ready.md:6: - [ ] Pool sized",
    ]


def test_a_gate_says_go(gonogo: Gonogo, folder: Path) -> None:
    ran = gonogo("gate", written(folder, AGREED.replace("[ ]", "[x]")))
    assert (ran.status, ran.out, ran.err) == (0, "GO\n", "")


def test_a_verdict_as_json_is_the_contract(gonogo: Gonogo, folder: Path) -> None:
    report = json.loads(gonogo("gate", written(folder, AGREED), "--json").out)
    jsonschema.validate(report, schema("gate"))
    (item,) = [
        each for each in json.loads(gonogo("list", "ready.md", "--json").out)["items"] if each["line"] == 6
    ]
    assert report["verdict"] == "no-go"
    assert [reason["items"] for reason in report["reasons"]] == [[item["id"]]]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--min", "50%"], 0),
        (["--min", "51%"], 1),
        (["--require", "Database"], 1),
        (["--require", "P0"], 2),
        (["--min", "half"], 2),
        (["--min", "120%"], 2),
    ],
)
def test_a_gate_asks_for_what_it_is_told_to(
    gonogo: Gonogo, folder: Path, words: list[str], status: int
) -> None:
    assert gonogo("gate", written(folder, AGREED), *words).status == status


def test_a_missing_file_is_a_failure(gonogo: Gonogo) -> None:
    assert gonogo("gate", "missing.md").status == 4
