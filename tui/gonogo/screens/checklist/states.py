"""Setting states: one item or all marked ones, undo and redo."""

from __future__ import annotations

from collections.abc import Sequence

from checkdown import Intent, Item, ItemRef, SetState, State, Together
from checkdown.errors import CheckdownError
from gonogo.core.workspace import Step, WorkspaceError
from gonogo.screens.checklist.saving import Saving
from gonogo.screens.dialogs.ask import Ask
from gonogo.widgets.look import Tone


class States(Saving):
    """What the state keys do."""

    def chosen(self) -> Sequence[Item]:
        """The marked items, else the one under the cursor."""
        if self.marked:
            return [item for item in self.checklist.items if item.id in self.marked]
        item = self.current
        return [item] if item is not None else []

    def action_tick(self) -> None:
        """Done, or open again."""
        items = self.chosen()
        if not items:
            self.say("there is no item here; t tracks this list or table")
            return
        done = all(item.state is State.DONE for item in items)
        self.set_states(items, State.TODO if done else State.DONE)

    def tick_clicked(self) -> None:
        """A click on a state ticks."""
        self.action_tick()

    def action_set_state(self, name: str) -> None:
        """Set a state; for blocked ask why."""
        state, items = State(name), self.chosen()
        if not items:
            self.say("there is no item here; t tracks this list or table")
        elif state is State.BLOCKED:
            what = items[0].text if len(items) == 1 else f"{len(items)} items"
            self.app.push_screen(
                Ask(
                    f"Blocked: {what}",
                    "why? (empty: no reason)",
                    value=items[0].reason if len(items) == 1 else "",
                ),
                lambda reason: None if reason is None else self.set_states(items, state, reason),
            )
        else:
            self.set_states(items, state)

    def set_states(self, items: Sequence[Item], state: State, reason: str = "") -> None:
        """Set the state of some items, as one edit."""
        intents = [
            SetState(
                ItemRef.of(item),
                state,
                reason=reason,
                by=self.author if reason else "",
                on=self.today if reason else "",
            )
            for item in items
        ]
        self.unmark()
        self.do(
            intents[0]
            if len(intents) == 1
            else Together(tuple(intents), f"{len(intents)} items {state.value}")
        )

    def do(self, intent: Intent) -> Step | None:
        """Make an edit and show it; a refusal is a sentence in the last line."""
        try:
            step = self.document.do(intent)
        except (CheckdownError, WorkspaceError) as problem:
            self.say(str(problem), Tone.ALERT)
            return None
        if step is not None:
            self.renew()
            self.save_soon()
        return step

    def action_undo(self) -> None:
        """Take back the last edit."""
        self.step_back(self.document.undo)

    def action_redo(self) -> None:
        """Make the last undone edit again."""
        self.step_back(self.document.redo, "again: ")

    def step_back(self, take, words: str = "") -> None:  # type: ignore[no-untyped-def]
        """Undo or redo, and say which edit it was."""
        try:
            step = take()
        except (CheckdownError, WorkspaceError) as problem:
            self.say(str(problem), Tone.ALERT)
            return
        self.renew()
        self.save_soon()
        self.say(f"{words}{step.summary}")

    def action_mark(self) -> None:
        """Mark the item for the next action, or take its mark away; the cursor goes on."""
        item = self.current
        if item is None:
            return
        if self.marked.pop(item.id, 0) == 0:
            self.marked[item.id] = None
        self.items.redraw()
        self.items.action_move(1)
        self.say(f"{len(self.marked)} marked" if self.marked else "")

    def unmark(self) -> None:
        """Forget the marks."""
        if self.marked:
            self.marked.clear()
            self.items.redraw()

    def action_unmark(self) -> None:
        """Forget the marks."""
        self.unmark()
        self.say("no marks")
