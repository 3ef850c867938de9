"""`gonogo doctor` on the folder of state and what is approved."""

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo
from tests.cli.doctor.told import Doctor
from tests.throwaway import Repository


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The person's folder of state."""
    return tmp_path / "state" / "gonogo"


def test_a_state_folder_is_not_made_by_looking(doctor: Doctor, state: Path) -> None:
    assert doctor().of("state")["what"] == f"{state} is made when needed"
    assert not state.exists()
    state.mkdir(parents=True)
    assert doctor().of("state")["what"] == f"{state} can be written"
    assert list(state.iterdir()) == []


def test_a_state_folder_that_cannot_be_is_an_error(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    told = doctor()
    assert told.status == 1
    assert "file is no folder" in told.said("state")
    assert "XDG_STATE_HOME" in told.of("state")["change"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("made", [True, False])
def test_a_state_folder_that_cannot_be_written_is_an_error(doctor: Doctor, state: Path, made: bool) -> None:
    state.mkdir(parents=True)
    folder = state if made else state.parent
    if not made:
        state.rmdir()
    folder.chmod(0o500)
    try:
        assert "cannot be written" in doctor().said("state")
    finally:
        folder.chmod(0o700)


def test_a_state_folder_on_a_full_disk_is_an_error(
    doctor: Doctor, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    state.mkdir(parents=True)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    assert "it cannot be written (No space left on device)" in doctor().said("state")


@pytest.fixture
def approved(gonogo: Gonogo, folder: Path, state: Path) -> Path:
    """The file of the approvals of one checklist; it holds one."""
    from gonogo.core.trust import Approvals, Definition, Place

    (folder / "ready.md").write_text("- [ ] a\n")
    definition = Definition(kind="shell", body="true", interpreter="sh", timeout_ms=30_000)
    place = Place.of(folder / "ready.md")
    Approvals(state / "trust").approve(place, [definition], on="2026-11-21")
    return state / "trust" / place.name


def test_approvals_are_counted(doctor: Doctor, state: Path, approved: Path) -> None:
    assert doctor().of("trust")["what"] == (
        f"1 approval for 1 checklist in {state / 'trust'}, for your eyes alone"
    )


def test_a_store_that_others_may_read_is_told(doctor: Doctor, approved: Path) -> None:
    approved.parent.chmod(0o755)
    assert "info | 1 approval" in doctor().said("trust")
    assert "chmod 700" in doctor().of("trust")["change"]


def test_a_store_that_others_may_write_counts_for_nothing(doctor: Doctor, approved: Path) -> None:
    approved.parent.chmod(0o777)
    told = doctor()
    assert told.status == 1
    assert "error | " in told.said("trust")
    assert "No approval counts" in told.of("trust")["follows"]
    assert "chmod go-w" in told.of("trust")["change"]


def test_a_store_inside_a_repository_counts_for_nothing(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(repository.folder / "state"))
    assert "lies inside the repository" in doctor().of("trust")["what"]


@pytest.mark.parametrize("damage", ["damaged", "of another document", "with a definition that was changed"])
def test_a_file_of_approvals_that_does_not_count_is_told(doctor: Doctor, approved: Path, damage: str) -> None:
    text = approved.read_text()
    if damage == "damaged":
        approved.write_text(text[:40])
    elif damage == "of another document":
        approved.write_text(text.replace("ready.md", "other.md"))
    else:
        approved.write_text(text.replace('"true"', '"rm -rf ."'))
    told = doctor()
    problem, counted = [each for each in told.found if each["subject"] == "trust"]
    assert problem["severity"] == "warning"
    assert approved.name in problem["what"]
    assert counted["what"].startswith("no approvals for no checklists")
