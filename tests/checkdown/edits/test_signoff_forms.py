"""Every form of a sign-off in fixtures/signoff_forms.md: what is filled is its blanks, nothing else."""

import re
from pathlib import Path

import pytest

from checkdown import Sign, Source, apply, parse, plan
from checkdown.edit import Edit
from checkdown.edits.unsigning import unsign_splices
from tests.checkdown.cases import Case, read_cases

CASES = list(read_cases(Path(__file__).parent / "fixtures" / "signoff_forms.md"))
_GONE = re.compile(
    r"[\s_./\-–—…\\`]*|\[ ?\]|[ ☐⬜]|.{0,3}pending.{0,3}|\[.*\]|<.*>|TBD|YYYY-MM-DD|⬜ Pending|[\d_-]*",
    re.IGNORECASE,
)
_COME = re.compile(
    r"[\sx☑✅:]*(?:Done)?|,?\s*(?:✅ )?(?:Ada Lovelace)?(?: /|,)?(?: Date:)? ?"
    r"(?:Date: )?(?:2026-11-21)?\s*\|?"
)


def test_there_are_thirty_forms_and_more() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=str)
def test_of_each_form_only_blanks_go_and_only_name_day_and_tick_come(case: Case) -> None:
    before = parse(Source.of(case.document))
    role = before.signoffs[0]
    edit = plan(before, Sign(role.line, role.role, "Ada Lovelace", "2026-11-21"))
    for splice in edit.splices:
        assert _GONE.fullmatch(splice.old), splice
        assert _COME.fullmatch(splice.new), splice
    after = apply(before, edit)
    signed = after.signoffs[0]
    assert (signed.role, signed.name) == (role.role, "Ada Lovelace")
    assert "2026-11-21" in after.source.line(signed.line)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_signed_can_be_opened_again_and_is_then_the_same_sign_off(case: Case) -> None:
    signed = parse(Source.of(case.edited or ""))
    opened = apply(signed, Edit(tuple(unsign_splices(signed, signed.signoffs[0])), "", None))
    (again,) = opened.signoffs
    assert (again.role, again.name, again.date) == (signed.signoffs[0].role, "", "")
