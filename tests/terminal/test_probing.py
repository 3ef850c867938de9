"""Probes in the application: nothing runs unasked, all is shown before it may, results become evidence."""

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session, eventually
from tests.throwaway import Repository

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## Service

- [ ] Harbour files are there
  - probe: file `harbour.txt`
- [ ] Says hello
  - probe: `echo hello; touch ran-hello` expect contains "hello"
- [ ] Says nothing
  - probe: `echo noise >&2; echo again` expect nothing
- [ ] Takes its time
  - probe: `sleep 300; touch slept`
- [ ] No probe here

## Commands

```sh
cat harbour.txt
touch deployed
```
"""


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist with probes, one of which would leave a trace."""
    repository.write("harbour.txt", "boats\n")
    written = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    return written


@pytest.fixture
def session(opened: Opened, path: Path) -> Session:
    """The application on it, with the signs of its probes."""
    found = opened(path, columns=100, lines=30)
    found.wait_for("p?", "? help")
    return found


def approve(session: Session, key: str = "p") -> None:
    """Ask for a probe and say yes to it, once keys count."""
    session.press(key)
    session.wait_for("y approve and run it")
    answer(session, "y", "y approve and run it")


def answer(session: Session, key: str, asked: str) -> None:
    """Press a key until the question is gone: the first ones may come within its first moment."""

    def gone() -> bool:
        if asked in session.terminal.text():
            session.terminal.settle(0.4)
            session.press(key)
            session.terminal.settle()
        return asked not in session.terminal.text()

    eventually(gone, session)


def test_nothing_runs_that_nobody_asked_for(session: Session, path: Path) -> None:
    session.find("Says hello")
    session.press("p")
    session.wait_for(
        "May this probe run?",
        "echo hello; touch ran-hello",
        "stands in",
        "ready.md:8",
        "last changed",
        "Begin",
    )
    answer(session, "enter", "May this probe run?")
    session.press("A")
    session.wait_for("Some are not approved yet")
    session.press("escape")
    session.wait_gone("Some are not approved yet")
    session.leave()
    assert sorted(os.listdir(path.parent)) == [".git", "harbour.txt", "ready.md"]
    assert path.read_text() == CHECKLIST


def test_keys_that_were_typed_ahead_approve_nothing(session: Session, path: Path) -> None:
    session.find("Says hello")
    session.terminal.write("py")
    session.wait_for("May this probe run?")
    session.terminal.settle(0.5)
    session.wait_for("May this probe run?")
    answer(session, "n", "May this probe run?")
    session.leave()
    assert not (path.parent / "ran-hello").exists()


def test_what_is_approved_runs_and_next_time_it_runs_at_once(
    session: Session, path: Path, opened: Opened
) -> None:
    session.find("Says hello")
    approve(session)
    session.wait_for("✔now")
    session.wait_said("passed, exit 0")
    assert (path.parent / "ran-hello").exists()
    session.leave()
    (path.parent / "ran-hello").unlink()
    again = opened(path, columns=100, lines=30)
    again.wait_for("p?")
    again.find("Says hello")
    again.press("p")
    again.wait_for("✔now")
    again.leave()
    assert (path.parent / "ran-hello").exists()


def test_a_changed_probe_is_asked_about_again_with_the_difference(
    session: Session, path: Path, opened: Opened
) -> None:
    session.find("Says hello")
    approve(session)
    session.wait_for("✔now")
    path.write_text(CHECKLIST.replace("touch ran-hello", "touch ran-hellO"))
    session.terminal.wait_for(lambda _: session.cursor.endswith("p?"))
    session.press("p")
    session.wait_for(
        "It is not what was approved", "- echo hello; touch ran-hello", "+ echo hello; touch ran-hellO"
    )
    answer(session, "n", "It is not what was approved")
    session.leave()
    assert not (path.parent / "ran-hellO").exists()


def test_a_failure_says_what_was_expected_and_what_came(session: Session) -> None:
    session.find("Says nothing")
    approve(session)
    session.wait_for("✗now")
    session.wait_said("expected no output, got “noise” and 1 more line")
    session.press("v")
    session.wait_for("echo noise >&2; echo again", "exit 0, fail", "again", "esc back")
    session.press("escape")
    session.wait_gone("esc back")
    session.leave()


