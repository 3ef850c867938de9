"""One fault planted in a real document, at a place that an independent count settles, is told on its line."""

from collections import Counter
from pathlib import Path

from checkdown import parse
from checkdown.findings import findings
from tests.checkdown.findings.real_places import Place, faults, places, right

EACH = 3
"""Places of a document that are planted in."""
_LONGEST = 60_000


def said(lines: list[str]) -> Counter[tuple[str, str]]:
    """What is found, by rule and by what is claimed: lines move when something is planted.

    Links to a heading are left out: a heading whose words change is not the one that they lead to.
    """
    found = findings(parse("\n".join(lines)))
    return Counter((each.rule, each.claimed) for each in found if each.rule != "missing-anchor")


def documents(shared: Path) -> list[tuple[str, list[str], list[Place]]]:
    found = []
    for path in sorted([*(shared / "corpus").glob("*.md"), *(shared / "seeds").glob("*.txt")]):
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        lines = text.split("\n")
        chosen = list(places(lines))[:EACH] if len(text) < _LONGEST else []
        if chosen:
            found.append((path.name, lines, chosen))
    return found


def test_claims_that_an_independent_count_confirms_are_not_told(shared: Path) -> None:
    looked = 0
    for name, lines, chosen in documents(shared):
        before = said(lines)
        for place in chosen:
            for claimed in right(lines, place):
                assert said(claimed) == before, (name, place)
                looked += 1
    assert looked > 100


def test_at_least_nineteen_of_twenty_faults_are_told_on_their_line(shared: Path) -> None:
    planted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    where = []
    for name, lines, chosen in documents(shared):
        for place in chosen:
            for fault in faults(lines, place):
                planted[fault.kind] += 1
                found = findings(parse("\n".join(fault.lines)))
                if (fault.rule, fault.line) not in {(each.rule, each.line) for each in found}:
                    missed[fault.kind] += 1
                    where.append((name, fault.kind, fault.line))
    assert len(planted) >= 18
    assert planted.total() > 600
    assert missed.total() <= planted.total() / 20, (missed, planted, where)
