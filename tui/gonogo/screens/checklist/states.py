"""Setting states: one item or all marked ones, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from checkdown import AddressError, CheckdownError, Intent, Item, ItemRef, SetState, State, Together
from gonogo.core.workspace import Step, WorkspaceError
from gonogo.screens.checklist.authoring import Authoring
from gonogo.widgets.look import Tone


class States(Authoring):
    """What the state keys do."""

    def chosen(self) -> Sequence[Item]:
        """The marked items, else the one under the cursor; says so where there is none."""
        if not self.ready:
            return []
        if self.marked:
            return self._found(self.marked)
        item = self.current
        if item is None:
            self.say("there is no item here" + ("" if self._on_heading else "; t tracks this list or table"))
        return [item] if item is not None else []

    def _found(self, names: Iterable[str]) -> Sequence[Item]:
        """The items of some ids that are still there, in the order of the document."""
        found: list[Item] = []
        for name in names:
            with suppress(AddressError):
                found.append(self.checklist.find(name))
        return sorted(found, key=lambda item: item.index)

    @property
    def _on_heading(self) -> bool:
        return bool(len(self.lines)) and self.lines.is_heading(self.items.cursor)

    def action_tick(self) -> None:
        """Done, or open again."""
        items = self.chosen()
        if items:
            done = all(item.state is State.DONE for item in items)
            self.set_states(items, State.TODO if done else State.DONE)

    def tick_clicked(self) -> None:
        """A click on a state ticks that item, whatever is marked."""
        if self.ready and self.current is not None:
            self.set_states([self.current], State.TODO if self.current.state is State.DONE else State.DONE)

    def action_set_state(self, name: str) -> None:
        """Set a state; for blocked ask why."""
        state, items = State(name), self.chosen()
        if not items:
            return
        if state is State.BLOCKED:
            self.ask_reason(items)
        else:
            self.set_states(items, state)

    def ask_reason(self, items: Sequence[Item]) -> None:
        """Ask why items are blocked, and set them so."""
        from gonogo.screens.dialogs.ask import Ask

        what = items[0].text if len(items) == 1 else f"{len(items)} items"
        known = items[0].reason if len(items) == 1 else ""
        refs = [ItemRef.of(item) for item in items]

        def answered(reason: str | None) -> None:
            if reason and reason != known:
                self.with_author(lambda author: self.block(refs, reason, author))
            elif reason is not None:
                self.block(refs, "", "")

        self.app.push_screen(Ask(f"Blocked: {what}", "why? (enter alone: no reason)", value=known), answered)

    def block(self, refs: Sequence[ItemRef], reason: str, author: str) -> None:
        """Set items blocked, with a reason where there is one."""
        on = self.today if reason else ""
        self.set_all(
            [SetState(ref, State.BLOCKED, reason=reason, by=author, on=on) for ref in refs], "blocked"
        )

    def set_states(self, items: Sequence[Item], state: State) -> None:
        """Set the state of some items, as one edit."""
        self.set_all([SetState(ItemRef.of(item), state) for item in items], state.value)

    def set_all(self, intents: Sequence[Intent], words: str) -> Step | None:
        """Make requests as one edit; the marks are gone then, unless it was refused."""
        one = len(intents) == 1
        step = self.do(intents[0] if one else Together(tuple(intents), f"{len(intents)} items {words}"))
        if step is not None:
            self.unmark()
        return step

    def do(self, intent: Intent) -> Step | None:
        """Make an edit and show it; a refusal is a sentence in the last line."""
        if not self.ready:
            return None
        try:
            step = self.document.do(intent)
        except (CheckdownError, WorkspaceError) as problem:
            self.say(str(problem), Tone.ALERT)
            return None
        if step is not None:
            self.renew()
            self.save_soon()
            self.say("")
        return step

    def action_undo(self) -> None:
        """Take back the last edit."""
        if self.ready:
            self.step_back(self.document.undo)

    def action_redo(self) -> None:
        """Make the last undone edit again."""
        if self.ready:
            self.step_back(self.document.redo, "again: ")

    def step_back(self, take: Callable[[], Step], words: str = "") -> None:
        """Undo or redo, go where it was, and say which edit it was."""
        try:
            step = take()
        except (CheckdownError, WorkspaceError) as problem:
            self.say(str(problem), Tone.ALERT)
            return
        self.renew()
        self.save_soon()
        if step.edit.splices:
            self.go_to_line(step.edit.splices[0].line)
        self.say(f"{words}{step.summary}")

    def action_mark(self) -> None:
        """Mark the item for the next action, or take its mark away; the cursor goes on."""
        item = self.current
        if not self.ready or item is None:
            return
        if self.marked.pop(item.id, 0) == 0:
            self.marked[item.id] = None
        self.items.redraw()
        self.items.action_move(1)
        self.say(f"{len(self.marked)} marked; the next action is for all of them" if self.marked else "")

    def unmark(self) -> None:
        """Forget the marks."""
        if self.marked:
            self.marked.clear()
            self.items.redraw()

    def action_unmark(self) -> None:
        """Forget the marks."""
        self.unmark()
        self.say("no marks")
