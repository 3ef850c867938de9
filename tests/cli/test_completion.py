"""`gonogo completion bash` in a real bash: commands, options, states and files come up."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CHECKLIST, Gonogo

Offered = Callable[..., list[str]]
BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(BASH is None, reason="there is no bash on this machine")
ASKED = """\
gonogo() { :; }
compopt() { echo "compopt $1 $2"; }
source "$SCRIPT"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_gonogo_completion "$PROGRAM" "${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
"""What bash does on Tab; which options of its own it is told to use stands among the answers."""


@pytest.fixture
def offered(gonogo: Gonogo, tmp_path: Path, folder: Path) -> Offered:
    """What bash offers for the words of a line, the last one begun."""
    program, script = tmp_path / "gonogo-here", tmp_path / "completion.bash"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gonogo "$@"\n')
    program.chmod(0o755)
    script.write_text(gonogo("completion", "bash").out)
    (folder / "ready.md").write_text(CHECKLIST, encoding="utf-8")
    (folder / "stage two.md").write_text("- [ ] one\n", encoding="utf-8")

    def ask(*words: str) -> list[str]:
        done = subprocess.run(
            [str(BASH), "--norc", "-c", ASKED, "bash", "gonogo", *words],
            capture_output=True,
            text=True,
            cwd=folder,
            env={**os.environ, "SCRIPT": str(script), "PROGRAM": str(program)},
            check=True,
        )
        assert done.stderr == ""
        return done.stdout.split("\n")[:-1]

    return ask


def test_bash_completes_a_command_where_a_file_may_stand_as_well(offered: Offered) -> None:
    assert offered("stat") == ["compopt -o filenames", "status"]
    assert offered("sta") == ["compopt -o filenames", "status", "stage two.md"]


def test_bash_completes_options_and_states(offered: Offered) -> None:
    assert offered("status", "--js") == ["--json"]
    assert offered("set", "ready.md", "7", "b") == ["blocked"]


def test_where_only_files_may_stand_bash_completes_them_itself(offered: Offered) -> None:
    assert offered("set", "rea") == ["compopt -o default", ""]
    assert offered("rea") == ["compopt -o default", ""]
