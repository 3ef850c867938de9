"""Looking at a repository starts nothing that the repository names, and nothing is fetched or locked."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.core.evidence import classify, ignored_by
from gonogo.core.git import (
    GitRefused,
    Standing,
    head_blob,
    identity,
    ignore_rule,
    markdown_files,
    operation,
    state,
    state_dir,
)
from gonogo.core.git import Repository as Found
from gonogo.core.git.bystanders import bystanders, maybe_changed
from gonogo.core.revisions import pairs, span_of
from tests.core.git.conftest import tick
from tests.throwaway import Repository


@pytest.fixture
def canary(tmp_path: Path) -> tuple[Path, Path]:
    """A program that leaves a mark when it is run, and the mark."""
    mark = tmp_path / "it ran"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{mark}"\ncat\n')
    program.chmod(0o755)
    return program, mark


def trapped(repository: Repository, program: Path) -> None:
    """Every way known to us in which a repository's configuration names a program."""
    names = (
        *("core.fsmonitor", "core.sshCommand", "core.editor", "core.pager", "core.askPass", "diff.external"),
        *("diff.trap.command", "diff.trap.textconv", "filter.trap.clean", "filter.trap.smudge"),
        *("filter.trap.process", "merge.trap.driver", "gpg.program", "gpg.ssh.program", "credential.helper"),
        *("sequence.editor", "interactive.diffFilter", "pager.log", "uploadpack.packObjectsHook"),
    )
    for name in names:
        repository.git("config", name, str(program))
    for name in ("ls-files", "config", "rev-parse", "status", "var", "check-ignore", "cat-file"):
        repository.git("config", f"alias.{name}", f"!{program}")
    for setting in ("log.showSignature", "commit.gpgsign", "core.untrackedCache", "filter.trap.required"):
        repository.git("config", setting, "true")
    hooks = repository.folder / ".git" / "trapped-hooks"
    hooks.mkdir()
    for name in (
        *("pre-commit", "post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"),
        *("query-watchman", "pre-auto-gc", "post-rewrite", "commit-msg", "prepare-commit-msg"),
    ):
        (hooks / name).symlink_to(program)
    repository.git("config", "core.hooksPath", str(hooks))


def looked_at(path: Path) -> None:
    """All that is asked when a checklist is opened, listed or shown."""
    state(path)
    head_blob(path)
    ignore_rule(path)
    markdown_files(path.parent)
    found = Found.discover(path)
    assert found is not None
    identity(found)
    operation(found)
    state_dir(path, found)
    ignored_by(path)
    classify("abcdef1", path, found)
    classify("other.md:3", path, found)


def test_nothing_of_the_repositorys_configuration_runs_when_it_is_looked_at(
    repository: Repository, checklist: Path, canary: tuple[Path, Path]
) -> None:
    program, mark = canary
    repository.write(".gitattributes", "*.md filter=trap diff=trap merge=trap\n")
    repository.commit("Attributes")
    trapped(repository, program)
    tick(checklist)
    os.utime(repository.folder / "other.md", (1, 1))  # so that git would compare its content
    index = (repository.folder / ".git" / "index").read_bytes()

    looked_at(checklist)
    looked_at(repository.folder / "other.md")

    assert not mark.exists(), mark.read_text()
    assert (repository.folder / ".git" / "index").read_bytes() == index
    repository.git("status", "--porcelain", check=False)
    assert "fsmonitor" in mark.read_text() or "program" in mark.read_text()  # the trap does work


def test_a_bare_repository_inside_the_tree_is_taken_for_ordinary_folders(
    repository: Repository, checklist: Path, canary: tuple[Path, Path]
) -> None:
    program, mark = canary
    embedded = repository.folder / "fixtures" / "bare"
    embedded.mkdir(parents=True)
    inner = Repository(embedded)
    inner.git("init", "--quiet", "--bare")
    inner.git("config", "core.fsmonitor", str(program))
    inner.git("config", "core.bare", "false")
    inner.git("config", "core.worktree", str(embedded))
    path = repository.write("fixtures/bare/launch.md", "- [ ] a\n")
    deeper = repository.write("fixtures/bare/refs/deeper.md", "- [ ] a\n")

    for each in (path, deeper):
        seen = state(each)
        assert seen.repository is not None
        assert seen.repository.top == repository.folder
        assert seen.standing is Standing.UNTRACKED
        looked_at(each)
    assert not mark.exists(), mark.read_text()
    assert path in markdown_files(repository.folder).files
    inner.git("status", check=False)
    assert mark.exists()  # the trap does work
    assert checklist.exists()


