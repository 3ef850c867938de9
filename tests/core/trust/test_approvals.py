"""Approvals: for one document of one working tree, in a store that only its owner can write to."""

import json
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from checkdown.probing import read_probe
from gonogo.core.files.errors import Refused
from gonogo.core.trust import Approvals, Definition, Place, difference, digest, nearest
from tests.throwaway import Repository

LIST = Definition.of(read_probe("`ls -la logs/` expect exit 0"))
FIND = Definition.of(read_probe("`grep -r key .env` expect nothing"))
ON = "2026-11-21T20:19:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "state" / "trust"


@pytest.fixture
def approvals(store: Path) -> Approvals:
    return Approvals(store)


@pytest.fixture
def place(repository: Repository) -> Place:
    repository.write("LAUNCH.md", b"- [ ] a\n")
    repository.commit("Add the checklist")
    return Place.of(repository.folder / "LAUNCH.md")


def test_nothing_is_trusted_until_it_is_approved_and_looking_makes_no_store(
    approvals: Approvals, place: Place, store: Path
) -> None:
    assert not approvals.trusted(place, LIST)
    assert not store.exists()
    approvals.approve(place, [LIST], on=ON)
    assert approvals.trusted(place, LIST)
    assert not approvals.trusted(place, FIND)


def test_the_store_is_for_its_owner_alone(approvals: Approvals, place: Place, store: Path) -> None:
    approvals.approve(place, [LIST], on=ON)
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    (file,) = store.glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list(store.glob("*.new"))


def test_another_process_sees_approvals_and_what_is_taken_back(store: Path, place: Place) -> None:
    Approvals(store).approve(place, [LIST, FIND], on=ON)
    assert [each.digest for each in Approvals(store).approved(place)] == [digest(LIST), digest(FIND)]
    assert Approvals(store).revoke(place, [digest(LIST), "not approved"]) == 1
    assert not Approvals(store).trusted(place, LIST)
    assert Approvals(store).trusted(place, FIND)
    assert Approvals(store).revoke(place) == 1
    assert Approvals(store).approved(place) == ()


def test_r2_one_byte_more_is_asked_again_with_the_difference(approvals: Approvals, place: Place) -> None:
    approvals.approve(place, [LIST, FIND], on=ON)
    changed = replace(LIST, body="ls -la logs/ ")
    assert not approvals.trusted(place, changed)
    was = nearest(changed, approvals.approved(place), present=[digest(FIND)])
    assert was is not None and was.definition == LIST
    assert difference(was.definition, changed) == ("- ls -la logs/", "+ ls -la logs/·")


def test_a_difference_shows_each_field_and_keeps_the_lines_around() -> None:
    before = Definition.of(read_probe("expect exit 0 timeout 5s", "set -e\nls\n"))
    now = Definition.of(read_probe("env A expect exit 0 timeout 5s", "set -e\nrm -rf x\nls\n"))
    assert difference(before, now) == (
        "- variables passed: none",
        "+ variables passed: A",
        "  set -e",
        "+ rm -rf x",
        "  ls",
        "  ",
    )


def test_what_resembles_nothing_that_was_approved_has_no_predecessor(
    approvals: Approvals, place: Place
) -> None:
    approvals.approve(place, [LIST], on=ON)
    other = Definition.of(read_probe("`kubectl rollout status deployment/web`"))
    assert nearest(other, approvals.approved(place)) is None
    assert nearest(LIST, approvals.approved(place), present=[digest(LIST)]) is None


def test_r3_another_repository_a_copy_a_worktree_or_another_document_is_another_place(
    approvals: Approvals, repository: Repository, place: Place, tmp_path: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    shutil.copytree(repository.folder, tmp_path / "copy", symlinks=True)
    repository.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "-b", "other")
    repository.git("clone", "--quiet", str(repository.folder), str(tmp_path / "clone"))
    for other in ("copy", "tree", "clone"):
        there = tmp_path / other / "LAUNCH.md"
        assert there.exists()
        assert not approvals.trusted(Place.of(there), LIST)
    assert not approvals.trusted(Place.of(repository.folder / "OTHER.md"), LIST)
    assert approvals.trusted(Place.of(repository.folder / "LAUNCH.md"), LIST)


