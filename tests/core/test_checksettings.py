"""`gonogo.toml`: what it says about checking, and a sentence with its place for every mistake."""

import json
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import gonogo as package
from checkdown.findings import EvidenceDemand, Severity
from gonogo.core.checksettings import CheckSettings, check_settings_in, read_check_settings
from gonogo.core.probes.settings import settings_in
from gonogo.core.repositorysettings import table_in

WHOLE = """\
[probes]
base_url = "http://localhost:8080"

[check]
evidence = "always"

[check.rules]
placeholder-left = "off"
missing-anchor = "error"
"score-mismatch" = "info"

[gate]
require = ["P0", "Pre-Launch Gate"]
minimum = "95%"
signoffs = false
waivers = false
marks = true
"""


def read(text: str) -> CheckSettings:
    return check_settings_in(table_in(text))


def schema() -> dict[str, Any]:
    text = resources.files(package).joinpath("schemas", "settings.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def fits_schema(text: str) -> bool:
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(table_in(text).table))


def test_what_a_repository_asks_for_is_read() -> None:
    found = read(WHOLE)
    assert found.problems == ()
    assert found.findings.off == {"placeholder-left"}
    assert dict(found.findings.severities) == {
        "missing-anchor": Severity.ERROR,
        "score-mismatch": Severity.INFO,
    }
    assert found.findings.evidence is EvidenceDemand.ALWAYS
    gate = found.gate
    assert (gate.require, gate.minimum) == (("P0", "Pre-Launch Gate"), Fraction(95, 100))
    assert (gate.blocked, gate.signoffs, gate.findings, gate.waivers, gate.marks) == (
        (True, False, True, False, True)
    )
    assert fits_schema(WHOLE)


def test_both_readers_of_the_file_pass_over_each_others_tables() -> None:
    assert settings_in(WHOLE).base_url == "http://localhost:8080"
    assert settings_in(WHOLE).remarks == ()


def test_without_the_file_everything_is_as_it_is_by_default(tmp_path: Path) -> None:
    assert read_check_settings(tmp_path) == CheckSettings()
    assert read_check_settings(None) == CheckSettings()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\n[gates]\n", "gonogo.toml:2: gates: there is no such table; gate?"),
        ("check = 3\n", "gonogo.toml:1: check: write a table, [check]"),
        ("[check]\nevidnce = 1\n", "gonogo.toml:2: check.evidnce: there is no such setting; evidence?"),
        (
            '[check]\n\nevidence = "yes"\n',
            "gonogo.toml:3: check.evidence: write one of where-used, always, never",
        ),
        (
            '[check.rules]\nscore-missmatch = "off"\n',
            "gonogo.toml:2: check.rules.score-missmatch: there is no such rule; score-mismatch?",
        ),
        (
            '[check]\nrules.score-mismatch = "none"\n',
            "gonogo.toml:2: check.rules.score-mismatch: write one of off, error, warning, info",
        ),
        ("[check.rules]\nscore-mismatch = []\n", "gonogo.toml:2: check.rules.score-mismatch: write one of"),
        ("[check]\nrules = 1\n", "gonogo.toml:2: check.rules: write a table, [check.rules]"),
        ("[gate]\nminimum = 95\n", 'gonogo.toml:2: gate.minimum: write a share such as "95%"'),
        ('[gate]\nminimum = "195%"\n', 'gonogo.toml:2: gate.minimum: write a share such as "95%"'),
        ('[gate]\nrequire = "P0"\n', "gonogo.toml:2: gate.require: write a list of priorities"),
        ('[gate]\nrequire = [" "]\n', "gonogo.toml:2: gate.require: write a list of priorities"),
        ("[gate]\nblocked = 1\n", "gonogo.toml:2: gate.blocked: write true or false"),
        (
            "[check.rules]\nzzz = 1\n",
            "gonogo.toml:2: check.rules.zzz: there is no such rule; the nearest are ",
        ),
        ("[gate]\nblokced = true\n", "gonogo.toml:2: gate.blokced: there is no such setting; blocked?"),
        ('[gate]\ntrust = "all"\n', "gonogo.toml:2: gate.trust: there is no such setting"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_fits_no_schema(text: str, problem: str) -> None:
    (told,) = read(text).problems
    assert told.startswith(problem)
    assert not fits_schema(text)


def test_every_mistake_of_a_file_is_told_in_its_order() -> None:
    text = '[gate]\nblocked = "no"\nminimum = 1\n[check]\nevidence = true\n[other]\n'
    assert [told.split(": ")[0] for told in read(text).problems] == [
        f"gonogo.toml:{line}" for line in (2, 3, 5, 6)
    ]


def test_what_is_no_toml_is_one_mistake_with_its_line() -> None:
    (told,) = read("[gate]\nblocked = yes\n").problems
    assert told.startswith("gonogo.toml:2: gonogo.toml is not valid TOML")


@pytest.mark.parametrize("data", [b"\xff\xfe", b'[gate]\nx = "\xe9"\n'])
def test_what_is_no_utf_8_is_one_mistake(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "gonogo.toml").write_bytes(data)
    (told,) = read_check_settings(tmp_path).problems
    assert "UTF-8" in told


def test_names_that_speak_to_a_terminal_are_made_safe() -> None:
    (told,) = read('["a\\u001b]52;c;aGk=\\u0007"]\n').problems
    assert not set("\x1b\x07") & set(told)


def test_the_schema_knows_every_rule() -> None:
    from checkdown.findings import RULES

    assert set(schema()["properties"]["check"]["properties"]["rules"]["properties"]) == set(RULES)


def test_a_rule_that_is_like_none_names_three_and_where_all_are_listed() -> None:
    (told,) = read("[check.rules]\nzzz = 1\n").problems
    assert told.count(",") == 2
    assert told.endswith("; `gonogo check --explain all` lists them")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[check]\nevidence = "always', 2),
        ('[check]\nevidence = """always\n\n[gate]\nblocked = true\n', 2),
        ('[gate]\nblocked = true\nrequire = [\n"P0",\n"P1"\n', 3),
        ("minimum = '''", 1),
    ],
)
def test_what_never_ends_is_told_with_the_line_on_which_it_begins(text: str, line: int) -> None:
    (told,) = read(text).problems
    assert told.startswith(f"gonogo.toml:{line}: gonogo.toml is not valid TOML")
