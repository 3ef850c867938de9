"""States as cells write them, where words meet slashes and odd letters."""

import pytest

from checkdown import Notation, State, parse
from checkdown.marks import Written, read_cell


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("n/a / done", "n/a / done"),
        ("Pass/Fail", "Pass/Fail"),
        (r"yes \| no (choose)", r"yes \| no"),
        ("✅ Done / ❌ No", "✅ Done / ❌ No"),
    ],
)
def test_states_with_slashes_between_them_are_a_choice_that_nobody_made(text: str, mark: str) -> None:
    found = read_cell(text)
    assert found is not None
    assert (found.mark, found.state) == (mark, State.TODO)


@pytest.mark.parametrize("text", ["pass / fail /", "pass / failing badly", "/ pass / fail", "passes / fails"])
def test_other_words_with_slashes_are_no_choice(text: str) -> None:
    found = read_cell(text)
    assert found is None or found.mark != text


def test_a_word_with_a_slash_in_it_is_one_word() -> None:
    assert read_cell("n/a") == Written(0, "n/a", State.NA, Notation.WORD)
    assert read_cell("N/A (no franchise)") == Written(0, "N/A", State.NA, Notation.WORD)


@pytest.mark.parametrize("text", ["paſs", "Pass / miſſing", "blocKed", "İn progress"])
def test_letters_that_only_resemble_those_of_a_word_are_no_error(text: str) -> None:
    assert len(parse(f"| A | Status |\n|---|---|\n| x | {text} |\n| y | ✅ |\n").items) == 2


def test_the_longest_word_counts() -> None:
    assert read_cell("not started") == Written(0, "not started", State.TODO, Notation.WORD)
    assert read_cell("no") == Written(0, "no", State.FAILED, Notation.WORD)
    assert read_cell("notable") is None
