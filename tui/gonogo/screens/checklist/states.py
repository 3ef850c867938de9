"""Setting states: one item or all marked ones, undo and redo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from checkdown import (
    AddColumn,
    AddressError,
    CheckdownError,
    ColumnMissing,
    Intent,
    Item,
    ItemRef,
    SetState,
    State,
    Together,
    plan,
)
from gonogo.core.workspace import Step, WorkspaceError
from gonogo.screens.checklist.meanwhile import items_of, unless_changed
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone

SAMPLE = "a word"
"""Stands for what will be typed, where it is asked beforehand whether it can be written."""
_STAMP = re.compile(r"[ ]*\(\d{4}-\d{2}-\d{2}(?:, [^()]*)?\)$")
"""The day and the name behind a reason, which come anew where the reason is another one."""


class States(Part):
    """What the state keys do, and how every edit is made."""

    # -- which items

    def chosen(self) -> Sequence[Item]:
        """The marked items, else the one under the cursor; says so where there is none."""
        screen = self.screen
        if not screen.changeable:
            return []
        if screen.marked:
            return self.found(screen.marked)
        item = screen.current
        if item is None:
            heading = bool(len(screen.lines)) and screen.lines.is_heading(screen.items.cursor)
            track = f"; {application_of(screen).key_of('track')} tracks this list or table"
            screen.say("there is no item here" + ("" if heading else track))
        return [item] if item is not None else []

    def found(self, names: Iterable[str]) -> Sequence[Item]:
        """The items of some ids that are still there, in the order of the document."""
        items: list[Item] = []
        for name in names:
            with suppress(AddressError):
                items.append(self.screen.checklist.find(name))
        return sorted(items, key=lambda item: item.index)

    # -- states

    def tick(self) -> None:
        """Done, or open again."""
        self._toggle(self.chosen())

    def tick_items(self, items: Sequence[Item]) -> None:
        """Tick these items, whatever is marked and wherever the cursor is."""
        if self.screen.changeable:
            self._toggle(items)

    def set_items(self, items: Sequence[Item], name: str) -> None:
        """Set a state, other than blocked, of these items."""
        if self.screen.changeable:
            self._set(items, State(name))

    def tick_here(self) -> None:
        """Tick the item under the cursor, whatever is marked."""
        item = self.screen.current
        if self.screen.changeable and item is not None:
            self._toggle([item])

    def _toggle(self, items: Sequence[Item]) -> None:
        if items:
            done = all(item.state is State.DONE for item in items)
            self._set(items, State.TODO if done else State.DONE)

    def set_state(self, name: str) -> None:
        """Set a state; for blocked ask why."""
        state, items = State(name), self.chosen()
        if items and state is State.BLOCKED:
            self._block_because(items)
        elif items:
            self._set(items, state)

    def _set(self, items: Sequence[Item], state: State) -> None:
        self.do_all([SetState(ItemRef.of(item), state) for item in items], state.value)

    def _block_because(self, items: Sequence[Item]) -> None:
        """Ask why, but where no reason can be written say so before anybody types one."""
        bare = [SetState(ItemRef.of(item), State.BLOCKED) for item in items]
        problem = self.refusal(*(replace(intent, reason=SAMPLE) for intent in bare))
        if not problem:
            self._ask_reason(items)
        elif self.refusal(*bare):
            self.screen.say(problem, Tone.ALERT)
        else:
            self._offer_without_reason(items, problem)

    def _offer_without_reason(self, items: Sequence[Item], problem: str) -> None:
        refs = [ItemRef.of(item) for item in items]

        def answered(key: str | None) -> None:
            if key == "y":
                self._block(refs, "", "")

        question = f"Blocked: {_named(items)}"
        choices = [Choice("y", "block without a reason")]
        settled = unless_changed(self.screen, items, answered, lambda _: "blocked")
        self.screen.app.push_screen(Choose(question, choices, [f"no reason: {problem}"]), settled)

    def _ask_reason(self, items: Sequence[Item]) -> None:
        what = _named(items)
        known = _STAMP.sub("", items[0].reason) if len(items) == 1 else ""
        refs = [ItemRef.of(item) for item in items]

        def answered(typed: str | None) -> None:
            reason = typed.strip() if typed is not None else known
            if reason and reason != known:
                self.screen.author.then(lambda author: self._block(refs, reason, author))
            elif typed is not None:
                self._block(refs, "", "")

        def made(typed: tuple[str, ...]) -> Ask:
            value = typed[0] if typed else known
            return Ask(f"Blocked: {what}", "why? (enter alone: no reason)", value=value)

        settled = unless_changed(self.screen, items, answered)
        if len(items) == 1:
            self.screen.resuming.ask("reason", items[0], made, settled)
        else:
            self.screen.app.push_screen(made(()), settled)

    def _block(self, refs: Sequence[ItemRef], reason: str, author: str) -> None:
        on = self.screen.author.today if reason else ""
        intents = [SetState(ref, State.BLOCKED, reason=reason, by=author, on=on) for ref in refs]
        self.do_all(intents, "blocked", typed=reason)

    # -- edits

    def refusal(self, *intents: Intent) -> str:
        """Why an edit would be refused, told before anybody types; "" where it fits or gets a column."""
        try:
            plan(self.screen.checklist, _whole(intents))
        except ColumnMissing:
            return ""
        except CheckdownError as problem:
            return str(problem)
        return ""

    def do(self, intent: Intent, *, typed: str = "") -> Step | None:
        """Make an edit and show it; a refusal is a sentence in the last line, with what was `typed`."""
        screen = self.screen
        if not screen.changeable:
            return None
        try:
            step = screen.document.do(intent)
        except ColumnMissing as problem:
            self._offer_column(intent, problem)
            return None
        except (CheckdownError, WorkspaceError) as problem:
            screen.say(f"{_ended(str(problem))} You typed: {typed}" if typed else str(problem), Tone.ALERT)
            return None
        if step is not None:
            self._edited()
            screen.say("")
        else:
            screen.say("nothing to change: it is so already")
        return step

    def _edited(self) -> None:
        """Show the document after an edit, and save it; whoever edits does not leave."""
        screen = self.screen
        screen.renew()
        if screen.has("leaving"):
            screen.leaving.stay()
        screen.saving.soon()

    def _offer_column(self, intent: Intent, problem: ColumnMissing) -> None:
        """The table has no place for what was typed: offer it one, and keep what was typed."""
        at = self.screen.checklist.source.line(problem.line)
        column = AddColumn(problem.line, problem.header, at)

        def answered(key: str | None) -> None:
            if key == "y" and self.do(Together((column, intent))) is not None:
                self.forget_marks()
            elif key != "y":
                self.screen.say(str(problem), Tone.ALERT)

        question = f"This table has no column for that. Give it one called {problem.header}?"
        settled = unless_changed(self.screen, items_of(intent, self.screen.checklist), answered)
        self.screen.app.push_screen(Choose(question, [Choice("y", "yes, as one change")]), settled)

    def do_all(self, intents: Sequence[Intent], words: str, *, typed: str = "") -> Step | None:
        """Make requests as one edit; the marks are gone then, unless it was refused."""
        step = self.do(_whole(intents, words), typed=typed)
        if step is not None:
            self.forget_marks()
        return step

    def undo(self) -> None:
        """Take back the last edit."""
        if self.screen.changeable:
            self._step(self.screen.document.undo)

    def redo(self) -> None:
        """Make the last undone edit again."""
        if self.screen.changeable:
            self._step(self.screen.document.redo, "again: ")

    def _step(self, take: Callable[[], Step], words: str = "") -> None:
        """Undo or redo, go where it was, and say which edit it was."""
        screen = self.screen
        try:
            step = take()
        except (CheckdownError, WorkspaceError) as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        self._edited()
        if step.edit.splices:
            screen.moving.to_line(step.edit.splices[0].line)
        screen.say(f"{words}{step.summary}{screen.proving.left_behind(step.edit)}")

    # -- marks

    def mark(self) -> None:
        """Mark the item for the next action, or take its mark away; the cursor goes on."""
        screen, item = self.screen, self.screen.current
        if not screen.ready or item is None:
            return
        if screen.marked.pop(item.id, 0) == 0:
            screen.marked[item.id] = None
        screen.items.redraw()
        screen.items.action_move(1)
        count = len(screen.marked)
        screen.say(f"{count} marked; the next action is for all of them" if count else "")

    def forget_marks(self) -> None:
        """Forget the marks."""
        if self.screen.marked:
            self.screen.marked.clear()
            self.screen.items.redraw()

    def unmark(self) -> None:
        """Forget the marks, and say so."""
        self.forget_marks()
        self.screen.say("no marks")


def _whole(intents: Sequence[Intent], words: str = "") -> Intent:
    """Requests as one; `words` say what becomes of the items."""
    return intents[0] if len(intents) == 1 else Together(tuple(intents), f"{len(intents)} items {words}")


def _named(items: Sequence[Item]) -> str:
    """The one item by its text, several by their number."""
    return items[0].text if len(items) == 1 else f"{len(items)} items"


def _ended(sentence: str) -> str:
    """A sentence with its full stop, so that another one can follow."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
