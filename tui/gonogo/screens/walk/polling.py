"""The poll and the verdict: roles asked one after another, the gate asked, people decide, it is written."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import SignOff, Together
from checkdown.gate import Verdict
from gonogo.core.checking import judged
from gonogo.core.evidence import EvidenceRefused
from gonogo.core.evidence.folder import keep
from gonogo.core.git import GitError, Standing, state
from gonogo.core.git.tagging import tag_head
from gonogo.core.walking import named
from gonogo.core.walking.deciding import Decision, minutes
from gonogo.core.walking.poll import Answer, Word, asked, written
from gonogo.core.walking.verdicts import verdict_planned
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.walk.screen import WalkScreen

REASONS = 8
"""Reasons of the gate that a dialog shows; the minutes have all."""
_WORDS = {"g": Word.GO, "n": Word.NO_GO, "a": Word.ABSTAIN}


class Polling:
    """What the key for the poll does, one question after another."""

    def __init__(self, screen: WalkScreen) -> None:
        self._screen = screen
        self.answers: list[Answer] = []
        """What was said, in its order."""
        self.decision: Decision | None = None
        self.minutes: Path | None = None
        """The file of the minutes, which is committed along."""

    async def hold(self) -> None:
        """Ask everybody, then decide. Esc ends it where it is; what was said so far stands."""
        screen = self._screen
        if not screen.below.changeable:
            return
        for signoff in asked(screen.below.checklist):
            if not await self._ask(signoff):
                screen.say("the poll is not at its end; P goes on with it")
                return
        await self._decide()

    async def _ask(self, signoff: SignOff) -> bool:
        """Ask one role; False where nobody answers."""
        app = self._screen.app
        choices = [Choice("g", "GO"), Choice("n", "NO-GO"), Choice("a", "abstain")]
        known = next((each for each in self.answers if _same(each, signoff)), None)
        lines = [f"said before: {known}"] if known is not None else []
        if signoff.reason and known is None:
            lines.append(f"blocked: {signoff.reason}")
        key = await app.push_screen_wait(Choose(f"{signoff.role}?", choices, lines))
        if key is None:
            return False
        word = _WORDS[key]
        needed = "" if word is Word.ABSTAIN else "a name is needed"
        name = await app.push_screen_wait(Ask(f"{signoff.role}: {word}. Who says so?", needed=needed))
        if name is None or (not name.strip() and word is not Word.ABSTAIN):
            return False
        reason: str | None = ""
        if word is not Word.GO:
            needed = "a reason is needed" if word is Word.NO_GO else ""
            reason = await app.push_screen_wait(Ask(f"{signoff.role}: {word}. Why?", needed=needed))
            if reason is None or (not reason.strip() and word is Word.NO_GO):
                return False
        answer = Answer(signoff.role, signoff.line, word, name.strip(), (reason or "").strip())
        return self._write(answer)

    def _write(self, answer: Answer) -> bool:
        """Write an answer into the document, where that has a place for it."""
        below = self._screen.below
        intent = written(answer, below.author.today)
        if intent is not None and below.states.do(intent) is None:
            return False
        self.answers = [each for each in self.answers if (each.role, each.line) != (answer.role, answer.line)]
        self.answers.append(answer)
        self._screen.say(str(answer), Tone.ALERT if answer.word is Word.NO_GO else Tone.DONE)
        return True

    async def _decide(self) -> None:
        screen, below = self._screen, self._screen.below
        told = await asyncio.to_thread(judged, str(below.look.path), below.checklist)
        verdict = told.verdict
        gate = f"the gate says {verdict.word}" if verdict is not None else "the gate gives no verdict"
        lines = [str(answer) for answer in self.answers]
        lines += [f"- {reason.message}" for reason in (verdict.reasons if verdict else ())][:REASONS]
        lines += list(told.problems)
        choices = [Choice("g", "GO"), Choice("n", "NO-GO")]
        key = await screen.app.push_screen_wait(Choose(f"Decide: {gate}", choices, lines))
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
        self.decision = Decision(go, driver, below.author.today, why)
        await self._record(verdict, self.decision)

    async def _record(self, verdict: Verdict | None, decision: Decision) -> None:
        """Write the verdict into the document, and minutes beside it where they are wanted."""
        screen, below = self._screen, self._screen.below
        fixes, left = verdict_planned(below.checklist, go=decision.go)
        said = [decision.word]
        if fixes:
            step = below.states.do(fixes[0] if len(fixes) == 1 else Together(fixes, "the verdict"))
            said += ["written into the document"] if step is not None else []
        elif not left:
            said += ["the document has no line for it, or says so already"]
        lines = [str(each) for each in left]
        said += lines
        choices = [Choice("y", "write the minutes"), Choice("n", "no minutes")]
        if await screen.app.push_screen_wait(Choose(f"{decision.word}. Minutes?", choices, lines)) == "y":
            try:
                self.minutes = await asyncio.to_thread(self._keep_minutes, verdict, decision)
                said.append(f"minutes in {self.minutes.name}")
            except EvidenceRefused as problem:
                said.append(str(problem))
        said.append("c commits")
        screen.say("; ".join(said), Tone.DONE if decision.go else Tone.ALERT)
        screen.show_walk(keep_place=True)

    def _keep_minutes(self, verdict: Verdict | None, decision: Decision) -> Path:
        assert self._screen.walk is not None
        text = minutes(self._screen.below.checklist, self._screen.walk, self.answers, verdict, decision)
        now = datetime.now().astimezone()
        return keep(self._screen.below.look.path, "minutes", text.encode("utf-8", "replace"), ".md", now)

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
        name = await screen.app.push_screen_wait(
            Ask("Tag this commit as", "such as v2.4.0-go", needed="a name is needed")
        )
        if not (name or "").strip():
            return
        title = below.checklist.title or below.look.name
        words = f"Launch review of {title}" + (f": {self.decision.word}" if self.decision else "")
        try:
            await asyncio.to_thread(tag_head, repository, (name or "").strip(), words)
        except GitError as problem:
            screen.say(str(problem), Tone.ALERT)
        else:
            screen.say(f"tagged {(name or '').strip()}; nothing is pushed", Tone.DONE)


def _same(answer: Answer, signoff: SignOff) -> bool:
    return (answer.role, answer.line) == (signoff.role, signoff.line)
