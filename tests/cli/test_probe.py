"""`gonogo probe`, `trust` and `untrust`: what runs, who is asked, what is said, and with which status."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pexpect
import pytest

from gonogo.core.probes.planning import approve, plan_probes
from gonogo.core.trust import Approvals
from gonogo.core.workspace import Workspace
from tests.cli.conftest import Gonogo, Ran
from tests.cli.test_contract import schema
from tests.core.probes.leftover import comes_true, left_of, wardens_of
from tests.test_layers import loaded_after, packages

LAUNCH = """# Launch

- [ ] Good
  - probe: `echo fine; true`
- [ ] Bad
  - probe: `echo broken; exit 3`
- [ ] Plan
  - probe: file `plan.md`
- [ ] Nothing here

```bash
ls plan.md

touch it-ran
```
"""
GOOD, BAD, PLAN, NOTHING, READS, CHANGES = 3, 5, 7, 9, 12, 14


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    assert left_of(os.getpid()) == []


@pytest.fixture
def launch(folder: Path) -> Path:
    (folder / "plan.md").write_text("x")
    path = folder / "launch.md"
    path.write_text(LAUNCH)
    return path


def approve_all(path: Path) -> dict[int, str]:
    """Approve every probe as a person would have; their digests by line."""
    document = Workspace().open(path)
    plan = plan_probes(document.checklist, path, Approvals())
    approve(Approvals(), plan.probes)
    return {each.line: each.digest for each in plan.probes}


def results(ran: Ran) -> list[dict[str, object]]:
    report = json.loads(ran.out)
    jsonschema.validate(report, schema("probe"))
    found: list[dict[str, object]] = report["results"]
    return found


def test_r7_in_ci_what_nobody_approved_is_an_exit_status_and_never_a_question(
    process: Gonogo, launch: Path
) -> None:
    ran = process("probe", "launch.md", str(GOOD), CI="true")
    assert ran.status == 3
    assert ran.out.startswith("untrusted  ")
    assert f"`gonogo trust launch.md {GOOD + 1}` shows it whole and asks" in ran.out
    refused = process("trust", "launch.md", CI="true")
    assert refused.status == 3
    assert "nobody can be asked here" in refused.err


def test_a_digest_on_the_command_line_is_trust_for_this_once(gonogo: Gonogo, launch: Path) -> None:
    (untrusted,) = results(gonogo("probe", "launch.md", str(GOOD), "--json"))
    assert (untrusted["outcome"], untrusted["trusted"]) == ("untrusted", False)
    ran = gonogo("probe", "launch.md", str(GOOD), "--trust", str(untrusted["digest"]))
    assert (ran.status, ran.out.startswith("pass ")) == (0, True)
    assert gonogo("probe", "launch.md", str(GOOD)).status == 3


def test_a_digest_that_names_nothing_is_said(gonogo: Gonogo, launch: Path) -> None:
    ran = gonogo("probe", "launch.md", str(PLAN), "--trust", "0" * 64)
    assert ran.status == 0
    assert "names no probe of launch.md" in ran.err


def test_all_carries_out_probes_and_commands_that_read_and_fails_where_one_does(
    gonogo: Gonogo, launch: Path, folder: Path
) -> None:
    approve_all(launch)
    ran = gonogo("probe", "launch.md", "--all")
    words = [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert words == ["pass", "fail", "pass", "shown"]
    assert "expected exit 0, got exit 3" in ran.out
    assert "| broken" in ran.out
    assert ran.status == 1
    assert f"a command that changes things (line {CHANGES})" in ran.err
    assert not (folder / "it-ran").exists()


def test_all_is_refused_while_a_probe_is_not_approved(gonogo: Gonogo, launch: Path) -> None:
    ran = gonogo("probe", "launch.md", "--all", "--json")
    assert ran.status == 3
    assert [each["outcome"] for each in results(ran)] == ["untrusted", "untrusted", "pass", "untrusted"]


def test_json_is_the_contract(gonogo: Gonogo, launch: Path) -> None:
    digests = approve_all(launch)
    (found,) = results(gonogo("probe", "launch.md", str(BAD), "--json"))
    assert found.pop("duration_ms") != 0
    assert str(found.pop("id")).isalnum()
    assert found == {
        "file": "launch.md",
        "line": BAD + 1,
        "probe": {"kind": "shell", "target": "echo broken; exit 3", "expect": ["exit 0"]},
        "digest": digests[BAD + 1],
        "trusted": True,
        "outcome": "fail",
        "exit": 3,
        "status": None,
        "output": "broken",
        "cut": False,
        "hidden": 0,
        "reasons": ["expected exit 0, got exit 3"],
        "evidence": None,
    }


def test_a_command_that_changes_things_needs_a_person_or_its_digest(
    gonogo: Gonogo, launch: Path, folder: Path
) -> None:
    digests = approve_all(launch)
    ran = gonogo("probe", "launch.md", str(CHANGES))
    assert ran.status == 3
    assert f"--trust {digests[CHANGES]}" in ran.err
    assert gonogo("probe", "launch.md", str(CHANGES), str(GOOD)).status == 3
    assert not (folder / "it-ran").exists()
    assert gonogo("probe", "launch.md", str(CHANGES), "--trust", digests[CHANGES]).status == 0
    assert (folder / "it-ran").exists()


def test_a_result_is_attached_and_sets_the_state_only_where_asked(
    gonogo: Gonogo, launch: Path, folder: Path
) -> None:
    approve_all(launch)
    ran = gonogo("probe", "launch.md", str(GOOD), "--attach", "--json")
    (found,) = results(ran)
    assert ran.status == 0
    text = (folder / str(found["evidence"])).read_text()
    assert text.endswith("\nfine\n") and "command: echo fine; true\n" in text
    lines = launch.read_text().splitlines()
    assert lines[2] == "- [ ] Good"
    (bullet,) = [line for line in lines if line.startswith("  - evidence: ")]
    assert bullet.startswith(f"  - evidence: [{Path(str(found['evidence'])).name}](evidence/launch/good/")
    assert " exit 0, 20" in bullet
    assert gonogo("probe", "launch.md", "--all", "--attach", "--set-state").status == 1
    text = launch.read_text()
    assert "- [x] Good" in text and "- [!] Bad" in text
    assert "  - blocked: expected exit 0, got exit 3 (20" in text


def test_what_was_not_run_is_not_attached(gonogo: Gonogo, launch: Path, folder: Path) -> None:
    assert gonogo("probe", "launch.md", str(GOOD), "--attach").status == 3
    assert launch.read_text() == LAUNCH
    assert not (folder / "evidence").exists()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "name items or lines, or take --all"),
        (["3", "--all"], 2, "not both"),
        (["3", "--set-state"], 2, "goes with --attach"),
        ([str(NOTHING)], 3, "has no probe"),
        (["nothing-like-it"], 3, "nothing-like-it"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    gonogo: Gonogo, launch: Path, words: list[str], status: int, said: str
) -> None:
    ran = gonogo("probe", "launch.md", *words)
    assert ran.status == status
    assert said in ran.err


def test_what_is_written_as_a_probe_and_is_none_is_an_error(gonogo: Gonogo, folder: Path) -> None:
    (folder / "launch.md").write_text("# T\n\n- [ ] a\n  - probe: expect exit 0\n")
    ran = gonogo("probe", "launch.md", "--all")
    assert ran.status == 1
    assert ran.out.startswith("error ") and "line 4, column " in ran.out
    (found,) = results(gonogo("probe", "launch.md", "--all", "--json"))
    assert (found["probe"], found["digest"], found["outcome"]) == (None, None, "error")


def test_trust_lists_every_probe_whole_with_its_digest(gonogo: Gonogo, launch: Path) -> None:
    digests = approve_all(launch)
    launch.write_text(LAUNCH.replace("echo fine; true", "echo fine;  true\u202e"))
    ran = gonogo("trust", "launch.md", "--list")
    assert ran.status == 0
    assert "  | echo fine;  true<U+202E>" in ran.out
    assert "Look: It holds characters that cannot be seen" in ran.out
    assert "It differs from what you approved before:" in ran.out
    assert f"  digest: {digests[BAD + 1]}" in ran.out
    assert "changes things" in ran.out and "touch it-ran" not in ran.out


def test_untrust_takes_approvals_back(gonogo: Gonogo, launch: Path) -> None:
    approve_all(launch)
    assert gonogo("untrust", "launch.md", str(GOOD)).err == "1 approval taken back\n"
    assert gonogo("probe", "launch.md", str(GOOD)).status == 3
    assert gonogo("probe", "launch.md", str(BAD)).status == 1
    assert "approvals taken back" in gonogo("untrust", "launch.md").err
    assert gonogo("probe", "launch.md", str(BAD)).status == 3
    assert gonogo("untrust", "launch.md").err == "0 approvals taken back\n"


def test_a_probe_that_is_a_command_loads_no_client_of_requests_and_no_application(launch: Path) -> None:
    digest = approve_all(launch)[GOOD + 1]
    code = f"""
