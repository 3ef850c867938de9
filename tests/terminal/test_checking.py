"""Findings beside their lines, in a list, explained, corrected, allowed; the verdict in the header."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.session import Session, eventually

Opened = Callable[..., Session]
CHECKLIST = """\
# Ready

## Database ✅

- [x] Migrations
- [ ] Pool sized

## Score (1/3)

- [x] Alpha
- [x] Beta
- [ ] Gamma
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "ready.md"
    written.write_text(CHECKLIST)
    return written


def test_the_verdict_stands_in_the_header_and_findings_beside_their_lines(opened: Opened, path: Path) -> None:
    session = opened(path, columns=100)
    session.wait_for("NO-GO  2 open · 2 findings", "← 2/3, not 1/3", "1 of 2 open, not ✅")


def test_a_tick_changes_the_verdict(opened: Opened, path: Path) -> None:
    path.write_text("# Ready\n\n- [x] Migrations\n- [ ] Pool sized\n")
    session = opened(path)
    session.wait_for("NO-GO  1 open")
    session.press("j")
    session.press("space")
    session.wait_for(" GO     all done")
    session.wait_gone("NO-GO")


def test_what_was_found_is_explained_and_corrected_and_undo_takes_it_back(opened: Opened, path: Path) -> None:
    session = opened(path, columns=100)
    session.wait_for("← 2/3, not 1/3")
    session.press(">")
    session.wait_said("the heading says 1/3")
    session.press("enter")
    session.wait_for("score-mismatch, error", "= correct it")
    session.press("=")
    session.wait_said("1/3 -> 2/3")
    session.wait_for("1 finding")
    eventually(lambda: "## Score (2/3)" in path.read_text(), session)
    session.press("u")
    session.wait_for("2 findings")


def test_the_list_leads_to_a_finding_and_corrects_all(opened: Opened, path: Path) -> None:
    session = opened(path, columns=100)
    session.wait_for("2 findings")
    session.press("F")
    session.wait_for("score-mismatch", "heading-mark-mismatch", "= correct 2")
    session.press("=")
    session.wait_said("2 claims corrected")
    session.wait_gone("finding")
    eventually(lambda: "## Score (2/3)" in path.read_text(), session)
    assert "✅" not in path.read_text()


def test_what_was_found_can_be_allowed_with_a_reason(opened: Opened, path: Path) -> None:
    session = opened(path, columns=100)
    session.wait_for("← 2/3, not 1/3")
    session.press(">")
    session.wait_said("the heading says 1/3")
    session.ask("i", "Allow:")
    session.terminal.write("it is of last week")
    session.press("enter")
    session.wait_for("1 finding")
    allowed = "<!-- gonogo: allow score-mismatch because it is of last week -->\n## Score (1/3)"
    eventually(lambda: allowed in path.read_text(), session)


def test_the_reasons_of_the_verdict_are_shown(opened: Opened, path: Path) -> None:
    session = opened(path)
    session.wait_for("NO-GO")
    session.press("O")
    session.wait_for("2 items open, and nothing says which", "6: - [ ] Pool sized")
    session.press("escape")
    session.wait_for("? help")


def test_mistakes_in_the_settings_are_told_and_give_no_verdict(opened: Opened, path: Path) -> None:
    (path.parent / ".git").mkdir()
    for name in ("objects", "refs"):
        (path.parent / ".git" / name).mkdir()
    (path.parent / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (path.parent / "gonogo.toml").write_text("[gate]\nminimum = 3\n")
    session = opened(path)
    session.wait_said("gonogo.toml:2: gate.minimum")
    session.wait_gone("NO-GO")


def test_the_cursor_stays_on_a_heading_that_is_corrected_and_comes_back_with_undo(
    opened: Opened, path: Path
) -> None:
    session = opened(path, columns=100)
    session.wait_for("← 2/3, not 1/3")
    session.press(">")
    session.wait_said("the heading says 1/3")
    session.press("=")
    session.wait_said("1/3 -> 2/3")
    session.wait_for("1 finding")
    session.wait_on("Score (2/3)")
    session.press("u")
    session.wait_for("2 findings")
    session.wait_on("Score (1/3)")
    session.ask("i", "Allow:")
    session.answer("it is of last week", "Allow:")
    session.wait_for("1 finding")
    session.wait_on("Score (1/3)")


def test_what_is_allowed_needs_a_reason_and_the_question_stays_until_there_is_one(
    opened: Opened, path: Path
) -> None:
    session = opened(path, columns=100)
    session.wait_for("← 2/3, not 1/3")
    session.press(">")
    session.ask("i", "Allow:")
    session.press("enter")
    session.wait_for("Allow:", "a reason is needed")
    session.terminal.write("x -- y")
    session.wait_gone("a reason is needed")
    session.press("enter")
    session.wait_for("Allow:", "cannot hold --")
    session.press("backspace*4")
    session.answer(" of last week", "Allow:")
    session.wait_for("1 finding")
    eventually(lambda: "because x of last week -->\n## Score (1/3)" in path.read_text(), session)
    assert path.read_text().count("[x]") == 3
