"""Signs are one cell each, different from one another, and right for the terminal."""

import pytest
from rich.cells import cell_len

from gonogo.core.safetext import is_safe
from gonogo.widgets.glyphs import ASCII, STATES, UNICODE, Glyphs, glyphs_for

SIGNS = [name for name in Glyphs._fields if name not in {"ascii", "states", "ellipsis"}]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_every_sign_takes_one_cell_and_is_safe(glyphs: Glyphs) -> None:
    signs = [*glyphs.states.values(), *(getattr(glyphs, name) for name in SIGNS)]
    assert all(cell_len(sign) == 1 and is_safe(sign) for sign in signs)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_states_are_told_apart_without_colour(glyphs: Glyphs) -> None:
    assert set(glyphs.states) == set(STATES)
    assert len(set(glyphs.states.values())) == len(STATES)


def test_the_ascii_signs_are_ascii() -> None:
    assert all(sign.isascii() for sign in ASCII.states.values())
    assert all(getattr(ASCII, name).isascii() for name in [*SIGNS, "ellipsis"])


@pytest.mark.parametrize(
    ("environ", "glyphs"),
    [
        ({"LANG": "en_US.UTF-8"}, UNICODE),
        ({"LANG": "de_DE.utf8"}, UNICODE),
        ({}, UNICODE),
        ({"LANG": "C"}, ASCII),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),  # Python has set LC_CTYPE, not the person
        ({"LC_CTYPE": "C.UTF-8"}, UNICODE),
        ({"LANG": "en_US.ISO-8859-1"}, ASCII),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "POSIX"}, ASCII),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, UNICODE),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, ASCII),
        ({"LANG": "en_US.UTF-8", "TERM": "xterm-256color"}, UNICODE),
    ],
)
def test_the_locale_decides_where_nothing_is_configured(environ: dict[str, str], glyphs: Glyphs) -> None:
    assert glyphs_for(None, environ) is glyphs


def test_the_configuration_outranks_the_locale() -> None:
    assert glyphs_for(True, {"LANG": "en_US.UTF-8"}) is ASCII
    assert glyphs_for(False, {"LANG": "C", "TERM": "linux"}) is UNICODE
