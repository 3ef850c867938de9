"""A text is wrapped for its width with its tones kept; the details of an item are such a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult

from gonogo.core.safetext import safe
from gonogo.widgets.application import Application
from gonogo.widgets.detail import Block, ItemDetail, detail_text
from gonogo.widgets.glyphs import UNICODE
from gonogo.widgets.look import Tone
from gonogo.widgets.page import Page, Paragraph, lay_out
from gonogo.widgets.pen import Span


def lines(text: tuple[Paragraph, ...], cells: int) -> list[str]:
    return ["".join(span.text for span in line) for line in lay_out(text, cells, "…")]


def test_paragraphs_are_wrapped_with_their_indent() -> None:
    text = Paragraph((Span(safe("a long line that has to be wrapped")),), indent=2, hanging=2)
    assert lines((text, Paragraph(), text), 20) == [
        "  a long line that",
        "    has to be",
        "    wrapped",
        "",
        "  a long line that",
        "    has to be",
        "    wrapped",
    ]


def test_tones_are_kept_where_a_line_breaks_within_a_span() -> None:
    text = Paragraph(
        (Span(safe("state ")), Span(safe("blocked since monday"), Tone.ALERT), Span(safe(" ok")))
    )
    assert lay_out((text,), 14, "…") == [
        (Span(safe("state ")), Span(safe("blocked"), Tone.ALERT)),
        (Span(safe("since monday"), Tone.ALERT),),
        (Span(safe("ok")),),
    ]


def test_lines_of_a_file_are_cut_and_not_wrapped() -> None:
    text = Paragraph((Span(safe("27  "), Tone.DIM), Span(safe("- [ ] a long line"))), verbatim=True)
    assert lay_out((text,), 12, "…") == [(Span(safe("27  "), Tone.DIM), Span(safe("- [ ] a…")))]


class Shown(Application[None]):
    """An application that is one text."""

    def compose(self) -> ComposeResult:
        yield Page(self.glyphs)

    @property
    def page(self) -> Page:
        return self.query_one(Page)

    def seen(self) -> list[str]:
        """The lines, without the scroll bar."""
        return [self.page.render_line(y).text.rstrip(" ▐") for y in range(self.page.size.height)]


def numbered(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Span(safe(f"line {number}")),)) for number in range(count))


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ("down", "line 1"),
        ("j j k", "line 1"),
        ("pagedown", "line 3"),
        ("end", "line 15"),
        ("end home", "line 0"),
        ("G ctrl+u", "line 12"),
        ("up", "line 0"),
    ],
)
async def test_keys_scroll_a_text(keys: str, first: str) -> None:
    app = Shown()
    async with app.run_test(size=(30, 5)) as pilot:
        app.page.show(numbered(20))
        app.page.focus()
        await pilot.press(*keys.split())
        assert app.seen()[0] == f" {first}"


async def test_another_text_begins_at_its_top_unless_the_place_is_kept() -> None:
    app = Shown()
    async with app.run_test(size=(30, 5)) as pilot:
        app.page.show(numbered(20))
        await pilot.pause()
        app.page.scroll_to_line(7)
        app.page.show(numbered(21), keep_place=True)
        await pilot.pause()
        assert app.seen()[0] == " line 7"
        app.page.show(numbered(22))
        await pilot.pause()
        assert app.seen()[0] == " line 0"


async def test_a_text_is_wrapped_again_for_a_new_size() -> None:
    app = Shown()
    async with app.run_test(size=(40, 4)) as pilot:
        app.page.show((Paragraph((Span(safe("a text of several words")),)),))
        assert app.seen()[:2] == [" a text of several words", ""]
        await pilot.resize_terminal(16, 4)
        await pilot.pause()
        assert app.seen()[:2] == [" a text of", " several words"]


texts = st.text(alphabet=st.one_of(st.sampled_from("ab  日👩‍🚀e\u0301"), st.characters()), max_size=60).map(
    safe
)
paragraphs = st.builds(
    Paragraph,
    spans=st.lists(st.builds(Span, texts, st.sampled_from(Tone)), max_size=4).map(tuple),
    indent=st.integers(0, 8),
    hanging=st.integers(0, 8),
    verbatim=st.booleans(),
)


@given(st.lists(paragraphs, max_size=4).map(tuple), st.integers(6, 60))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: tuple[Paragraph, ...], cells: int) -> None:
    laid_out = lines(text, cells)
    assert all(cell_len(line) <= cells for line in laid_out)
    if not any(paragraph.verbatim for paragraph in text):
        said = "".join(span.text for paragraph in text for span in paragraph.spans)
        assert "".join("".join(laid_out).split()) == "".join(said.split())


def test_the_details_of_an_item_tell_everything_about_it() -> None:
    detail = ItemDetail(
        text=safe("DELETE `/api/events/:id`"),
        state="blocked",
        facts=(safe("13.2 Event API"), safe("line 27"), safe("P0")),
        notes=(safe("waiting for the aggregate"),),
        blocks=(Block(safe("Evidence")), Block(safe("Fields"), ((Span(safe("owner payments")),),))),
        source=(safe("- [!] DELETE `/api/events/:id`"), safe("  - blocked: waiting")),
        source_line=27,
    )
    assert lines(detail_text(detail, UNICODE), 44) == [
        "DELETE `/api/events/:id`",
        "! blocked · 13.2 Event API · line 27 · P0",
        "  waiting for the aggregate",
        "",
        "Evidence",
        "  none",
        "",
        "Fields",
        "  owner payments",
        "",
        "Source",
        "   27  - [!] DELETE `/api/events/:id`",
        "   28    - blocked: waiting",
    ]
