"""What the tests of the git layer share: a committed checklist, and hooks made of a line of shell."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.core.git import Repository as Found
from tests.throwaway import Repository

CHECKLIST = "# Launch\n\n- [ ] Redis health check\n- [ ] Rollback rehearsed\n"


@pytest.fixture
def checklist(repository: Repository) -> Path:
    """`launch.md`, committed and clean; another file, `other.md`, beside it."""
    path = repository.write("launch.md", CHECKLIST)
    repository.write("other.md", "# Other\n")
    repository.commit("Add the checklist")
    return path


@pytest.fixture
def found(repository: Repository) -> Found:
    """The throwaway repository as gonogo sees it."""
    seen = Found.discover(repository.folder)
    assert seen is not None
    return seen


@pytest.fixture
def hook(repository: Repository) -> Callable[[str, str], Path]:
    """Install a hook: its name, and its script without the first line."""

    def install(name: str, script: str) -> Path:
        path = repository.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return install


def tick(path: Path) -> None:
    """Tick the first open item."""
    path.write_bytes(path.read_bytes().replace(b"[ ]", b"[x]", 1))


def locks(repository: Repository) -> list[Path]:
    """Every lock file in the git directory."""
    return sorted((repository.folder / ".git").rglob("*.lock"))


@pytest.fixture
def run_fresh(tmp_path: Path) -> Callable[[str], str]:
    """Run code in a fresh interpreter and return what it printed."""

    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    return run