from gonogo.cli.start import run
assert run(["probe", "launch.md", "{GOOD}", "--trust", "{digest}"]) == 0
"""
    loaded = packages(loaded_after(code, folder=launch.parent))
    assert "gonogo" in loaded
    assert loaded & {"httpx", "rich", "textual", "git", "watchfiles"} == set()


def test_r4_a_repository_that_grants_trust_is_told_about(gonogo: Gonogo, launch: Path, folder: Path) -> None:
    (folder / "gonogo.toml").write_text("[probes]\ntrust = true\n")
    ran = gonogo("probe", "launch.md", str(GOOD))
    assert ran.status == 3
    assert "nothing in a repository can grant trust" in ran.err


def written(path: Path) -> bool:
    """Whether a file is there with something in it."""
    return path.exists() and bool(path.read_text().strip())


def on_a_terminal(*words: str) -> pexpect.spawn:
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "gonogo", *words],
        env=environment | {"TERM": "xterm-256color"},
        encoding="utf-8",
        dimensions=(30, 100),
        timeout=60,
    )
    child.setecho(False)
    return child


def test_r9_on_a_terminal_a_probe_is_shown_whole_and_asked_about_and_enter_is_no(
    gonogo: Gonogo, launch: Path
) -> None:
    launch.write_text(LAUNCH.replace("`echo fine; true`", "`echo fine;" + " " * 300 + "true`"))
    child = on_a_terminal("trust", "launch.md", str(GOOD))
    child.expect_exact("| echo fine;⟨300 blanks⟩true")
    child.expect_exact("Approve it? [y/N]")
    child.send("\r")
    child.expect_exact("0 of 1 approved")
    child.wait()
    assert gonogo("probe", "launch.md", str(GOOD)).status == 3
    child = on_a_terminal("trust", "launch.md", str(GOOD))
    child.expect_exact("Approve it? [y/N]")
    child.send("y\r")
    child.expect_exact("1 of 1 approved")
    child.wait()
    assert gonogo("probe", "launch.md", str(GOOD)).status == 0


def test_on_a_terminal_what_changes_things_is_shown_and_asked_about_before_it_runs(
    launch: Path, folder: Path
) -> None:
    approve_all(launch)
    child = on_a_terminal("probe", "launch.md", str(CHANGES))
    child.expect_exact("| touch it-ran")
    child.expect_exact("Run it now? [y/N]")
    child.send("\r")
    child.expect_exact("nothing was run")
    child.wait()
    assert child.exitstatus == 3
    assert not (folder / "it-ran").exists()
    child = on_a_terminal("probe", "launch.md", str(CHANGES))
    child.expect_exact("Run it now? [y/N]")
    child.send("y\r")
    child.expect(pexpect.EOF)
    child.wait()
    assert (folder / "it-ran").exists()


def test_on_a_terminal_one_sees_what_runs_and_ctrl_c_ends_it(folder: Path) -> None:
    path = folder / "launch.md"
    path.write_text("# T\n\n- [ ] a\n  - probe: `echo $$ >pid; setsid sleep 60 & sleep 60`\n")
    approve_all(path)
    child = on_a_terminal("probe", "launch.md", "--all")
    child.expect("running .* s  .*echo")
    child.expect_exact("0 of 1 ended, 1 running")
    assert comes_true(lambda: written(folder / "pid"))
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    with pytest.raises(ProcessLookupError):
        os.kill(int((folder / "pid").read_text()), 0)


def test_neither_words_nor_output_of_a_probe_speak_to_the_terminal(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "launch.md"
    command = "printf '\\033[2J\\302\\233x\\342\\200\\256'; exit 1 # \x1b[2J\u202e"
    path.write_text(f"# T\n\n- [ ] a \x1b]0;x\x07\n  - probe: `{command}`\n")
    approve_all(path)
    for words in (["probe", "launch.md", "--all"], ["trust", "launch.md", "--list"]):
        ran = gonogo(*words)
        for character in "\x1b\x9b\x07\u202e":
            assert character not in ran.out + ran.err


SEVERAL = """# Launch

