"""`gonogo doctor` on the line to the terminal: ssh, mosh, tmux, screen."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.doctor.told import Doctor, program
from tests.cli.drawn import drawn


def test_over_ssh_it_names_what_helps_and_shows_no_address(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor().of("connection")["what"] == "not over ssh"
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 50022 198.51.100.9 22")
    told = doctor()
    assert "ssh -C" in told.said("connection")
    assert "mosh" in told.said("connection")
    assert "192.0.2.7" not in json.dumps(told.found)


@pytest.mark.parametrize(
    ("variable", "term", "severity", "remedy"),
    [
        ("TMUX", "tmux-256color", "fine", ""),
        ("TMUX", "xterm-256color", "warning", "`set -g default-terminal tmux-256color`"),
        ("STY", "screen.xterm-256color", "fine", ""),
        ("STY", "xterm-256color", "warning", "`term screen-256color`"),
    ],
)
def test_tmux_and_screen_are_told_with_the_name_that_they_want(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, variable: str, term: str, severity: str, remedy: str
) -> None:
    monkeypatch.setenv(variable, "/tmp/tmux-0/default,1,0")
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    told = doctor()
    name = {"TMUX": "tmux", "STY": "screen"}[variable]
    assert told.of(name)["severity"] == severity
    assert remedy in told.of(name)["change"]
    assert f"over ssh (SSH_TTY is set), inside {name} ({variable} is set)" in told.said("connection")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes cannot be looked up here")
def test_mosh_is_known_by_who_started_us(home: Path, tmp_path: Path) -> None:
    mosh = program(tmp_path / "bin", "mosh-server", f'"{sys.executable}" -m gonogo doctor; exit 0')
    text, _ = drawn([], command=[str(mosh)], SSH_CONNECTION="192.0.2.7 50022 198.51.100.9 22")
    assert "connection     over mosh" in text
