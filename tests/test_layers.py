"""What a fresh interpreter really loads. The static half, import-linter's, is in pyproject.toml."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.throwaway import Repository

LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"


def loaded_after(code: str, *, folder: Path) -> set[str]:
    """The modules in a fresh interpreter after this code; it sees the installation, no PYTHONPATH."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{code}\n{LOADED}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(modules)


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_checkdown_loads_nothing_but_markdown_it_and_the_standard_library(tmp_path: Path) -> None:
    before = packages(loaded_after("", folder=tmp_path))
    after = packages(loaded_after("import checkdown", folder=tmp_path))
    others = {name for name in after - before if name not in sys.stdlib_module_names}
    assert "checkdown" in others
    assert others <= {"checkdown", "markdown_it", "mdurl", "linkify_it"}  # linkify_it: if it is installed


def test_the_package_itself_loads_nothing(tmp_path: Path) -> None:
    before = loaded_after("", folder=tmp_path)
    assert loaded_after("import gonogo", folder=tmp_path) - before == {"gonogo"}


@pytest.mark.parametrize("name", ["parser", "tui"])
def test_the_source_roots_are_no_packages(name: str, tmp_path: Path) -> None:
    loaded_after(f"import importlib.util; assert importlib.util.find_spec({name!r}) is None", folder=tmp_path)


HEAVY = {"asyncio", "git", "gitdb", "httpx", "platformdirs", "rich", "textual", "tomlkit", "watchfiles"}
"""What a headless command must not pay for."""

CHECKLIST = "# Ready\n\n## First (P0)\n\n- [ ] a\n  - probe: file `x.md`\n- [!] b\n  - blocked: c\n"


NOT_FOR_READING = (
    "checkdown.fields",
    "checkdown.intents",
    "checkdown.planning",
    "checkdown.signoffs",
    "difflib",
    "gonogo.core.files.saving",
    "gonogo.core.git.run",
    "gonogo.core.workspace",
    "hashlib",
    "locale",
    "subprocess",
)


def loaded_by(words: list[str], folder: Path) -> set[str]:
    """The modules that a command line loads, as the `gonogo` script runs it."""
    (folder / "ready.md").write_text(CHECKLIST)
    code = f"from gonogo.cli.start import run\nassert run({words!r}) == 0"
    return loaded_after(code, folder=folder)


@pytest.mark.parametrize(
    "words",
    [
        ["list", "ready.md"],
        ["list", "ready.md", "--json", "--state", "blocked"],
        ["status", "ready.md"],
        ["status", "--json"],
        ["new", "--list"],
        ["new", "deployment", "new.md"],
        ["--help"],
        ["set", "--help"],
        ["completion", "zsh"],
    ],
    ids=" ".join,
)
def test_a_headless_command_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    assert packages(loaded_by(words, tmp_path)) & HEAVY == set()


@pytest.mark.parametrize("words", [["set", "ready.md", "5", "done"], ["commit", "ready.md"]], ids=" ".join)
def test_a_command_that_writes_loads_nothing_heavy_in_a_repository(
    words: list[str], repository: Repository
) -> None:
    repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    assert packages(loaded_by(words, repository.folder)) & HEAVY == set()


@pytest.mark.parametrize(
    "words",
    [["diff"], ["diff", "--json"], ["log", "ready.md"], ["log", "ready.md", "--progress", "--json"]],
    ids=" ".join,
)
def test_a_command_that_compares_versions_loads_nothing_heavy(
    words: list[str], repository: Repository
) -> None:
    repository.write("ready.md", CHECKLIST)
    repository.commit("Begin")
    repository.write("ready.md", CHECKLIST.replace("[ ]", "[x]"))
    assert packages(loaded_by(words, repository.folder)) & HEAVY == set()


def test_reading_one_file_loads_neither_edits_nor_what_saves_or_asks_git(tmp_path: Path) -> None:
    loaded = loaded_by(["status", "ready.md", "--json"], tmp_path)
    assert "checkdown.reading" in loaded
    assert loaded & set(NOT_FOR_READING) == set()


def test_the_version_is_said_without_click(tmp_path: Path) -> None:
    code = """
import sys
from gonogo.cli import main
sys.argv = ["gonogo", "--version"]
import os
os._exit = lambda status: None
main()
"""
    before = loaded_after("", folder=tmp_path)
    loaded = loaded_after(code, folder=tmp_path) - before
    assert {name for name in loaded if name.startswith("gonogo")} == {
        "gonogo",
        "gonogo.cli",
        "gonogo.cli.start",
    }
    assert "click" not in loaded
