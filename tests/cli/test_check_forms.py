"""`gonogo check` in a real repository: corrections, dates of commits, settings, and what CI services read."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from checkdown.findings import RULES
from tests.cli.conftest import Gonogo
from tests.throwaway import Repository

SCORES = """\
# Launch

**Last Updated:** 2020-01-02
**Progress:** 3/4 items done (75%)

## Database ✅

- [x] Migrations
- [ ] Pool sized

## Traffic [2/2]

- [x] Limits
- [ ] Draining
"""


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one checklist below `docs`, in which the test runs."""
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("config", "user.name", "Ada Lovelace")
    made.git("config", "user.email", "ada@example.org")
    made.write("docs/launch.md", SCORES)
    made.commit("begin")
    return made


def text_of(repository: Repository) -> str:
    return (repository.folder / "docs" / "launch.md").read_text(encoding="utf-8")


def today(repository: Repository) -> str:
    return repository.git("log", "-1", "--format=%cs")


# -- corrections


def test_everything_that_can_be_is_corrected_and_nothing_else_changes(
    gonogo: Gonogo, repository: Repository
) -> None:
    day = today(repository)
    ran = gonogo("check", "docs", "--fix")
    assert (ran.status, ran.out) == (0, "")
    assert "docs/launch.md: 4 claims corrected" in ran.err
    assert text_of(repository) == (
        SCORES.replace("2020-01-02", day)
        .replace("3/4 items done (75%)", "2/4 items done (50%)")
        .replace("Database ✅", "Database")
        .replace("[2/2]", "[1/2]")
    )
    assert gonogo("check", "docs").status == 0
    repository.commit("corrected")
    assert gonogo("check", "docs").status == 0


def test_what_only_a_person_can_correct_is_still_told(gonogo: Gonogo, repository: Repository) -> None:
    repository.write("docs/launch.md", "# L\n\n**Status:** READY\n\n## A (2/2)\n\n- [x] a\n- [ ] b\n")
    ran = gonogo("check", "docs", "--fix")
    assert ran.status == 1
    assert "verdict-mismatch" in ran.out
    assert "score-mismatch" not in ran.out
    assert "## A (1/2)" in text_of(repository)


def test_a_file_that_is_not_to_be_edited_is_refused_and_the_others_are_corrected(
    gonogo: Gonogo, repository: Repository
) -> None:
    broken = "# X (2/2)\n\n## A (2/2)\n\n<<<<<<< a\n- [ ] a\n=======\n- [ ] b\n>>>>>>> b\n"
    repository.write("docs/broken.md", broken)
    ran = gonogo("check", "docs", "--fix")
    assert ran.status == 3
    assert "broken.md" in ran.err
    assert (repository.folder / "docs" / "broken.md").read_text() == broken
    assert "[1/2]" in text_of(repository)


# -- the days of commits


def test_a_day_that_is_not_that_of_the_last_commit_is_told(gonogo: Gonogo, repository: Repository) -> None:
    ran = gonogo("check", "docs")
    assert f"2020-01-02 stated, the last commit that changed it is of {today(repository)}" in ran.out


def test_a_shallow_clone_does_not_know_the_day(gonogo: Gonogo, repository: Repository) -> None:
    repository.write("other.txt", "x")
    repository.commit("more")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", "shallow")
    assert "last-updated-mismatch" not in gonogo("check", "shallow/docs").out
    assert "last-updated-mismatch" in gonogo("check", "docs").out


def test_a_file_that_is_in_no_commit_has_no_day(gonogo: Gonogo, repository: Repository) -> None:
    repository.write("new.md", SCORES)
    assert "last-updated-mismatch" not in gonogo("check", "new.md").out


# -- settings