def test_a_result_becomes_evidence_and_the_state_follows_only_when_asked(
    session: Session, path: Path
) -> None:
    session.find("Says hello")
    approve(session)
    session.wait_for("✔now")
    session.press("s")
    session.wait_said("attached")
    eventually(lambda: "- [ ] Says hello\n  - evidence: " in path.read_text(), session)
    session.press("S")
    eventually(lambda: "- [x] Says hello\n" in path.read_text(), session)
    (kept,) = re.findall(r"\]\((evidence/[^)]+)\)", path.read_text())
    text = (path.parent / kept).read_text()
    assert "command: echo hello; touch ran-hello" in text
    assert re.search(r"^digest: [0-9a-f]{64}$", text, re.MULTILINE)
    assert text.endswith("hello\n")
    session.leave()


def test_a_failed_result_blocks_the_item_with_the_reason(session: Session, path: Path) -> None:
    session.find("Says nothing")
    approve(session)
    session.wait_for("✗now")
    session.press("S")
    eventually(lambda: "- [!] Says nothing\n" in path.read_text(), session)
    assert "blocked: expected no output, got “noise”" in path.read_text()
    session.press("u")
    eventually(lambda: "- [ ] Says nothing\n" in path.read_text(), session)
    session.leave()


def test_a_command_that_changes_things_runs_alone_and_is_asked_about_every_time(
    session: Session, path: Path
) -> None:
    for _ in range(2):
        session.find("touch deployed", inside=True)
        session.press("p")
        session.wait_for("Run this command now?", "touch deployed", "This may change things")
        answer(session, "y", "Run this command now?")
        eventually(lambda: (path.parent / "deployed").exists(), session)
        (path.parent / "deployed").unlink()
        session.wait_said("to look at (v)")
    session.press("A")
    session.wait_for("1 command may change things")
    session.press("escape")
    session.wait_gone("1 command may change things")
    session.leave()
    assert not (path.parent / "deployed").exists()


def test_the_worst_of_several_results_decides_once(opened: Opened, repository: Repository) -> None:
    path = repository.write(
        "ready.md",
        "# Ready\n\n- [ ] both\n  - probe: `false`\n  - probe: `echo one`\n"
        "- [ ] half\n  - probe: `echo one`\n  - probe: `echo two` expect banana\n",
    )
    repository.commit("Begin")
    session = opened(path, columns=100, lines=30)
    session.wait_for("p?", "p!")
    session.find("both")
    session.press("p")
    session.wait_for("May this probe run?  1 of 2")
    answer(session, "y", "1 of 2")
    session.wait_for("2 of 2")
    answer(session, "y", "2 of 2")
    session.wait_for("That was the last. 2 probes may run now.")
    session.press("enter")
    session.wait_said("2 probes: 1 passed, 1 failed")
    session.press("S")
    eventually(lambda: "- [!] both\n" in path.read_text(), session)
    assert path.read_text().count("evidence: ") == 2
    assert "blocked: expected exit 0, got exit 1 (" in path.read_text()
    session.find("half")
    session.press("p")
    session.wait_said("passed, exit 0")
    session.press("S")
    session.wait_said("The state stays: 1 of its probes cannot be understood")
    eventually(lambda: path.read_text().count("evidence: ") == 3, session)
    assert "- [ ] half\n" in path.read_text()
    session.leave()


def test_a_state_that_is_refused_takes_no_evidence_away_that_is_attached(
    opened: Opened, repository: Repository
) -> None:
    table = "| Check | Status | Evidence | Probe |\n|---|---|---|---|\n| up | ✅ |  |  |\n"
    path = repository.write("ready.md", f"# Ready\n\n{table}| TOTAL | 3/4 |  | `false` |\n")
    repository.commit("Begin")
    session = opened(path, columns=100, lines=30)
    session.wait_for("p?")
    session.find("TOTAL")
    approve(session)
    session.wait_for("✗now")
    session.press("s")
    session.wait_said("attached")
    eventually(lambda: "evidence/" in path.read_text(), session)
    (kept,) = (path.parent / "evidence").rglob("*.txt")
    session.press("S")
    session.wait_said("adds up other rows")  # so its state is refused
    session.leave()
    assert kept.exists()


