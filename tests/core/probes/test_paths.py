"""Files that are there, are not, and lead elsewhere."""

import os
from pathlib import Path

import pytest

from gonogo.core.probes.outcome import Outcome
from tests.core.probes.looking import look


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository's top with some files, beside a folder that is not part of it."""
    top = tmp_path / "repository"
    for name, text in (
        ("README.md", "# Readme\nrollback is described\n"),
        ("docs/ROLLBACK.md", "rollback\n"),
        ("docs/runbooks/a.md", "restore\n"),
        ("docs/runbooks/b.md", "restart\n"),
        ("docs/odd[1].md", "x"),
        ("health.json", '{"status": "ok"}'),
        ("count.txt", "42\n"),
        ("empty.log", ""),
    ):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret")
    (top / "out").symlink_to(tmp_path / "outside")
    (top / "out.md").symlink_to(tmp_path / "outside" / "secret.md")
    (top / "within.md").symlink_to("docs/ROLLBACK.md")
    (top / "dangling.md").symlink_to("nowhere.md")
    os.mkfifo(top / "pipe")
    return top


CASES = [
    ("file `README.md`", Outcome.PASS, ""),
    ("file `docs/ROLLBACK.md`", Outcome.PASS, ""),
    ("file `ROLLBACK.md`", Outcome.PASS, ""),  # beside the document
    ("file `../README.md`", Outcome.PASS, ""),
    ("file `docs/runbooks`", Outcome.PASS, ""),
    ("file `docs/runbooks/`", Outcome.PASS, ""),
    ("file `docs/*.md`", Outcome.PASS, ""),
    ("file `**/b.md`", Outcome.PASS, ""),
    ("file `docs/odd[1].md`", Outcome.PASS, ""),
    ("file `within.md`", Outcome.PASS, ""),
    ("file `docs/missing.md`", Outcome.FAIL, "expected docs/missing.md to exist, got no such file"),
    ("file `docs/*.txt`", Outcome.FAIL, "expected docs/*.txt to exist, got no such file"),
    ("file `docs/rollback.md`", Outcome.FAIL, "there is docs/ROLLBACK.md, which differs in case"),
    ("file `missing.md` expect nothing", Outcome.PASS, ""),
    ("file `empty.log` expect nothing", Outcome.PASS, ""),
    ("file `README.md` expect nothing", Outcome.FAIL, "README.md: expected no output, got “# Readme”"),
    ('file `README.md` expect contains "rollback"', Outcome.PASS, ""),
    ('file `README.md` expect contains "restore"', Outcome.FAIL, "README.md: expected the text “restore”"),
    ("file `docs/runbooks/*.md` expect matches /^re/", Outcome.PASS, ""),
    ('file `docs/runbooks/*.md` expect contains "restore"', Outcome.FAIL, "docs/runbooks/b.md: expected"),
    ("file `health.json` expect json status = ok", Outcome.PASS, ""),
    ("file `count.txt` expect > 41 expect < 43", Outcome.PASS, ""),
    ('file `pipe` expect contains "x"', Outcome.FAIL, "expected a file, got pipe, which is none"),
    ('file `docs` expect contains "x"', Outcome.FAIL, "expected a file, got docs, which is none"),
    # out of the repository
    ("file `out.md`", Outcome.ERROR, "out.md leads out of the repository, so it is not looked at."),
    ("file `out/secret.md`", Outcome.ERROR, "out/secret.md leads out of the repository"),
    ("file `out/missing.md`", Outcome.ERROR, "out/missing.md leads out of the repository"),
    ("file `out/*.md`", Outcome.ERROR, "leads out of the repository"),
    ("file `../../outside/secret.md`", Outcome.ERROR, "leads out of the repository"),
    ("file `../../outside/missing.md`", Outcome.ERROR, "leads out of the repository"),
    ("file `../../outside/*.md`", Outcome.ERROR, "leads out of the repository"),
    ("file `../*.md`", Outcome.ERROR, "a glob does not lead upwards"),
    ("file `/etc/passwd`", Outcome.ERROR, "a path is relative to the document or the repository"),
    ("file `~/.ssh/id_rsa`", Outcome.ERROR, "a path is relative to the document or the repository"),
    ("file `docs/**x`", Outcome.ERROR, "could not be looked for"),
]


@pytest.mark.parametrize(("words", "outcome", "reason"), CASES)
async def test_a_path_is_looked_for_inside_the_repository(
    words: str, outcome: Outcome, reason: str, top: Path
) -> None:
    seen = await look(words, top=top, beside=top / "docs")
    assert seen.outcome is outcome, seen
    assert (reason in seen.reasons[0]) if reason else seen.reasons == ()


async def test_what_leads_out_of_the_repository_is_no_match_of_a_glob(top: Path) -> None:
    seen = await look("file `*.md`", top=top)
    assert [line.partition(",")[0] for line in seen.observed.output.splitlines()] == [
        "README.md",
        "dangling.md",
        "within.md",
    ]


async def test_what_a_file_holds_is_told_only_where_a_person_is_to_judge(top: Path) -> None:
    judged = await look('file `README.md` expect contains "rollback"', top=top)
    assert judged.observed.output == "README.md, 31 bytes\n"
    shown = await look("file `README.md` expect shown", top=top)
    assert shown.outcome is Outcome.SHOWN
    assert shown.observed.output == "# Readme\nrollback is described\n"


async def test_all_of_a_long_file_is_read_up_to_a_limit(top: Path) -> None:
    (top / "long.md").write_text("x" * 900_000 + "end")
    assert (await look('file `long.md` expect contains "end"', top=top)).outcome is Outcome.PASS
    (top / "long.md").write_text("x" * 2_000_000 + "end")
    seen = await look('file `long.md` expect contains "end"', top=top)
    assert seen.outcome is Outcome.FAIL
    assert "only the beginning" in seen.reasons[0]


async def test_a_walk_that_takes_too_long_is_ended(top: Path) -> None:
    seen = await look("file `**/*.md`", top=top, seconds=0)
    assert seen.outcome is Outcome.TIMEOUT
