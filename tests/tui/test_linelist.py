"""The list: cursor, scrolling, headings that stay, marks, mouse; and that it looks only at lines in view."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from gonogo.core.config import Config
from gonogo.core.safetext import safe
from gonogo.widgets.application import Application
from gonogo.widgets.itemlist import ItemList
from gonogo.widgets.linelist import LineList, RowSource
from gonogo.widgets.rows import ListRow, RowKind
from tests.tui.sources import BLANK, ManyRows, Rows, heading, item, note

TWO = [
    heading("One", "1/3"),
    item("first", "done"),
    item("second"),
    note("blocked: waiting"),
    item("third"),
    BLANK,
    heading("Two"),
    item("fourth", "blocked"),
    item("fifth"),
]


class Shown(Application[None]):
    """An application that is one list, and notes what the list says."""

    def __init__(self, source: RowSource[ListRow], scroll_lines: int | None = None) -> None:
        super().__init__(Config(scroll_lines=scroll_lines), environ={"LANG": "C.UTF-8"})
        self.source = source
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield ItemList(self.glyphs, empty="No items match")

    def on_mount(self) -> None:
        self.items.show(self.source)
        self.items.focus()

    @property
    def items(self) -> ItemList:
        return self.query_one(ItemList)

    def on_event_of_list(self, message: Message) -> None:
        assert isinstance(message, LineList.About)
        self.said.append(f"{type(message).__name__} {message.index}")

    on_line_list_moved = on_line_list_chosen = on_line_list_sign_clicked = on_event_of_list


def lines(app: Shown) -> list[str]:
    """What the list shows, without its scroll bar."""
    return [app.items.render_line(y).text.rstrip(" ▐") for y in range(app.items.size.height)]


async def test_the_lines_in_view_are_drawn() -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 11)):
        assert lines(app) == [
            " One                      1/3",
            " ✔ first",
            " ○ second",
            "     blocked: waiting",
            " ○ third",
            "",
            " Two",
            " ! fourth",
            " ○ fifth",
            "",
            "",
        ]


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("down", 1),
        ("j j j", 4),  # the note is passed
        ("j j j j", 6),  # so is the blank line
        ("down up", 0),
        ("up", 0),
        ("end", 8),
        ("G k", 7),
        ("G home", 0),
        ("end down", 8),
        ("pagedown", 4),
        ("ctrl+d ctrl+d ctrl+d", 8),
        ("end pageup", 4),
    ],
)
async def test_keys_move_the_cursor(keys: str, cursor: int) -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press(*keys.split())
        assert app.items.cursor == cursor


async def test_every_move_is_told_and_enter_chooses() -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 6)) as pilot:
        await pilot.press("down", "down", "up", "up", "up", "enter")
        assert app.said == ["Moved 1", "Moved 2", "Moved 1", "Moved 0", "Chosen 0"]


async def test_the_cursor_stays_in_sight_with_the_notes_below_it() -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.press("down", "down")
        assert lines(app)[-1] == "     blocked: waiting"
        assert "second" in "".join(lines(app))


@pytest.mark.parametrize(("setting", "stride"), [(None, 10), (1, 1), (4, 4)])
async def test_a_cursor_that_leaves_the_view_moves_it_by_several_lines_at_once(
    setting: int | None, stride: int
) -> None:
    app = Shown(ManyRows(1000), setting)
    async with app.run_test(size=(60, 20)) as pilot:
        app.items.move_to(500)
        app.items.scroll_to_line(481)
        await pilot.press("down")
        assert app.items.top == 481 + stride
        await pilot.press(*["down"] * (stride - 1))
        assert app.items.top == 481 + stride
        await pilot.press("down")
        assert app.items.top == 481 + 2 * stride
        app.items.move_to(500)
        app.items.scroll_to_line(499)
        await pilot.press("up")
        assert app.items.top == 499 - stride


async def test_the_view_moves_never_so_far_that_the_cursor_is_out_of_sight_or_under_the_heading() -> None:
    app = Shown(ManyRows(1000), scroll_lines=50)
    async with app.run_test(size=(60, 20)) as pilot:
        app.items.move_to(500)
        app.items.scroll_to_line(481)
        await pilot.press("down")
        assert (app.items.cursor, app.items.top) == (501, 500)
        assert "   501  Verify" in lines(app)[1]
        await pilot.press("up")
        assert (app.items.cursor, app.items.top) == (500, 481)
        assert "   500  Verify" in lines(app)[19]


async def test_what_is_clicked_does_not_scroll_away_under_the_mouse() -> None:
    app = Shown(Rows([*[item(f"number {number}") for number in range(9)], note("why"), *TWO]))
    async with app.run_test(size=(30, 9)) as pilot:
        await pilot.click(ItemList, offset=(5, 8))
        assert app.items.top == 1  # the note came into view, and no more
        await pilot.press("down")
        assert app.items.top == 1 + 9 // 2


async def test_the_heading_stays_in_sight_while_its_lines_scroll() -> None:
    app = Shown(ManyRows(100), scroll_lines=1)
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press(*["down"] * 9)
        assert lines(app)[0].startswith(" Section 0")
        assert lines(app)[-1] == " ○      9  Verify health check number …"
        await pilot.press(*["up"] * 5)
        assert lines(app)[0].startswith(" Section 0")
        assert "     4  Verify" in lines(app)[1]  # not hidden under the heading
        await pilot.press("home")
        assert lines(app)[0].startswith(" Section 0")
        assert "     1  Verify" in lines(app)[1]


async def test_a_heading_does_not_stay_where_nothing_of_its_section_is_in_sight() -> None:
    app = Shown(Rows([*TWO[:5], BLANK, *TWO[6:], *[item(f"more {number}") for number in range(9)]]))
    async with app.run_test(size=(30, 5)) as pilot:
        app.items.scroll_to_line(3)
        await pilot.pause()
        assert lines(app)[:3] == [" One                      1/3", " ○ third", ""]
        app.items.scroll_to_line(4)
        await pilot.pause()
        assert lines(app)[:3] == [" ○ third", "", " Two"]
        app.items.scroll_to_line(5)
        await pilot.pause()
        assert lines(app)[:2] == ["", " Two"]


async def test_a_hundred_thousand_lines_are_not_looked_at_before_they_are_shown() -> None:
    source = ManyRows(100_000)
    app = Shown(source)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*["down"] * 5, "end", "home", "pagedown")
        assert app.items.cursor == 18
        assert source.looks < 500


async def test_jumps_go_to_headings_and_to_given_places() -> None:
    app = Shown(ManyRows(1000))
    async with app.run_test(size=(60, 20)):
        assert app.items.section(1)
        assert app.items.cursor == 12
        app.items.move_to(17)
        assert app.items.section(-1)
        assert app.items.cursor == 12
        assert app.items.jump([5, 500, 900], 1)
        assert app.items.cursor == 500
        assert app.items.top < 500 < app.items.top + 20
        assert not app.items.jump([5, 500], 1)
        assert app.items.jump([5, 500], -1)
        assert app.items.cursor == 5


async def test_seeking_starts_over_at_the_end_if_asked() -> None:
    app = Shown(ManyRows(100))
    async with app.run_test(size=(60, 20)):
        app.items.move_to(50)
        assert app.items.seek(lambda index: index % 30 == 1, 1)
        assert app.items.cursor == 61
        assert not app.items.seek(lambda index: index == 7, 1, around=False)
        assert app.items.seek(lambda index: index == 7, 1)
        assert app.items.cursor == 7
        assert app.items.seek(lambda index: index == 70, -1)
        assert not app.items.seek(lambda index: False, 1)
        assert app.items.cursor == 70


async def test_a_line_is_drawn_again_when_its_value_changes() -> None:
    source = Rows(TWO)
    app = Shown(source)
    async with app.run_test(size=(30, 11)):
        source.rows[2] = item("second", "done", marked=True)
        app.items.refresh_rows([2])
        assert lines(app)[2] == "◆✔ second"


async def test_only_lines_that_look_different_are_repainted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    refresh = Widget.refresh

    def noted(self: Widget, *regions: Region, **options: bool) -> Widget:
        if isinstance(self, ItemList):
            asked.extend(y for region in regions for y in region.line_range)
        return refresh(self, *regions, **options)

    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 11)) as pilot:
        lines(app)  # as they are on the screen
        monkeypatch.setattr(Widget, "refresh", noted)
        await pilot.press("down")
        assert sorted(asked) == [0, 1]
        lines(app)
        asked.clear()
        app.items.show(Rows([*TWO[:2], item("second", "doing"), *TWO[3:]]))
        assert asked == [2]
        lines(app)
        asked.clear()
        app.items.refresh()
        app.items.show(app.items.source)
        assert asked == []


async def test_the_cursor_is_kept_where_lines_go_away() -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.press("end")
        app.items.show(Rows(TWO[:3]))
        await pilot.pause()
        assert app.items.cursor == 2
        assert lines(app)[:3] == [" One                      1/3", " ✔ first", " ○ second"]


async def test_an_empty_list_says_why() -> None:
    app = Shown(Rows([]))
    async with app.run_test(size=(30, 5)) as pilot:
        assert lines(app)[1] == "  No items match"
        await pilot.press("down", "end", "pageup", "enter")
        assert app.said == []


async def test_a_search_stands_out_in_the_lines() -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 11)):
        before = app.items.render_line(8)
        app.items.highlight(re.compile("fif"))
        assert app.items.render_line(8).text == before.text
        assert app.items.render_line(8) != before
        app.items.highlight(None)
        assert app.items.render_line(8) == before


@pytest.mark.parametrize(
    ("offset", "times", "said"),
    [
        ((5, 2), 1, ["Moved 2"]),
        ((5, 3), 1, []),  # a note
        ((5, 10), 1, []),  # below the last line
        ((1, 1), 1, ["Moved 1", "SignClicked 1"]),
        ((5, 4), 2, ["Moved 4", "Chosen 4"]),
        ((29, 4), 1, []),  # the place of the scroll bar
    ],
)
async def test_clicks_move_the_cursor_and_mean_more_on_signs(
    offset: tuple[int, int], times: int, said: Sequence[str]
) -> None:
    app = Shown(Rows(TWO))
    async with app.run_test(size=(30, 11)) as pilot:
        await pilot.click(ItemList, offset=offset, times=times)
        assert app.said == said


async def test_a_click_on_the_heading_that_stays_goes_to_it() -> None:
    app = Shown(ManyRows(100))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press(*["down"] * 9)
        await pilot.click(ItemList, offset=(5, 0))
        assert app.items.cursor == 0


async def test_a_click_on_a_folded_heading_means_its_fold() -> None:
    app = Shown(Rows([heading("One", folded=True), ListRow(RowKind.TEXT, safe("text"))]))
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.press("down")
        await pilot.click(ItemList, offset=(1, 0))
        assert app.said == ["Moved 1", "Moved 0", "SignClicked 0"]


async def test_the_list_follows_a_new_size() -> None:
    app = Shown(ManyRows(100))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*["down"] * 18)
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert any("    18  Ver" in line for line in lines(app))
        assert all(len(line) <= 30 for line in lines(app))
