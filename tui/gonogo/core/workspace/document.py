"""One open document: its checklist now, the edits of this session, and what is not saved yet.

Thread-safe: the application edits on one thread and saves on another. Nothing here touches the disk but
for the journal, and never under the guard. How the file is read and written is ``opening``'s and
``saving``'s; where edits go in others' texts is ``merging``'s.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import Checklist, Edit, Intent, Source, apply, difference, plan
from gonogo.core.git import Repository
from gonogo.core.workspace.answers import insisted
from gonogo.core.workspace.errors import DocumentRefused
from gonogo.core.workspace.history import History
from gonogo.core.workspace.journalling import DocumentJournal, name_of
from gonogo.core.workspace.limits import no_checklist, out_of_reach
from gonogo.core.workspace.merging import Carried, Conflict, carry
from gonogo.core.workspace.questions import Questions
from gonogo.core.workspace.recovery import half_written, holding, in_the_file, remade
from gonogo.core.workspace.replanning import Disagree
from gonogo.core.workspace.rereading import Incoming, incoming, reread
from gonogo.core.workspace.rescuing import rescued
from gonogo.core.workspace.steps import Step, states_before

if TYPE_CHECKING:
    from gonogo.core.files import Fingerprint, Record


_HALF_WRITTEN = (
    "was being written over in place when a session ended, and is half written; recover its edits first"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """What is to be saved: the journal has it."""

    steps: tuple[Step, ...]
    """The edits that the file does not hold yet."""
    checklist: Checklist
    data: bytes
    """The text with them."""
    expected: Fingerprint
    """Of what the file should hold before."""


class Document:
    """A checklist in a file, with the edits of this session."""

    def __init__(
        self,
        path: Path,
        checklist: Checklist,
        fingerprint: Fingerprint,
        *,
        repository: Repository | None = None,
        state_dir: Path | None = None,
        second_dir: Path | None = None,
        refusal: str = "",
    ) -> None:
        self.path = path
        """As it was named."""
        self.repository = repository
        """The repository that holds it, if any."""
        self.state_dir = state_dir
        """Where its journal and locks lie; None where no place could be written."""
        self.refusal = refusal
        """Why it can only be looked at, as a sentence; "" where it can be changed."""
        folders = dict.fromkeys(each for each in (state_dir, second_dir) if each is not None)
        self.journal = DocumentJournal([(each, name_of(path, repository, each)) for each in folders])
        self.left_behind = self._left_behind(checklist, fingerprint)
        """What ended sessions had not saved when this one began."""
        self._whole = half_written(self.left_behind, checklist.source.dump() if self.left_behind else b"")
        if self._whole is not None:
            self.refusal = f"{path} {_HALF_WRITTEN}"
        self.stranded: tuple[Path, ...] = ()
        """Files beside it that hold what another program wrote into it, and nobody has looked at."""
        self.in_place = False
        """Whether the person has agreed to have this file written over in place."""
        self.guard = threading.RLock()
        """Held while the fields below change; never while files are read or written."""
        self.saving = threading.Lock()
        """Held while the file is read or written: one save, or one look at it, at a time."""
        self.base = checklist
        """What the file held when we last read or wrote it."""
        self.fingerprint = fingerprint
        """Of the file's bytes then."""
        self.waits = False
        """Whether unsaved edits are not in the checklist until the file holds a text that takes them."""
        self.revision = 0
        """Grows with every change of the checklist."""
        self._checklist = checklist
        self._unsaved: list[Step] = []
        self._questions = Questions()
        self._history = History()
        self._in_flight: frozenset[int] = frozenset()
        self._exposed: frozenset[int] = frozenset()
        self._numbers = count(1)
        self._writing = threading.Lock()

    @property
    def checklist(self) -> Checklist:
        """The document with all edits so far; while they wait, as the file stands."""
        return self._checklist

    @property
    def unsaved(self) -> tuple[Step, ...]:
        """Edits that are not in the file yet."""
        with self.guard:
            return tuple(self._unsaved)

    @property
    def kept(self) -> bool:
        """Whether a journal has all edits that are not in the file, so that the next session offers them."""
        with self.guard:
            return all(step.seq is not None for step in (*self._unsaved, *self._questions.steps))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Edits of ours that wait for an answer (``resolve``); they are not in the checklist."""
        with self.guard:
            return self._questions.open

    @property
    def undoable(self) -> str:
        """What ``undo`` would take back, as a line; "" for nothing."""
        with self.guard:
            return self._history.last_done.summary if self._history.last_done else ""

    @property
    def redoable(self) -> str:
        """What ``redo`` would make again, as a line; "" for nothing."""
        with self.guard:
            return self._history.last_undone.summary if self._history.last_undone else ""

    # -- edits: in memory alone, quick enough for a key

    def do(self, intent: Intent) -> Step | None:
        """Make an edit; None where everything stands as asked already.

        Raises DocumentRefused, or a CheckdownError with a sentence; then nothing has changed.
        """
        with self.guard:
            self._must_be_open()
            edit = plan(self._checklist, intent)
            if not edit.splices:
                return None
            step = self._take(edit)
            self._history.made(step)
            self.journal.retire(decided.seq for decided in self._questions.answered_by(step))
            return step

    def undo(self) -> Step:
        """Take back the last edit of this session that is not taken back yet; what others did stays.

        Raises NothingToUndo; or UndoRefused where its lines were changed since, and the next undo passes it
        over.
        """
        with self.guard:
            self._must_be_open()
            step, back = self._history.back(self._checklist)
            made = self._take(back)
            self._history.undone(step, made)
            self._forgo(step)
            return made

    def _forgo(self, step: Step) -> None:
        """Drop a step and the one that took it back right behind it, where nobody has seen either."""
        if len(self._unsaved) < 2 or self._unsaved[-2].number != step.number:
            return
        if step.number not in self._in_flight | self._exposed:
            self.journal.retire(gone.seq for gone in self._unsaved[-2:])
            del self._unsaved[-2:]

    def redo(self) -> Step:
        """Make the last undone edit again; raises as ``undo`` does."""
        with self.guard:
            self._must_be_open()
            _, edit = self._history.again(self._checklist)
            made = self._take(edit)
            self._history.redone(made)
            return made

    def resolve(self, conflict: Conflict, *, ours: bool) -> Step | None:
        """Answer a conflict: make our edit after all (an item that is gone is put back), or let theirs stand.

        None where nothing had to change. Raises DocumentRefused or a CheckdownError; the question stays then.
        """
        with self.guard:
            if conflict not in self._questions.open:
                return None
            step = None
            if ours:
                self._must_be_open()
                edit = insisted(conflict.step, self._checklist)
                if edit.splices:
                    step = self._take(edit)
                    self._history.made(step)
            self.journal.retire(decided.seq for decided in self._questions.answered(conflict))
        self.journal.flush()
        return step

    def _take(self, edit: Edit) -> Step:
        before = self._checklist
        following = apply(before, edit)
        was = states_before(before, edit.intent) if edit.intent is not None else ()
        step = Step(next(self._numbers), edit, before.source, following.source, was)
        self._checklist = following
        self._unsaved.append(step)
        self.revision += 1
        return step

    def _must_be_open(self) -> None:
        if self.refusal:
            raise DocumentRefused(self.refusal)

    @property
    def half_written(self) -> bool:
        """Whether the file is torn: ``recover`` makes it whole, ``forget_left_behind`` takes it as it is."""
        return self._whole is not None

    def limits(self, data: bytes) -> tuple[str, bool]:
        """Why a file of these bytes can only be looked at ("" if it need not); whether its text is why."""
        with self.guard:
            torn = self._whole is not None and data == self.base.source.dump()
        no_text = no_checklist(self.path, data, self.repository)
        if torn:
            no_text = f"{self.path} {_HALF_WRITTEN}"
        return no_text or out_of_reach(self.path, self.repository), bool(no_text)

    # -- what comes from outside; these read the text anew, so they are for a worker thread

    def take_in(self, data: bytes, fingerprint: Fingerprint, displaced: Sequence[bytes] = ()) -> Incoming:
        """The file holds another text: our unsaved edits go on top of it, or become conflicts.

        For who holds ``saving`` and has just read the file; others call ``saving.refresh``. ``displaced`` are
        texts that others wrote and that are in no file any more; what they changed becomes an edit of its
        own, in front of ours. Where the text is not to be edited (conflict markers), our edits wait.
        """
        with self.guard:
            base, steps, exposed = self.base, tuple(self._unsaved), self._exposed
            self._in_flight |= {step.number for step in steps}
            if fingerprint != self.fingerprint:
                self._whole = None  # somebody has seen to it
        theirs = reread(base, data)
        news = incoming(base, theirs)
        refusal, waits = self.limits(data)
        lost = [step for text in displaced for step in rescued(base, steps, text, self._numbers)]
        carried = Carried(theirs) if waits else carry([*lost, *steps], theirs, exposed)
        with self.guard:
            self.base, self.fingerprint, self.refusal, self.waits = theirs, fingerprint, refusal, waits
            if waits:
                self._checklist = theirs
                self._unsaved[:0] = lost
                self.revision += 1
                return news
            later = self._unsaved[len(steps) :]  # made meanwhile; what is in flight stays in its place
            if later:
                carried = carried.then(carry(later, carried.checklist, exposed))
            self._settle(carried)
        self.journal.flush()
        return news

    def _settle(self, carried: Carried) -> None:
        """Go on with what became of our edits."""
        self._checklist = carried.checklist
        self._unsaved = list(carried.steps)
        gone = (*carried.agreed, *(step for conflict in carried.conflicts for step in conflict.steps))
        moved: dict[int, Step | None] = {step.number: None for step in gone}
        moved.update((step.number, step) for step in carried.steps)
        self._history.carried(moved)
        self._exposed &= {step.number for step in carried.steps}
        self.journal.retire(step.seq for step in (*carried.landed, *carried.agreed))
        for conflict in carried.conflicts:
            self._questions.ask(conflict)
        self.revision += 1

    # -- for saving

    def pending(self) -> Pending:
        """What is to be saved, once the journal has it; ``ended`` must follow. Writes to the disk."""
        return self._journalled(saving=True)

    def journalled(self) -> None:
        """See to it that every edit that is not saved is in the journal. Writes to the disk."""
        self._journalled(saving=False)

    def _journalled(self, *, saving: bool) -> Pending:
        with self._writing:
            with self.guard:
                steps, checklist, expected = tuple(self._unsaved), self._checklist, self.fingerprint
                asked, waits = self._questions.steps, self.waits
                if saving:
                    self._in_flight = frozenset(step.number for step in steps)
            data = checklist.source.dump() if steps else b""
            waiting = [step for step in (*asked, *steps) if step.seq is None]
            if waiting:
                payloads = [step.payload() for step in waiting]
                if waiting[-1] in steps and not waits:
                    payloads[-1] |= holding(steps, data)
                written = self.journal.write(expected, payloads)
                steps = self._written(steps, dict(zip(map(id, waiting), written, strict=True)))
            self.journal.flush()
            return Pending(steps, checklist, data, expected)

    def _written(self, steps: tuple[Step, ...], seqs: dict[int, int | None]) -> tuple[Step, ...]:
        """Note the numbers that steps (by identity) have in the journal; gives these steps with theirs."""

        def known(step: Step) -> Step:
            return replace(step, seq=seqs[id(step)]) if id(step) in seqs else step

        done = tuple(map(known, steps))
        numbers = {step.number: step.seq for step in done}
        with self.guard:
            self._unsaved = [replace(s, seq=numbers.get(s.number, s.seq)) for s in self._unsaved]
            self._questions.change(known)
            open_now = {step.number for step in (*self._unsaved, *self._questions.steps)}
        self.journal.retire(step.seq for step in done if step.number not in open_now)
        return done

    def saved(self, pending: Pending, fingerprint: Fingerprint) -> None:
        """Note that the file holds these edits."""
        numbers = {step.number for step in pending.steps}
        with self.guard:
            self.base, self.fingerprint = pending.checklist, fingerprint
            self._unsaved = [step for step in self._unsaved if step.number not in numbers]
            self._exposed -= numbers
        self.journal.retire(step.seq for step in pending.steps)
        self.journal.flush()

    def exposed(self, pending: Pending) -> None:
        """Note that a save failed, and that its text stood, or may stand, in the file all the same."""
        with self.guard:
            self._exposed |= {step.number for step in pending.steps}

    def ended(self) -> None:
        """Note that a save has ended, however it did."""
        with self.guard:
            self._in_flight = frozenset()

    # -- after a crash

    @property
    def recoverable(self) -> tuple[str, ...]:
        """Edits that ended sessions left in the journal, as lines."""
        return tuple(str(record.payload.get("summary", "an edit")) for record in self.left_behind)

    def recover(self) -> tuple[int, tuple[str, ...]]:
        """Make the edits of ended sessions again, those that the file does not hold yet.

        Gives how many were made, and a sentence for each that fits no more; those stay in the journal. What
        others decided otherwise meanwhile becomes a conflict. Raises DocumentRefused.
        """
        records = self.left_behind
        made = 0
        kept: list[Record] = []
        problems: list[str] = []
        with self.guard:
            if self._whole is not None:
                self._restore(self._whole)
                made += 1
            self._must_be_open()
            exact = len(self._unsaved) == made
            for record, each in zip(records, remade(records, self._checklist, exact=exact), strict=True):
                step = each.step
                if step is not None and each.problem is None:
                    self._history.made(self._take(step.edit))
                    made += 1
                elif step is not None and isinstance(each.problem, Disagree):
                    number = next(self._numbers)
                    self._questions.ask(Conflict(replace(step, number=number), str(each.problem), None))
                elif each.problem is not None:
                    kept.append(record)
                    problems.append(f"{record.payload.get('summary', 'an edit')}: {each.problem}")
        self.journalled()  # as ours, before they go from the journal as theirs
        self._forget(records, kept)
        return made, tuple(problems)

    def forget_left_behind(self) -> None:
        """Drop the edits of ended sessions; the journal forgets them."""
        with self.guard:
            if self._whole is not None:
                self._whole, self.refusal = None, ""
        self._forget(self.left_behind, [])

    def _restore(self, whole: bytes) -> None:
        """Make the text whole whose writing was cut off; saving it is an edit like any other."""
        splices = difference(self._checklist.source, Source.load(whole))
        self._whole, self.refusal = None, ""
        self._history.made(self._take(Edit(splices, "restored what was half written")))

    def _left_behind(self, checklist: Checklist, fingerprint: Fingerprint) -> tuple[Record, ...]:
        """The records of ended sessions, without those whose edits the file holds."""
        records = self.journal.left_behind()
        there = in_the_file(records, fingerprint)
        self.journal.retire(there)
        return tuple(record for record in records if record.seq not in there)

    def _forget(self, records: Sequence[Record], kept: Sequence[Record]) -> None:
        self.left_behind = tuple(kept)
        self.journal.retire(record.seq for record in records if record not in kept)
        self.journal.flush()