def test_rules_are_switched_off_and_weighed_by_the_repository(gonogo: Gonogo, repository: Repository) -> None:
    rules = ["heading-mark", "cookie", "score", "percentage", "last-updated"]
    text = "[check.rules]\n" + "".join(f'{name}-mismatch = "off"\n' for name in rules)
    repository.write("gonogo.toml", text)
    assert (gonogo("check", "docs").status, gonogo("check", "docs").out) == (0, "")
    repository.write("gonogo.toml", text.replace('cookie-mismatch = "off"', 'cookie-mismatch = "info"'))
    ran = gonogo("check", "docs")
    assert ran.status == 0
    assert "info: [2/2] stated" in ran.out


def test_a_mistake_in_the_settings_is_told_and_no_verdict_given(
    gonogo: Gonogo, repository: Repository
) -> None:
    repository.write("gonogo.toml", "[gate]\n\nminimum = 3\n")
    ran = gonogo("check", "docs")
    assert ran.status == 2
    assert "gonogo.toml:3: gate.minimum" in ran.err
    assert "heading-mark-mismatch" in ran.out
    ran = gonogo("gate", "docs/launch.md")
    assert (ran.status, ran.out) == (2, "")
    assert "gonogo.toml:3: gate.minimum" in ran.err
    assert json.loads(gonogo("status", "docs", "--json").out)["files"][0]["verdict"] is None


@pytest.mark.parametrize(
    ("settings", "words", "status"),
    [
        ('require = ["Database"]', [], 1),
        ('minimum = "50%"\nfindings = false', [], 0),
        ('minimum = "51%"\nfindings = false', [], 1),
        ('minimum = "51%"\nfindings = false', ["--min", "50%"], 0),
        ('minimum = "50%"', [], 1),
        ('require = ["Pre-Launch"]', [], 2),
    ],
)
def test_the_gate_asks_for_what_the_repository_says(
    gonogo: Gonogo, repository: Repository, settings: str, words: list[str], status: int
) -> None:
    repository.write("gonogo.toml", f"[gate]\n{settings}\n")
    assert gonogo("gate", "docs/launch.md", *words).status == status


def test_marks_and_waivers_count_as_the_repository_says(gonogo: Gonogo, repository: Repository) -> None:
    waived = "- [ ] b\n  - waived: later (until 2999-01-01, Ada Lovelace)\n"
    repository.write("a.md", f"# A\n\n- [x] a\n{waived}\n## M\n\n- ⬜ c\n")
    ran = gonogo("gate", "a.md")
    assert (ran.status, ran.err) == (0, "1 waived:\n    a.md:4: b\n")
    repository.write("gonogo.toml", "[gate]\nwaivers = false\n")
    assert gonogo("gate", "a.md").status == 1
    repository.write("gonogo.toml", "[gate]\nmarks = true\n")
    assert gonogo("gate", "a.md").status == 1


# -- formats


