"""Whose name stands in notes, sign-offs and commits."""

import os
from pathlib import Path

import pytest

from gonogo.core.git import Repository as Found
from gonogo.core.git import identity
from tests.throwaway import Repository


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{name}")
    monkeypatch.delenv("EMAIL", raising=False)


def test_the_repositorys_own_setting_counts(repository: Repository, found: Found) -> None:
    repository.git("config", "user.name", "Grace Höpper")
    repository.git("config", "user.email", "grace@example.org")
    assert identity(found) == ("Grace Höpper", "grace@example.org")


def test_outside_a_repository_the_persons_own_setting_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config").write_text("[user]\n\tname = Ada Lovelace\n\temail = ada@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert identity(None) == ("Ada Lovelace", "ada@example.org")


def test_where_git_knows_nobody_there_is_none(
    repository: Repository, found: Found, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "user.useConfigOnly", "true")
    assert identity(found) is None
    (tmp_path / "config").write_text("[user]\n\tuseConfigOnly = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert identity(None) is None
    assert os.environ["GIT_CONFIG_NOSYSTEM"] == "1"


def test_a_name_in_another_encoding_does_no_harm(repository: Repository, found: Found) -> None:
    config = repository.folder / ".git" / "config"
    config.write_bytes(config.read_bytes() + b"[user]\n\tname = Jos\xe9\n\temail = jose@example.org\n")
    assert identity(found) == ("Jos\udce9", "jose@example.org")
