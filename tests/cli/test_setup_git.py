"""`gonogo setup-git` in real repositories: what git then merges and shows, and what is left after --undo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.core.git import Repository as GitRepository
from gonogo.core.gitsetup.textconv import converted
from gonogo.core.gitsetup.warming import Warmed, warm
from tests.cli.conftest import Gonogo
from tests.throwaway import Repository

BASE = """\
# Launch

## 13.1 Health Checks

- [ ] Redis cache health check
- [ ] PostgreSQL health check
- [ ] Queue health check
"""
PLAIN = "# Notes\n\nOne\nTwo\nThree\n"


@pytest.fixture
def clone(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository whose path needs quoting, with a checklist and a page without items."""
    folder = repository.folder.rename(repository.folder.with_name('a repository\'s 100% "own"'))
    monkeypatch.chdir(folder)
    made = Repository(folder)
    made.write("docs/ready list.md", BASE)
    made.write("notes.md", PLAIN)
    made.commit("Begin")
    return made


def tick(clone: Repository, *names: str, mark: str = "x") -> None:
    path = clone.folder / "docs/ready list.md"
    text = path.read_text()
    for name in names:
        text = text.replace(f"[ ] {name}", f"[{mark}] {name}")
    path.write_text(text)


def apart(clone: Repository, *, mine: str = "Redis", other: str = "PostgreSQL", mark: str = "x") -> None:
    """Two branches, `main` and `topic`, each with an item ticked."""
    clone.git("switch", "--quiet", "--create", "topic")
    tick(clone, other, mark=mark)
    clone.commit("Theirs")
    clone.git("switch", "--quiet", "main")
    tick(clone, mine)
    clone.commit("Ours")


def merge(clone: Repository, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "merge", "--no-edit", "topic"],
        cwd=clone.folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_git_merges_neighbouring_ticks_with_the_driver_and_not_without(
    clone: Repository, gonogo: Gonogo
) -> None:
    apart(clone)
    assert merge(clone).returncode == 1
    clone.git("merge", "--abort")
    assert gonogo("setup-git").status == 0
    assert merge(clone).returncode == 0
    text = (clone.folder / "docs/ready list.md").read_text()
    assert text.count("[x]") == 2
    assert clone.git("status", "--porcelain") == ""


def test_the_driver_needs_no_gonogo_on_the_path(clone: Repository, gonogo: Gonogo) -> None:
    gonogo("setup-git")
    apart(clone)
    assert merge(clone, PATH="/usr/bin:/bin").returncode == 0


def test_the_program_may_stand_in_a_folder_of_any_name(
    clone: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = tmp_path / '100%O of "it\'s" $HOME' / "python"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(wrapper))
    gonogo("setup-git")
    apart(clone)
    assert merge(clone).returncode == 0
    tick(clone, "Queue")
    assert "13.1 Health Checks: [ ] -> [x] Queue health check" in clone.git("diff").splitlines()


@pytest.mark.parametrize(
    "command", ["rebase topic", "cherry-pick topic", "merge --squash topic", "stash pop"]
)
def test_everything_in_git_that_merges_does_it_by_item(
    clone: Repository, gonogo: Gonogo, command: str
) -> None:
    gonogo("setup-git")
    if command == "stash pop":
        tick(clone, "Redis")
        clone.git("stash", "--quiet")
        tick(clone, "PostgreSQL")
        clone.commit("Another")
    else:
        apart(clone)
    clone.git(*command.split())
    text = (clone.folder / "docs/ready list.md").read_text()
    assert text.count("[x]") == 2
    assert "<<<" not in text


def test_nothing_in_the_repository_can_stand_in_for_the_driver(clone: Repository, gonogo: Gonogo) -> None:
    clone.write("gonogo/__main__.py", "raise SystemExit(0)\n")
    clone.write("checkdown.py", "raise SystemExit(0)\n")
    clone.commit("Add modules of the same names")
    gonogo("setup-git")
    apart(clone)
    assert merge(clone).returncode == 0
    assert (clone.folder / "docs/ready list.md").read_text().count("[x]") == 2


def test_a_disagreement_stops_the_merge_with_markers_around_the_one_item(
    clone: Repository, gonogo: Gonogo
) -> None:
    gonogo("setup-git")
    apart(clone, mine="Redis", other="Redis", mark="!")
    assert merge(clone).returncode == 1
    text = (clone.folder / "docs/ready list.md").read_text()
    assert "<<<<<<< ours\n- [x] Redis cache health check\n=======\n" in text
    assert "=======\n- [!] Redis cache health check\n>>>>>>> theirs\n" in text
    assert clone.git("diff", "--name-only", "--diff-filter=U") == "docs/ready list.md"


def test_markers_show_the_base_where_git_is_told_to(clone: Repository, gonogo: Gonogo) -> None:
    clone.git("config", "merge.conflictStyle", "zdiff3")
    gonogo("setup-git")
    apart(clone, mine="Redis", other="Redis", mark="!")
    assert merge(clone).returncode == 1
    text = (clone.folder / "docs/ready list.md").read_text()
    assert "||||||| base\n- [ ] Redis cache health check\n=======\n" in text


