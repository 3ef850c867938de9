"""Variables that are set, empty and missing; and their values, which are told nowhere."""

from pathlib import Path

import pytest

from gonogo.core.probes.outcome import Outcome
from gonogo.core.probes.variables import dotenv
from tests.core.probes.looking import look

VALUE = "hunter22-4711"
ENVIRONMENT = {"SECRET": VALUE, "EMPTY": "", "BLANK": "  ", "COUNT": "12"}

CASES = [
    ("env `SECRET`", Outcome.PASS, ""),
    ("env `EMPTY`", Outcome.FAIL, "expected EMPTY to have a value, got an empty value in the environment"),
    ("env `BLANK`", Outcome.FAIL, "got an empty value in the environment"),
    ("env `MISSING`", Outcome.FAIL, "got no value: it is not set in the environment"),
    ('env `SECRET` expect contains "hunter"', Outcome.PASS, ""),
    ("env `SECRET` expect matches /^hunter\\d+-\\d{4}$/", Outcome.PASS, ""),
    ("env `COUNT` expect > 11 expect < 13", Outcome.PASS, ""),
    ("env `COUNT` expect > 12", Outcome.FAIL, "expected a number > 12, got a value of COUNT of which that"),
    ('env `SECRET` expect contains "postgres"', Outcome.FAIL, 'expected contains "postgres", got a value'),
    ("env `SECRET` expect < 5", Outcome.FAIL, "expected a number < 5, got a value of SECRET"),
    ("env `SECRET` expect shown", Outcome.SHOWN, ""),
    ("env `SECRET` in .env", Outcome.PASS, ""),
    ("env `EMPTY` in .env", Outcome.FAIL, "expected EMPTY to have a value, got an empty value in .env"),
    ("env `COUNT` in .env", Outcome.FAIL, "got no value: it is not set in .env"),
    ("env `SECRET` in local.env", Outcome.PASS, ""),  # beside the document
    ("env `SECRET` in none.env", Outcome.ERROR, "none.env could not be read: there is no such file."),
    ("env `SECRET` in out.env", Outcome.ERROR, "out.env leads out of the repository"),
    ("env `SECRET` in docs", Outcome.ERROR, "docs could not be read: it is no file."),
]


@pytest.mark.parametrize(("words", "outcome", "reason"), CASES)
async def test_whether_a_variable_has_a_value_is_told_and_the_value_is_not(
    words: str, outcome: Outcome, reason: str, tmp_path: Path
) -> None:
    top = tmp_path / "repository"
    (top / "docs").mkdir(parents=True)
    (top / ".env").write_text(f"# settings\nexport SECRET='{VALUE}'\nEMPTY=\n")
    (top / "docs" / "local.env").write_text(f"SECRET={VALUE}\n")
    (tmp_path / "foreign").write_text(f"SECRET={VALUE}\n")
    (top / "out.env").symlink_to(tmp_path / "foreign")
    seen = await look(words, top=top, beside=top / "docs", environment=ENVIRONMENT)
    assert seen.outcome is outcome, seen
    assert (reason in seen.reasons[0]) if reason else seen.reasons == ()
    assert VALUE not in repr(seen)
    assert "4711" not in repr(seen)


def test_a_dotenv_file_is_read_as_programs_read_it() -> None:
    text = (
        "A=1\nexport B = two words \nC='x # y'\nD=\"q\"  # note\nE=v # note\nF=#none\n#G=1\nH\n"
        "I=a=b\r\nJ='open\n K=k\n"
    )
    values = {"A": "1", "B": "two words", "C": "x # y", "D": "q", "E": "v"}
    assert dotenv(text) == {**values, "F": "", "I": "a=b", "J": "open", "K": "k"}
