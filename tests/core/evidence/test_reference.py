"""What a person types as evidence is understood as a path, a URL, a commit, or words."""

import os
from pathlib import Path

import pytest

from gonogo.core.evidence import Reference, ReferenceKind, classify
from gonogo.core.git import Repository as Found
from tests.throwaway import Repository


@pytest.fixture
def document(repository: Repository) -> Path:
    path = repository.write("docs/launch.md", "- [ ] Redis\n")
    repository.write("docs/proof.txt", "x")
    repository.write("src/a.rs", "x\n" * 20)
    repository.write("src/odd:10", "x\ny\nz")
    repository.write("tests/t.py", "x")
    repository.commit("Add")
    return path


@pytest.fixture
def found(repository: Repository, document: Path) -> Found:
    seen = Found.discover(document)
    assert seen is not None
    assert seen.top == repository.folder
    return seen


@pytest.mark.parametrize(
    ("typed", "target", "lines"),
    [
        ("proof.txt", "proof.txt", ""),
        ("./proof.txt", "proof.txt", ""),
        ("src/a.rs", "../src/a.rs", ""),
        ("../src/a.rs:10-20", "../src/a.rs", "10-20"),
        ("src/a.rs:10", "../src/a.rs", "10"),
        ("src/a.rs#L10-L20", "../src/a.rs", "10-20"),
        ("src/a.rs#L7", "../src/a.rs", "7"),
        ("src/odd:10", "../src/odd:10", ""),
        ("src/odd:10:3", "../src/odd:10", "3"),
        ("tests/", "../tests", ""),
        ("  proof.txt  ", "proof.txt", ""),
    ],
)
def test_a_path_is_found_beside_the_document_or_from_the_top(
    document: Path, found: Found, typed: str, target: str, lines: str
) -> None:
    seen = classify(typed, document, found)
    assert (seen.kind, seen.target, seen.lines) == (ReferenceKind.PATH, target, lines)
    assert seen.inside
    assert seen.file == Path(os.path.realpath(document.parent / target))


def test_a_path_is_also_found_from_where_the_person_is(document: Path, found: Found) -> None:
    assert classify("t.py", document, found).kind is ReferenceKind.NOTE
    seen = classify("t.py", document, found, folder=found.top / "tests")
    assert seen.target == "../tests/t.py"


def test_a_path_outside_of_the_repository_is_marked(document: Path, found: Found, tmp_path: Path) -> None:
    outside = tmp_path / "health.log"
    outside.write_text("x")
    link = document.parent / "link.log"
    link.symlink_to(outside)
    for typed in (str(outside), "link.log"):
        seen = classify(typed, document, found)
        assert seen.kind is ReferenceKind.PATH
        assert seen.file == outside
        assert not seen.inside


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://localhost:8080/health?x=1#y", "HTTPS://example.org/a_(b)"]
)
def test_http_addresses_are_urls(document: Path, found: Found, url: str) -> None:
    assert classify(url, document, found) == Reference(ReferenceKind.URL, url)


@pytest.mark.parametrize(
    "text",
    [
        "ssh://-oProxyCommand=x",
        "vscode://file/etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/x",
    ],
)
def test_other_schemes_are_words_with_a_remark(document: Path, found: Found, text: str) -> None:
    seen = classify(text, document, found)
    assert seen.kind is ReferenceKind.NOTE
    assert "only http and https" in seen.remark


@pytest.mark.parametrize("text", ["https://", "https:///x", "https://a b", "https://a\x1b]0;x", "http:/x"])
def test_what_is_no_whole_address_is_no_url(document: Path, found: Found, text: str) -> None:
    assert classify(text, document, found).kind is ReferenceKind.NOTE


def test_an_address_with_a_space_is_refused_for_the_space(document: Path, found: Found) -> None:
    seen = classify("https://ci.example.org/run/1?a=(b)|c d", document, found)
    assert (seen.kind, seen.astray) == (ReferenceKind.NOTE, True)
    assert "there is a space in it" in seen.remark
    assert "only http" not in seen.remark


def test_a_commit_that_the_repository_has_is_a_commit(
    repository: Repository, document: Path, found: Found
) -> None:
    name = repository.git("rev-parse", "HEAD")
    for typed in (name, name[:7], name[:12].upper()):
        assert classify(typed, document, found) == Reference(ReferenceKind.COMMIT, typed)


def test_hex_digits_that_name_no_commit_are_words(
    repository: Repository, document: Path, found: Found
) -> None:
    blob = repository.git("rev-parse", "HEAD:docs/launch.md")
    for typed in ("deadbeef", "0" * 40, blob, blob[:10]):
        seen = classify(typed, document, found)
        assert seen.kind is ReferenceKind.NOTE
    assert "no commit deadbeef" in classify("deadbeef", document, found).remark
    assert classify("20261121", document, found).remark == ""
    assert classify("abcdef", document, found).kind is ReferenceKind.NOTE


def test_a_file_of_that_name_comes_before_a_commit(
    repository: Repository, document: Path, found: Found
) -> None:
    name = repository.git("rev-parse", "HEAD")[:8]
    repository.write(f"docs/{name}", "x")
    assert classify(name, document, found).kind is ReferenceKind.PATH


@pytest.mark.parametrize("text", ["seen by the on-call", "tested", "", "." * 5000, "done: all", "a\nb", "\0"])
def test_words_are_a_note(document: Path, found: Found, text: str) -> None:
    seen = classify(text, document, found)
    assert (seen.kind, seen.target) == (ReferenceKind.NOTE, text.strip())
    assert seen.remark == ""


