"""Whatever several people do to one file: nothing is lost, and undo takes back one's own alone."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkdown import AddNote, Intent, SetState, State, apply, parse, plan
from gonogo.core.workspace import Document, NothingToUndo, UndoRefused, Workspace, refresh, save
from tests.core.workspace.wishes import KINDS, PEOPLE, asked, carried_out, request, text_for
from tests.throwaway import Repository

MANY = settings(
    max_examples=30, report_multiple_bugs=False, suppress_health_check=list(HealthCheck), deadline=None
)


ITEMS = 12
actions = st.one_of(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(KINDS), st.integers(0, ITEMS + 5), st.integers(0, 4)),
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(("save", "refresh", "undo", "redo")), st.just(0), st.just(0)
    ),
)


class Editor:
    """Somebody who edits the file with another program: reads it, changes it, saves it, at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saves = 0

    def do(self, intent: Intent) -> bool:
        checklist = parse(self.path.read_bytes())
        edit = plan(checklist, intent)
        if not edit.splices:
            return False
        data = apply(checklist, edit).source.dump()
        self.saves += 1
        if self.saves % 2:
            self.path.write_bytes(data)
        else:
            beside = self.path.with_name("beside")
            beside.write_bytes(data)
            os.replace(beside, self.path)
        return True


class World:
    """One file, two sessions of gonogo and an editor."""

    def __init__(self, folder: Path) -> None:
        Repository(folder).git("init", "--quiet")
        self.path = folder / "launch.md"
        self.path.write_text(text_for(ITEMS))
        self.sessions: dict[str, Document] = {who: Workspace().open(self.path) for who in "ab"}
        self.editor = Editor(self.path)
        self.done: dict[str, list[Intent]] = {who: [] for who in PEOPLE}
        self.undone: dict[str, list[Intent]] = {who: [] for who in "ab"}
        self.made: list[tuple[str, Intent]] = []

    def act(self, who: str, kind: str, number: int, variant: int, turn: int) -> None:
        if kind in ("save", "refresh", "undo", "redo"):
            self.session_acts(self.sessions[who], who, kind)
            return
        checklist = self.sessions[who].checklist if who in self.sessions else parse(self.path.read_bytes())
        intent = asked(checklist, who, kind, number, variant, turn)
        if intent is None:
            return
        if who in self.sessions:
            if self.sessions[who].do(intent) is not None:
                self.done[who].append(intent)
                self.undone[who].clear()
        elif self.editor.do(intent):
            self.done[who].append(intent)

    def session_acts(self, session: Document, who: str, kind: str) -> None:
        if kind == "save":
            save(session)
        elif kind == "refresh":
            refresh(session)
        elif kind == "undo" and self.done[who]:
            session.undo()
            self.undone[who].append(self.done[who].pop())
        elif kind == "redo" and self.undone[who]:
            session.redo()
            self.done[who].append(self.undone[who].pop())

    def come_to_rest(self) -> None:
        for session in (*self.sessions.values(), *self.sessions.values()):
            refresh(session)
            save(session)

    def without(self, *absent: str) -> str:
        """What the file would hold if the others alone had worked on it, one after another."""
        wishes = [intent for who in PEOPLE if who not in absent for intent in self.done[who]]
        return carried_out(text_for(ITEMS), wishes)


def world_of(script: list[tuple[str, str, int, int]]) -> tuple[World, Path]:
    folder = Path(tempfile.mkdtemp(prefix="gonogo-property-"))
    world = World(folder)
    for turn, action in enumerate(script):
        world.act(*action, turn)
    world.come_to_rest()
    return world, folder


@MANY
@given(st.lists(actions, max_size=30))
def test_what_people_do_to_their_own_items_is_all_in_the_file(
    script: list[tuple[str, str, int, int]],
) -> None:
    world, folder = world_of(script)
    try:
        assert [session.conflicts for session in world.sessions.values()] == [(), ()]
        assert world.path.read_bytes().decode() == world.without()
        for session in world.sessions.values():
            assert session.checklist.source.dump() == world.path.read_bytes()
    finally:
        shutil.rmtree(folder)


