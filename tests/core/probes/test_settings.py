"""What a repository may say about probes: where servers are, never what may run."""

from pathlib import Path

import pytest

from gonogo.core.probes.settings import ProbeSettings, read_settings, settings_in


def test_a_repository_says_where_its_servers_are(tmp_path: Path) -> None:
    (tmp_path / "gonogo.toml").write_text(
        '[probes]\nprometheus = "http://localhost:9090/"\nbase_url = "https://example.com/app"\n'
    )
    assert read_settings(tmp_path) == ProbeSettings("https://example.com/app", "http://localhost:9090")


def test_without_the_file_nothing_is_set_and_nothing_is_said(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == ProbeSettings()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[probes]\ntrust = true", "probes.trust"),
        ('[probes]\napproved = ["0123"]', "probes.approved"),
        ("[probes]\nauto_approve = true", "probes.auto_approve"),
        ("[probes]\nallow = '*'", "probes.allow"),
        ("[probes.trusted]\nall = true", "probes.trusted"),
        ("trust = true", "trust"),
        ("[trust]\ndigests = ['0123']", "trust"),
        ("[gate]\ntrust_probes = true", "gate.trust_probes"),
    ],
)
def test_r4_what_would_grant_or_widen_trust_is_ignored_and_said(text: str, named: str) -> None:
    found = settings_in(text)
    assert found == ProbeSettings(remarks=found.remarks)
    assert found.remarks == (
        f"gonogo.toml: {named} is ignored: nothing in a repository can grant trust; `gonogo trust` can.",
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9090", "write an address such as"),
        ('"localhost:9090"', "write an address such as"),
        ('"file:///etc/passwd"', "write an address such as"),
        ('"http://a b"', "write an address such as"),
        ('"http://h:99999"', "that is no address"),
        ('"http://:9090"', "there is no host"),
        ('"http://ada:secret@h"', "do not belong into a file"),
        ('"http://h/?x=1"', "leave out what begins with"),
    ],
)
def test_what_is_no_address_is_ignored_and_said(value: str, said: str) -> None:
    found = settings_in(f"[probes]\nprometheus = {value}\n")
    assert found.prometheus == ""
    assert said in found.remarks[0]
    assert "secret" not in found.remarks[0]


def test_unknown_settings_are_said_and_other_tables_are_others_business() -> None:
    found = settings_in('[probes]\nbase = "x"\n[gate]\nrequire = ["P0"]\n')
    assert found.remarks == (
        "gonogo.toml: probes.base is ignored: there is no such setting; there are base_url, prometheus.",
    )


@pytest.mark.parametrize("data", [b"[probes", b"\xff\xfe", b"a = " + b"[" * 5000])
def test_a_broken_file_counts_for_nothing_and_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "gonogo.toml").write_bytes(data)
    found = read_settings(tmp_path)
    assert found == ProbeSettings(remarks=found.remarks)
    assert len(found.remarks) == 1


def test_what_is_no_file_is_said_and_does_not_hang(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "gonogo.toml")
    assert len(read_settings(tmp_path).remarks) == 1
