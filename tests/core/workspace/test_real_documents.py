"""Two sessions on real checklists: whoever saves when, both are in, and undo gives every byte back."""

import random
from pathlib import Path

import pytest

from checkdown import CheckdownError, ItemRef, SetState, State
from gonogo.core.workspace import Document, NothingToUndo, Workspace, refresh, save
from tests.throwaway import Repository

STATES = (State.DONE, State.TODO, State.BLOCKED, State.DOING)


def together(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    before = path.read_bytes()
    sessions = [Workspace().open(path) for _ in range(2)]
    if sessions[0].refusal:
        return  # somebody committed the markers of a merge
    wishes: dict[int, State] = {}
    numbers = [item.index for item in sessions[0].checklist.items]
    for number in dice.sample(numbers, min(len(numbers), 40)):
        session = sessions[number % 2]
        state = dice.choice(STATES)
        try:
            done = session.do(SetState(ItemRef.of(session.checklist.items[number]), state))
        except CheckdownError:
            continue  # its notation has no sign for this
        if done is not None:
            wishes[number] = state
        if dice.random() < 0.3:
            save(dice.choice(sessions))
    settle(sessions)
    asked = [conflict for session in sessions for conflict in session.conflicts]
    states = [item.state for item in sessions[0].checklist.items]
    wrong = [number for number, state in wishes.items() if states[number] is not state]
    assert len(wrong) == len(asked)
    for session in sessions:
        for conflict in session.conflicts:
            session.resolve(conflict, ours=False)
    while any(map(took_back, dice.sample(sessions, 2))):
        save(dice.choice(sessions))
    settle(sessions)
    assert path.read_bytes() == before


def took_back(session: Document) -> bool:
    try:
        session.undo()
    except NothingToUndo:
        return False
    return True


def settle(sessions: list[Document]) -> None:
    for session in (*sessions, *sessions):
        refresh(session)
        save(session)
    assert len({session.checklist.source.dump() for session in sessions}) == 1


@pytest.mark.parametrize("seed", range(2))
def test_on_the_samples(repository: Repository, samples: Path, seed: int) -> None:
    for sample in sorted(samples.glob("*.md")):
        together(repository.write(f"{seed}-{sample.name}", sample.read_bytes()), seed)


def test_on_real_documents(repository: Repository, shared: Path) -> None:
    documents = [*sorted((shared / "seeds").iterdir()), *sorted((shared / "corpus").iterdir())[::2]]
    assert len(documents) > 30
    for number, found in enumerate(documents):
        together(repository.write(f"{number}.md", found.read_bytes()), number)
