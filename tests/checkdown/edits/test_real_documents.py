"""Evidence, columns and tracking on every item and table of real documents."""

from pathlib import Path

import pytest

from checkdown import (
    AddColumn,
    Attach,
    Checklist,
    EditRefused,
    Intent,
    ItemRef,
    Kind,
    Source,
    State,
    Together,
    TrackTable,
    apply,
    parse,
    plan,
)
from tests.checkdown.edits.shape import face, whole

_SAMPLES = sorted((Path(__file__).parents[3] / "sample_checklists").glob("*.md"))


@pytest.fixture(params=range(10), ids=lambda n: f"seed {n}" if n < 5 else _SAMPLES[n - 5].stem)
def checklist(request: pytest.FixtureRequest) -> Checklist:
    if request.param >= 5:
        return parse(_SAMPLES[request.param - 5].read_bytes())
    seeds: Path = request.getfixturevalue("shared") / "seeds"
    return parse(sorted(seeds.glob("*.txt"))[request.param].read_bytes())


def _done(checklist: Checklist, intent: Intent) -> Checklist:
    edit = plan(checklist, intent)
    after = apply(checklist, edit)
    assert apply(after, edit.inverse()).source.dump() == checklist.source.dump()
    return after


def test_every_item_takes_evidence_if_need_be_in_a_new_column(checklist: Checklist) -> None:
    for number, item in enumerate(checklist.items):
        attach = Attach(
            ItemRef.of(item), "docs/proof of it.md", "exit 0", "Ada Lovelace", "2026-11-21", "path"
        )
        try:
            after = _done(checklist, attach)
        except EditRefused as refusal:
            if item.kind is not Kind.ROW:
                assert "line of a paragraph" in str(refusal)  # noqa: PT017
                continue
            after = _done(checklist, Together((AddColumn(item.line, "Evidence"), attach)))
        assert "docs/proof of it.md" in [each.target for each in after.items[item.index].evidence]
        assert [face(each) for each in after.items] == [face(each) for each in checklist.items]
        assert [each.id for each in after.items] == [each.id for each in checklist.items]
        if number % 25 == 0:
            assert whole(after) == whole(parse(Source.load(after.source.dump())))


def test_every_table_takes_a_column_and_every_plain_one_states(checklist: Checklist) -> None:
    for start, part in zip(checklist.starts, checklist.parts, strict=True):
        for table in part.tables:
            line = start + table.line + 1
            wider = _done(checklist, AddColumn(line, "Remarks of ours"))
            assert [face(item) for item in wider.items] == [face(item) for item in checklist.items]
            if table.status < 0 and not table.legend:
                tracked = _done(checklist, TrackTable(line))
                old, new = ([face(item) for item in doc.items] for doc in (checklist, tracked))
                rows = [item for item in tracked.items if start + table.line < item.line <= start + table.end]
                assert len(new) == len(old) + len(rows)
                assert {(item.kind, item.state) for item in rows} == {(Kind.ROW, State.TODO)}
                assert whole(tracked) == whole(parse(Source.load(tracked.source.dump())))


def test_the_blockers_of_a_table_become_items(shared: Path) -> None:
    checklist = parse(sorted((shared / "seeds").glob("*.txt"))[2].read_bytes())
    blockers = [
        start + table.line + 1
        for start, part in zip(checklist.starts, checklist.parts, strict=True)
        for table in part.tables
        if table.status < 0 and table.header[0].text == "#"
    ]
    assert len(blockers) == 3
    tracked = _done(checklist, Together(tuple(TrackTable(line) for line in blockers)))
    assert tracked.tally().todo == checklist.tally().todo + len(tracked.items) - len(checklist.items)
    assert len(tracked.items) == len(checklist.items) + 7
