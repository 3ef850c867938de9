"""Names of keys: what people write, what it means, and what there is not."""

import pytest

from gonogo.core.keys import NoSuchKey, key_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("x", "x"),
        ("X", "X"),
        ("~", "~"),
        ("+", "+"),
        (" ", "space"),
        (",", "comma"),
        ("Space", "space"),
        ("Ctrl+R", "ctrl+r"),
        ("ctrl + r", "ctrl+r"),
        ("PgUp", "pageup"),
        ("esc", "escape"),
        ("shift+tab", "shift+tab"),
        ("shift+l", "L"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("alt+x", "alt+x"),
        ("F5", "f5"),
        ("é", "é"),
    ],
)
def test_each_spelling_of_a_key_has_one_name(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("pageupp", 'there is no key "pageupp"; did you mean pageup?'),
        ("", 'there is no key ""'),
        ("foo", 'there is no key "foo"'),
        ("super+x", '"super+" is no modifier; there are ctrl+, alt+ and shift+'),
        ("ctrl+i", 'a terminal sends "ctrl+i" as tab; choose another key'),
        ("ctrl+?", 'terminals do not report "ctrl+?" reliably; choose a letter or a named key'),
        ("shift+1", 'write the character that "shift+1" types'),
        ("\x1b", "that is a control character; write its name, such as tab, enter or ctrl+r"),
        ("ctrl++", 'terminals do not report "ctrl++" reliably; choose a letter or a named key'),
    ],
)
def test_what_is_no_key_is_told_in_a_sentence(written: str, sentence: str) -> None:
    with pytest.raises(NoSuchKey) as told:
        key_name(written)
    assert str(told.value) == sentence
