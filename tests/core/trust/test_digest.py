"""A digest names one definition, the same on every machine."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown.probing import read_probe
from gonogo.core.trust import Definition, difference, digest

SHELL = Definition.of(read_probe("`ls -la` in logs env A,B expect exit 0 timeout 5s"))


def test_it_never_changes_from_one_version_to_the_next_without_the_schema() -> None:
    assert digest(SHELL) == "d87cd9a76c61113de2b3b45047a36c76155e905bf044ba85804a6a7fdaf5fbfe"


@pytest.mark.parametrize("field", [f.name for f in fields(Definition)])
def test_every_field_counts(field: str) -> None:
    value = getattr(SHELL, field)
    other: Any = f"{value}x"
    if isinstance(value, int):
        other = value + 1
    elif isinstance(value, tuple):
        other = (*value, "C")
    changed = replace(SHELL, **{field: other})
    assert digest(changed) != digest(SHELL)
    assert difference(SHELL, changed)


@given(st.text(min_size=1), st.integers(0), st.characters())
def test_one_byte_of_the_command_changes_it(body: str, at: int, char: str) -> None:
    at %= len(body)
    other = body[:at] + char + body[at + 1 :]
    one, two = replace(SHELL, body=body), replace(SHELL, body=other)
    assert (digest(one) == digest(two)) == (body == other)
    assert (difference(one, two) == ()) == (body == other)


def test_members_of_a_list_do_not_run_together() -> None:
    assert digest(replace(SHELL, env=("AB", "C"))) != digest(replace(SHELL, env=("A", "BC")))
    assert digest(replace(SHELL, env=("A",), expect=("B",))) != digest(
        replace(SHELL, env=("A", "B"), expect=())
    )


def test_the_resolved_address_counts() -> None:
    query = read_probe("prom `up` expect > 0")
    here, there = (Definition.of(query, url=f"http://{host}:9090") for host in ("here", "there"))
    assert digest(here) != digest(there)
    assert Definition.of(read_probe("GET `https://a.example/`")).url == "https://a.example/"
    with pytest.raises(ValueError, match="not resolved"):
        Definition.of(query)
    with pytest.raises(ValueError, match="not resolved"):
        Definition.of(read_probe("GET `/health`"))


def test_the_default_expectation_counts_as_if_it_were_written() -> None:
    assert digest(Definition.of(read_probe("`ls`"))) == digest(
        Definition.of(read_probe("`ls` expect exit 0"))
    )
    assert digest(Definition.of(read_probe("`ls`"))) != digest(
        Definition.of(read_probe("`ls` expect nothing"))
    )


def test_how_many_redirects_are_followed_counts_and_following_none_is_as_if_nothing_were_said() -> None:
    none, two, three = (
        Definition.of(read_probe(f"GET `https://a.example/` {words}"))
        for words in ("", "redirects 2", "redirects 3")
    )
    assert len({digest(none), digest(two), digest(three)}) == 3
    assert difference(two, three) == ("- redirects followed: 2", "+ redirects followed: 3")
    old = {name: value for name, value in none.to_json().items() if name != "redirects"}
    assert Definition.from_json(old) == none


def test_bytes_that_are_no_utf_8_count_too() -> None:
    assert digest(replace(SHELL, body="\udcff")) != digest(replace(SHELL, body="\udcfe"))


def test_a_definition_survives_json() -> None:
    assert Definition.from_json(SHELL.to_json()) == SHELL