def test_a_word_that_is_also_a_folders_name_is_remarked_on(document: Path, found: Found) -> None:
    seen = classify("tests", document, found)
    assert (seen.kind, seen.target, seen.astray) == (ReferenceKind.NOTE, "tests", False)
    assert "`tests/` attaches the folder" in seen.remark
    assert "is a folder" in classify("tests/", document, found).remark


@pytest.mark.parametrize("text", ["docs/ROLLBACK.md", "proof.pdf", "../gone/", "src/b.rs:10"])
def test_a_path_that_is_not_there_is_a_note_with_a_remark(document: Path, found: Found, text: str) -> None:
    seen = classify(text, document, found)
    assert seen.kind is ReferenceKind.NOTE
    assert "there is no file" in seen.remark
    assert seen.astray


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("src/a.rs:99", "there is no line 99, the file has 20"),
        ("src/a.rs:21", "there is no line 21"),
        ("src/a.rs:19-21", "there is no line 21"),
        ("src/a.rs#L30", "there is no line 30"),
        ("src/a.rs:0", "src/a.rs:0 leads nowhere: lines are counted from 1"),
        ("src/a.rs:0-3", "lines are counted from 1"),
        ("src/a.rs:3-1", "the lines end before they begin"),
        ("proof.txt:2", "there is no line 2, the file has 1"),
        ("src/odd:10:4", "there is no line 4"),
        ("tests/:3", "a folder has no lines"),
    ],
)
def test_lines_that_a_file_does_not_have_are_a_slip(
    document: Path, found: Found, typed: str, said: str
) -> None:
    seen = classify(typed, document, found)
    assert (seen.kind, seen.target, seen.astray) == (ReferenceKind.NOTE, typed, True)
    assert said in seen.remark
    assert classify("src/a.rs:20", document, found).lines == "20"


def test_lines_are_looked_for_in_every_file_that_may_be_meant(
    repository: Repository, document: Path, found: Found
) -> None:
    repository.write("proof.txt", "x\ny\n")
    assert classify("proof.txt:2", document, found).target == "../proof.txt"


@pytest.mark.parametrize("typed", ["HEAD~99", "main~99", "@~99", "HEAD^2", "main@{99}"])
def test_a_commit_named_by_another_that_is_there_is_a_slip_where_it_is_not(
    document: Path, found: Found, typed: str
) -> None:
    seen = classify(typed, document, found)
    assert (seen.kind, seen.target, seen.astray) == (ReferenceKind.NOTE, typed, True)
    assert f"there is no commit {typed}" in seen.remark


def test_words_that_only_look_like_a_commits_name_are_remarked_on(document: Path, found: Found) -> None:
    seen = classify("x^2", document, found)
    assert (seen.target, seen.astray) == ("x^2", False)
    assert "there is no commit x^2" in seen.remark


def test_outside_git_paths_and_urls_are_understood(tmp_path: Path) -> None:
    document = tmp_path / "launch.md"
    document.write_text("- [ ] a\n")
    (tmp_path / "proof.txt").write_text("x")
    assert classify("proof.txt", document).inside
    assert classify("deadbeef", document).kind is ReferenceKind.NOTE
    assert "there is no git repository" in classify("HEAD~2", document).remark
    assert classify("HEAD", document).astray


def test_without_git_a_commit_is_a_note(
    document: Path, found: Found, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = repository.git("rev-parse", "HEAD")
    monkeypatch.setenv("PATH", "")
    assert classify(name, document, found).kind is ReferenceKind.NOTE


@pytest.mark.parametrize("typed", ["HEAD", "main", "v1.2", "release/7", "HEAD~0", "@", "v1.2^0"])
def test_a_revision_is_the_commit_that_it_means_now(
    repository: Repository, document: Path, found: Found, typed: str
) -> None:
    repository.git("branch", "release/7")
    repository.git("tag", "--annotate", "--message", "Tagged", "v1.2")
    seen = classify(typed, document, found)
    assert seen.kind is ReferenceKind.COMMIT
    assert repository.git("rev-parse", "HEAD").startswith(seen.target)
    assert 10 <= len(seen.target) <= 40
    assert f"{typed} is a revision here, and its commit {seen.target} is written" in seen.remark
    assert ("put it in a sentence" in seen.remark) == (typed == "main")


def test_a_file_is_meant_before_a_revision_of_the_same_name(
    repository: Repository, document: Path, found: Found
) -> None:
    repository.git("branch", "proof.txt")
    assert classify("proof.txt", document, found).kind is ReferenceKind.PATH


@pytest.mark.parametrize("digits", [4, 5, 6])
def test_a_word_that_begins_the_name_of_a_commit_stays_a_word(
    repository: Repository, document: Path, found: Found, digits: int
) -> None:
    head = repository.git("rev-parse", "HEAD")
    assert classify(head[:digits], document, found) == Reference(ReferenceKind.NOTE, head[:digits])


@pytest.mark.parametrize(
    "typed", ["main is green", "--all", "-1", ":/Add", "nobranch", "main\nmain", "HEAD:docs"]
)
def test_words_and_options_are_no_revisions(document: Path, found: Found, typed: str) -> None:
    assert classify(typed, document, found).kind is ReferenceKind.NOTE
