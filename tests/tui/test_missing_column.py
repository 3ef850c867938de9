"""What was typed for a row is kept where its table has no column for it yet."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from checkdown import AddNote, ColumnMissing, EditRefused, ItemRef, parse, plan
from gonogo.app import Gonogo
from gonogo.screens.checklist import ChecklistScreen

TABLE = "| Item | Status |\n|------|--------|\n| Pager rota | ⬜ |\n"


def test_a_note_for_a_table_without_notes_names_the_column_that_is_missing() -> None:
    checklist = parse(TABLE)
    with pytest.raises(ColumnMissing) as refused:
        plan(checklist, AddNote(ItemRef.of(checklist.items[0]), "asked the team"))
    assert (refused.value.line, refused.value.header) == (1, "Notes")
    assert isinstance(refused.value, EditRefused)


async def opened(pilot: Pilot[Any], *before: Screen[Any]) -> Screen[Any]:
    """The screen that comes up in place of these."""
    while pilot.app.screen in before:
        await pilot.pause()
    return pilot.app.screen


@pytest.mark.asyncio
async def test_a_note_can_be_written_together_with_the_column_that_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "launch.md"
    path.write_text(TABLE)
    app = Gonogo(path)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, ChecklistScreen) or app.screen.loaded is None:
            await pilot.pause()
        checklist = app.screen
        await pilot.press("w")
        note = await opened(pilot, checklist)
        await pilot.press(*"asked", "enter")
        await opened(pilot, checklist, note)
        await pilot.press("y")
        while "asked" not in path.read_text():
            await pilot.pause(0.02)
    assert path.read_text() == (
        "| Item | Status | Notes |\n|------|--------|-------|\n| Pager rota | ⬜ | asked |\n"
    )
