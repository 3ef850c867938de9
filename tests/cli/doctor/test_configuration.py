"""`gonogo doctor` on mistakes of the configuration and of `gonogo.toml`."""

from pathlib import Path

import pytest

from tests.cli.doctor.told import Doctor, config
from tests.throwaway import Repository


def test_every_mistake_of_the_configuration_is_told(doctor: Doctor, home: Path) -> None:
    path = config(home, 'theme = "drak"\nmause = false\n[keys]\nquit = []\n')
    told = doctor()
    assert told.status == 1
    found = [each for each in told.found if each["subject"] == "configuration"]
    assert [each["what"].partition(":")[0] for each in found] == ["theme", "mause", "keys.quit"]
    assert "did you mean mouse?" in found[1]["what"]
    assert {each["change"] for each in found} == {f"Correct it in {path}."}


def test_a_configuration_that_is_no_toml_is_told(doctor: Doctor, home: Path) -> None:
    config(home, "theme = \n")
    assert "warning | config.toml: is not valid TOML" in doctor().said("configuration")
    assert doctor().of("configuration")["follows"] == "All is as by default."


def test_mistakes_of_the_repositorys_settings_are_told(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    path = repository.write(
        "gonogo.toml", '[gate]\nminimum = "lots"\n[probes]\nbase_url = "nowhere"\ntrust = ["all"]\n'
    )
    told = doctor()
    assert told.status == 1
    found = [each for each in told.found if each["subject"] == "gonogo.toml"]
    assert [each["severity"] for each in found] == ["error", "warning", "warning"]
    assert found[0]["what"].startswith("gonogo.toml:2: gate.minimum")
    assert "status 2" in found[0]["follows"]
    assert "nothing in a repository can grant trust" in found[1]["what"]
    assert "probes.base_url" in found[2]["what"]
    path.write_text("[gate\n")
    assert "not valid TOML" in doctor().of("gonogo.toml")["what"]
    path.write_text("[gate]\nblocked = true\n")
    assert doctor().of("gonogo.toml")["severity"] == "fine"
