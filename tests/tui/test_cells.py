"""Text is measured, cut and wrapped by the cells that it takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gonogo.core.safetext import safe
from gonogo.widgets.cells import cut, head, pad, pad_left, width, wrap

texts = st.text(alphabet=st.one_of(st.sampled_from("ab 日本👩🚀e\u0301⚠✔-"), st.characters())).map(safe)


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("👩‍🚀 crew", 4, "👩‍🚀 …"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
        ("anything", -3, ""),
    ],
)
def test_what_is_too_long_is_cut_between_characters_with_an_ellipsis(
    text: str, cells: int, shown: str
) -> None:
    assert cut(text, cells, "…") == shown


def test_an_ellipsis_of_two_cells_is_counted() -> None:
    assert cut("longer", 5, "..") == "lon.."
    assert cut("longer", 1, "..") == "."


@given(texts, st.integers(0, 30))
def test_a_cut_text_fits_and_is_the_beginning_of_the_text(text: str, cells: int) -> None:
    shown = cut(text, cells, "…")
    assert cell_len(shown) <= cells
    assert shown == text or text.startswith(shown.removesuffix("…"))


@given(texts, st.integers(0, 30))
def test_a_head_is_as_long_as_fits(text: str, cells: int) -> None:
    start = head(text, cells)
    assert text.startswith(start)
    assert cell_len(start) <= cells


@given(texts, st.integers(2, 30), st.integers(2, 30))
def test_wrapped_lines_fit_and_keep_every_word(text: str, cells: int, further: int) -> None:
    first, *rest = wrap(text, cells, further)
    assert cell_len(first) <= cells
    assert all(cell_len(line) <= further for line in rest)
    assert re.sub(r"\s", "", "".join([first, *rest])) == re.sub(r"\s", "", text)


def test_text_is_wrapped_at_spaces_and_long_words_within() -> None:
    assert wrap("walk the whole checklist", 10) == ["walk the", "whole", "checklist"]
    assert wrap("see https://example.org/a", 10) == ["see", "https://ex", "ample.org/", "a"]
    assert wrap("one two three", 9, 5) == ["one two", "three"]
    assert wrap("日本語テキスト", 5) == ["日本", "語テ", "キス", "ト"]
    assert wrap("", 5) == [""]


def test_padding_counts_cells() -> None:
    assert pad("日本", 6) == "日本  "
    assert pad_left("日本", 6) == "  日本"
    assert pad("longer", 3) == "longer"
    assert width("日本 ok") == 7
