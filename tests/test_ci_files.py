"""What other programs run: the hooks for pre-commit and the action for GitHub, in a real repository."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.throwaway import Repository

ROOT = Path(__file__).resolve().parents[1]
WRONG = "## Traffic [2/2]\n\n- [x] Limits\n- [ ] Draining\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "here")
    made.folder.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    made.write("docs/launch.md", WRONG)
    return made


def ran(words: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def test_the_hooks_check_and_correct(repository: Repository, tmp_path: Path) -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = dict(zip(re.findall(r"- id: (.+)", text), re.findall(r"entry: gonogo (.+)", text), strict=True))
    assert list(entries) == ["gonogo-check", "gonogo-fix"]
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    gonogo = [sys.executable, "-m", "gonogo"]
    assert ran([*gonogo, *shlex.split(entries["gonogo-check"])], repository.folder, **state).returncode == 1
    assert ran([*gonogo, *shlex.split(entries["gonogo-fix"])], repository.folder, **state).returncode == 0
    assert (repository.folder / "docs" / "launch.md").read_text() == WRONG.replace("2/2", "1/2")
    assert ran([*gonogo, *shlex.split(entries["gonogo-check"])], repository.folder, **state).returncode == 0


def scripts() -> list[str]:
    """The scripts of the action's steps."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    blocks = re.findall(r"\n      run: \|\n((?:        .*\n)+)", text)
    return [re.sub(r"^ {8}", "", block, flags=re.MULTILINE) for block in blocks]


def test_the_action_checks_and_asks_the_gate(repository: Repository, tmp_path: Path) -> None:
    _, check, gate = scripts()
    program = tmp_path / "gonogo" / "bin" / "gonogo"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m gonogo "$@"\n')
    program.chmod(0o755)
    output = tmp_path / "output"
    environment = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(output)}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    checked = ran([*bash, check], repository.folder, PATHS="docs other.md", ONLINE="false", **environment)
    assert checked.returncode == 4  # there is no other.md
    checked = ran([*bash, check], repository.folder, PATHS="docs", ONLINE="false", **environment)
    assert checked.returncode == 1
    assert checked.stdout.startswith("::error file=docs/launch.md,line=1,")
    asked = ran([*bash, gate], repository.folder, GATE="docs/launch.md", **environment)
    assert (asked.returncode, output.read_text()) == (1, "verdict=no-go\n")
    repository.write("docs/launch.md", WRONG.replace("[ ]", "[x]"))
    asked = ran([*bash, gate], repository.folder, GATE="docs/launch.md", **environment)
    assert (asked.returncode, output.read_text()) == (0, "verdict=no-go\nverdict=go\n")


def test_what_comes_from_outside_is_in_no_script(tmp_path: Path) -> None:
    for script in scripts():
        assert "${{" not in script


def test_the_gate_of_the_gitlab_snippet_is_asked_whatever_the_check_says(
    repository: Repository, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"\n  script:\n((?:    - .*\n)+)", page)
    script = "\n".join(line.removeprefix("    - ") for line in block.splitlines())
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, words in (("gonogo", f'exec {shlex.quote(sys.executable)} -m gonogo "$@"'), ("pip", "exit 0")):
        (programs / name).write_text(f"#!/bin/sh\n{words}\n")
        (programs / name).chmod(0o755)
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as a runner of GitLab has it
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    state = {"XDG_STATE_HOME": str(tmp_path / "state"), "PATH": path}
    asked = ran([*bash, script], repository.folder, **state)
    assert (asked.returncode, asked.stdout.splitlines()[0]) == (1, "NO-GO")
    assert "cookie-mismatch" in (repository.folder / "gl-code-quality-report.json").read_text()
    repository.write("docs/other.md", WRONG)
    repository.write("docs/launch.md", WRONG.replace("[ ]", "[x]"))
    asked = ran([*bash, script], repository.folder, **state)
    assert (asked.returncode, asked.stdout.splitlines()[0]) == (1, "GO")
    repository.write("docs/other.md", WRONG.replace("[ ]", "[x]"))
    assert ran([*bash, script], repository.folder, **state).returncode == 0
