"""What five real documents hold; they lie beside the repository and are not part of it."""

from collections import Counter
from pathlib import Path

import pytest

from checkdown import Checklist, Kind, Notation, Role, State, parse

SEEDS = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, Checklist]:
    return {path.name[:3]: parse(path.read_bytes()) for path in sorted((shared / "seeds").glob("*.txt"))}


def states(checklist: Checklist, kind: Kind, *roles: Role) -> dict[State, int]:
    return dict(
        Counter(i.state for i in checklist.items if i.kind is kind and i.role in (roles or (Role.ITEM,)))
    )


def roles(checklist: Checklist) -> dict[Role, int]:
    return dict(Counter(item.role for item in checklist.items))


def test_a_release_gate(seeds: dict[str, Checklist]) -> None:
    gate = seeds["000"]
    assert states(gate, Kind.TASK) == {State.DONE: 8, State.TODO: 4}
    assert states(gate, Kind.ROW) == {State.DONE: 17}
    assert roles(gate) == {Role.ITEM: 29, Role.TOTAL: 1}
    assert [(f.name, f.value[:12]) for f in gate.fields] == [
        ("Audit Date", "2026-01-20"),
        ("Final Score", "94/96 items "),
        ("Ship Decision", "✅ **READY** "),
    ]


def test_a_phased_checklist_with_a_legend(seeds: dict[str, Checklist]) -> None:
    phased = seeds["001"]
    assert states(phased, Kind.TASK) == {State.TODO: 119}
    assert len(phased.items) == 119
    assert [phase.number for phase in phased.phases[:6]] == ["13", "14", "15", "16", "17", "18"]
    assert len(phased.phases) == 7
    assert phased.legend.meanings == {
        " ": State.TODO,
        "~": State.DOING,
        "x": State.DONE,
        "X": State.DONE,
        "!": State.BLOCKED,
    }
    assert [line for line, _, _ in phased.legend.entries] == [227, 228, 229, 230]
    assert [phased.item_at(line) for line, _, _ in phased.legend.entries] == [None] * 4
    assert [(p.priority, p.estimate) for p in phased.phases[:3]] == [
        ("P0", "1-2 days"),
        ("P0", "1 day"),
        ("P1", "1 day"),
    ]
    assert {name: tally.total for name, tally in phased.priorities().items()} == {
        "P0": 57,
        "P1": 31,
        "P2": 16,
    }


def test_an_analysis_of_tables(seeds: dict[str, Checklist]) -> None:
    analysis = seeds["002"]
    rows = [i for i in analysis.items if i.kind is Kind.ROW]
    work = [i for i in rows if i.role is not Role.TOTAL]
    assert [i for i in analysis.items if i.kind is Kind.TASK] == []
    assert states(analysis, Kind.MARK) == {State.DONE: 4}
    assert len(work) == 54
    assert len({(i.section_index, i.record.table) for i in work}) == 11
    written = Counter(i.state for i in work if i.notation is not Notation.NONE)
    assert written == {State.DONE: 31, State.DOING: 6, State.FAILED: 14, State.UNKNOWN: 1}
    assert [i.state for i in work if i.notation is Notation.NONE] == [State.TODO, State.TODO]
    assert Counter(i.role for i in rows) == {Role.ITEM: 44, Role.SUMMARY: 7, Role.VERDICT: 3, Role.TOTAL: 1}
    assert analysis.tally().total == 44


def test_a_deployment_checklist(seeds: dict[str, Checklist]) -> None:
    deployment = seeds["003"]
    assert states(deployment, Kind.TASK) == {State.DONE: 22, State.TODO: 50}
    assert states(deployment, Kind.MARK) == {State.DONE: 10}
    assert roles(deployment) == {Role.ITEM: 82}
    assert sum(item.signoff for item in deployment.items) == 4
    assert [(s.name, s.date) for s in deployment.signoffs] == [("", "")] * 4
    assert len(deployment.commands) == 23
    assert all(command.title for command in deployment.commands)


def test_a_status_checklist_of_tables_and_boxes(seeds: dict[str, Checklist]) -> None:
    status = seeds["004"]
    assert states(status, Kind.TASK) == {State.DONE: 11, State.TODO: 11}
    assert states(status, Kind.ROW) == {State.DONE: 19, State.UNKNOWN: 1}
    assert roles(status) == {Role.ITEM: 42}
    assert all(i.evidence for i in status.items if i.kind is Kind.ROW and "Evidence" in i.cells[2].header)


@pytest.mark.parametrize("name", SEEDS)
def test_the_bytes_of_a_seed_come_back(name: str, seeds: dict[str, Checklist], shared: Path) -> None:
    path = next((shared / "seeds").glob(f"{name}_*"))
    assert seeds[name].source.dump() == path.read_bytes()


@pytest.mark.parametrize("name", SEEDS)
def test_every_item_of_a_seed_is_found_by_its_id_and_its_line(name: str, seeds: dict[str, Checklist]) -> None:
    checklist = seeds[name]
    for item in checklist.items:
        assert checklist.find(item.id) == item
        assert checklist.find(str(item.line)) == item