@MANY
@given(st.lists(actions, max_size=30))
def test_undoing_all_of_ones_own_leaves_what_the_others_made(script: list[tuple[str, str, int, int]]) -> None:
    world, folder = world_of(script)
    try:
        for _ in world.done["a"]:
            world.sessions["a"].undo()
        world.come_to_rest()
        assert world.path.read_bytes().decode() == world.without("a")
    finally:
        shutil.rmtree(folder)


class SharedWorld(World):
    """The same, but everybody works on everybody's items, and says what they wanted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.wanted: dict[str, list[tuple[str, Intent]]] = {who: [] for who in PEOPLE}
        self.summaries: dict[int, str] = {}
        self.overruled: set[tuple[str, State]] = set()
        """Which state of which item somebody has seen and changed."""

    def act(self, who: str, kind: str, number: int, variant: int, turn: int) -> None:
        session = self.sessions.get(who)
        if session is not None and kind in ("save", "refresh"):
            self.session_acts(session, who, kind)
            return
        if session is not None and kind == "undo":
            last = session.undoable
            before = {item.text: item.state for item in session.checklist.items}
            try:
                session.undo()
            except (NothingToUndo, UndoRefused):
                return
            for item in session.checklist.items:
                if before[item.text] is not item.state:
                    self.overruled.add((item.text, before[item.text]))
            wanted = self.wanted[who]
            wanted.pop(max(n for n, (_, intent) in enumerate(wanted) if self.summaries[id(intent)] == last))
            return
        if kind not in ("state", "note"):
            return
        checklist = session.checklist if session is not None else parse(self.path.read_bytes())
        item = checklist.items[(0, 1, 2, -1)[number % 4]]
        intent = request(item, who, kind, variant, turn)
        if intent is not None and (session.do(intent) is not None if session else self.editor.do(intent)):
            self.summaries[id(intent)] = session.undoable if session else ""
            self.wanted[who].append((item.text, intent))
            self.overruled.add((item.text, item.state))

    def asked_about(self) -> str:
        """What all open questions are about."""
        conflicts = [each for session in self.sessions.values() for each in session.conflicts]
        return "\n".join(f"{step.summary} {step.edit}" for each in conflicts for step in each.steps)


def shared_world_of(script: list[tuple[str, str, int, int]]) -> tuple[SharedWorld, Path]:
    folder = Path(tempfile.mkdtemp(prefix="gonogo-property-"))
    world = SharedWorld(folder)
    for turn, action in enumerate(script):
        world.act(*action, turn)
    world.come_to_rest()
    return world, folder


@MANY
@given(st.lists(actions, max_size=40))
def test_what_people_do_to_the_same_items_is_in_the_file_or_asked_about(
    script: list[tuple[str, str, int, int]],
) -> None:
    world, folder = shared_world_of(script)
    try:
        text = world.path.read_text()
        found = parse(text)
        for session in world.sessions.values():
            assert session.checklist.source.dump() == text.encode()
            assert [repr(item) for item in session.checklist.items] == [repr(item) for item in found.items]
        questions = world.asked_about()
        last: dict[str, list[State]] = {}
        for asked_for in world.wanted.values():
            states = {text: intent.state for text, intent in asked_for if isinstance(intent, SetState)}
            for name, state in states.items():
                last.setdefault(name, []).append(state)
            for _, intent in asked_for:
                if isinstance(intent, AddNote):
                    assert text.count(intent.text) == 1 or intent.text in questions
        for item in found.items:
            for wish in last.get(item.text, []):
                seen = wish is item.state or (item.text, wish) in world.overruled
                assert seen or item.text in questions
    finally:
        shutil.rmtree(folder)
