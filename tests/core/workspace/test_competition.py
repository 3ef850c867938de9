"""Several at once on one file: threads of one session, sessions in processes of their own, other programs."""

import json
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from checkdown import AddNote, Intent, ItemRef, SetState, State, parse
from gonogo.core.workspace import Document, NothingToUndo, Workspace, refresh, save
from tests.core.files import editors
from tests.core.workspace.wishes import carried_out, text_for
from tests.throwaway import Repository

ROOT = Path(__file__).resolve().parents[3]


def tasks(count: int, people: str) -> str:
    """Tasks whose owners take turns, so that neighbours belong to different people."""
    return "# Launch\n\n" + "".join(f"- [ ] task {n} of {who}\n" for n in range(count) for who in people)


def running(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        _, said = process.communicate(timeout=280)
        assert process.returncode == 0, said.decode()


def test_two_sessions_make_a_thousand_edits_each_and_all_are_in_the_file(repository: Repository) -> None:
    path = repository.write("launch.md", tasks(1000, "ab"))
    ended(*(running("-m", "tests.core.workspace.worker", str(path), who, "1000") for who in "ab"))
    assert path.read_text() == tasks(1000, "ab").replace("[ ]", "[x]")


@pytest.mark.parametrize("seed", [1, 2])
def test_two_sessions_that_wander_end_in_what_both_asked_for(repository: Repository, seed: int) -> None:
    path = repository.write("launch.md", text_for(18))
    workers = [running("-m", "tests.core.workspace.worker", str(path), who, "150", str(seed)) for who in "ab"]
    wishes: list[Intent] = []
    for worker in workers:
        out, said = worker.communicate(timeout=280)
        assert worker.returncode == 0, said.decode()
        wishes += map(Intent.from_json, json.loads(out))
    assert path.read_text() == carried_out(text_for(18), wishes)


@pytest.mark.parametrize("way", sorted(editors.WAYS))
def test_beside_another_program_every_line_of_it_survives(repository: Repository, way: str) -> None:
    path = repository.write("launch.md", tasks(60, "ab") + "\nTheirs:\n\n")
    theirs = running("-m", "tests.core.files.editors", way, str(path), "40", "0.01")
    ours = [running("-m", "tests.core.workspace.worker", str(path), who, "60") for who in "ab"]
    ended(theirs, *ours)
    lines = path.read_text().splitlines()
    assert [line for line in lines if line.startswith("theirs")] == [f"theirs {n}" for n in range(40)]
    assert len(lines) == len(tasks(60, "ab").splitlines()) + 43


class Failed(threading.Thread):
    """A thread whose error is raised where it is awaited."""

    problem: BaseException | None = None

    def run(self) -> None:
        try:
            super().run()
        except BaseException as problem:  # noqa: BLE001 - raised by `wait`
            self.problem = problem

    def wait(self) -> None:
        self.join(timeout=200)
        assert not self.is_alive()
        if self.problem is not None:
            raise self.problem


def test_edits_on_one_thread_and_saves_on_another(repository: Repository) -> None:
    path = repository.write("launch.md", tasks(40, "ab"))
    document = Workspace().open(path)
    over = threading.Event()
    kept: list[str] = []

    def edit() -> None:
        dice = random.Random(7)
        stack: list[str] = []
        for number in range(400):
            if stack and dice.random() < 0.3:
                document.undo()
                stack.pop()
                continue
            item = document.checklist.items[dice.randrange(40) * 2]
            words = f"note {number} of a"
            if document.do(AddNote(ItemRef.of(item), words)) is not None:
                stack.append(words)
        kept.extend(stack)

    def save_on() -> None:
        while not over.is_set():
            save(document)

    def look() -> None:
        while not over.is_set():
            refresh(document)
            assert len(document.unsaved) >= 0
            assert document.conflicts == ()

    def others() -> None:
        other = Workspace().open(path)
        for number in range(20):
            item = other.checklist.items[number * 2 + 1]
            other.do(SetState(ItemRef.of(item), State.DONE))
            save(other)

    editing = Failed(target=edit)
    beside = [Failed(target=save_on), Failed(target=look)]
    elsewhere = Failed(target=others)
    for thread in (editing, elsewhere, *beside):
        thread.start()
    try:
        editing.wait()
        elsewhere.wait()
    finally:
        over.set()
    for thread in beside:
        thread.wait()
    settle(document)
    text = path.read_text()
    assert document.checklist.source.text == text
    assert [words for words in kept if text.count(f"- {words}\n") != 1] == []
    assert text.count("note ") == len(kept)
    assert text.count("[x]") == 20
    with_undo_all(document)
    assert path.read_text() == mark_odd(tasks(40, "ab"))


def settle(document: Document) -> None:
    refresh(document)
    save(document)
    assert (document.unsaved, document.conflicts) == ((), ())


def with_undo_all(document: Document) -> None:
    try:
        while True:
            document.undo()
    except NothingToUndo:
        settle(document)


def mark_odd(text: str) -> str:
    """The text with the first twenty tasks of b done."""
    lines = text.splitlines(keepends=True)
    for number in range(20):
        lines[2 + number * 2 + 1] = lines[2 + number * 2 + 1].replace("[ ]", "[x]")
    return "".join(lines)


def test_a_document_is_opened_once_by_many_threads(repository: Repository) -> None:
    path = repository.write("launch.md", tasks(200, "ab"))
    workspace = Workspace()
    found: list[Document] = []
    threads = [Failed(target=lambda: found.append(workspace.open(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.wait()
    assert len({id(document) for document in found}) == 1
    assert len(parse(path.read_bytes()).items) == 400
