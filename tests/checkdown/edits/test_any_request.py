"""Whatever is asked for in whatever document: it is done and nothing else is, or it is refused."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import event, given

from checkdown import (
    AddItem,
    AddNote,
    AddProbe,
    Allow,
    Attach,
    CheckdownError,
    Checklist,
    DeleteItem,
    Detach,
    Edit,
    Fix,
    Intent,
    Item,
    Kind,
    MoveItem,
    Reword,
    Role,
    SetState,
    Sign,
    Source,
    State,
    Together,
    Withhold,
    apply,
    locate,
    parse,
    plan,
)
from tests.checkdown.edits.nasty import a_request, a_source, chances, many
from tests.checkdown.edits.shape import face, whole


def _planned(some: random.Random, checklist: Checklist) -> tuple[Intent, Edit | None]:
    intent = a_request(some, checklist)
    try:
        edit = plan(checklist, intent)
    except CheckdownError as refusal:
        said = str(refusal)
        event(f"{intent.kind}: refused")
    else:
        event(f"{intent.kind}: {'done' if edit.splices else 'nothing to do'}")
        return intent, edit
    assert said.strip()
    assert "\n" not in said
    return intent, None


@many
@given(chances)
def test_what_is_asked_for_is_done_and_all_other_items_stay(some: random.Random) -> None:
    before = parse(a_source(some))
    intent, edit = _planned(some, before)
    if edit is not None and not isinstance(intent, Together):
        _only_as_asked(before, apply(before, edit), intent)


def _only_as_asked(before: Checklist, after: Checklist, intent: Intent) -> None:
    if isinstance(intent, SetState | Attach | Detach | AddNote | AddProbe | Reword):
        item = locate(before, intent.item)
        _one_changed(before, after, item, intent)
    elif isinstance(intent, Withhold):
        assert sum(old != new for old, new in _pairs(before, after)) <= 1
        said = [[(s.role, s.name, s.date) for s in each.signoffs] for each in (before, after)]
        assert said[0] == said[1]
        old, new = ([s.reason for s in each.signoffs] for each in (before, after))
        assert sum(a != b for a, b in zip(old, new, strict=True)) <= 1
        assert plan(after, intent).splices == ()
    elif isinstance(intent, Sign):
        assert sum(old != new for old, new in _pairs(before, after)) <= 1
        assert sum(s.name != "" for s in after.signoffs) == sum(s.name != "" for s in before.signoffs) + 1
    elif isinstance(intent, Fix | Allow):
        places = [
            [(item.state if item.role is not Role.VERDICT else None, item.kind) for item in each.items]
            for each in (before, after)
        ]
        assert places[0] == places[1]
        assert sum(a != b for a, b in _pairs(before, after)) <= 1
    elif isinstance(intent, DeleteItem):
        item = locate(before, intent.item)
        left = [face(other) for other in before.items if not item.line <= other.line <= item.end]
        assert _faces(after.items) == left
    elif isinstance(intent, MoveItem):
        moved = locate(before, intent.item)
        inside = [face(other) for other in before.items if moved.line <= other.line <= moved.end]
        assert Counter(_faces(after.items)) == Counter(_faces(before.items))
        assert _contains(_faces(after.items), inside)
    else:
        came = len(after.items) - len(before.items)
        assert _is_subsequence(_faces(before.items), _faces(after.items))
        assert came == 1 if isinstance(intent, AddItem) else came >= 0
        fresh = Counter(_faces(after.items)) - Counter(_faces(before.items))
        wanted = intent.state if isinstance(intent, AddItem) else State.TODO
        assert all(face_[3] is wanted for face_ in fresh)


def _one_changed(before: Checklist, after: Checklist, item: Item, intent: Intent) -> None:
    assert len(before.items) == len(after.items)
    for old, new in zip(before.items, after.items, strict=True):
        if old.index != item.index:
            assert face(old) == face(new)
            holds = old.line <= item.line <= old.end
            assert holds or _moved_back(old, old) == _moved_back(old, new)
    now = after.items[item.index]
    assert now.kind is item.kind
    assert now.role is item.role or isinstance(intent, Reword)
    assert (now.state is intent.state) if isinstance(intent, SetState) else (now.state is item.state)
    if not isinstance(intent, Reword):
        assert now.text == item.text
        assert now.id == item.id
    if isinstance(intent, SetState):
        assert plan(after, intent).splices == () or intent.reason
    if isinstance(intent, Attach):
        assert plan(after, intent).splices == ()
        assert now.kind is Kind.ROW or now.evidence


def _moved_back(old: Item, new: Item) -> list[tuple[object, ...]]:
    return [(e.kind, e.target, e.line + old.line - new.line, e.lines, e.note, e.cited) for e in new.evidence]


def _faces(items: Sequence[Item]) -> list[tuple[object, ...]]:
    return [face(item) for item in items]


def _pairs(before: Checklist, after: Checklist) -> Iterator[tuple[tuple[object, ...], tuple[object, ...]]]:
    """The items of both, which are as many."""
    return zip(_faces(before.items), _faces(after.items), strict=True)


def _contains(whole_list: list[tuple[object, ...]], run: list[tuple[object, ...]]) -> bool:
    size = len(run)
    return any(whole_list[at : at + size] == run for at in range(len(whole_list) - size + 1))


def _is_subsequence(few: list[tuple[object, ...]], many: list[tuple[object, ...]]) -> bool:
    rest = iter(many)
    return all(each in rest for each in few)


@many
@given(chances)
def test_undo_gives_the_bytes_back_and_redo_the_edited_ones(some: random.Random) -> None:
    before = parse(a_source(some))
    _, edit = _planned(some, before)
    if edit is not None:
        after = apply(before, edit)
        undone = apply(after, edit.inverse())
        assert undone.source.dump() == before.source.dump()
        assert apply(undone, edit.inverse().inverse()).source.dump() == after.source.dump()
        assert edit.inverse().inverse().splices == edit.splices


@many
@given(chances)
def test_the_checklist_after_edits_is_that_of_the_bytes(some: random.Random) -> None:
    checklist = parse(a_source(some))
    for _ in range(3):
        _, edit = _planned(some, checklist)
        if edit is not None:
            if some.random() < 0.5:
                _ = [
                    checklist.tally(),
                    checklist.phases,
                    checklist.priorities(),
                    [i.id for i in checklist.items],
                ]
            checklist = apply(checklist, edit)
            assert whole(checklist) == whole(parse(Source.load(checklist.source.dump())))


@many
@given(chances)
def test_what_is_asked_for_can_be_written_down_and_read_back(some: random.Random) -> None:
    intent = a_request(some, parse(a_source(some)))
    assert Intent.from_json(intent.to_json()) == intent


@many
@given(chances)
def test_requests_together_do_what_they_do_one_after_another(some: random.Random) -> None:
    first = parse(a_source(some))
    state = first
    done: list[Intent] = []
    for _ in range(some.randint(2, 4)):
        intent = a_request(some, first)
        try:
            edit = plan(first, Together((*done, intent)))
        except CheckdownError:
            continue
        done.append(intent)
        state = apply(first, edit)
        assert edit.summary
        assert apply(state, edit.inverse()).source.dump() == first.source.dump()
    if len(done) > 1 and all(isinstance(intent, SetState) and not intent.reason for intent in done):
        step = first
        for intent in done:
            step = apply(step, plan(step, intent))
        assert step.source.dump() == state.source.dump()
