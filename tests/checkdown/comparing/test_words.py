"""Words that differ between two texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown.comparing import words_changed


def _marked(before: str, after: str) -> str:
    return "".join(s.before if s.same else f"{{{s.before}|{s.after}}}" for s in words_changed(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Uptime 99.9% a month", "Uptime 99% a month", "Uptime {99.9%|99%} a month"),
        ("Redis check", "Redis health check", "Redis {|health }check"),
        ("one two three", "one three", "one {two |}three"),
        ("a b c d", "a x y d", "a {b c|x y} d"),
        ("same", "same", "same"),
        ("", "new", "{|new}"),
        ("old", "", "{old|}"),
        ("", "", ""),
        ("Latency < 200 ms", "Latency > 200 ms", "Latency {<|>} 200 ms"),
        ("Verdict: NO-GO", "Verdict: GO", "Verdict: {NO-GO|GO}"),
        ("an end-to-end test", "an end-to-mid test", "an {end-to-end|end-to-mid} test"),
        ("by 2026-12-01 at most", "by 2026-12-15 at most", "by 2026-12-{01|15} at most"),
        ("all, of them", "some; of them", "{all,|some;} of them"),
    ],
)
def test_only_the_words_that_differ_are_marked(before: str, after: str, marked: str) -> None:
    assert _marked(before, after) == marked


texts = st.text(st.sampled_from("ab 12.,%\n\u00e9-"), max_size=60)


@given(texts, texts)
def test_no_character_is_lost(before: str, after: str) -> None:
    stretches = words_changed(before, after)
    assert "".join(s.before for s in stretches) == before
    assert "".join(s.after for s in stretches) == after
    assert all((s.before == s.after) is s.same for s in stretches)
    assert all(a.same is not b.same for a, b in pairwise(stretches))


def test_long_texts_without_a_common_word_are_one_change() -> None:
    before, after = "a " * 5000, "b " * 5000
    assert [s.same for s in words_changed(before.strip(), after.strip())] == [False]
