"""The review as a whole, at the size of a small terminal and of a large one."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from gonogo.app import Gonogo
from gonogo.core.config import Config
from gonogo.screens.review import ReviewScreen
from tests.core.reviewing.conftest import AFTER, BEFORE
from tests.throwaway import Repository


@pytest.fixture
def made(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose commits have the same names wherever and whenever it is made."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2026-11-21T12:00:00+00:00")
    repository.write("ready.md", BEFORE)
    repository.commit("Begin")
    repository.git("tag", "v1")
    repository.write("ready.md", BEFORE.replace("[ ] Redis", "[x] Redis"))
    repository.commit("Redis is there")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Grace Hopper")
    repository.write("logs/db.txt", "all well\n")
    repository.write("ready.md", AFTER)
    repository.commit("The rest")
    return repository.folder


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
def test_the_review_as_it_is_shown(snap_compare: Any, made: Path, size: tuple[int, int]) -> None:
    async def work(pilot: Pilot[Any]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        while screen.makers is None:
            await pilot.pause()
        await pilot.press("v")
        while not screen.memory.seen:
            await pilot.pause()
        await pilot.pause()

    app = Gonogo(made, Config(theme="dark"), review=("v1..HEAD", ()))
    assert snap_compare(app, terminal_size=size, run_before=work)