@pytest.mark.parametrize("gone", ["the interpreter", "the program"])
def test_where_the_binary_is_missing_git_merges_line_by_line_with_markers(
    clone: Repository, gonogo: Gonogo, gone: str, tmp_path: Path
) -> None:
    gonogo("setup-git")
    line = clone.git("config", "merge.gonogo.driver")
    stub = tmp_path / "python"
    stub.write_text("#!/bin/sh\nexit 1\n")  # as `python -m gonogo` ends where there is no such module
    stub.chmod(0o755)
    other = str(tmp_path / "nowhere") if gone == "the interpreter" else str(stub)
    clone.git("config", "merge.gonogo.driver", line.replace(sys.executable, other))
    apart(clone)
    assert merge(clone).returncode == 1
    text = (clone.folder / "docs/ready list.md").read_text()
    assert text.count("<<<<<<< ours") == 1
    assert "[x] Redis" in text
    assert "[x] PostgreSQL" in text


def test_where_the_binary_is_missing_git_shows_the_file_as_it_is_and_says_why(
    clone: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone" / "python"))
    gonogo("setup-git")
    clone.git("update-ref", "-d", "refs/notes/textconv/gonogo")
    tick(clone, "Redis")
    for words in (["diff"], ["diff", "--no-ext-diff"]):
        ran = subprocess.run(["git", *words], cwd=clone.folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0
        assert "-- [ ] Redis cache health check\n+- [x] Redis cache health check\n" in ran.stdout
        assert "gonogo cannot be started: run gonogo setup-git again" in ran.stderr


def test_a_missing_driver_leaves_gits_own_merge(clone: Repository, gonogo: Gonogo) -> None:
    gonogo("setup-git", "--attributes")
    clone.commit("Ask for the driver")
    clone.git("config", "--remove-section", "merge.gonogo")
    apart(clone)
    assert merge(clone).returncode == 1
    assert "<<<<<<< HEAD" in (clone.folder / "docs/ready list.md").read_text()


def test_a_page_without_items_is_merged_by_git_itself(clone: Repository, gonogo: Gonogo) -> None:
    gonogo("setup-git")
    clone.git("switch", "--quiet", "--create", "topic")
    clone.write("notes.md", PLAIN.replace("Two", "Zwei"))
    clone.commit("Theirs")
    clone.git("switch", "--quiet", "main")
    clone.write("notes.md", PLAIN.replace("One", "Eins"))
    clone.commit("Ours")
    assert merge(clone).returncode == 1
    assert "<<<<<<< ours" in (clone.folder / "notes.md").read_text()


def test_git_shows_items_with_their_sections(clone: Repository, gonogo: Gonogo) -> None:
    gonogo("setup-git")
    tick(clone, "Redis")
    assert "13.1 Health Checks: [ ] -> [x] Redis cache health check" in clone.git("diff").splitlines()
    clone.commit("Redis is healthy")
    shown = clone.git("log", "-p", "-1").splitlines()
    assert "-13.1 Health Checks: [ ] Redis cache health check" in shown
    assert "+13.1 Health Checks: [x] Redis cache health check" in shown
    assert clone.git("diff", "--no-ext-diff", "--no-textconv", "HEAD~").count("\n-- [ ] Redis") == 1
    words = clone.git("log", "-p", "-1", "--word-diff").splitlines()
    assert "13.1 Health Checks: [-[ ]-]{+[x]+} Redis cache health check" in words
    asked = clone.git("log", "-p", "-1", "--ext-diff").splitlines()
    assert "13.1 Health Checks: [ ] -> [x] Redis cache health check" in asked


def test_git_shows_a_file_that_is_gone_as_deleted_and_other_line_ends_once(
    clone: Repository, gonogo: Gonogo
) -> None:
    gonogo("setup-git")
    path = clone.folder / "docs/ready list.md"
    data = path.read_bytes()
    path.unlink()
    gone = clone.git("diff").splitlines()
    assert gone[:3] == ["checklist docs/ready list.md", "deleted file mode 100644", "@@ -1 +1 @@"]
    assert all(line.startswith("-") for line in gone[3:])
    path.write_bytes(data.replace(b"- [ ] Redis", b"- [x] Redis").replace(b"\n", b"\r\n"))
    assert clone.git("diff").splitlines()[1:] == [
        "line ends LF -> CRLF",
        "13.1 Health Checks: [ ] -> [x] Redis cache health check",
    ]


def test_the_first_git_log_starts_no_gonogo_for_versions_that_were_there_before(
    clone: Repository, gonogo: Gonogo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "started"
    log.write_text("")
    wrapper = tmp_path / "python"
    wrapper.write_text(f'#!/bin/sh\necho x >> "{log}"\nexec {sys.executable} "$@"\n')
    wrapper.chmod(0o755)
    tick(clone, "Redis")
    clone.commit("Redis is healthy")
    monkeypatch.setattr(sys, "executable", str(wrapper))
    gonogo("setup-git")
    shown = clone.git("log", "-p").splitlines()
    assert "+13.1 Health Checks: [x] Redis cache health check" in shown
    assert log.read_text() == ""
    tick(clone, "Queue")
    clone.commit("The queue is healthy")
    clone.git("log", "-p")
    assert log.read_text() == "x\n"
    clone.git("log", "-p")
    assert log.read_text() == "x\n"


def test_a_cache_that_was_half_filled_is_filled_further_and_holds_what_the_conversion_says(
    clone: Repository,
) -> None:
    ref, path = "refs/notes/textconv/gonogo", clone.folder / "docs/ready list.md"
    top = GitRepository.discover(clone.folder)
    assert top is not None
    for number in range(70):
        added = f"\n{number}\n\n## More\n\n- [ ] Check {number}\n"
        path.write_text(BASE.replace("[ ]", "[x]", number % 3) + added)
        clone.commit(f"Number {number}")
        if number == 30:
            assert warm(top, ref, "a command") == Warmed(33, 33)
            assert warm(top, ref, "another command", budget=0.0) == Warmed(0, 33)
    assert warm(top, ref, "a command", budget=0.0) == Warmed(33, 72)
    assert warm(top, ref, "a command") == Warmed(72, 72)
    for line in clone.git("ls-tree", "-r", ref).splitlines():
        shown, name = line.split()[2:4]
        blob = clone.git("cat-file", "blob", name.replace("/", ""))
        assert clone.git("cat-file", "blob", shown) == converted(blob.encode()).decode()


def test_what_git_log_shows_is_kept_so_that_it_is_quick(clone: Repository, gonogo: Gonogo) -> None:
    gonogo("setup-git")
    clone.git("update-ref", "-d", "refs/notes/textconv/gonogo")
    tick(clone, "Redis")
    clone.commit("Redis is healthy")
    first = clone.git("log", "-p", "-1")
    blobs = clone.git("ls-tree", "-r", "refs/notes/textconv/gonogo").splitlines()
    assert len(blobs) == 2
    assert clone.git("log", "-p", "-1") == first


def test_it_is_for_this_clone_and_writes_no_file_of_the_working_tree(
    clone: Repository, gonogo: Gonogo
) -> None:
    gonogo("setup-git")
    assert clone.git("status", "--porcelain") == ""
    assert "merge=gonogo" in (clone.folder / ".git/info/attributes").read_text()


def test_undo_leaves_everything_as_it_was(clone: Repository, gonogo: Gonogo) -> None:
    info = clone.folder / ".git/info/attributes"
    info.parent.mkdir(exist_ok=True)
    info.write_bytes(b"*.png -text")
    clone.write(".gitattributes", b"*.sh eol=lf\r\n")
    clone.commit("Attributes")
    config = (clone.folder / ".git/config").read_bytes()
    gonogo("setup-git")
    gonogo("setup-git", "--attributes")
    gonogo("setup-git", "--attributes")
    assert (clone.folder / ".gitattributes").read_bytes().count(b"merge=gonogo\r\n") == 2
    tick(clone, "Redis")
    clone.git("log", "-p")
    assert gonogo("setup-git", "--undo").status == 0
    assert (clone.folder / ".git/config").read_bytes() == config
    assert info.read_bytes() == b"*.png -text"
    assert (clone.folder / ".gitattributes").read_bytes() == b"*.sh eol=lf\r\n"
    assert clone.git("for-each-ref", "refs/notes") == ""
    assert gonogo("setup-git", "--undo").status == 0


def test_a_linked_worktree_shares_the_setup(clone: Repository, gonogo: Gonogo, tmp_path: Path) -> None:
    apart(clone)
    tree = tmp_path / "tree"
    clone.git("worktree", "add", "--quiet", "-b", "other", str(tree), "main")
    os.chdir(tree)
    assert gonogo("setup-git").status == 0
    other = Repository(tree)
    assert merge(other).returncode == 0
    assert (tree / "docs/ready list.md").read_text().count("[x]") == 2


def test_a_line_of_the_repository_that_says_otherwise_is_told(clone: Repository, gonogo: Gonogo) -> None:
    clone.write(".gitattributes", "CHANGELOG.md merge=union\n")
    ran = gonogo("setup-git")
    assert "CHANGELOG.md merge=union" in ran.err


def test_outside_a_repository_there_is_nothing_to_set_up(gonogo: Gonogo) -> None:
    ran = gonogo("setup-git")
    assert ran.status == 4
    assert "no git repository" in ran.err


@pytest.mark.parametrize("words", [["textconv", "ready.md"], ["merge-driver", "a", "b", "c", "7"]])
def test_what_git_calls_loads_neither_click_nor_git_nor_the_application(
    folder: Path, words: list[str]
) -> None:
    for name in ("ready.md", "a", "b", "c"):
        (folder / name).write_text(BASE)
    code = (
        f"from gonogo.cli.start import run\nassert run({words!r}) == 0\nimport sys\n"
        "assert not {'click', 'git', 'textual', 'subprocess', 'rich'} & set(sys.modules), sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=False, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
