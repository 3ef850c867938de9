"""A result as evidence: what its file says, that nothing secret is in it, how it gets into the document."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkdown import State
from checkdown.probing import Probe, ProbeKind, read_probe
from gonogo.core.evidence import EvidenceRefused, keep
from gonogo.core.probes import capturing
from gonogo.core.probes.capturing import (
    NothingToKeep,
    asked_capture,
    asked_captures,
    captured,
    left_open,
    note_of,
    state_of_all,
)
from gonogo.core.probes.outcome import Observed, Outcome, Result
from gonogo.core.probes.planning import plan_probes
from gonogo.core.requests import Overtaken, carried_out
from gonogo.core.trust import Approvals
from gonogo.core.workspace import Document, Workspace
from tests.throwaway import Repository

AT = datetime(2026, 11, 21, 20, 19, 0, tzinfo=UTC)
TOKEN = "ghp_" + "a1B2" * 9
TEXT = """# Launch

- [ ] Redis health check

| Item | Status     | Evidence |
| ---- | ---------- | -------- |
| Logs | ❌ Missing |          |
"""


def result(
    words: str = "`sh check.sh`",
    outcome: Outcome = Outcome.PASS,
    *reasons: str,
    seen: Observed | None = None,
) -> Result:
    observed = seen or Observed("all well\n", exit=0, durations_ms=(12.4,), total=9)
    return Result(read_probe(words), "ab" * 32, outcome, observed, reasons, AT)


@pytest.fixture
def document(repository: Repository) -> Document:
    path = repository.write("docs/launch.md", TEXT)
    repository.commit("Begin")
    return Workspace().open(path)


def folder_of(document: Document) -> Path:
    return document.path.parent / "evidence"


def files_below(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_the_file_says_what_was_run_when_where_and_how_it_went() -> None:
    made = captured(result("`sh check.sh` in apps env A,B timeout 10s"), commit="c0ffee", host="build-1")
    assert made.text == (
        "command: sh check.sh\n"
        "directory: apps\n"
        "variables passed: A, B\n"
        f"digest: {'ab' * 32}\n"
        "expected: exit 0\n"
        "outcome: pass\n"
        "seen: exit 0\n"
        "duration: 12 ms\n"
        "time: 2026-11-21T20:19:00+00:00\n"
        "host: build-1\n"
        "commit: c0ffee\n"
        "redacted: nothing was hidden.\n"
        "----------------------------------------\n"
        "all well\n"
    )
    assert (made.note, made.remark) == ("exit 0", "")


def test_every_line_of_a_command_is_there() -> None:
    script = Result(Probe(ProbeKind.SHELL, "set -e\nls\n"), "0" * 64, Outcome.PASS, Observed(exit=0), at=AT)
    assert captured(script).text.startswith("command: set -e\n    ls\n    \ndigest: ")


def test_an_address_that_comes_from_the_settings_is_named() -> None:
    asked = Result(read_probe("GET `/x`"), "0" * 64, Outcome.PASS, Observed(status=200), (), AT, "http://h/x")
    assert captured(asked).text.startswith("http: GET /x\naddress: http://h/x\ndigest: ")


def test_p6_secrets_are_hidden_in_output_command_and_reasons_and_their_number_is_said() -> None:
    seen = Observed(f"\x1b[31m{TOKEN[:9]}\x1b[0m{TOKEN[9:]}\nuser=swordfish\n", exit=1, total=60)
    made = captured(
        result(f"`curl -H 'X: {TOKEN}' http://h`", Outcome.FAIL, f"expected x, got “{TOKEN}”", seen=seen),
        {"PW": "swordfish"},
    )
    assert TOKEN not in made.text and "swordfish" not in made.text and "\x1b" not in made.text
    assert "redacted: 4 secrets hidden: " in made.text
    assert made.remark.startswith("4 secrets hidden")


def test_output_that_was_cut_is_marked_as_cut() -> None:
    seen = Observed("y\n" * 10, exit=-9, total=50_000_000, cut=True)
    assert "cut: of 50000000 bytes only the beginning is kept here.\n" in captured(result(seen=seen)).text


@pytest.mark.parametrize(
    ("words", "seen", "outcome", "note"),
    [
        ("`x`", Observed(exit=1), Outcome.FAIL, "exit 1, fail"),
        ("`x`", Observed(exit=3), Outcome.SHOWN, "exit 3"),
        ("`x`", Observed(exit=-9), Outcome.FAIL, "ended by SIGKILL, fail"),
        ("`x`", Observed(problem="no"), Outcome.ERROR, "error"),
        ("GET `http://h/`", Observed(status=503), Outcome.FAIL, "status 503, fail"),
        ("prom `up` expect > 0", Observed(value=0.25), Outcome.PASS, "value 0.25"),
        ("file `a`", Observed(present=False), Outcome.FAIL, "absent, fail"),
        ("tcp `h:1`", Observed(present=True), Outcome.PASS, "present"),
    ],
)
def test_a_note_says_how_it_went(words: str, seen: Observed, outcome: Outcome, note: str) -> None:
    assert note_of(result(words, outcome, seen=seen)) == note


@pytest.mark.parametrize("outcome", [Outcome.UNTRUSTED, Outcome.CANCELLED])
def test_p10_what_did_not_come_to_an_end_is_not_attached(document: Document, outcome: Outcome) -> None:
    with pytest.raises(NothingToKeep, match="run it first"):
        asked_capture(document, document.checklist.items[0], result(outcome=outcome))
    assert not folder_of(document).exists()
    assert document.path.read_text() == TEXT


def test_a_result_becomes_a_file_and_a_bullet(document: Document, repository: Repository) -> None:
    asked = asked_capture(document, document.checklist.items[0], result(), by="Ada Lovelace")
    carried_out(document, asked)
    (path,) = asked.copies
    name = "evidence/launch/redis-health-check/2026-11-21T201900Z.txt"
    assert path == repository.folder / "docs" / name
    commit = repository.git("rev-parse", "HEAD")
    assert f"\ncommit: {commit}\n" in path.read_text() and "\nhost: " in path.read_text()
    line = document.path.read_text().split("\n")[3]
    assert line.startswith(f"  - evidence: [2026-11-21T201900Z.txt]({name}) exit 0, 20")
    assert line.endswith(", Ada Lovelace")
    assert document.checklist.items[0].state is State.TODO


def test_a_result_becomes_a_cell_of_a_row(document: Document) -> None:
    row = document.checklist.items[1]
    carried_out(document, asked_capture(document, row, result(), set_state=True))
    assert document.checklist.items[1].state is State.DONE
    assert "(evidence/launch/logs/2026-11-21T201900Z.txt) exit 0" in document.path.read_text()


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.PASS, State.DONE),
        (Outcome.FAIL, State.BLOCKED),
        (Outcome.ERROR, State.TODO),
        (Outcome.TIMEOUT, State.TODO),
        (Outcome.SHOWN, State.TODO),
    ],
)
def test_where_a_person_asks_the_state_follows_a_pass_and_a_fail(
    document: Document, outcome: Outcome, state: State
) -> None:
    found = result("`x`", outcome, f"expected exit 0, got exit 1: {TOKEN}")
    carried_out(document, asked_capture(document, document.checklist.items[0], found, set_state=True))
    item = document.checklist.items[0]
    assert item.state is state
    assert item.reason.startswith("expected exit 0, got exit 1: [hidden") is (state is State.BLOCKED)
    assert TOKEN not in document.path.read_text()


def test_a_file_that_cannot_be_written_leaves_the_document_alone(document: Document) -> None:
    folder_of(document).write_text("in the way")
    with pytest.raises(EvidenceRefused):
        asked_capture(document, document.checklist.items[0], result())
    assert document.path.read_text() == TEXT


def test_where_the_edit_is_overtaken_no_file_is_left(document: Document) -> None:
    asked = asked_capture(document, document.checklist.items[0], result())
    document.path.write_text(TEXT.replace("- [ ] Redis health check\n", ""))
    with pytest.raises(Overtaken):
        carried_out(document, asked)
    assert files_below(folder_of(document)) == []


@pytest.mark.parametrize(
    ("outcomes", "still_open", "state"),
    [
        ([Outcome.PASS, Outcome.PASS], "", State.DONE),
        ([Outcome.FAIL, Outcome.PASS], "", State.BLOCKED),
        ([Outcome.PASS, Outcome.FAIL, Outcome.SHOWN], "", State.BLOCKED),
        ([Outcome.FAIL], "1 of its probes did not run", State.BLOCKED),
        ([Outcome.PASS], "1 of its probes did not run", None),
        ([Outcome.PASS, Outcome.SHOWN], "", None),
        ([Outcome.ERROR, Outcome.PASS], "", None),
        ([Outcome.PASS, Outcome.UNTRUSTED], "", None),
        ([Outcome.TIMEOUT, Outcome.PASS], "", None),
        ([Outcome.CANCELLED, Outcome.PASS], "", None),
        ([], "", None),
    ],
)
def test_of_several_results_the_worst_decides_the_state(
    outcomes: list[Outcome], still_open: str, state: State | None
) -> None:
    assert state_of_all([result(outcome=each) for each in outcomes], still_open) is state


def test_several_results_of_an_item_are_one_edit_that_tells_all_that_failed(document: Document) -> None:
    results = [
        result("`a`", Outcome.FAIL, "expected exit 0, got exit 1."),
        result("`b`", Outcome.PASS),
        result("`c`", Outcome.FAIL, "expected no output, got “x”"),
    ]
    asked = asked_captures(
        document, document.checklist.items[0], [(each, {}) for each in results], set_state=True
    )
    carried_out(document, asked)
    item = document.checklist.items[0]
    assert item.state is State.BLOCKED
    assert item.reason.startswith("expected exit 0, got exit 1; expected no output, got “x” (20")
    assert len(asked.copies) == len(item.evidence) == 3
    assert document.undo() is not None
    assert document.checklist.items[0].state is State.TODO and not document.checklist.items[0].evidence


def test_where_one_of_several_files_cannot_be_written_none_is_left(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = iter([keep])

    def keep_once(*words: object) -> Path:
        try:
            return next(kept)(*words)  # type: ignore[arg-type]
        except StopIteration:
            raise EvidenceRefused("no room") from None

    monkeypatch.setattr(capturing, "keep", keep_once)
    with pytest.raises(EvidenceRefused):
        asked_captures(document, document.checklist.items[0], [(result(), {}), (result(), {})])
    assert files_below(folder_of(document)) == []


def test_what_is_written_at_an_item_and_did_not_run_leaves_it_open(repository: Repository) -> None:
    path = repository.write("a.md", "- [ ] a\n  - probe: `ls`\n  - probe: `pwd`\n- [ ] b\n  - probe: hm\n")
    checklist = Workspace().open(path).checklist
    plan = plan_probes(checklist, path, Approvals(repository.folder.parent / "trust"))
    one, two = plan.of_item(checklist.items[0])
    assert left_open(plan, checklist.items[0], {one.digest}) == "1 of its probes did not run"
    assert left_open(plan, checklist.items[0], {one.digest, two.digest}) == ""
    assert left_open(plan, checklist.items[1], ()) == "1 of its probes cannot be understood"


def test_commands_nested_under_an_item_leave_it_open_until_all_that_read_have_run(
    repository: Repository,
) -> None:
    path = repository.write("a.md", "- [ ] a\n\n  ```sh\n  ls\n  pwd\n  rm x\n  ```\n")
    checklist = Workspace().open(path).checklist
    plan = plan_probes(checklist, path, Approvals(repository.folder.parent / "trust"))
    one, two, _ = plan.of_item(checklist.items[0])
    assert left_open(plan, checklist.items[0], {one.digest}) == "1 of its probes did not run"
    assert left_open(plan, checklist.items[0], {one.digest, two.digest}) == ""
