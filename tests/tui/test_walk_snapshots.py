"""The walk as a whole, at the size of a small terminal and of a large one."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from gonogo.app import Gonogo
from gonogo.core.config import Config
from gonogo.screens.walk import WalkScreen


@pytest.fixture
def checklist(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample outside git, named by its file alone."""
    shutil.copy(samples / "phased-readiness.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Path("phased-readiness.md")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["80x24", "160x48"])
def test_the_walk_as_it_is_shown(snap_compare: Any, checklist: Path, size: tuple[int, int]) -> None:
    async def work(pilot: Pilot[Any]) -> None:
        while not isinstance(screen := pilot.app.screen, WalkScreen) or screen.current is None:
            await pilot.pause()
        await pilot.press("n", "n")
        await pilot.pause()

    app = Gonogo(checklist, Config(theme="dark"), walk=(None, "Ada Lovelace", "Grace Hopper"))
    assert snap_compare(app, terminal_size=size, run_before=work)
