"""Hostile text is made visible, harmless text is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from gonogo.core.safetext import is_safe, safe, safe_block

ODD = (
    "\x00\x07\x08\t\n\r\x1b\x7f\x80\x9b\x9d\u00ad\u061c\u200b\u200c\u200d\u200e\u202e\u2028\u2066\ufe0e\ufe0f"
)
ODDER = "\ufeff\udce9\ud800\ue0b0\ufdd0\U000e0041\U000e0100\U0001ffff\U0010fffd"
KIND = "a 1#✔⚠👩🚀🏽ا\u0645क日é\u0301[]`|"
texts = st.text(alphabet=st.one_of(st.sampled_from(ODD + ODDER + KIND), st.characters()))


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        pytest.param("a\x1b]52;c;ZXZpbA==\x07b", "a␛]52;c;ZXZpbA==␇b", id="T1 OSC 52"),
        pytest.param("\x1b[2J", "␛[2J", id="T2 CSI 2J"),
        pytest.param("\x9b2J \x9d0;t\x9c", "<U+009B>2J <U+009D>0;t<U+009C>", id="T3 8-bit C1"),
        pytest.param("ok\u202edne\u2066x", "ok<U+202E>dne<U+2066>x", id="T4 bidi"),
        pytest.param("\x00|\x7f", "␀|␡", id="T5 NUL and DEL"),
        pytest.param("a\u200bb\U000e0041", "a<U+200B>b<U+E0041>", id="T6 zero width and tags"),
        pytest.param("name\x1b]0;title\x07.md", "name␛]0;title␇.md", id="T7 OSC 0"),
        pytest.param("line\u2028next\u2029", "line<U+2028>next<U+2029>", id="separators"),
        pytest.param("caf\udce9", "caf<0xE9>", id="a byte that is no UTF-8"),
        pytest.param("\ud800", "<U+D800>", id="a lone surrogate"),
        pytest.param("\ue0b0\U0010fffd", "<U+E0B0><U+10FFFD>", id="private use"),
        pytest.param("two\nlines\r", "two␊lines␍", id="line ends in one line"),
        pytest.param("a\tb", "a    b", id="a tab"),
        pytest.param("a\u200db", "a<U+200D>b", id="a joiner between letters"),
        pytest.param("a\ufe0f", "a<U+FE0F>", id="a variation selector on a letter"),
        pytest.param("\u200d🚀", "<U+200D>🚀", id="a joiner with nothing before it"),
        pytest.param("👩\u200d\u200d🚀", "👩<U+200D><U+200D>🚀", id="two joiners"),
        pytest.param("\ufe0f\u200d🚀", "<U+FE0F><U+200D>🚀", id="a joiner on a shown selector"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_shown(hostile: str, shown: str) -> None:
    assert safe(hostile) == shown


@pytest.mark.parametrize(
    "text",
    [
        "plain text, `code`, [link](url), - [x], [TODO], [$x], [/], [bold=",
        "Grüße, naïve, Ωμέγα, Привет, 日本語, الحالة, हिन्दी",
        "✅ ⚠️ 🟡 ❌ ➖ ⬜ ⛔ 1️⃣ ❤︎",
        "👩‍🚀 👨‍👩‍👧 👩🏽‍💻 🏳️‍🌈 🇩🇪",
        "می\u200cخواهم",  # Persian: the non-joiner is spelling
        "│ ─ ▓▓▓░░ … → ⎘2",
    ],
)
def test_harmless_text_comes_back_as_it_is(text: str) -> None:
    assert safe(text) == text
    assert is_safe(text)


def test_without_pictures_control_characters_are_written_with_a_caret() -> None:
    assert safe("\x1b[0m\x00\x7f", pictures=False) == "^[[0m^@^?"


def test_a_block_is_cut_at_its_line_ends_only() -> None:
    assert safe_block("a\r\nb\nc\rd\x0ce\u2028f") == ("a", "b", "c", "d␌e<U+2028>f")


@given(texts)
def test_nothing_is_left_that_a_terminal_obeys_or_hides(text: str) -> None:
    for character in safe(text):
        kind = unicodedata.category(character)
        assert kind not in {"Cc", "Cs", "Co", "Zl", "Zp"}, hex(ord(character))
        if (
            kind == "Cf"
        ):  # joiners in their place, and format characters that are drawn (Arabic number signs …)
            assert character in "\u200c\u200d" or unicodedata.name(character).startswith(
                ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")
            )


@given(texts)
def test_making_safe_text_safe_again_changes_nothing(text: str) -> None:
    once = safe(text)
    assert safe(once) == once
    assert is_safe(once)


@given(texts)
def test_every_character_that_is_shown_has_a_width_or_sits_on_one_that_has(text: str) -> None:
    shown = safe(text)
    spans, width = split_graphemes(shown)
    assert sum(cells for _, _, cells in spans) == width == cell_len(shown)
    assert all(shown[start] != "\u200d" for start, _, _ in spans)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_printable_ascii_is_untouched(text: str) -> None:
    assert safe(text) == text


@given(texts)
def test_the_lines_of_a_block_are_safe_lines(text: str) -> None:
    assert all(is_safe(line) for line in safe_block(text))