def test_escape_ends_a_search_before_it_stops_what_runs(session: Session) -> None:
    session.find("Takes its time")
    approve(session)
    session.wait_for("p…")
    session.press("escape")
    session.wait_gone("find: ")
    session.wait_for("p…")
    session.press("escape")
    session.wait_said("stopped")
    session.leave()


def test_what_runs_is_stopped_by_escape_and_by_the_key_that_started_it(session: Session, path: Path) -> None:
    session.find("Takes its time")
    approve(session)
    session.wait_for("p…", "probing 1")
    session.press("j")  # keys are answered while it runs
    session.wait_on("No probe here")
    session.press("escape", "escape")  # the first ends the search
    session.wait_said("stopped")
    session.find("Takes its time")
    session.press("p")
    session.wait_for("p…")
    session.press("p")
    session.wait_said("stopped")
    session.terminal.wait_for(lambda _: bool(re.search(r"–(?:now|\d+[sm])?$", session.cursor)))
    session.leave()
    assert not (path.parent / "slept").exists()


def test_one_yes_too_many_and_the_key_of_run_all_pressed_twice_do_nothing_else(
    opened: Opened, repository: Repository
) -> None:
    body = "`echo {} >>ran; until test -e go; do sleep 0.05; done`"
    text = "".join(f"- [ ] {name}\n  - probe: {body.format(name)}\n" for name in "ab")
    path = repository.write("ready.md", f"# Ready\n\n{text}")
    repository.commit("Begin")
    session = opened(path, columns=100, lines=30)
    session.wait_for("p?")
    session.press("A")
    session.wait_for("Some are not approved yet")
    session.press("l")
    for place in ("1 of 2", "2 of 2"):
        session.wait_for(place)
        answer(session, "y", place)
    session.press("y", "y")
    session.wait_for("That was the last. 2 probes may run now.")
    session.press("enter")
    session.wait_said("running 2 of 2 probes")
    session.press("A", "A")
    session.terminal.settle(0.3)
    session.wait_said("running 2 of 2 probes")
    path.with_name("go").touch()
    session.wait_said("2 probes: 2 passed")
    assert sorted(path.with_name("ran").read_text().split()) == ["a", "b"]
    session.leave()


def test_several_settings_that_are_ignored_are_counted_and_the_first_is_told(
    opened: Opened, repository: Repository
) -> None:
    repository.write("gonogo.toml", '[probes]\ntrust = true\nbase_url = "ftp://x"\nother = 1\n')
    path = repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    session = opened(path, columns=100, lines=30)
    session.wait_said(
        "3 settings are ignored; `gonogo doctor` tells all. The first: gonogo.toml: probes.trust"
    )
    session.leave()


@pytest.mark.parametrize("how", ["q", "SIGHUP"])
def test_leaving_ends_what_runs_and_attaches_nothing(session: Session, path: Path, how: str) -> None:
    session.find("Takes its time")
    approve(session)
    session.wait_for("p…")
    eventually(lambda: bool(sleeping(path)), session)
    if how == "q":
        session.leave()
    else:
        session.terminal.signal(signal.SIGHUP)
        session.terminal.wait()
    eventually(lambda: not sleeping(path))
    assert path.read_text() == CHECKLIST
    assert not (path.parent / "evidence").exists()


def sleeping(path: Path) -> list[str]:
    """The processes whose folder is the checklist's, but for this one."""
    found = []
    for process in os.listdir("/proc"):
        try:
            if process.isdigit() and os.readlink(f"/proc/{process}/cwd") == str(path.parent):
                command = Path(f"/proc/{process}/cmdline").read_bytes()
                found += [process] if b"sleep" in command else []
        except OSError:
            continue
    return found


def test_a_command_of_ones_own_is_run_and_attached_and_written_as_a_probe(
    session: Session, path: Path
) -> None:
    session.find("No probe here")
    session.ask("R", "Run a command")
    session.answer("cat harbour.txt", "Run a command")
    session.wait_for("boats", "s attach as evidence")
    session.press("s")
    session.wait_said("attached")
    eventually(lambda: "- [ ] No probe here\n  - evidence: " in path.read_text(), session)
    session.press("W")
    eventually(lambda: "  - probe: `cat harbour.txt`" in path.read_text(), session)
    session.leave()


