"""Every case of fixtures/*.md: the claims of a document are told as the case says, and mended as it says."""

from pathlib import Path

import pytest

from checkdown.findings import RULES
from tests.checkdown.cases import Case
from tests.checkdown.findings.cases import assert_case, cases_in

FOLDER = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("case", cases_in(FOLDER), ids=str)
def test_findings_are_those_of_the_case(case: Case) -> None:
    assert_case(case)


def test_each_file_is_named_like_a_rule_and_has_cases_with_and_without_findings() -> None:
    for path in FOLDER.glob("*.md"):
        rule = path.stem.replace("_", "-")
        told = [
            rule in dict(case.expected)["findings"] for case in cases_in(FOLDER) if case.file == path.stem
        ]
        assert rule in RULES
        assert {True, False} == set(told), path.name
