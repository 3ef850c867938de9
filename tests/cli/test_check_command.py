"""`gonogo check` and `gonogo gate` as CI starts them: a process of their own, in a real repository."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Gonogo
from tests.throwaway import Repository

WRONG = "# Launch\n\n## Database ✅\n\n- [x] Migrations\n- [ ] Pool sized\n"
RIGHT = "# Launch\n\n## Database ✅\n\n- [x] Migrations\n- [x] Pool sized\n"


@pytest.fixture
def repository(folder: Path) -> Repository:
    """A repository with a checklist that agrees with itself, and one that does not."""
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    made.git("config", "user.name", "Ada Lovelace")
    made.git("config", "user.email", "ada@example.org")
    made.write("docs/wrong.md", WRONG)
    made.write("docs/right.md", RIGHT)
    made.commit("begin")
    return made


def lines(text: str) -> int:
    return sum("heading-mark-mismatch" in line for line in text.splitlines())


READERS: dict[str, Callable[[str], int]] = {
    "text": lines,
    "github": lines,
    "json": lambda text: len(json.loads(text)["findings"]),
    "gitlab": lambda text: len(json.loads(text)),
    "sarif": lambda text: len(json.loads(text)["runs"][0]["results"]),
    "junit": lambda text: int(ElementTree.fromstring(text).get("failures", "")),
}
"""How many findings a report holds, by its format."""


@pytest.mark.parametrize("form", READERS)
def test_each_format_tells_the_finding_and_the_status_says_that_there_is_one(
    form: str, process: Gonogo, repository: Repository
) -> None:
    ran = process("check", "docs", "--format", form, GITHUB_STEP_SUMMARY="")
    assert (ran.status, READERS[form](ran.out)) == (1, 1)


@pytest.mark.parametrize("form", READERS)
def test_each_format_of_a_checklist_that_agrees_with_itself_is_fine(
    form: str, process: Gonogo, repository: Repository
) -> None:
    ran = process("check", "docs/right.md", "--format", form, GITHUB_STEP_SUMMARY="")
    assert (ran.status, READERS[form](ran.out)) == (0, 0)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["check", "docs/right.md"], 0),
        (["check", "docs/wrong.md"], 1),
        (["check", "docs/wrong.md", "--fix"], 0),
        (["check", "--explain", "heading-mark-mismatch"], 0),
        (["check", "--explain", "heading-mark"], 2),
        (["check", "docs", "--format", "pdf"], 2),
        (["check", "docs/gone.md"], 4),
        (["gate", "docs/right.md"], 0),
        (["gate", "docs/wrong.md"], 1),
        (["gate", "docs/right.md", "--require", "Kitchen"], 2),
        (["gate", "docs/right.md", "--min", "101%"], 2),
        (["gate", "docs/gone.md"], 4),
    ],
)
def test_the_status_is_that_of_the_contract(
    words: list[str], status: int, process: Gonogo, repository: Repository
) -> None:
    assert process(*words).status == status


def test_settings_that_may_mean_something_else_give_no_verdict(
    process: Gonogo, repository: Repository
) -> None:
    repository.write("gonogo.toml", "[gate]\nminimum = 95\n")
    for command in ("check", "gate"):
        ran = process(command, "docs/right.md")
        assert ran.status == 2
        assert "gonogo.toml:2: gate.minimum" in ran.err
