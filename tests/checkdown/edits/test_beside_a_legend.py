"""Edits in a section that explains marks: read again alone while the explanation stays as it is."""

import pytest

from checkdown import Edit, Splice, apply, parse
from tests.checkdown.edits.shape import whole

TEXT = """\
# Launch

- [~] Alerts

## Sign-off

- [ ] Engineering: ____
- [~] Operations: ____

**Legend**: `[ ]` Open, `[x]` Done, `[~]` Not applicable

## After

- [~] Notes sent
"""


@pytest.mark.parametrize(
    ("splice", "apart"),
    [
        (Splice(7, 4, " ", "x"), True),
        (Splice(7, 4, " ", "~"), True),
        (Splice(7, 20, "____", "Ada Lovelace"), True),
        (Splice(8, 21, "", "\n- [ ] Security: ____"), False),
        (Splice(10, 43, "Not applicable", "In progress"), False),
        (Splice(10, 39, "~", "!"), False),
    ],
)
def test_only_another_explanation_touches_other_sections(splice: Splice, apart: bool) -> None:
    before = parse(TEXT)
    after = apply(before, Edit((splice,), ""))
    assert whole(after) == whole(parse(after.source))
    assert (after.parts[-1] is before.parts[-1]) is apart
