"""What a list of findings says of itself."""

import pytest

from checkdown import parse
from checkdown.findings import findings
from gonogo.screens.presentation.findings import beside, by_line, counts_of
from gonogo.screens.presentation.words import plain

TICKED = "## Database ✅\n\n- [x] Migrations\n- [ ] Pool sized\n"
OWNED = "**Owner:** TBD\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TICKED, "1 finding"),
        (TICKED * 2, "2 findings"),
        (TICKED + OWNED, "1 finding, 1 worth a look"),
        (OWNED * 2, "2 worth a look"),
        ("", "0 findings"),
    ],
)
def test_the_list_counts_as_the_header_does_and_names_the_rest(text: str, said: str) -> None:
    assert counts_of(findings(parse(text))) == said


def test_beside_a_line_stands_what_is_so_and_what_is_claimed_and_in_fewer_words_only_what_is_so() -> None:
    document = parse(TICKED)
    found = beside(document, by_line(document, findings(document)))
    assert (found[1].words, found[1].brief) == ("1 of 2 open, not ✅", "1 of 2 open")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Keys <!-- gonogo: allow duplicate-item because both -->", "Keys"),
        ("<!-- a --> Keys <!-- b --> and **names**", "Keys  and names"),
        ("write `<!-- gonogo: allow RULE -->` above", "write `<!-- gonogo: allow RULE -->` above"),
        ("an arrow <!-- that does not end", "an arrow <!-- that does not end"),
    ],
)
def test_comments_are_no_words_of_a_line_unless_they_are_code(written: str, shown: str) -> None:
    assert plain(written) == shown
