"""What holds for every command: exit status, streams, safe text, schemas, help, completion."""

import json
import os
import pty
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import gonogo as package
from gonogo.cli.exits import Exit
from gonogo.cli.names import COMMANDS
from tests.cli.conftest import HEALTH, Gonogo

HOSTILE = "\x1b]52;c;aGk=\x07 \x9b2J \u202eevil\u2066 [@click=app.quit]x[/] \x00\x7f \u200b"


def schema(command: str) -> dict[str, Any]:
    text = resources.files(package).joinpath("schemas", f"{command}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def test_the_exit_statuses_are_the_contract() -> None:
    assert {status.name: int(status) for status in Exit} == {
        "FINE": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "REFUSED": 3,
        "FAILED": 4,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--version"], 0),
        (["list", "ready.md"], 0),
        (["status", "ready.md", "--json"], 0),
        (["list"], 2),
        (["list", "ready.md", "--nonsense"], 2),
        (["set", "ready.md", "1", "done"], 3),
        (["list", "missing.md"], 4),
    ],
)
def test_a_process_ends_with_the_status_data_on_stdout_and_narration_on_stderr(
    process: Gonogo, checklist: Path, words: list[str], status: int
) -> None:
    ran = process(*words)
    assert ran.status == status
    assert bool(ran.out) == (status == 0)
    assert bool(ran.err) == (status != 0)


def test_the_version_is_said_without_click_and_with_other_words_by_click(process: Gonogo) -> None:
    assert process("--version").out == f"gonogo {package.__version__}\n"
    assert process("--version", "x").out == f"gonogo {package.__version__}\n"


@pytest.mark.parametrize("command", ["list", "status"])
def test_json_fits_its_schema_for_every_sample(gonogo: Gonogo, samples: Path, command: str) -> None:
    report = json.loads(gonogo(command, str(samples), "--json").out)
    jsonschema.validate(report, schema(command))
    assert len(report["items" if command == "list" else "files"]) >= 5


@pytest.mark.parametrize("command", ["list", "status"])
def test_json_fits_its_schema_for_real_documents(gonogo: Gonogo, shared: Path, command: str) -> None:
    names = [
        str(path) for folder in ("seeds", "corpus") for path in sorted((shared / folder).glob("*.[mt][dx]*"))
    ]
    ran = gonogo(command, *names, "--json")
    jsonschema.validate(json.loads(ran.out), schema(command))
    assert ran.status == 0


def test_the_templates_fit_their_schema(gonogo: Gonogo) -> None:
    jsonschema.validate(json.loads(gonogo("new", "--list", "--json").out), schema("new"))


@pytest.mark.parametrize("words", [["list"], ["status"], ["list", "--json"], ["status", "--json"]])
def test_nothing_in_a_document_or_a_name_speaks_to_the_terminal(
    gonogo: Gonogo, folder: Path, words: list[str]
) -> None:
    name = "evil\x1b]0;x\x07.md"
    text = f"# T {HOSTILE}\n\n## P {HOSTILE}\n\n- [!] i {HOSTILE}\n  - blocked: {HOSTILE}\n"
    (folder / name).write_bytes(text.encode())
    command, *options = words
    ran = gonogo(command, name, *options)
    assert ran.status == 0
    for character in "\x1b\x9b\x07\x00\x7f\u202e\u2066\u200b":
        assert character not in ran.out + ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["set", "ready.md", HOSTILE.replace("\0", ""), "done"],
        ["set", "ready.md", str(HEALTH), HOSTILE.replace("\0", "")],
        ["list", "missing\x1b[2J.md"],
        ["list", "ready.md", "--section", "\x1b[2J"],
        ["\x1b[2J"],
        ["set", "ready.md", str(HEALTH), "done", "--expect", "\x9b2J"],
    ],
)
def test_nothing_in_an_error_speaks_to_the_terminal(
    gonogo: Gonogo, checklist: Path, words: list[str]
) -> None:
    ran = gonogo(*words)
    assert ran.status >= 2
    assert "\x1b" not in ran.err
    assert "\x9b" not in ran.err


def test_a_fault_of_the_program_is_told_without_escapes_and_without_values(
    gonogo: Gonogo, checklist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        secret = "hunter2"  # noqa: F841 - a local that no traceback may print
        raise RuntimeError("\x1b[2Jboom")

    monkeypatch.setattr("gonogo.core.reports.reading.checklists", broken)
    ran = gonogo("list", "ready.md")
    assert ran.status == 4
    assert "␛[2Jboom" in ran.err
    assert "\x1b" not in ran.err
    assert "'hunter2'" not in ran.err.replace('secret = "hunter2"', "")


def test_a_reader_that_wants_no_more_is_no_failure(checklist: Path) -> None:
    checklist.write_text("- [ ] item\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "-m", "gonogo", "list", "ready.md"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_cannot_be_written_is_a_failure(checklist: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gonogo", "list", "ready.md"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 4
    assert b"No space left" in done.stderr


def test_a_terminal_gets_colour_and_a_pipe_or_no_color_does_not(checklist: Path) -> None:
    def drawn(**environment: str) -> bytes:
        parent, child = pty.openpty()
        subprocess.run(
            [sys.executable, "-m", "gonogo", "list", "ready.md"],
            env=os.environ | {"TERM": "xterm-256color"} | environment,
            stdout=child,
            check=True,
            timeout=60,
        )
        os.close(child)
        text = b""
        try:
            while chunk := os.read(parent, 4096):
                text += chunk
        except OSError:
            pass  # how a pty says that all is read
        os.close(parent)
        return text

    assert b"\x1b[31mblocked\x1b[0m" in drawn()
    for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        text = drawn(**plain)
        assert b"blocked" in text
        assert b"\x1b" not in text


def test_without_utf8_everything_is_still_shown(process: Gonogo, checklist: Path) -> None:
    ran = process("status", "ready.md", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert ran.status == 0
    assert "##........" in ran.out
    assert "\\u2705" in process("list", "ready.md", "--json", PYTHONIOENCODING="ascii").out


def test_help_names_every_command_and_each_explains_itself(gonogo: Gonogo) -> None:
    text = gonogo("--help").out
    for command in COMMANDS:
        assert f"\n  {command} " in text
        ran = gonogo(command, "--help")
        assert ran.status == 0
        assert ran.out.startswith(f"Usage: gonogo {command} ")


def test_wrong_usage_is_told_on_one_line(gonogo: Gonogo) -> None:
    ran = gonogo("completion")
    assert ran.status == 2
    assert ran.err.startswith("gonogo: Missing argument '{bash|zsh|fish}'. Choose from: bash, zsh, fish\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_completion_script(gonogo: Gonogo, shell: str) -> None:
    ran = gonogo("completion", shell)
    assert ran.status == 0
    assert "_GONOGO_COMPLETE" in ran.out


def completed(process: Gonogo, *words: str) -> list[str]:
    line = " ".join(["gonogo", *words])
    ran = process(_GONOGO_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))
    return [entry.partition(",")[2] for entry in ran.out.strip().split("\n") if entry.startswith("plain")]


def test_the_shell_completes_commands_states_items_and_templates(process: Gonogo, checklist: Path) -> None:
    assert completed(process, "st") == ["status"]
    assert completed(process, "set", "ready.md", "7", "b") == ["blocked"]
    listed = json.loads(process("list", "ready.md", "--json").out)["items"]
    name = listed[0]["id"]
    assert completed(process, "set", "ready.md", name[:5]) == [name]
    assert completed(process, "new", "rele") == ["release-gate"]