def test_a_link_to_the_document_is_the_same_place(
    approvals: Approvals, repository: Repository, place: Place, tmp_path: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    link = tmp_path / "link.md"
    link.symlink_to(repository.folder / "LAUNCH.md")
    assert approvals.trusted(Place.of(link), LIST)


@pytest.mark.parametrize("form", ["commondir", "gitdir file", "link"])
def test_r5_a_git_directory_that_points_at_a_trusted_repository_is_not_trusted(
    form: str, approvals: Approvals, repository: Repository, place: Place, tmp_path: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    evil = tmp_path / "evil"
    evil.mkdir()
    trusted = repository.folder / ".git"
    if form == "commondir":
        (evil / ".git").mkdir()
        (evil / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
        (evil / ".git" / "commondir").write_text(f"{trusted}\n")
    elif form == "gitdir file":
        (evil / ".git").write_text(f"gitdir: {trusted}\n")
    else:
        (evil / ".git").symlink_to(trusted)
    (evil / "LAUNCH.md").write_bytes(b"- [ ] a\n")
    assert not approvals.trusted(Place.of(evil / "LAUNCH.md"), LIST)


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720, 0o702])
def test_r8_a_store_that_others_may_write_to_is_refused(
    mode: int, approvals: Approvals, place: Place, store: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    store.chmod(mode)
    with pytest.raises(Refused, match="chmod go-w"):
        approvals.trusted(place, LIST)
    with pytest.raises(Refused, match="chmod go-w"):
        approvals.approve(place, [FIND], on=ON)


def test_r8_a_file_that_others_may_write_to_is_refused(
    approvals: Approvals, place: Place, store: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    (store / place.name).chmod(0o606)
    with pytest.raises(Refused, match="may be written by others"):
        approvals.trusted(place, LIST)


def test_r8_a_folder_above_that_everybody_may_write_to_is_refused(
    approvals: Approvals, place: Place, store: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    store.parent.chmod(0o777)
    with pytest.raises(Refused, match="everybody may write to"):
        approvals.trusted(place, LIST)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_r8_a_store_of_another_user_is_refused(
    what: str, approvals: Approvals, place: Place, store: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    os.chown(store if what == "folder" else store / place.name, 4242, 4242)
    with pytest.raises(Refused, match="another user"):
        approvals.trusted(place, LIST)


def test_a_store_inside_a_repository_is_refused(repository: Repository, place: Place) -> None:
    inside = Approvals(repository.folder / ".state" / "trust")
    with pytest.raises(Refused, match="nothing in a repository may grant trust"):
        inside.trusted(place, LIST)
    with pytest.raises(Refused, match="XDG_STATE_HOME"):
        inside.approve(place, [LIST], on=ON)
    assert not (repository.folder / ".state").exists()


def test_links_do_not_stand_in_for_the_store(
    approvals: Approvals, place: Place, store: Path, tmp_path: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    file = store / place.name
    file.rename(tmp_path / "elsewhere.json")
    file.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(Exception, match=str(file)):
        approvals.trusted(place, LIST)
    file.unlink()
    store.rename(tmp_path / "moved")
    store.symlink_to(tmp_path / "moved")
    with pytest.raises(Refused, match="no folder of its own"):
        approvals.trusted(place, LIST)


def test_a_file_for_another_place_or_with_a_digest_of_its_own_grants_nothing(
    approvals: Approvals, place: Place, store: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    other = Place(place.repository, "OTHER.md")
    shutil.copy(store / place.name, store / other.name)
    assert approvals.approved(other) == ()
    data = json.loads((store / place.name).read_text())
    data["approvals"][0]["digest"] = digest(FIND)
    (store / place.name).write_text(json.dumps(data))
    assert approvals.approved(place) == ()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"schema": "gonogo/trust/1"}', b"\xff"])
def test_a_damaged_file_grants_nothing_and_says_so(
    data: bytes, approvals: Approvals, place: Place, store: Path
) -> None:
    approvals.approve(place, [LIST], on=ON)
    (store / place.name).write_bytes(data)
    with pytest.raises(Refused, match="damaged"):
        approvals.trusted(place, LIST)


def test_outside_of_git_the_folder_of_the_document_counts(approvals: Approvals, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    here, there = Place.of(tmp_path / "a" / "x.md"), Place.of(tmp_path / "x.md")
    approvals.approve(here, [LIST], on=ON)
    assert approvals.trusted(here, LIST)
    assert not approvals.trusted(there, LIST)
