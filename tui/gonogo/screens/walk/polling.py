"""The poll and the verdict: roles asked one after another, the gate asked, people decide, it is written."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import SignOff, Together, Withhold
from checkdown.edits.withholding import reason_told
from checkdown.gate import Verdict
from gonogo.core.evidence import EvidenceRefused
from gonogo.core.git import GitError, Standing, state
from gonogo.core.git.tagging import tag_head
from gonogo.core.walking import named
from gonogo.core.walking.deciding import Decision, judged_anew, minutes
from gonogo.core.walking.keeping import Minutes, keep_minutes, take_back
from gonogo.core.walking.poll import Answer, Word, asked, place_of, standing, written
from gonogo.core.walking.verdicts import says_verdict, verdict_planned
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.screens.dialogs.decide import Decide
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.walk.screen import WalkScreen

_WORDS = {"g": Word.GO, "n": Word.NO_GO, "a": Word.ABSTAIN}


class Polling:
    """What the key for the poll does, one question after another."""

    def __init__(self, screen: WalkScreen) -> None:
        self._screen = screen
        self.answers: list[Answer] = []
        """What was said, in its order."""
        self._decided: Decision | None = None
        self._minutes: Minutes | None = None
        self._unwritten: bytes | None = None
        """The document when something was decided that changed none of its lines: undo takes that back."""
        self._filing = asyncio.Lock()
        """One at a time writes minutes or takes them back: who takes back removes empty folders."""
        self._asked = False
        """Whether all were asked and only the decision is left."""

    @property
    def decision(self) -> Decision | None:
        """What was decided, while the document holds it: what is taken back is no decision."""
        decided = self._decided
        return decided if decided is not None and decided.stands(self._screen.below.checklist) else None

    @property
    def following(self) -> str:
        """What comes behind the last item."""
        return "the poll and the verdict" if self.decision is None else "commit and tag"

    @property
    def minutes(self) -> Path | None:
        """The file of the minutes, which is committed along with the decision that they tell."""
        return self._minutes.path if self._minutes is not None and self.decision is not None else None

    def renewed(self) -> None:
        """The document has changed: minutes of what it does not say any more are taken back."""
        if self._minutes is not None and self._decided is not None and self.decision is None:
            kept, self._minutes = self._minutes, None
            self._screen.run_worker(self._take_back(kept, self._decided.word), group="minutes")

    def undo(self) -> bool:
        """Take back what was decided last, where no line says it; False where an edit is to be undone."""
        if self.decision is None or self._unwritten != self._screen.below.checklist.source.dump():
            return False
        word, kept = self.decision.word, self._minutes
        self._decided = self._minutes = self._unwritten = None
        if kept is not None:
            self._screen.run_worker(self._take_back(kept, word), group="minutes")
        else:
            self._screen.say(f"{word} is taken back")
        self._screen.show_walk(keep_place=True)
        return True

    def committed(self) -> None:
        """What was decided is in a commit: undo has nothing to take back any more."""
        self._unwritten = None

    async def _take_back(self, kept: Minutes, word: str) -> None:
        async with self._filing:
            told = await asyncio.to_thread(take_back, kept, self._screen.below.look.path)
        self._screen.say(f"{word} is taken back; {told}")

    async def hold(self) -> None:
        """Ask everybody, then decide. Esc ends it where it is; what was said so far stands."""
        screen = self._screen
        if not screen.below.changeable:
            return
        if not self._asked:
            places = [place_of(screen.below.checklist, each) for each in asked(screen.below.checklist)]
            for number, place in enumerate(places, 1):
                signoff = self._still_open(place)
                if signoff is None:
                    continue
                answer = await self._ask(signoff, place, f"{number} of {len(places)}")
                if answer is None:
                    screen.say("the poll is not at its end; P goes on with it")
                    return
                if not self._write(answer):
                    return
            self._asked = True
        await self._decide()

    def _still_open(self, place: str) -> SignOff | None:
        """The sign-off as it stands now: what was answered before may have moved it."""
        checklist = self._screen.below.checklist
        return next((each for each in asked(checklist) if place_of(checklist, each) == place), None)

    async def _ask(self, signoff: SignOff, place: str, number: str) -> Answer | None:
        """Ask one role; None where nobody answers."""
        app = self._screen.app
        choices = [Choice("g", "GO"), Choice("n", "NO-GO"), Choice("a", "abstain")]
        held = standing(self._screen.below.checklist, self.answers)
        known = next((each for each in held if each.place == place), None)
        lines = [f"said before: {known}"] if known is not None else []
        if signoff.reason and known is None:
            lines.append(f"blocked: {signoff.reason}")
        key = await app.push_screen_wait(Choose(f"{signoff.role}? {number}", choices, lines))
        if key is None:
            return None
        word = _WORDS[key]
        needed = "" if word is Word.ABSTAIN else "a name is needed"
        name = await app.push_screen_wait(Ask(f"{signoff.role}: {word}. Who says so?", needed=needed))
        if name is None or (not name.strip() and word is not Word.ABSTAIN):
            return None
        reason: str | None = ""
        if word is not Word.GO:
            needed = "a reason is needed" if word is Word.NO_GO else ""
            reason = await app.push_screen_wait(Ask(f"{signoff.role}: {word}. Why?", needed=needed))
            if reason is None or (not reason.strip() and word is Word.NO_GO):
                return None
        now = self._still_open(place) or signoff
        return Answer(now.role, now.line, word, name.strip(), (reason or "").strip(), place)

    def _write(self, answer: Answer) -> bool:
        """Write an answer into the document, where that has a place for it; a refusal is said."""
        below = self._screen.below
        intent = written(answer, below.author.today)
        known = self._still_open(answer.place)
        said_so = known is not None and isinstance(intent, Withhold) and known.reason == reason_told(intent)
        if intent is not None and not said_so and below.states.do(intent) is None:
            return False
        self.answers = [each for each in self.answers if each.place != answer.place]
        self.answers.append(answer)
        self._screen.say(str(answer), Tone.ALERT if answer.word is Word.NO_GO else Tone.DONE)
        return True

    async def _decide(self) -> None:
        screen, below = self._screen, self._screen.below
        told = await asyncio.to_thread(judged_anew, str(below.look.path), below.checklist)
        verdict = told.verdict
        gate = f"the gate says {verdict.word}" if verdict is not None else "the gate gives no verdict"
        lines = [str(answer) for answer in standing(below.checklist, self.answers)]
        reasons = [f"- {reason.message}" for reason in (verdict.reasons if verdict else ())]
        lines += ["", *reasons] if lines and reasons else reasons
        lines += list(told.problems)
        choices = [Choice("g", "GO"), Choice("n", "NO-GO")]
        choices += [Choice("r", "ask the roles again")] if asked(below.checklist) else []
        key = await screen.app.push_screen_wait(Decide(f"Decide: {gate}", choices, lines))
        if key == "r":
            self._asked = False
            await self.hold()
            return
        if key is None:
            screen.say("not decided; P asks again")
            return
        go, why = key == "g", ""
        if verdict is not None and verdict.go is not go:
            word = "GO" if go else "NO-GO"
            typed = await screen.app.push_screen_wait(
                Ask(f"Why {word}, where {gate}?", needed="a reason is needed")
            )
            why = (typed or "").strip()
            if not why:
                screen.say("not decided: a verdict against the gate needs its reason", Tone.ALERT)
                return
        driver = named(screen.walk.driver) if screen.walk is not None else ""
        decision = Decision(go, driver, below.author.today, why)
        self._asked = False
        await self._record(verdict, decision)

    async def _record(self, verdict: Verdict | None, decision: Decision) -> None:
        """Write the verdict into the document, and minutes beside it where they are wanted."""
        screen, below = self._screen, self._screen.below
        fixes, left = verdict_planned(below.checklist, go=decision.go)
        said = [decision.word]
        if fixes:
            step = below.states.do(fixes[0] if len(fixes) == 1 else Together(fixes, "the verdict"))
            if step is None:  # said why; nothing is decided that could not be written
                return
            said += ["written into the document"]
        elif not left:
            said += [
                f"the document {'says so already' if says_verdict(below.checklist) else 'has no line for it'}"
            ]
        self._unwritten = None if fixes else below.checklist.source.dump()
        before, self._minutes, self._decided = self._minutes, None, decision
        if before is not None:  # the same word once more: its minutes are the new ones
            async with self._filing:
                await asyncio.to_thread(take_back, before, below.look.path)
        lines = [str(each) for each in left]
        said += lines
        choices = [Choice("y", "write the minutes"), Choice("n", "no minutes")]
        if await screen.app.push_screen_wait(Choose(f"{decision.word}. Minutes?", choices, lines)) == "y":
            try:
                async with self._filing:
                    self._minutes = await asyncio.to_thread(self._keep_minutes, verdict, decision)
                said.append(f"minutes in {self._minutes.path.name}")
            except EvidenceRefused as problem:
                said.append(str(problem))
        said.append("c commits")
        screen.say("; ".join(said), Tone.DONE if decision.go else Tone.ALERT)
        screen.show_walk(keep_place=True)

    def _keep_minutes(self, verdict: Verdict | None, decision: Decision) -> Minutes:
        assert self._screen.walk is not None
        text = minutes(self._screen.below.checklist, self._screen.walk, self.answers, verdict, decision)
        return keep_minutes(self._screen.below.look.path, text, datetime.now().astimezone())

    def told(self) -> str:
        """What was decided, in a line; "" before that."""
        if self.decision is None:
            return ""
        against = f", against the gate: {self.decision.against}" if self.decision.against else ""
        by = f" by {self.decision.by}" if self.decision.by else ""
        return f"Decided{by}: {self.decision.word}{against}"

    def trailers(self) -> tuple[tuple[str, str], ...]:
        """What the commit says of the verdict."""
        if self.decision is None:
            return ()
        against = f", against the gate: {self.decision.against}" if self.decision.against else ""
        return (("Launch-decision", f"{self.decision.word}{against}"),)

    async def tag(self) -> None:
        """Tag what was committed."""
        screen, below = self._screen, self._screen.below
        repository = below.document.repository
        if repository is None:
            screen.say("outside git there is nothing to tag")
            return
        try:
            standing = (await asyncio.to_thread(state, below.look.path)).standing
        except GitError as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        if standing is not Standing.CLEAN or below.document.unsaved:
            screen.say("commit first (c); the tag is for what is committed")
            return
        title = below.checklist.title or below.look.name
        words = f"Launch review of {title}" + (f": {self.decision.word}" if self.decision else "")
        asked_for, typed = "Tag this commit as", ""
        while True:
            answer = await screen.app.push_screen_wait(
                Ask(asked_for, "such as v2.4.0-go", value=typed, needed="a name is needed")
            )
            typed = (answer or "").strip()
            if not typed:
                return
            try:
                await asyncio.to_thread(tag_head, repository, typed, words)
            except GitError as problem:
                asked_for = f"{problem} Tag this commit as"
            else:
                screen.say(f"tagged {typed}; nothing is pushed", Tone.DONE)
                return
