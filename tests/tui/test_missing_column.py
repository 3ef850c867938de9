"""What was typed for a row is kept where its table has no column for it yet."""

from pathlib import Path

import pytest

from checkdown import AddNote, ColumnMissing, EditRefused, ItemRef, parse, plan

TABLE = "| Item | Status |\n|------|--------|\n| Pager rota | ⬜ |\n"


def test_a_note_for_a_table_without_notes_names_the_column_that_is_missing() -> None:
    checklist = parse(TABLE)
    with pytest.raises(ColumnMissing) as refused:
        plan(checklist, AddNote(ItemRef.of(checklist.items[0]), "asked the team"))
    assert (refused.value.line, refused.value.header) == (1, "Notes")
    assert isinstance(refused.value, EditRefused)


@pytest.mark.asyncio
async def test_a_note_can_be_written_together_with_the_column_that_it_needs(tmp_path: Path) -> None:
    from gonogo.app import Gonogo

    path = tmp_path / "launch.md"
    path.write_text(TABLE)
    app = Gonogo(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(1.0)
        await pilot.press("w")
        await pilot.pause(0.5)
        await pilot.press(*"asked", "enter")
        await pilot.pause(0.5)
        await pilot.press("y")
        for _ in range(40):
            await pilot.pause(0.1)
            if "asked" in path.read_text():
                break
    assert path.read_text() == (
        "| Item | Status | Notes |\n|------|--------|-------|\n| Pager rota | ⬜ | asked |\n"
    )
