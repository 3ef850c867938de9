"""A commit takes the checklist and its evidence, and leaves everything else as it was."""

import os
from pathlib import Path

import pytest

from gonogo.core.git import CommitRefused, Refusal, Standing, commit, state
from gonogo.core.git import Repository as Found
from tests.core.git.conftest import locks, tick
from tests.throwaway import Repository


def committed_names(repository: Repository, revision: str = "HEAD") -> list[str]:
    listed = repository.git("diff-tree", "--root", "-r", "--no-commit-id", "--name-only", "-z", revision)
    return listed.split("\0")[:-1]


def test_only_the_checklist_and_its_evidence_are_committed(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.write("staged.md", "staged\n")
    repository.git("add", "staged.md")
    repository.write("other.md", "# Other, staged\n")
    repository.git("add", "other.md")
    repository.write("other.md", "# Other, staged and changed again\n")
    repository.write("untracked.md", "untracked\n")
    evidence = repository.write("evidence/launch/redis/2026-11-21T201900Z.txt", "PONG\n")
    tick(checklist)

    made = commit(found, [checklist], "Launch: Redis is up", evidence=[evidence])

    assert committed_names(repository) == ["evidence/launch/redis/2026-11-21T201900Z.txt", "launch.md"]
    assert repository.git("status", "--porcelain") == "MM other.md\nA  staged.md\n?? untracked.md"
    assert repository.git("show", ":other.md") == "# Other, staged"
    assert made.commit == repository.git("rev-parse", "HEAD")
    assert made.subject == "Launch: Redis is up"
    assert made.files == (checklist, evidence)
    assert made.left_out == () and made.rewritten == () and made.notes == ()


def test_a_partly_staged_checklist_is_committed_whole(
    repository: Repository, found: Found, checklist: Path
) -> None:
    tick(checklist)
    repository.git("add", "launch.md")
    tick(checklist)
    assert state(checklist).partly_staged
    commit(found, [checklist], "Both")
    assert repository.git("show", "HEAD:launch.md").count("[x]") == 2
    assert repository.git("status", "--porcelain") == ""


def test_a_commit_works_on_a_detached_head_and_says_where_it_went(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.git("checkout", "--quiet", "--detach")
    before = repository.git("rev-parse", "HEAD")
    tick(checklist)
    made = commit(found, [checklist], "Detached")
    assert repository.git("rev-parse", "HEAD^") == before
    assert made.head.detached
    assert "git switch -c" in made.head.warning


def test_the_first_commit_of_a_repository_takes_the_checklist_alone(
    repository: Repository, found: Found
) -> None:
    path = repository.write("launch.md", "- [ ] a\n")
    repository.write("staged.md", "staged\n")
    repository.git("add", "staged.md")
    made = commit(found, [path], "Begin")
    assert made.head.unborn
    assert committed_names(repository) == ["launch.md"]
    assert repository.git("status", "--porcelain") == "A  staged.md"


def test_a_new_checklist_is_committed_with_one_that_is_known(
    repository: Repository, found: Found, checklist: Path
) -> None:
    new = repository.write("docs/new.md", "- [ ] a\n")
    tick(checklist)
    commit(found, [new, checklist], "Two")
    assert committed_names(repository) == ["docs/new.md", "launch.md"]
    assert repository.git("status", "--porcelain") == ""


def test_a_checklist_that_was_taken_out_of_the_index_alone_is_committed(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.git("rm", "--quiet", "--cached", "launch.md")
    tick(checklist)
    commit(found, [checklist], "Again")
    assert committed_names(repository) == ["launch.md"]
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(b"-rf.md", id="an option"),
        pytest.param(b"--amend", id="a long option"),
        pytest.param(b":(exclude)y.md", id="pathspec magic"),
        pytest.param(b":!y.md", id="short pathspec magic"),
        pytest.param(b"*.md", id="a glob"),
        pytest.param(b"two words.md", id="a space"),
        pytest.param(b"new\nline.md", id="a newline"),
        pytest.param(b'quo"te\t\\.md', id="a quote, a tab, a backslash"),
        pytest.param(b"caf\xe9.md", id="no UTF-8"),
        pytest.param("größe.md".encode(), id="UTF-8"),
    ],
)
@pytest.mark.parametrize("tracked", [True, False])
def test_whatever_its_name_only_that_file_is_committed(
    repository: Repository, found: Found, checklist: Path, name: bytes, tracked: bool
) -> None:
    path = repository.folder / os.fsdecode(name)
    path.write_bytes(b"- [ ] a\n")
    if tracked:
        repository.commit("Add it")
    repository.write("y.md", "y\n")
    tick(path)
    tick(checklist)

    assert state(path).standing is (Standing.CHANGED if tracked else Standing.UNTRACKED)
    commit(found, [path], "Only it")

    listed = repository.git("-c", "core.quotePath=true", "diff-tree", "-r", "--no-commit-id", "HEAD")
    assert len(listed.split("\n")) == 1
    assert state(path).standing is Standing.CLEAN
    assert state(checklist).standing is Standing.CHANGED
    assert state(repository.folder / "y.md").standing is Standing.UNTRACKED
    assert repository.git("rev-list", "--count", "HEAD") == ("3" if tracked else "2")


def test_line_ends_on_disk_stay_while_git_stores_its_own(
    repository: Repository, found: Found, checklist: Path
) -> None:
    repository.git("config", "core.autocrlf", "true")
    on_disk = checklist.read_bytes().replace(b"\n", b"\r\n").replace(b"[ ]", b"[x]", 1)
    checklist.write_bytes(on_disk)
    commit(found, [checklist], "Ticked on Windows")
    assert checklist.read_bytes() == on_disk
    assert "\r" not in repository.git("show", "HEAD:launch.md")
    assert repository.git("diff", "--stat", "HEAD^", "HEAD").split("\n")[0].split("|")[1].strip() == "2 +-"
    assert state(checklist).standing is Standing.CLEAN


def test_the_message_is_taken_as_it_is_typed(repository: Repository, found: Found, checklist: Path) -> None:
    repository.git("config", "commit.cleanup", "strip")
    repository.git("config", "i18n.commitEncoding", "ISO-8859-1")
    tick(checklist)
    made = commit(found, [checklist], "Prüfung ✔\n\n# not a comment\n- a  \n\n\n\nChecklist: launch.md\n")
    text = repository.git("cat-file", "commit", "HEAD").partition("\n\n")[2]
    assert text == "Prüfung ✔\n\n# not a comment\n- a\n\nChecklist: launch.md"
    assert made.subject == "Prüfung ✔"


def test_variables_of_another_repository_lead_nowhere_else(
    repository: Repository,
    found: Found,
    checklist: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    tick(checklist)
    commit(found, [checklist], "Here")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_ICASE_PATHSPECS"):
        monkeypatch.delenv(name)
    assert committed_names(repository) == ["launch.md"]
    assert not (tmp_path / "elsewhere").exists()


def test_evidence_that_is_ignored_gone_or_a_link_is_left_out_and_told(
    repository: Repository, found: Found, checklist: Path, tmp_path: Path
) -> None:
    repository.write(".gitignore", "# built\n*.log\n")
    logged = repository.write("evidence/launch/redis/2026-11-21T201900Z.log", "log\n")
    kept = repository.write("evidence/launch/redis/2026-11-21T201900Z.txt", "PONG\n")
    source = repository.write("src/app.py", "print()\n")
    link = repository.folder / "evidence/launch/redis/2026-11-21T201901Z.txt"
    link.symlink_to(source)
    gone = repository.folder / "evidence/launch/redis/2026-11-21T201902Z.txt"
    tick(checklist)

    made = commit(found, [checklist], "Proof", evidence=[logged, kept, link, gone])

    assert committed_names(repository) == ["evidence/launch/redis/2026-11-21T201900Z.txt", "launch.md"]
    assert {left.path: left.why for left in made.left_out} == {
        logged: "is ignored by `*.log` in .gitignore, line 2",
        link: "is a symbolic link",
        gone: "is not there",
    }
    assert not any(left.path == source for left in made.left_out)
    assert tmp_path.exists()


def test_a_commit_reads_back_by_another_implementation(
    repository: Repository, found: Found, checklist: Path
) -> None:
    import git

    tick(checklist)
    made = commit(found, [checklist], "Launch: [ ] -> [x] Redis\n\n- one\n\nItem: redis\n")
    with git.Repo(repository.folder) as other:
        read = other.commit("HEAD")
        assert read.hexsha == made.commit
        assert read.author.name == "Ada Lovelace"
        assert read.trailers_list == [("Item", "redis")]
        assert read.tree["launch.md"].data_stream.read() == checklist.read_bytes()
        assert len(read.parents) == 1


def test_nothing_is_left_behind_by_a_commit(repository: Repository, found: Found, checklist: Path) -> None:
    tick(checklist)
    commit(found, [checklist], "Clean")
    assert locks(repository) == []
    with pytest.raises(CommitRefused) as refused:
        commit(found, [checklist], "Again")
    assert refused.value.reason is Refusal.NOTHING
