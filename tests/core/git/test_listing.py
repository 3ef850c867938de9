"""A directory means the markdown files that git knows below it."""

import os
from pathlib import Path

import pytest

from gonogo.core.git import markdown_files
from tests.throwaway import Repository


def names(directory: Path) -> list[str]:
    listing = markdown_files(directory)
    return [os.path.relpath(path, directory) for path in listing.files]


def test_tracked_and_new_files_are_listed_and_ignored_ones_are_not(repository: Repository) -> None:
    repository.write(".gitignore", "build/\n*.draft.md\n")
    for name in ("b.md", "docs/a.MD", "docs/c.markdown", "notes.txt", "README"):
        repository.write(name, "x")
    repository.commit("Add")
    for name in ("new.md", "build/out.md", "x.draft.md", "docs/deep/er/new.md"):
        repository.write(name, "x")
    (repository.folder / "b.md").unlink()
    assert names(repository.folder) == ["docs/a.MD", "docs/c.markdown", "docs/deep/er/new.md", "new.md"]
    assert names(repository.folder / "docs") == ["a.MD", "c.markdown", "deep/er/new.md"]


def test_names_may_hold_any_byte(repository: Repository) -> None:
    odd = [b"caf\xe9.md", b"new\nline.md", b":(exclude)y.md", b"-rf.md", b"*.md"]
    for name in odd:
        (repository.folder / os.fsdecode(name)).write_bytes(b"x")
    below = repository.folder / ":(top)"
    below.mkdir()
    (below / "a.md").write_text("x")
    listed = {os.fsencode(path.name) for path in markdown_files(repository.folder).files}
    assert listed == {*odd, b"a.md"}
    assert names(below) == ["a.md"]


def test_each_real_file_is_listed_once_and_links_out_of_the_repository_never(
    repository: Repository, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("x")
    repository.write("docs/a.md", "x")
    repository.write("docs/b.txt", "x")
    for name, target in (
        ("A.md", "docs/a.md"),
        ("b.md", "docs/b.txt"),
        ("out.md", str(secret)),
        ("loop.md", "loop.md"),
        ("gone.md", "nowhere.md"),
        ("folder.md", "docs"),
    ):
        (repository.folder / name).symlink_to(target)
    repository.commit("Links")
    assert names(repository.folder) == ["b.md", "docs/a.md"]


def test_a_file_in_conflict_is_listed_once(repository: Repository) -> None:
    path = repository.write("a.md", "one\n")
    repository.commit("One")
    repository.git("checkout", "--quiet", "-b", "other")
    path.write_text("two\n")
    repository.commit("Two")
    repository.git("checkout", "--quiet", "main")
    path.write_text("three\n")
    repository.commit("Three")
    repository.git("merge", "other", check=False)
    assert names(repository.folder) == ["a.md"]


def test_outside_git_all_markdown_files_are_listed(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.md", "b/d.txt", "e/.git/f.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "fifo.md")
    listing = markdown_files(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in listing.files] == ["a.md", "b/c.md"]
    assert not listing.by_git


def test_paths_begin_as_the_directory_was_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("docs/a.md", "x")
    monkeypatch.chdir(repository.folder)
    assert markdown_files(Path("docs")).files == (Path("docs/a.md"),)
    assert markdown_files(Path()).files == (Path("docs/a.md"),)


def test_a_directory_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        markdown_files(tmp_path / "gone")
