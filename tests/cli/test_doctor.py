"""`gonogo doctor`: each thing that it can find, through the command, in an environment made up for it."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import gonogo as package
from gonogo.core.doctor.examining import Drawing
from tests.cli.conftest import Gonogo
from tests.cli.drawn import drawn
from tests.throwaway import Repository


@dataclass(frozen=True)
class Told:
    """What the doctor told as JSON."""

    status: int
    found: list[dict[str, str]]

    def of(self, subject: str) -> dict[str, str]:
        """The one thing that was found about a subject."""
        (one,) = [each for each in self.found if each["subject"] == subject]
        return one

    def said(self, subject: str) -> str:
        """Its severity and all its words, for looking into."""
        one = self.of(subject)
        return " | ".join(one[name] for name in ("severity", "what", "follows", "change"))


Doctor = Callable[[], Told]
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


def program(folder: Path, name: str, script: str) -> Path:
    """A program in a folder that can stand first on PATH."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def config(home: Path, text: str) -> Path:
    """The person's configuration."""
    path = home / ".config" / "gonogo" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


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
        *("gonogo", "python", "textual", "state", "trust", "configuration"),
    ]


# -- the terminal


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


# -- the line


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


# -- git


def test_without_git_it_says_what_works_and_what_does_not(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    told = doctor()
    assert told.status == 1
    assert told.said("git").startswith("error | there is none on PATH | Editing, saving and checking work")
    assert "identity" not in [each["subject"] for each in told.found]


@pytest.mark.parametrize(
    ("version", "severity", "words"),
    [
        ("git version 2.17.1", "error", "2.17.1"),
        ("git version 2.31.0.windows.1", "fine", "2.31.0.windows.1"),
        ("git version 3.0.0-rc1", "fine", "3.0.0-rc1"),
        ("\033]0;busybox\007", "warning", "no version of git"),
    ],
)
def test_the_version_of_git_is_held_to_what_is_needed(
    doctor: Doctor,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    version: str,
    severity: str,
    words: str,
) -> None:
    real = shutil.which("git")
    script = f'case "$*" in *--version) printf "{version}\\n";; *) exec "{real}" "$@";; esac'
    program(tmp_path / "bin", "git", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    found = doctor().of("git")
    assert found["severity"] == severity
    assert words in found["what"]
    assert ("2.31" in found["change"]) == (severity == "error")


def test_a_git_that_does_not_run_is_an_error(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "git", "echo 'fatal: broken' >&2; exit 3")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    told = doctor()
    assert "error | it does not run: " in told.said("git")
    assert "broken" in told.said("git")


def test_a_person_whom_git_does_not_know_is_told_how_to_say_it(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor().of("identity")["what"] == "Ada Lovelace <ada@example.org>"
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert doctor().said("identity").startswith("warning | git does not know who you are")
    assert "git config --global user.name" in doctor().of("identity")["change"]


def test_outside_a_repository_that_is_said_and_fine(doctor: Doctor) -> None:
    assert doctor().said("repository").startswith("fine | this folder is in none")


def test_a_folder_that_is_gone_is_told(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert doctor().said("repository").startswith("warning | the folder that you stand in is gone")


def test_a_repository_of_another_user_is_told_with_the_one_command(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own, for its tests
    found = doctor().of("repository")
    assert found["severity"] == "error"
    assert f"--add safe.directory {repository.folder}`" in found["change"]


def test_trusting_every_repository_is_worth_a_look(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[safe]\n\tdirectory = *\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.chdir(repository.folder)
    assert "info | is `*`" in doctor().said("safe.directory")


def test_hooks_are_told_with_where_they_come_from(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    hook = repository.write(".git/hooks/pre-commit", "#!/bin/sh\n")
    found = doctor().of("hooks")
    assert found["severity"] == "warning"
    assert "pre-commit" in found["what"]
    assert f"chmod +x {hook}" in found["change"]
    hook.chmod(0o755)
    assert doctor().of("hooks")["what"] == "pre-commit from the repository's own folder"
    repository.git("config", "core.hooksPath", ".husky")
    assert doctor().said("hooks").startswith("warning | core.hooksPath names")
    repository.write(".husky/commit-msg", "#!/bin/sh\n").chmod(0o755)
    assert "commit-msg from" in doctor().of("hooks")["what"]
    assert "(core.hooksPath)" in doctor().of("hooks")["what"]


def test_a_merge_in_progress_is_told(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = repository.commit("Begin")
    repository.write(".git/MERGE_HEAD", f"{head}\n")
    monkeypatch.chdir(repository.folder)
    assert "merge" in doctor().of("repository")["what"]
    assert doctor().of("repository")["severity"] == "info"


def test_a_folder_without_a_working_tree_is_told(
    doctor: Doctor, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / ".git")
    assert doctor().said("repository").startswith("warning | ")


def test_a_merge_driver_that_is_gone_is_told(
    doctor: Doctor, gonogo: Gonogo, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder)
    assert "`gonogo setup-git`" in doctor().of("merging")["change"]
    gonogo("setup-git")
    assert doctor().said("merging").startswith("fine | git merges checklists by item")
    repository.git("config", "merge.gonogo.driver", "/nowhere/python -P -m gonogo merge-driver %O %A %B %L")
    assert (
        doctor().said("merging").startswith("warning | the merge driver of this clone names /nowhere/python")
    )


# -- state, trust, settings


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


# -- versions and the output layer, really tried out


def really(process: Gonogo, **environment: str) -> Told:
    ran = process("doctor", "--json", **environment)
    return Told(ran.status, json.loads(ran.out)["found"])


def test_the_output_layer_is_tried_out_on_the_framework_that_is_installed(
    process: Gonogo, home: Path
) -> None:
    told = really(process)
    assert told.of("textual")["what"].endswith("; the output layer knows it")
    assert told.of("output")["severity"] == "fine"
    assert told.of("gonogo")["what"] == package.__version__


def test_a_framework_that_draws_in_another_way_is_told(process: Gonogo, home: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from textual.strip import Strip\n"
        "old = Strip.render\n"
        "Strip.render = lambda self, console: '\\x1b[3G' + old(self, console)\n"
    )
    told = really(process, PYTHONPATH=str(tmp_path))
    assert told.status == 1
    assert told.said("output").startswith("warning | the output layer stands aside: the framework draws")
    assert "never wrong" in told.of("output")["follows"]


def test_a_framework_that_cannot_be_loaded_is_an_error(process: Gonogo, home: Path, tmp_path: Path) -> None:
    (tmp_path / "textual").mkdir()
    (tmp_path / "textual" / "__init__.py").write_text("raise ImportError('\\x1b[2Jhalf an installation')\n")
    told = really(process, PYTHONPATH=str(tmp_path))
    assert told.status == 1
    assert "half an installation" in told.of("textual")["what"]
    assert "The application cannot be opened" in told.of("textual")["follows"]


# -- how it is told


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
    root = Path(__file__).resolve().parents[2]
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