def test_an_object_that_is_missing_is_not_fetched(
    repository: Repository, checklist: Path, canary: tuple[Path, Path]
) -> None:
    program, mark = canary
    program.write_text(program.read_text().replace("\ncat\n", "\n"))
    blob = repository.git("rev-parse", "HEAD:launch.md")
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"file://{repository.folder}"),
        ("remote.origin.uploadpack", str(program)),
    ):
        repository.git("config", name, value)

    with pytest.raises(GitRefused):
        head_blob(checklist)
    assert state(checklist).standing is Standing.CLEAN
    assert not mark.exists(), mark.read_text()
    repository.git("cat-file", "blob", blob, check=False)
    assert mark.exists()  # the trap does work


def test_a_git_program_in_the_repository_is_not_the_one_that_runs(
    repository: Repository, checklist: Path, canary: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, mark = canary
    (repository.folder / "git").symlink_to(program)
    monkeypatch.setenv("PATH", f".:{os.environ['PATH']}")
    monkeypatch.chdir(repository.folder)
    assert state(checklist).standing is Standing.CLEAN
    assert not mark.exists()


@pytest.mark.parametrize("variable", ["GIT_TRACE", "GIT_TRACE_SETUP", "GIT_EXTERNAL_DIFF"])
def test_a_persons_own_variables_do_not_get_into_the_answers(
    checklist: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "2")
    tick(checklist)
    assert state(checklist).standing is Standing.CHANGED


def test_looking_takes_no_lock_and_waits_for_none(repository: Repository, checklist: Path) -> None:
    repository.write(".git/index.lock", "")
    os.utime(checklist, (1, 1))
    assert state(checklist).standing is Standing.CLEAN
    assert (repository.folder / ".git" / "index.lock").exists()


def test_opening_needs_no_git_library(run_fresh: Callable[[str], str], checklist: Path) -> None:
    loaded = run_fresh(
        "import sys; from pathlib import Path; from gonogo.core.git import state;"
        f"print(state(Path({str(checklist)!r})).standing, 'git' in sys.modules)"
    )
    assert loaded == "clean False"


def test_to_find_a_repository_loads_nothing_that_starts_processes(
    run_fresh: Callable[[str], str], checklist: Path
) -> None:
    loaded = run_fresh(
        "import sys; from pathlib import Path; from gonogo.core.git import Repository, state_dir;"
        f"path = Path({str(checklist)!r}); state_dir(path, Repository.discover(path));"
        "print(sorted({'subprocess', 'selectors', 'hashlib', 'platformdirs', 'git'} & set(sys.modules)))"
    )
    assert loaded == "[]"


@pytest.mark.parametrize("name", ["trap", "two.parts", "a=b"])
def test_files_as_old_as_the_index_are_compared_without_a_filter(
    repository: Repository, checklist: Path, canary: tuple[Path, Path], name: str
) -> None:
    program, mark = canary
    repository.write(".gitattributes", f"*.md filter={name}\n")
    repository.write("other.md", "- [ ] changed\n")
    repository.commit("All of it")
    repository.write("other.md", "- [x] changed\n")
    for kind in ("clean", "smudge", "process"):
        repository.git("config", f"filter.{name}.{kind}", str(program))
    repository.git("config", f"filter.{name}.required", "true")
    index = repository.folder / ".git" / "index"
    for file in (checklist, repository.folder / "other.md"):
        os.utime(file, (index.stat().st_mtime - 100,) * 2)
    os.utime(index, (index.stat().st_mtime - 100,) * 2)
    found = Found.discover(checklist)
    assert found is not None
    assert "other.md" in bystanders(found).changed
    assert "other.md" in maybe_changed(found)
    assert [pair.file for pair in pairs(found, span_of(found, ""), [], [])] == ["other.md"]
    assert not mark.exists()
