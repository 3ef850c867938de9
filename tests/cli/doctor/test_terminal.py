"""`gonogo doctor` on the terminal, its colours and characters, the mouse and the output."""

import json
from pathlib import Path

import pytest

from gonogo.core.doctor.terminal import FEWEST, TWO_PANES
from gonogo.widgets.panes import FEWEST_CELLS, FEWEST_LINES, panes_for
from tests.cli.conftest import Gonogo
from tests.cli.doctor.told import Doctor, config
from tests.cli.drawn import drawn


def test_without_a_terminal_it_says_what_needs_one(process: Gonogo, home: Path) -> None:
    found = json.loads(process("doctor", "--json", TERM="xterm").out)["found"]
    assert found[0]["what"].startswith("none")
    assert "ssh -t" in found[0]["change"]
    assert found[0]["severity"] == "info"


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_place_text_is_an_error(home: Path, term: str) -> None:
    text, status = drawn(["doctor"], TERM=term, NO_COLOR="")
    assert status == 1
    assert f"terminal       TERM is {term or 'not set'}, 80x24" in text
    assert "Set TERM to what the terminal is" in text
    assert text.count("the application does not start in this terminal") == 2
    assert "reported" not in text
    assert "only what changed" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("size", "words"), [((28, 24), "needs 30x8 at"), ((50, 24), "one pane at a time"), ((80, 24), "")]
)
def test_a_small_terminal_is_told_what_it_shows(home: Path, size: tuple[int, int], words: str) -> None:
    text, _ = drawn(["doctor"], size=size)
    said = " ".join(text.split())
    assert f"{size[0]}x{size[1]}" in said
    assert words in said
    assert ("pane" in said) == (size[0] == 50)


def test_a_terminal_that_terminfo_does_not_know_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "terminfo").mkdir()
    text, _ = drawn(["doctor"], TERM="xterm-of-tomorrow", TERMINFO=str(tmp_path / "terminfo"))
    assert "no terminfo entry" in " ".join(text.split())
    assert "`infocmp -x | ssh HOST tic -x -`" in text


@pytest.mark.parametrize(
    ("environment", "what"),
    [
        ({"NO_COLOR": "1"}, "none, as NO_COLOR asks"),
        ({"COLORTERM": "truecolor"}, "16 million (COLORTERM is truecolor)"),
        ({"TERM": "xterm"}, "16 (TERM is xterm)"),
        ({"TERM": "tmux-256color"}, "256 (TERM is tmux-256color)"),
        ({"TERM": "dumb"}, "none (TERM is dumb)"),
        ({"TERM": "vt100"}, "most likely none (TERM is vt100)"),
    ],
)
def test_colours_are_what_the_environment_says(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], what: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert doctor().of("colours")["what"] == what


def test_a_theme_with_more_colours_than_the_terminal_has_is_told(
    doctor: Doctor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config(home, 'theme = "dark"\n')
    monkeypatch.setenv("TERM", "xterm")
    assert "info | 16 (TERM is xterm) | The theme `dark` is drawn with the nearest" in doctor().said(
        "colours"
    )
    monkeypatch.setenv("COLORTERM", "24bit")
    assert doctor().of("colours")["severity"] == "fine"


@pytest.mark.parametrize(
    ("environment", "severity", "what"),
    [
        ({"LANG": "en_GB.utf8"}, "fine", "yes (LANG is en_GB.utf8)"),
        ({"LANG": ""}, "fine", "taken for granted (no locale is set)"),
        ({"LANG": "de_DE.ISO-8859-1"}, "warning", "no: LANG is de_DE.ISO-8859-1, which is no UTF-8"),
        ({"LC_ALL": "C"}, "warning", "no: LC_ALL is C, which is no UTF-8"),
        ({"LC_CTYPE": "POSIX"}, "warning", "no: LC_CTYPE is POSIX, which is no UTF-8"),
        ({"TERM": "linux"}, "info", "no: the font of TERM linux has few characters"),
    ],
)
def test_the_locale_says_whether_there_is_unicode(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], severity: str, what: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = doctor().of("unicode")
    assert (found["severity"], found["what"]) == (severity, what)
    if severity == "warning":
        (name,) = environment
        assert found["change"].startswith(f"Set {name} to a locale of UTF-8")


@pytest.mark.parametrize(("ascii_only", "severity"), [("true", "fine"), ("false", "warning")])
def test_what_the_configuration_says_of_ascii_outranks_the_locale(
    doctor: Doctor, home: Path, monkeypatch: pytest.MonkeyPatch, ascii_only: str, severity: str
) -> None:
    config(home, f"ascii = {ascii_only}\n")
    monkeypatch.setenv("LC_ALL", "C")
    found = doctor().of("unicode")
    assert found["severity"] == severity
    assert f"ascii = {ascii_only}" in found["what"]


def test_a_mouse_that_is_left_to_the_terminal_is_told_with_who_asked(
    doctor: Doctor, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--no-mouse" in doctor().said("mouse")
    monkeypatch.setenv("GONOGO_MOUSE", "off")
    assert "GONOGO_MOUSE=off" in doctor().said("mouse")
    monkeypatch.delenv("GONOGO_MOUSE")
    config(home, "mouse = false\n")
    assert "mouse = false" in doctor().said("mouse")


@pytest.mark.parametrize("name", ["GONOGO_MOUSE", "GONOGO_OUTPUT"])
def test_a_variable_of_ours_that_means_nothing_is_a_warning(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "sometimes")
    told = doctor()
    assert told.status == 1
    assert told.said(name).startswith("warning | is sometimes, which means nothing")


@pytest.mark.parametrize("where", ["environment", "configuration"])
@pytest.mark.parametrize("output", ["cells", "whole"])
def test_another_way_of_output_is_told_with_who_asked(
    doctor: Doctor, home: Path, monkeypatch: pytest.MonkeyPatch, output: str, where: str
) -> None:
    if where == "environment":
        monkeypatch.setenv("GONOGO_OUTPUT", output)
    else:
        config(home, f'output = "{output}"\n')
    asked = {"environment": "GONOGO_OUTPUT says", "configuration": "the configuration says"}[where]
    assert f"as {asked} ({output})" in doctor().of("output")["what"]


def test_the_sizes_are_those_of_the_panes() -> None:
    assert FEWEST == (FEWEST_CELLS, FEWEST_LINES)
    assert [panes_for(cells, 24).outline > 0 for cells in (TWO_PANES - 1, TWO_PANES)] == [False, True]
