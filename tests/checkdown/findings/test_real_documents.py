"""What is found in real documents, each finding judged by hand; they lie beside the repository.

`seeds.tsv` and `corpus.tsv` hold places, rules and figures, none of the documents' text.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checkdown import parse
from checkdown.findings import Finding, Severity, findings

HERE = Path(__file__).parent


def judged(name: str) -> list[list[str]]:
    """The lines of a fixture, as cells."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def found_in(folder: Path, suffix: str) -> Iterator[tuple[str, Finding]]:
    for path in sorted(folder.glob(f"*{suffix}")):
        for each in findings(parse(path.read_bytes())):
            yield path.name, each


def test_every_finding_in_the_seeds_is_agreed_and_none_is_missing(shared: Path) -> None:
    found = [
        [name[:3], str(each.line), each.rule, each.claimed, each.actual]
        for name, each in found_in(shared / "seeds", ".txt")
    ]
    assert found == judged("seeds.tsv")


@pytest.mark.parametrize(
    ("seed", "line", "claimed", "actual"),
    [
        ("000", 37, "94/96", "96/97"),
        ("000", 101, "READY", "4 open"),
        ("001", 214, "4-6 days", "4.5-5.5 days"),
        ("002", 20, "66%", "62.4%"),
        ("003", 5, "✅", "2 of 6 open"),
        ("003", 23, "✅", "3 of 6 open"),
        ("003", 31, "✅", "2 of 6 open"),
        ("003", 39, "✅", "4 of 7 open"),
    ],
)
def test_the_contradictions_that_people_found_by_hand_are_told(
    shared: Path, seed: str, line: int, claimed: str, actual: str
) -> None:
    path = next((shared / "seeds").glob(f"{seed}*.txt"))
    told = [(each.line, each.claimed, each.actual) for each in findings(parse(path.read_bytes()))]
    assert (line, claimed, actual) in told


def test_every_finding_in_the_corpus_is_true(shared: Path) -> None:
    found = [[name, str(each.line), each.rule] for name, each in found_in(shared / "corpus", ".md")]
    assert found == [row[:3] for row in judged("corpus.tsv")]


def test_every_error_in_the_corpus_has_its_reason(shared: Path) -> None:
    reasons = {(row[0], row[1], row[2]): row[3] for row in judged("corpus.tsv")}
    errors = [each for each in found_in(shared / "corpus", ".md") if each[1].severity is Severity.ERROR]
    assert errors
    for name, each in errors:
        assert len(reasons[name, str(each.line), each.rule].split()) > 3
