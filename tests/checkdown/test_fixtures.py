"""Every case of fixtures/*.md: the document is read as the case says."""

import pytest

from checkdown import Source, parse
from tests.checkdown.cases import FIXTURES, Case, all_cases, read_cases
from tests.checkdown.views import VIEWS, survivors

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_document_is_read_as_the_case_says(case: Case) -> None:
    checklist = parse(Source.of(case.document))
    for view, expected in case.expected:
        if view == "survivors":
            assert case.edited is not None
            shown = survivors(checklist, parse(Source.of(case.edited)))
        else:
            shown = VIEWS[view](checklist)
        assert shown == expected, f"{case}: {view}"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_whole(case: Case) -> None:
    assert case.document
    assert case.expected
    assert (case.edited is not None) == any(view == "survivors" for view, _ in case.expected)


def test_no_two_cases_of_a_file_share_a_title() -> None:
    for path in FIXTURES.glob("*.md"):
        titles = [case.title for case in read_cases(path)]
        assert len(titles) == len(set(titles)), path.name