def test_a_secret_in_the_output_is_neither_shown_nor_kept(opened: Opened, repository: Repository) -> None:
    secret = "ghp_" + "A1b2C3d4E5" * 3 + "f6G7h8"
    repository.write("token.txt", f"token {secret}\n")
    path = repository.write("ready.md", "# Ready\n\n- [ ] Leaks\n  - probe: `cat token.txt`\n")
    repository.commit("Begin")
    session = opened(path, columns=100, lines=30)
    session.wait_for("p?")
    session.find("Leaks")
    approve(session)
    session.wait_for("✔now")
    session.press("v")
    session.wait_for("[hidden:", "1 secret hidden")
    assert secret not in session.terminal.text()
    session.press("a")
    eventually(lambda: "evidence:" in path.read_text(), session)
    session.leave()
    (kept,) = (path.parent / "evidence").rglob("*.txt")
    assert secret not in kept.read_text()
    assert "[hidden:" in kept.read_text()


def test_a_padded_command_is_read_to_its_end_before_yes_counts(
    opened: Opened, repository: Repository
) -> None:
    many = "\n".join(f"  echo line {number}" for number in range(60))
    path = repository.write(
        "ready.md",
        f"# Ready\n\n- [ ] Long\n  - probe:\n\n    ```sh\n{many.replace('  echo', '    echo')}\n"
        "    touch \u202eneve\n    ```\n",
    )
    repository.commit("Begin")
    session = opened(path, columns=80, lines=24)
    session.wait_for("p?")
    session.find("Long")
    session.press("p")
    session.wait_for("read on; the end is not in sight yet")
    session.terminal.settle(0.5)
    session.press("y")
    session.terminal.settle(0.3)
    session.wait_for("read on; the end is not in sight yet")
    session.press("G")
    session.wait_for("y approve and run it", "<U+202E>")
    answer(session, "n", "y approve and run it")
    session.leave()


TOKEN = "swordfish1234567890"


def test_the_words_of_a_probe_are_shown_raw_where_it_is_approved_and_nowhere_else(
    opened: Opened, repository: Repository
) -> None:
    probe = f"`true token={TOKEN}; ls` expect json token = {TOKEN}"
    path = repository.write("ready.md", f"# Ready\n\n- [ ] Leaks\n  - probe: {probe}\n- [ ] Other\n")
    repository.commit("Begin")
    session = opened(path, columns=110, lines=30)
    session.wait_for("p?")
    session.find("Leaks")
    session.press("p")
    session.wait_for("y approve and run it", f"true token={TOKEN}; ls")
    answer(session, "y", "y approve and run it")
    session.wait_for("✗now")
    session.press("v")
    session.wait_for("true token=[hidden: named secret]; ls", "expected json token = [hidden")
    assert TOKEN not in session.terminal.text()
    session.press("escape")
    session.wait_gone("esc back")
    session.press("s")
    eventually(lambda: "evidence:" in path.read_text(), session)
    (kept,) = (path.parent / "evidence").rglob("*.txt")
    assert TOKEN not in kept.read_text()
    session.find("Other")
    session.press("s")
    session.wait_for("Attach to: Other", "true token=[hidden: named secret]")
    assert TOKEN not in session.terminal.text()
    session.press("escape")
    session.wait_gone("Attach to: Other")
    session.leave()


def test_a_command_with_a_secret_is_written_into_the_checklist_only_after_asking(
    session: Session, path: Path
) -> None:
    session.find("No probe here")
    session.ask("R", "Run a command")
    session.answer(f"true token={TOKEN}; ls", "Run a command")
    session.wait_for("s attach as evidence", "token=[hidden")
    session.press("escape")
    session.wait_gone("s attach as evidence")
    session.press("W")
    session.wait_for("It holds what looks like a secret", "environment variable")
    session.press("escape")
    session.wait_gone("It holds what looks like a secret")
    assert path.read_text() == CHECKLIST
    session.press("W")
    session.wait_for("It holds what looks like a secret")
    session.press("y")
    eventually(lambda: f"  - probe: `true token={TOKEN}; ls`" in path.read_text(), session)
    session.wait_said("now a probe of this item: `true token=[hidden")
    session.leave()