- [ ] First fails
  - probe: `echo no; exit 3`
  - probe: `true`
- [ ] All pass
  - probe: `true`
  - probe: `echo fine`
- [ ] One to judge
  - probe: `true`
  - probe: `echo look` expect shown
- [ ] One is none
  - probe: `true`
  - probe: expect exit 0
- [ ] Two fail
  - probe: `exit 4`
  - probe: `true`
  - probe: `exit 5`
"""


def test_of_several_probes_at_an_item_the_worst_decides_its_state_in_one_edit(
    gonogo: Gonogo, folder: Path
) -> None:
    path = folder / "launch.md"
    path.write_text(SEVERAL)
    approve_all(path)
    ran = gonogo("probe", "launch.md", "--all", "--attach", "--set-state")
    items = Workspace().open(path).checklist.items
    assert [str(each.state) for each in items] == ["blocked", "done", "todo", "todo", "blocked"]
    assert items[0].reason.startswith("expected exit 0, got exit 3 (20")
    assert items[4].reason.startswith("expected exit 0, got exit 4; expected exit 0, got exit 5 (20")
    assert [len(each.evidence) for each in items] == [2, 2, 2, 1, 3]
    assert "keeps its state: not all of its probes passed" in ran.err
    assert "keeps its state: 1 of its probes cannot be understood" in ran.err


def test_one_probe_of_several_that_passes_is_no_proof_of_the_item(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "launch.md"
    path.write_text(SEVERAL)
    approve_all(path)
    ran = gonogo("probe", "launch.md", "7", "--attach", "--set-state")
    assert "keeps its state: 1 of its probes did not run" in ran.err
    assert Workspace().open(path).checklist.items[1].state == "todo"


def test_commands_that_read_and_that_nobody_approved_are_no_green_run(gonogo: Gonogo, folder: Path) -> None:
    (folder / "launch.md").write_text("# T\n\n```sh\nls\n\npwd\n\nrm x\n```\n")
    ran = gonogo("probe", "launch.md", "--all", "--json")
    assert ran.status == 3
    assert [(each["line"], each["outcome"]) for each in results(ran)] == [(4, "untrusted"), (6, "untrusted")]
    ran = gonogo("probe", "launch.md", "--all")
    assert ran.out.count("not approved") == 1 and ran.out.endswith(
        "2 probes are not approved and did not run; `gonogo trust launch.md` shows each whole and asks\n"
    )


def test_where_there_is_nothing_to_carry_out_that_is_said_and_is_fine(gonogo: Gonogo, folder: Path) -> None:
    (folder / "launch.md").write_text("# T\n\n```sh\nrm x\n```\n")
    ran = gonogo("probe", "launch.md", "--all")
    assert (ran.status, ran.out) == (0, "")
    assert "nothing that --all carries out" in ran.err


def test_a_digest_of_a_command_that_changes_things_does_not_bring_it_into_all_and_that_is_said(
    gonogo: Gonogo, launch: Path, folder: Path
) -> None:
    digest = approve_all(launch)[CHANGES]
    ran = gonogo("probe", "launch.md", "--all", "--trust", digest)
    assert f"line {CHANGES} changes things, so it does not run with --all" in ran.err
    assert f"`gonogo probe launch.md {CHANGES} --trust {digest}`" in ran.err
    assert not (folder / "it-ran").exists()


def test_the_same_probe_at_several_places_is_shown_once_with_all_of_them(
    gonogo: Gonogo, folder: Path
) -> None:
    text = "# T\n\n- [ ] First\n  - probe: `ls x`\n- [ ] Between\n  - probe: `pwd`\n"
    text += "- [ ] Last\n  - probe: `ls x`\n"
    (folder / "launch.md").write_text(text)
    lines = gonogo("trust", "launch.md", "--list").out.splitlines()
    assert [line for line in lines if line.startswith("line ")] == [
        "line 4  First",
        "line 8  Last",
        "line 6  Between",
    ]
    assert lines.count("  | ls x") == 1


def test_secrets_in_the_words_of_a_probe_are_hidden_where_its_result_is_told(
    gonogo: Gonogo, folder: Path
) -> None:
    path = folder / "launch.md"
    path.write_text("# T\n\n- [ ] a\n  - probe: GET `http://me:swordfish99@127.0.0.1:1/x`\n")
    digests = approve_all(path)
    ran = gonogo("probe", "launch.md", "--all")
    assert "127.0.0.1:1/x" in ran.out and "swordfish99" not in ran.out + ran.err
    ran = gonogo("probe", "launch.md", "--all", "--json")
    (found,) = results(ran)
    assert "swordfish99" not in ran.out and found["digest"] == digests[4]
    assert "swordfish99" in gonogo("trust", "launch.md", "--list").out


def test_a_variable_of_an_environment_template_is_named_by_its_line(
    gonogo: Gonogo, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "launch.md"
    path.write_text("# T\n\n```env\nREDIS_URL=redis://x\nexport API_KEY=…\n```\n")
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("API_KEY", "of-our-own")
    listed = gonogo("trust", "launch.md", "--list").out
    assert "line 4  env REDIS_URL  approved: no" in listed and "line 5  env API_KEY" in listed
    ran = gonogo("probe", "launch.md", "4")
    assert ran.status == 3
    assert "`gonogo trust launch.md 4`" in ran.out
    approve_all(path)
    ran = gonogo("probe", "launch.md", "4", "5")
    assert (ran.status, ran.out.count("is not set in the environment")) == (1, 1)
    assert "pass " in ran.out
    assert gonogo("probe", "launch.md", "--all").status == 0


def test_what_is_no_probe_stands_where_the_document_has_it(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "launch.md"
    path.write_text("- [ ] a\n  - probe: `true`\n  - probe: hm\n- [ ] b\n  - probe: `false`\n")
    approve_all(path)
    assert [each["line"] for each in results(gonogo("probe", "launch.md", "--all", "--json"))] == [2, 3, 5]
    words = [line.split()[0] for line in gonogo("probe", "launch.md", "--all").out.splitlines()]
    assert [word for word in words if word in ("pass", "error", "fail")] == ["pass", "error", "fail"]


def test_commands_nested_under_an_item_run_by_its_id_without_those_that_change_things(
    gonogo: Gonogo, folder: Path
) -> None:
    path = folder / "launch.md"
    path.write_text("- [ ] a\n\n  ```sh\n  # Look around\n  ls  # Find it\n  touch it-ran\n  ```\n")
    approve_all(path)
    ran = gonogo("probe", "launch.md", "1")
    assert (ran.status, "# Look around: Find it" in ran.out) == (0, True)
    assert "(line 6)" in ran.err and not (folder / "it-ran").exists()


def test_an_approval_says_what_kind_it_is_and_what_runs_with_all(gonogo: Gonogo, folder: Path) -> None:
    (folder / "launch.md").write_text(
        "- [ ] a\n  - probe: env `A_B`\n- [ ] b\n  - probe: `touch x`\n\n```sh\nls\n```\n"
    )
    variable, written, command = gonogo("trust", "launch.md", "--list").out.split("approved: no\n")[:3]
    assert "  kind: environment variable\n" in variable and "  expected: it has a value\n" in variable
    assert "  effect: only reads\n" in variable and "with --all" not in variable
    assert "Look: approved, it also runs with --all." in written
    assert "with --all" not in command
    assert "with --all" not in gonogo("trust", "launch.md", "7", "--list").out


def test_after_ctrl_c_what_had_finished_is_told_and_the_json_is_whole(folder: Path) -> None:
    path = folder / "launch.md"
    path.write_text("- [ ] a\n  - probe: `true`\n- [ ] b\n  - probe: `echo $$ >pid; sleep 60`\n")
    approve_all(path)
    for words in ([], ["--json"]):
        (folder / "pid").unlink(missing_ok=True)
        child = on_a_terminal("probe", "launch.md", "--all", "--attach", *words)
        child.expect_exact("1 of 2 ended, 1 running")
        assert comes_true(lambda: written(folder / "pid"))
        child.sendintr()
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 130
        said = child.before or ""
        assert "nothing was attached" in said
        with pytest.raises(ProcessLookupError):
            os.kill(int((folder / "pid").read_text()), 0)
        if words:
            outcomes = re.findall(r'"outcome": "(\w+)"', said)
            assert outcomes == ["pass", "cancelled"] and '"schema": "gonogo/probe/1"' in said
        else:
            assert "cancelled" in said
    assert "evidence" not in path.read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_after_a_signal_the_json_is_whole_and_what_was_started_is_gone_before_it_ends(
    folder: Path, number: signal.Signals
) -> None:
    path = folder / "launch.md"
    path.write_text(
        "- [ ] a\n  - probe: `echo yes`\n- [ ] b\n  - probe: `setsid sleep 60 & echo $! >pid; sleep 60`\n"
    )
    approve_all(path)
    command = [sys.executable, "-m", "gonogo", "probe", "launch.md", "--all", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert comes_true(lambda: written(folder / "pid"))
        assert comes_true(lambda: len(wardens_of(running.pid)) == 1)  # the other one has ended,
        time.sleep(0.3)  # and that has been heard
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
        assert left_of(running.pid) == []
    assert running.returncode == -number
    assert b"Traceback" not in err
    found = results(Ran(0, out.decode(), ""))
    assert [(each["outcome"], each["output"]) for each in found] == [("pass", "yes"), ("cancelled", "")]


def test_the_same_probe_at_two_items_has_evidence_at_each(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "launch.md"
    path.write_text("- [ ] One\n  - probe: `true`\n- [ ] Two\n  - probe: `true`\n")
    approve_all(path)
    files = [
        each["evidence"] for each in results(gonogo("probe", "launch.md", "--all", "--attach", "--json"))
    ]
    assert [str(each).split("/")[-2] for each in files] == ["one", "two"]


def test_p6_a_secret_in_json_is_in_no_reason_anywhere(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "secrets.md"
    path.write_text(
        '# A\n\n- [ ] X\n  - probe: `echo \'{"password":"hunter2verylong"}\'` expect json password = foo\n'
        '- [ ] Below\n  - probe: `echo \'{"db":{"secret":"sw0rdfish99"}}\'` expect json db.secret = null\n'
    )
    approve_all(path)
    ran = gonogo("probe", "secrets.md", "--all")
    assert "hidden: named secret" in ran.out
    told = gonogo("probe", "secrets.md", "--all", "--attach", "--set-state", "--json")
    assert "blocked:" in path.read_text()
    kept = [each.read_text() for each in (folder / "evidence").rglob("*.txt")]
    assert len(kept) == 2 and all("reason: expected json" in each for each in kept)
    reasons = [str(each["reasons"]) for each in results(told)]
    for each in (ran.out, ran.err, told.err, *reasons, *kept, path.read_text()):
        shown = "\n".join(line for line in each.splitlines() if "echo" not in line)
        assert "hunter2" not in shown and "sw0rdfish" not in shown


def _once(screen: str, width: int) -> bool:
    """Whether a screen shows three probes that run, each on one line of that width, and nothing else."""
    lines = screen.rstrip("\n").split("\n")
    starts = [line[:7] for line in lines]
    return starts == ["running"] * 3 + ["0 of 3 "] and len(lines[0]) == width - 1


def test_a_terminal_that_is_made_narrower_shows_what_runs_once(folder: Path) -> None:
    """In a terminal that breaks its lines anew, as most do."""
    if shutil.which("tmux") is None:
        pytest.skip("there is no tmux here, which is the terminal of this test")
    path = folder / "launch.md"
    long = "until test -e go; do sleep 0.05; done; true and more words to fill a line of a hundred cells"
    path.write_text("".join(f"- [ ] Number {n}\n  - probe: `{long} {n}`\n" for n in range(3)))
    approve_all(path)
    terminal = ("tmux", "-S", str(folder / "s"), "-f", "/dev/null")

    def seen() -> str:
        return subprocess.run(
            [*terminal, "capture-pane", "-p"], capture_output=True, check=True
        ).stdout.decode()

    program = f"{sys.executable} -m gonogo probe launch.md --all; echo over; sleep 60"
    environment = {name: value for name, value in os.environ.items() if name != "TMUX"} | {"COLUMNS": "80"}
    subprocess.run([*terminal, "new-session", "-d", "-x120", "-y30", program], check=True, env=environment)
    try:
        assert comes_true(lambda: "0 of 3 ended, 3 running" in seen())
        for width in (90, 50, 47, 33):
            subprocess.run([*terminal, "resize-window", f"-x{width}"], check=True)
            assert comes_true(lambda: _once(seen(), width)), seen()  # noqa: B023 - called at once
        (folder / "go").touch()
        assert comes_true(lambda: "over" in seen())
        assert "running" not in seen() and seen().count("pass ") == 3
    finally:
        subprocess.run([*terminal, "kill-server"], check=True)


def test_the_list_says_what_needs_no_approval_and_what_is_not_in_it(gonogo: Gonogo, launch: Path) -> None:
    listed = gonogo("trust", "launch.md", "--list").out
    assert re.findall(r"approved: (.*)", listed) == ["no", "no", "needs none", "no"]
    assert "touch it-ran" not in listed
    assert f"not in this list: 1 command of shell blocks that may change things (line {CHANGES})\n" in listed
    assert f"`gonogo trust launch.md {CHANGES} --list` shows it" in listed
    assert "| touch it-ran" in gonogo("trust", "launch.md", str(CHANGES), "--list").out


def test_a_pass_on_the_beginning_of_what_came_says_so(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "launch.md"
    body = "echo marker; yes | head -c {}"
    (folder / "big.txt").write_text("marker\n" * 200_000)
    path.write_text(
        "".join(
            f"- [ ] {n}\n  - probe: `{body.format(n)}` expect contains marker\n" for n in (9_000, 2_000_000)
        )
        + "- [ ] file\n  - probe: file `big.txt` expect contains marker\n"
    )
    approve_all(path)
    ran = gonogo("probe", "launch.md", "--all", "--attach")
    passed = [each.split("\n")[1:] for each in ran.out.split("pass ")[1:]]
    said = "Judged on the first 1 MiB alone; more came."
    assert [said in " ".join(each) for each in passed] == [False, True, True]
    kept = "".join(each.read_text() for each in (folder / "evidence").rglob("*.txt"))
    assert kept.count("judged: on the first 1 MiB alone; more came.") == 2


def test_a_line_that_would_fill_the_screen_is_shown_to_some_length(gonogo: Gonogo, folder: Path) -> None:
    path = folder / "launch.md"
    path.write_text("- [ ] a\n  - probe: `head -c 5000 /dev/zero | tr '\\0' a` expect shown\n")
    approve_all(path)
    shown = gonogo("probe", "launch.md", "--all").out
    assert "a" * 1000 + " ... and 4000 more characters\n" in shown
    (found,) = results(gonogo("probe", "launch.md", "--all", "--json"))
    assert found["output"] == "a" * 5000
