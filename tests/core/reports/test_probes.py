"""A probe in the list: understood by the same rules as when it is carried out."""

import pytest

from checkdown import parse
from gonogo.core.reports.probes import probe_data

WORDS = [
    ("`ls docs` in app expect nothing", "shell", "ls docs", ["nothing"]),
    (
        "GET `http://a/` expect json s = ok expect under 1500ms",
        "http",
        "GET http://a/",
        ['json s = "ok"', "under 1500ms"],
    ),
    ("http `http://a/`", "http", "GET http://a/", []),
    ("`curl -fsS http://a.example/` expect status 200", "http", "GET http://a.example/", ["status 200"]),
    ("tcp localhost:5432 expect under 1s", "tcp", "localhost:5432", ["under 1s"]),
    ("prom `up` expect > 0", "prom", "up", ["> 0"]),
    ("prom `up`", "unknown", "prom `up`", []),
    ("somebody looks", "unknown", "somebody looks", []),
]


@pytest.mark.parametrize(("words", "kind", "target", "expect"), WORDS)
def test_a_probe_is_told_as_it_is_understood(words: str, kind: str, target: str, expect: list[str]) -> None:
    assert probe_data(words) == {"kind": kind, "target": target, "expect": expect}


def test_a_command_of_several_lines_is_told_whole() -> None:
    (item,) = parse("- [ ] a\n  - probe: expect exit 0\n    ```sh\n    ls \\\n      -la\n    ```\n").items
    (probe,) = item.probes
    assert probe_data(probe.text, probe.script) == {
        "kind": "shell",
        "target": "ls \\\n  -la",
        "expect": ["exit 0"],
    }
