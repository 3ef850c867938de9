"""How `gonogo doctor` tells what it found."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo
from tests.cli.doctor.told import Doctor, config
from tests.cli.drawn import drawn
from tests.throwaway import Repository


def test_where_all_is_well_nothing_is_to_be_changed_and_the_status_is_0(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    told = doctor()
    assert told.status == 0
    assert [each["subject"] for each in told.found if each["severity"] in ("warning", "error")] == []
    subjects = [each["subject"] for each in told.found]
    assert subjects == [
        *("terminal", "colours", "unicode", "mouse", "output", "connection"),
        *("git", "identity", "repository", "hooks", "merging"),
        *("gonogo", "python", "textual", "state", "trust", "left behind", "configuration"),
    ]


def test_nothing_of_the_environment_speaks_to_the_terminal_and_nothing_secret_is_shown(
    home: Path, tmp_path: Path
) -> None:
    hostile = "\x1b]0;x\x07\x9b2J\u202e"
    secret = "correct horse battery"
    config(home, f'theme = "{secret}"\n')
    environment = dict.fromkeys(
        ["TERM", "COLORTERM", "LC_ALL", "GONOGO_OUTPUT", "GONOGO_MOUSE", "TMUX", "STY", "SSH_CONNECTION"],
        hostile,
    )
    environment |= {"XDG_STATE_HOME": str(tmp_path / hostile.replace("/", "")), "DB_PASSWORD": secret}
    text, status = drawn(["doctor"], size=(80, 24), **environment)
    assert status == 1
    for character in "\x1b\x9b\x07\u202e":
        assert character not in text
    assert secret not in text
    assert "[hidden: value of DB_PASSWORD]" in " ".join(text.split())


def test_a_long_word_of_the_environment_is_cut(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "x" * 4000)
    assert all(len(each["what"]) < 300 for each in doctor().found)


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_no_line_is_wider_than_the_terminal(home: Path, columns: int) -> None:
    config(home, 'theme = "drak"\n')
    text, _ = drawn(["doctor"], size=(columns, 24), LC_ALL="C", SSH_TTY="x", TMUX="x")
    assert max(map(len, text.splitlines()[:-1])) <= columns


def test_there_is_colour_where_the_terminal_has_it(home: Path) -> None:
    config(home, 'theme = "drak"\n')
    text, _ = drawn(["doctor"], NO_COLOR="")
    assert "\x1b[33m!\x1b[0m \x1b[1mconfiguration\x1b[0m  theme: must be" in text


def test_where_nothing_is_wrong_it_counts_what_could_be_better(
    home: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    text, status = drawn(["doctor"], TERMINFO="/nowhere")
    assert status == 0
    assert "\n· merging        git merges checklists line by line" in text
    assert "nothing to repair; " in text.splitlines()[-1]


def test_signs_are_ascii_where_the_locale_is_no_utf_8(home: Path) -> None:
    text, _ = drawn(["doctor"], LC_ALL="C")
    assert text.isascii()
    assert "! " in text
    assert "-> Set LC_ALL to a locale of UTF-8" in text


def test_mistakes_of_one_file_share_what_to_do_and_the_home_folder_is_a_tilde(home: Path) -> None:
    config(home, 'theme = "drak"\nmause = false\n')
    text, status = drawn(["doctor"])
    assert status == 1
    assert text.count("Correct it in ~/.config/gonogo/config.toml.") == 1
    assert "2 warnings: what to change stands behind the arrows" in text


def test_the_page_names_every_subject() -> None:
    root = Path(__file__).resolve().parents[3]
    sources = [path.read_text("utf-8") for path in (root / "tui/gonogo/core/doctor").glob("*.py")]
    subjects = {name for source in sources for name in re.findall(r'Found\(\s*"([^"]+)"', source)}
    page = (root / "docs/cli.md").read_text("utf-8")
    assert len(subjects) > 12
    assert [name for name in subjects if f"`{name}`" not in page] == []


def test_the_doctor_loads_nothing_of_the_framework(doctor: Doctor, process: Gonogo, home: Path) -> None:
    code = (
        "import sys\nfrom gonogo.cli.start import run\nrun(['doctor', '--json'])\n"
        "assert not {'textual', 'rich', 'git', 'httpx', 'asyncio'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_folder_that_one_stands_in_cannot_stand_in_for_a_module(
    process: Gonogo, home: Path, folder: Path, tmp_path: Path
) -> None:
    (folder / "textual.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    (folder / "gonogo.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "gonogo", "doctor", "--json"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert json.loads(done.stdout)["schema"] == "gonogo/doctor/1"
    assert not (tmp_path / "ran").exists()
