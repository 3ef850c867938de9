"""Leaving with edits that are not saved: what is said of them is what becomes of them."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gonogo.app import Gonogo
from tests.throwaway import Repository

TEXT = "# Launch\n\n- [ ] Pager rota\n- [ ] Rollback\n"


@pytest.fixture
def path(repository: Repository) -> Path:
    """A committed checklist, whose journal in the git directory takes nothing."""
    written = repository.write("launch.md", TEXT)
    repository.commit("Begin")
    (repository.folder / ".git" / "gonogo" / "journal.jsonl").mkdir(parents=True)
    return written


def delete(path: Path) -> None:
    """Another program deletes the file."""
    path.unlink()


def bring_back(path: Path) -> None:
    """Another program puts it there again."""
    path.write_text(TEXT)


def saved(path: Path) -> str:
    """What the file holds."""
    return path.read_text()


async def until(seen: Callable[[], object]) -> None:
    """Go on once this is so."""
    for _ in range(400):
        if seen():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come")


def listened(app: Gonogo, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the screen says from now on."""
    said: list[str] = []
    screen: Any = app.screen
    monkeypatch.setattr(screen, "say", lambda text, *_: said.append(str(text)))
    return said


@pytest.mark.asyncio
@pytest.mark.parametrize("taken", [True, False])
async def test_quitting_says_whether_the_next_session_offers_the_edits(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    if not taken:
        monkeypatch.setenv("XDG_STATE_HOME", "/proc/none")
    app = Gonogo(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen: Any = app.screen
        await until(lambda: screen.loaded is not None)
        said = listened(app, monkeypatch)
        delete(path)
        await until(lambda: "file" in screen.warnings)
        await pilot.press("x")
        await until(lambda: screen.document.unsaved and not screen.saving.busy)
        await pilot.press("q")
        await until(lambda: any("Quit again" in each for each in said))
        last = next(each for each in reversed(said) if "Quit again" in each)
        assert ("the edits are offered the next time" in last) == taken
        assert ("lose 1 edit that is only on the screen" in last) != taken
        assert screen.document.kept == taken


@pytest.mark.asyncio
async def test_a_change_taken_back_while_the_file_is_gone_is_not_saved_and_the_notice_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Gonogo(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen: Any = app.screen
        await until(lambda: screen.loaded is not None)
        delete(path)
        await until(lambda: "file" in screen.warnings)
        await pilot.press("x")
        await until(lambda: "not saved" in screen.warnings.get("save", ""))
        said = listened(app, monkeypatch)
        await pilot.press("ctrl+c")
        await until(lambda: said)
        assert said == ["q leaves; not everything is saved"]
        await pilot.press("u")
        await until(lambda: not screen.document.unsaved and "save" not in screen.warnings)
        assert screen.warnings["file"] == "the file is gone"
        assert "saved now" not in said


@pytest.mark.asyncio
async def test_whoever_goes_on_after_a_quit_that_failed_stays_when_it_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Gonogo(path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen: Any = app.screen
        await until(lambda: screen.loaded is not None)
        delete(path)
        await until(lambda: "file" in screen.warnings)
        await pilot.press("x")
        await until(lambda: screen.document.unsaved and not screen.saving.busy)
        said = listened(app, monkeypatch)
        await pilot.press("q")
        await until(lambda: any("Quit again" in each for each in said))
        bring_back(path)
        await pilot.press("down", "x")
        await until(lambda: not screen.document.unsaved and not screen.saving.busy)
        await pilot.pause()
        assert app.is_running and app.screen is screen
        assert saved(path) == TEXT.replace("[ ]", "[x]")