def test_annotations_for_github_name_files_from_the_top(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = repository.folder / "summary.txt"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.chdir(repository.folder / "docs")
    ran = gonogo("check", "launch.md", "--format", "github")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("::warning file=docs/launch.md,line=3,col=19,title=last-updated-mismatch::")
    assert "::error file=docs/launch.md,line=11,col=12,title=cookie-mismatch::[2/2] stated" in ran.out
    page = summary.read_text(encoding="utf-8")
    assert page.startswith("## gonogo check\n")
    assert page.count("\n| docs/launch") == len(lines)


def test_of_each_kind_ten_annotations_are_written_and_the_summary_has_all(
    gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = repository.folder / "summary.txt"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    repository.write("a.md", "- [!] | x <b> [c](d)\n" + "".join(f"- [!] item {n}\n" for n in range(30)))
    ran = gonogo("check", "a.md", "--format", "github")
    assert ran.out.count("::warning ") == 10
    assert summary.read_text().count("blocked\\-without") + summary.read_text().count("| warning |") >= 31


def test_a_message_cannot_leave_its_annotation(gonogo: Gonogo, repository: Repository) -> None:
    repository.write("a,b:c%.md", "## x%0A::error::y \x1b]0;z\x07 ✅\n\n- [ ] a\n")
    (line,) = gonogo("check", "a,b:c%.md", "--format", "github").out.splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25.md,line=1,col=")
    assert "\x1b" not in line
    repository.write("b.md", "**Progress:** 1/2 (70%)\n\n- [x] a\n- [ ] b\n")
    assert "::70%25 " in gonogo("check", "b.md", "--format", "github").out


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"enum": list(RULES)},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation says of a code quality report."""


def test_a_report_for_gitlab_is_what_gitlab_reads(gonogo: Gonogo, repository: Repository) -> None:
    ran = gonogo("check", "docs", "--format", "gitlab")
    report = json.loads(ran.out)
    jsonschema.validate(report, GITLAB)
    assert ran.status == 1
    assert {each["location"]["path"] for each in report} == {"docs/launch.md"}
    assert len({each["fingerprint"] for each in report}) == len(report)


def test_a_finding_keeps_its_mark_when_its_line_moves(gonogo: Gonogo, repository: Repository) -> None:
    def marks() -> list[str]:
        report = json.loads(gonogo("check", "docs", "--format", "gitlab").out)
        return [each["fingerprint"] for each in report]

    before = marks()
    repository.write("docs/launch.md", SCORES.replace("# Launch\n", "# Launch\n\nSome words.\n"))
    assert marks() == before


def only(required: list[str], **properties: Any) -> dict[str, Any]:
    """An object that has these properties and no others, as every object of SARIF's schema."""
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


WORDS = only(["text"], text={"type": "string", "minLength": 1})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
AT_LEAST_1 = {"type": "integer", "minimum": 1}
REFERENCE = {"type": "string", "pattern": r"^[A-Za-z0-9._~/%-]+$"}
SARIF = only(
    ["version", "runs"],
    **{"$schema": {"type": "string", "pattern": "/sarif-schema-2.1.0.json$"}},
    version={"const": "2.1.0"},
    runs={
        "type": "array",
        "items": only(
            ["tool"],
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            tool=only(
                ["driver"],
                driver=only(
                    ["name"],
                    name={"type": "string", "minLength": 1},
                    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                    rules={
                        "type": "array",
                        "uniqueItems": True,
                        "items": only(
                            ["id"],
                            id={"type": "string"},
                            shortDescription=WORDS,
                            help=WORDS,
                            defaultConfiguration=only([], level=LEVEL),
                        ),
                    },
                ),
            ),
            results={
                "type": "array",
                "items": only(
                    ["message"],
                    ruleId={"type": "string"},
                    ruleIndex={"type": "integer", "minimum": -1},
                    level=LEVEL,
                    message=WORDS,
                    locations={
                        "type": "array",
                        "items": only(
                            [],
                            physicalLocation=only(
                                ["artifactLocation"],
                                artifactLocation=only([], uri=REFERENCE),
                                region=only(
                                    ["startLine"],
                                    startLine=AT_LEAST_1,
                                    startColumn=AT_LEAST_1,
                                    endColumn=AT_LEAST_1,
                                ),
                            ),
                        ),
                    },
                    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
                ),
            },
        ),
    },
)
"""What SARIF 2.1.0 (OASIS, sections 3.13 to 3.52) says of the objects and properties that we write.

No package that could be found brings the published schema, so this describes our part of it, written by
hand: names, types, values and what is required; like the schema it takes nothing else. What it leaves out
is what we do not write. It stands in for the published schema, which no test here runs over a log of ours.
"""


def sarif_results(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The results, after looking at what the standard demands of a log beyond the form of its objects."""
    jsonschema.validate(report, SARIF)
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        (location,) = each["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startColumn"] <= region.get("endColumn", 10**6)
    found: list[dict[str, Any]] = run["results"]
    return found


def test_a_sarif_log_is_what_the_standard_demands(gonogo: Gonogo, repository: Repository) -> None:
    repository.write("docs/a b é.md", "## x ✅\n\n- [ ] a\n")
    ran = gonogo("check", "docs", "--format", "sarif")
    results = sarif_results(json.loads(ran.out))
    assert ran.status == 1
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}
    assert uris == {"docs/launch.md", "docs/a%20b%20%C3%A9.md"}
    (cookie,) = [each for each in results if each["ruleId"] == "cookie-mismatch"]
    assert cookie["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 11,
        "startColumn": 12,
        "endColumn": 17,
    }


JUNIT = {
    "testsuites": ({"testsuite"}, {"name", "time", "tests", "failures", "errors", "disabled"}, set()),
    "testsuite": (
        {"properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors", "time", "timestamp", "hostname", "id", "package", "skipped"},
        {"name", "tests"},
    ),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name", "classname", "assertions", "time", "status"},
        {"name", "classname"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}
"""For each element: what may stand in it, its attributes, and those that it must have.

JUnit has no standard; this is the form that Jenkins and GitLab document for their readers (junit-10.xsd of
Jenkins' xUnit plugin), written down by hand, as no package that could be found brings that file.
"""


def test_junit_has_a_suite_for_each_checklist_and_a_failure_for_each_finding(
    gonogo: Gonogo, repository: Repository
) -> None:
    repository.write("docs/fine.md", "- [x] a\n")
    repository.write("docs/odd.md", '## a \x01\ufffe <&" ✅\n\n- [ ] a\n\n**Owner:** TBD\n')
    ran = gonogo("check", "docs", "--format", "junit")
    root = ElementTree.fromstring(ran.out)
    assert root.tag == "testsuites"
    for element in root.iter():
        inside, attributes, demanded = JUNIT[element.tag]
        assert {each.tag for each in element} <= inside
        assert demanded <= set(element.attrib) <= attributes
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"docs/fine.md", "docs/launch.md", "docs/odd.md"}
    for suite in root:
        cases = list(suite)
        assert suite.get("tests") == str(len(cases)) != "0"
        assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert all(case.get("name") and case.get("classname") for case in cases)
    assert suites["docs/fine.md"].get("failures") == "0"
    assert suites["docs/odd.md"].get("failures") == "1"
    assert root.get("failures") == str(sum(int(suite.get("failures", "")) for suite in root))


def test_a_badge_says_the_verdict(gonogo: Gonogo, repository: Repository) -> None:
    ran = gonogo("gate", "docs/launch.md", "--format", "badge")
    assert json.loads(ran.out) == {
        "schemaVersion": 1,
        "label": "gate",
        "message": "NO-GO",
        "color": "red",
    }
    assert ran.status == 1


# -- the web


class Pages(BaseHTTPRequestHandler):
    """A server with one page; it answers HEAD for some paths only."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path in ("/here", "/nohead") else 410 if self.path == "/gone" else 404)
        self.end_headers()

    def do_HEAD(self) -> None:
        if self.path == "/nohead":
            self.send_response(405)
            self.end_headers()
        elif self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/missing")
            self.end_headers()
        else:
            self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_addresses_are_asked_only_when_somebody_wants_that(gonogo: Gonogo, folder: Path, site: str) -> None:
    (folder / "a.md").write_text(
        f"- [x] a, see [it]({site}/here) and {site}/nohead and [x]({site}/moved)\n"
        f"- [x] b, see [it]({site}/missing#part)\n- [x] c: `curl {site}/missing`, http://a.example/b\n"
        f"\n| d | Status |\n|---|---|\n| {site}/gone | ✅ |\n"
    )
    assert gonogo("check", "a.md").status == 0
    ran = gonogo("check", "a.md", "--online", "--json")
    found = json.loads(ran.out)["findings"]
    assert [(each["line"], each["rule"], each["claimed"]) for each in found] == [
        (2, "dead-link", f"{site}/missing"),
        (7, "dead-link", f"{site}/gone"),
    ]
    assert ran.status == 1


def test_an_address_that_cannot_be_asked_is_told_and_is_no_finding(gonogo: Gonogo, folder: Path) -> None:
    (folder / "a.md").write_text("- [x] see http://127.0.0.1:9/x and http://169.254.169.254/y\n")
    ran = gonogo("check", "a.md", "--online")
    assert (ran.status, ran.out) == (0, "")
    assert "127.0.0.1:9/x: " in ran.err
    assert "never asked" in ran.err
