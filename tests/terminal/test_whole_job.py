"""The whole job in a real terminal: open, go to a phase, set states, attach, undo, find, filter, commit.

Afterwards every byte of the file is compared with what was asked, and the commit with what it may hold.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.acts import Tick, today
from tests.terminal.asked import BOM, Asked
from tests.terminal.jobs import SAMPLES, SEEDS, Job
from tests.terminal.session import Session
from tests.throwaway import Repository

Opened = Callable[..., Session]
AUTHOR = "Ada Lovelace"


def perform(session: Session, job: Job, asked: Asked) -> None:
    """Everything that is done to a document before it is committed."""
    heading = asked.line(job.phase).lstrip("# ")[:15]
    session.wait_for("? help")
    for _ in range(20):
        if session.cursor.startswith(heading):
            break
        session.move("}")
    session.wait_on(heading)
    for act in job.acts:
        act.do(session, act.words(asked))
    session.press("escape")
    session.wait_gone("find: ")
    session.ask("f", "Show only")
    session.answer("blocked", "Show only")
    session.wait_for("filter: blocked")
    session.press("escape")
    session.wait_gone("filter: ")


def asked_of(data: bytes, job: Job, author: str) -> bytes:
    """The file as it must be after the job."""
    asked = Asked(data)
    for act in job.acts:
        act.ask(asked, author)
    return asked.data()


def commit(session: Session) -> None:
    """Commit with an edited message."""
    session.ask("c", "Commit to main")
    session.press("end")
    session.terminal.wait_for(lambda _: session.caret > len("Subject"))
    session.terminal.write(" (first pass)")
    session.wait_for("pass)")
    session.press("ctrl+s")
    session.wait_said("committed ")


def whole_job(
    opened: Opened, repository: Repository, job: Job, data: bytes, *, columns: int = 80, lines: int = 24
) -> None:
    """The job on a document in a repository with other work going on in it."""
    path = repository.write("checklist.md", data)
    repository.write("logs/health.txt", "healthy\n")
    repository.write("README.md", "Read me\n")
    repository.commit("Begin")
    repository.write("README.md", "Read me soon\n")
    repository.write("staged.txt", "staged\n")
    repository.git("add", "staged.txt")
    repository.write("scratch.txt", "scratch\n")
    began = today()

    session = opened(path, columns=columns, lines=lines, name="checklist.md")
    session.wait_for("main")
    perform(session, job, Asked(data))
    wanted = asked_of(data, job, AUTHOR)
    if began == today():  # not over midnight
        session.wait_file(wanted)
    commit(session)
    session.leave()

    if began == today():
        assert path.read_bytes() == wanted
    assert repository.git("show", "--name-only", "--format=", "HEAD") == "checklist.md"
    assert repository.git("rev-list", "--count", "HEAD") == "2"
    assert sorted(repository.git("status", "--porcelain").splitlines()) == [
        " M README.md",
        "?? scratch.txt",
        "A  staged.txt",
    ]
    subject, empty, *body = repository.git("show", "--no-patch", "--format=%B", "HEAD").splitlines()
    assert subject.endswith(" (first pass)")
    assert empty == ""
    for tick in job.acts:
        if isinstance(tick, Tick):
            assert f"- [ ] -> [x] {tick.words(Asked(data))}" in "\n".join(body)


@pytest.mark.parametrize("job", SEEDS, ids=str)
def test_a_whole_job_changes_in_a_real_checklist_what_was_asked_and_nothing_else(
    job: Job, shared: Path, repository: Repository, opened: Opened
) -> None:
    (document,) = (shared / "seeds").glob(f"{job.document}*")
    whole_job(opened, repository, job, document.read_bytes())


@pytest.mark.parametrize("job", SAMPLES, ids=str)
def test_a_whole_job_changes_in_a_sample_what_was_asked_and_nothing_else(
    job: Job, samples: Path, repository: Repository, opened: Opened
) -> None:
    whole_job(opened, repository, job, (samples / job.document).read_bytes())


@pytest.mark.parametrize(("columns", "lines", "which"), [(160, 48, 1), (58, 20, 4)])
def test_the_whole_job_can_be_done_on_wide_and_on_narrow_terminals(
    columns: int, lines: int, which: int, samples: Path, repository: Repository, opened: Opened
) -> None:
    job = SAMPLES[which]
    data = (samples / job.document).read_bytes()
    whole_job(opened, repository, job, data, columns=columns, lines=lines)


def test_a_file_of_another_system_keeps_its_line_endings_and_its_byte_order_mark(
    samples: Path, repository: Repository, opened: Opened
) -> None:
    job = SAMPLES[3]
    data = BOM + (samples / job.document).read_bytes().replace(b"\n", b"\r\n")
    repository.git("config", "core.autocrlf", "false")
    whole_job(opened, repository, job, data)


def test_outside_git_everything_works_but_the_commit(samples: Path, tmp_path: Path, opened: Opened) -> None:
    job = SAMPLES[0]
    data = (samples / job.document).read_bytes()
    path = tmp_path / "checklist.md"
    path.write_bytes(data)
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "health.txt").write_text("healthy\n")
    began = today()

    session = opened(path)
    perform(session, job, Asked(data))
    session.press("c")
    session.wait_said("no git repository")
    session.leave()

    if began == today():
        assert path.read_bytes() == asked_of(data, job, "")
    assert not (tmp_path / ".git").exists()
