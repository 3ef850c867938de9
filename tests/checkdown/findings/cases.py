"""The fixtures of one folder of rules, and what holds for each: see ``tests.checkdown.cases`` for their form.

The fence `findings` lists what is found, `fixed` holds the document after its fixes.
"""

from pathlib import Path

from checkdown import parse
from checkdown.findings import findings
from tests.checkdown.cases import Case, read_cases
from tests.checkdown.findings.shown import mended, shown


def cases_in(folder: Path) -> list[Case]:
    """All cases of a folder's fixtures, in the order of their names."""
    return [case for path in sorted(folder.glob("*.md")) for case in read_cases(path)]


def assert_case(case: Case) -> None:
    """What is found in the document is what the case says, and the fixes leave what it says."""
    expected = dict(case.expected)
    found = findings(parse(case.document))
    assert shown(found) == expected["findings"], str(case)
    assert any(each.fixable for each in found) == ("fixed" in expected), str(case)
    if "fixed" in expected:
        assert mended(case.document) == expected["fixed"], str(case)
