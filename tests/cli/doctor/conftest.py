"""The doctor in an environment that is made up for it."""

import json
import os
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import gonogo as package
from gonogo.core.doctor.examining import Drawing
from tests.cli.conftest import Gonogo
from tests.cli.doctor.told import Doctor, Told

KEPT = ("PATH", "XDG_STATE_HOME", "GIT_")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that says little: a home of its own, a terminal's name, a locale of UTF-8."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if not name.startswith(KEPT)]:
        monkeypatch.delenv(name)
    for name, value in {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    return home


@pytest.fixture
def doctor(gonogo: Gonogo, home: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """The command in that environment, with an output layer that was tried out already."""
    monkeypatch.setattr("gonogo.cli.drawingtrial.Trial.__init__", lambda _: None)
    monkeypatch.setattr("gonogo.cli.drawingtrial.Trial.__exit__", lambda *_: None)
    monkeypatch.setattr("gonogo.cli.drawingtrial.Trial.drawing", lambda _: Drawing())

    def told() -> Told:
        ran = gonogo("doctor", "--json")
        report: dict[str, Any] = json.loads(ran.out)
        text = resources.files(package).joinpath("schemas", "doctor.json").read_text(encoding="utf-8")
        jsonschema.validate(report, json.loads(text))
        assert ran.err == ""
        return Told(ran.status, report["found"])

    return told
