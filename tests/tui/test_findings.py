"""What a list of findings says of itself."""

import pytest

from checkdown import parse
from checkdown.findings import findings
from gonogo.screens.presentation.findings import counts_of

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
