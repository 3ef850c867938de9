"""Pairs of documents and the changes between them, as the files beside this one write them down."""

from pathlib import Path

import pytest

from checkdown import parse
from checkdown.comparing import compare
from tests.checkdown.cases import Case, read_cases
from tests.checkdown.comparing.shown import shown

CASES = [
    case for path in sorted((Path(__file__).parent / "fixtures").glob("*.md")) for case in read_cases(path)
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_changes_are_those_that_a_reviewer_would_name(case: Case) -> None:
    assert case.edited is not None
    ((view, expected),) = case.expected
    assert view == "changes"
    assert shown(compare(parse(case.document), parse(case.edited))) == expected.splitlines()


def test_there_are_at_least_sixty_pairs() -> None:
    assert len(CASES) >= 60
