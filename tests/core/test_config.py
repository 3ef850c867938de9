"""A configuration is read, and every mistake in it is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.core.actions import BY_ID, clashes
from gonogo.core.config import Config, Mistake, config_path, load, read


def told(text: str) -> list[str]:
    return [str(mistake) for mistake in load(text)[1]]


def test_an_empty_file_gives_the_defaults() -> None:
    assert load("") == (Config(), ())


def test_every_setting_can_be_given() -> None:
    config, mistakes = load(
        'theme = "dark"\nascii = true\nmouse = false\nresume = false\n'
        '[keys]\ntick = ["f9", "Space"]\nundo = "ctrl+y"\nmark = []\n'
    )
    assert mistakes == ()
    keys = {"tick": ("f9", "space"), "undo": ("ctrl+y",), "mark": ()}
    assert config == Config(theme="dark", ascii=True, mouse=False, resume=False, keys=keys)


def test_how_lists_scroll_can_be_chosen_or_left_to_their_height() -> None:
    assert load("scroll_lines = 1") == (Config(scroll_lines=1), ())
    assert load('scroll_lines = "auto"') == (Config(scroll_lines=None), ())


def test_ascii_can_be_left_to_the_locale() -> None:
    assert load('ascii = "auto"')[0].ascii is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('theem = "dark"', "theem: there is no such setting; did you mean theme?"),
        (
            "zzz = 1",
            (
                "zzz: there is no such setting; there are"
                " theme, ascii, mouse, resume, output, scroll_lines, keys."
            ),
        ),
        ('theme = "drak"', 'theme: must be one of "terminal", "dark", "light", not "drak".'),
        ("theme = 3", 'theme: must be one of "terminal", "dark", "light", not 3.'),
        ('ascii = "yes"', 'ascii: must be true, false or "auto", not "yes".'),
        ("resume = 0", "resume: must be true or false, not 0."),
        ("mouse = []", "mouse: must be true or false, not a list."),
        ("scroll_lines = 0", 'scroll_lines: must be "auto" or a number from 1 on, not 0.'),
        ("scroll_lines = true", 'scroll_lines: must be "auto" or a number from 1 on, not true.'),
        ("scroll_lines = 2.5", 'scroll_lines: must be "auto" or a number from 1 on, not 2.5.'),
        ("mouse = 1", "mouse: must be true or false, not 1."),
        ('keys = "x"', 'keys: must be a table, [keys], not "x".'),
        ('[keys]\ntik = "i"', "keys.tik: there is no such action; did you mean tick?"),
        ('[keys]\nzzz = "i"', "keys.zzz: there is no such action; docs/keys.md lists the ids."),
        ('[keys]\ntick = "spcae"', 'keys.tick: there is no key "spcae"; did you mean space?'),
        ('[keys]\ntick = "ctrl+i"', 'keys.tick: a terminal sends "ctrl+i" as tab; choose another key.'),
        ("[keys]\ntick = 1", 'keys.tick: must be a key such as "x", or a list of keys, not 1.'),
        ("[keys]\ntick = [1]", 'keys.tick: must be a key such as "x", or a list of keys, not a list.'),
        ("[keys]\nquit = []", "keys.quit: must keep at least one key, or there is no way out."),
        (
            '[keys]\nfind = "q"',
            'keys.find: "q" is already the key of quit; choose another, or change quit too.',
        ),
        (
            '[keys]\nundo = "f9"\nredo = "f9"',
            'keys.redo: "f9" is already the key of undo; choose another, or change undo too.',
        ),
    ],
)
def test_a_mistake_is_told_and_only_that_entry_left_out(text: str, sentence: str) -> None:
    assert told(text) == [sentence]
    config, _ = load(text)
    assert (config.theme, config.ascii, config.mouse) == ("terminal", None, True)
    assert set(config.keys) <= {"undo"}


def test_every_mistake_of_a_file_is_told_in_reading_order() -> None:
    text = 'mouse = 1\nthema = 2\n[keys]\nx = "y"\ntick = "nokey"\nundo = "ctrl+y"\n'
    config, mistakes = load(text)
    assert [mistake.where for mistake in mistakes] == ["mouse", "thema", "keys.x", "keys.tick"]
    assert config.keys == {"undo": ("ctrl+y",)}


def test_two_keys_can_be_exchanged() -> None:
    config, mistakes = load('[keys]\nundo = "e"\nevidence = "u"\n')
    assert mistakes == ()
    assert config.keys == {"undo": ("e",), "evidence": ("u",)}


def test_an_entry_that_falls_back_to_its_default_takes_the_key_from_one_that_took_it() -> None:
    config, mistakes = load('[keys]\nundo = "e"\nevidence = "q"\n')
    assert [mistake.where for mistake in mistakes] == ["keys.evidence", "keys.undo"]
    assert config.keys == {}


def test_text_that_is_no_toml_is_told_with_its_line() -> None:
    config, mistakes = load("theme = dark\n")
    assert config == Config()
    assert mistakes[0].where == "config.toml"
    assert "line 1" in mistakes[0].message


@given(
    st.dictionaries(
        st.sampled_from(sorted(BY_ID)),
        st.lists(st.sampled_from(["x", "q", "u", "e", "space", "ctrl+r", "i", "tab"]), max_size=3),
    )
)
def test_no_configuration_gives_one_key_two_meanings(keys: dict[str, list[str]]) -> None:
    written = "\n".join(f"{action} = {names}" for action, names in keys.items())
    config, mistakes = load(f"[keys]\n{written}\n")
    assert list(clashes(config.keys)) == []
    assert config.keys.get("quit", ("q",)) != ()
    assert set(config.keys) | {mistake.where.removeprefix("keys.") for mistake in mistakes} == set(keys)


def test_a_missing_file_is_no_mistake(tmp_path: Path) -> None:
    assert read(tmp_path / "config.toml") == (Config(), ())


def test_a_file_is_read_with_its_bom(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "light"\r\n')
    assert read(path) == (Config(theme="light"), ())


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = '\xff'")
    assert read(path) == (Config(), (Mistake(str(path), "is no UTF-8 at byte 9; save it as UTF-8."),))
    config, mistakes = read(tmp_path)
    assert config == Config()
    assert "could not be read (Is a directory)" in str(mistakes[0])


def test_the_file_lies_in_the_configuration_directory_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert config_path() == Path("/somewhere/gonogo/config.toml")
