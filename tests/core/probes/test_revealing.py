"""R9: a command is revealed whole; nothing of it hides from the person who is to approve it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown.probing import Probe, ProbeKind, read_probe
from gonogo.core.probes.revealing import numbered, particulars, peculiarities, revealed
from gonogo.core.safetext import is_safe
from gonogo.core.trust import Definition


def shell(body: str, **more: object) -> Definition:
    return Definition.of(Probe(ProbeKind.SHELL, body, **more))  # type: ignore[arg-type]


def test_r9_what_stands_below_many_empty_lines_is_seen() -> None:
    assert revealed(shell("ls" + "\n" * 200 + "rm -rf ~\n")) == ("ls", "⟨199 empty lines⟩", "rm -rf ~", "")
    assert "many empty lines" in peculiarities(shell("ls" + "\n" * 200 + "rm -rf ~"))[0]


def test_every_line_has_the_number_that_it_has_in_the_body() -> None:
    body = "ls" + "\n" * 200 + "rm -rf ~\n\npwd"
    assert [(number, str(text)) for number, text in numbered(shell(body))] == [
        (1, "ls"),
        (2, "⟨199 empty lines⟩"),
        (201, "rm -rf ~"),
        (202, ""),
        (203, "pwd"),
    ]


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("env `A_B`", "environment variable", "it has a value"),
        ("tcp `localhost:1`", "port", "it accepts a connection"),
        ("file `a`", "file", "it is there"),
        ('file `a` expect contains "x"', "file", 'contains "x"'),
        ("prom `up` expect > 0", "Prometheus query", "> 0"),
    ],
)
def test_what_is_no_command_says_what_it_is_and_what_is_expected(
    words: str, kind: str, expected: str
) -> None:
    found = dict(particulars(Definition.of(read_probe(words), url="http://h" if "prom" in words else "")))
    assert (found["kind"], found["expected"]) == (kind, expected)


def test_how_many_redirects_are_followed_is_told() -> None:
    found = dict(particulars(Definition.of(read_probe("GET `http://h/` redirects 3"))))
    assert found["redirects"] == "up to 3 are followed"


def test_r9_what_stands_behind_many_blanks_is_seen() -> None:
    body = "ls" + " " * 500 + "; rm -rf ~"
    assert revealed(shell(body)) == ("ls⟨500 blanks⟩; rm -rf ~",)
    assert "long runs of blanks" in peculiarities(shell(body))[0]


def test_r9_characters_that_cannot_be_seen_or_turn_others_around_are_seen() -> None:
    assert revealed(shell("ls \u202e# fr- mr\u202c")) == ("ls <U+202E># fr- mr<U+202C>",)
    assert revealed(shell("l\u200bs\x1b[2K\rpwd")) == ("l<U+200B>s␛[2K", "pwd")
    assert "cannot be seen" in peculiarities(shell("l\u200bs"))[0]


def test_r9_letters_that_look_like_others_are_told() -> None:
    assert peculiarities(shell("curl https://ex\u0430mple.com"))[0].endswith(": \u0430")
    assert peculiarities(shell("grep -rn 'x' src | head")) == ()


def test_blanks_at_the_end_of_a_line_are_dots() -> None:
    assert revealed(shell("ls \\ \t\npwd")) == ("ls \\·→", "pwd")


@given(st.text(alphabet="ab \t\n\r\x1b\u202e\u200b\x00;", max_size=80))
def test_every_line_is_safe_and_every_visible_character_is_there(body: str) -> None:
    lines = revealed(shell(body))
    assert all(is_safe(each) for each in lines)
    for letter in "ab;":
        notes = sum(each.count("⟨") for each in lines)
        shown = "".join(lines).count(letter)
        assert shown >= body.count(letter)
        if not notes:
            assert letter in ("a", "b") or shown == body.count(letter)


@given(st.text(alphabet="a \t\n\r", max_size=80))
def test_a_number_is_never_that_of_another_line(body: str) -> None:
    lines = re.split(r"\r\n|\n|\r", body)
    numbers = [number for number, _ in numbered(shell(body))]
    assert numbers == sorted(set(numbers))
    for number, text in numbered(shell(body)):
        assert ("a" in text) == ("a" in lines[number - 1])


def test_everything_that_is_approved_with_the_body_is_named() -> None:
    found = dict(particulars(shell("ls", directory="apps/\u202eapi", env=("A", "B"), timeout_ms=10_000)))
    assert found == {
        "run by": "sh -c",
        "directory": "apps/<U+202E>api",
        "variables passed": "A, B",
        "timeout": "10 s",
        "expected": "exit 0",
    }
    request = Definition.of(Probe(ProbeKind.HTTP, "/x", method="GET", samples=20), url="http://h/x")
    assert dict(particulars(request)) == {
        "method": "GET",
        "address": "http://h/x",
        "requests": "20",
        "expected": "status < 400",
    }
