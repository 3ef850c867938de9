"""Changing what the checklist asks for: adding, removing, moving items, and their text."""

from __future__ import annotations

from collections import Counter

from checkdown import AddItem, AddNote, DeleteItem, Item, ItemRef, Kind, MoveItem, Reword, State
from gonogo.screens.checklist.meanwhile import unless_changed
from gonogo.screens.checklist.part import Part
from gonogo.screens.checklist.states import SAMPLE
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone


class Shaping(Part):
    """What the keys for notes, texts, adding, deleting and moving do."""

    def _here(self, what: str) -> Item | None:
        """The item under the cursor; says that there is none to do `what` to."""
        if not self.screen.changeable:
            return None
        item = self.screen.current
        if item is None:
            self.screen.say(f"there is no item here to {what}")
        return item

    def note(self) -> None:
        """Write a note under the item."""
        item = self._here("write a note to")
        if item is None:
            return
        ref = ItemRef.of(item)
        if problem := self.screen.states.refusal(AddNote(ref, SAMPLE)):
            self.screen.say(problem, Tone.ALERT)
            return

        def write(typed: str | None) -> None:
            if text := (typed or "").strip():
                self.screen.states.do(AddNote(ref, text), typed=text)

        def made(typed: tuple[str, ...]) -> Ask:
            return Ask(f"Note: {item.text}", "a line of text", value="".join(typed[:1]), needed="type it")

        self.screen.resuming.ask("note", item, made, unless_changed(self.screen, [item], write))

    def reword(self) -> None:
        """Change the item's text."""
        item = self._here("reword")
        if item is None:
            return
        ref = ItemRef.of(item)

        def write(typed: str | None) -> None:
            if text := (typed or "").strip():
                self.screen.states.do(Reword(ref, text), typed=text)

        def made(typed: tuple[str, ...]) -> Ask:
            return Ask("Text of the item", value=typed[0] if typed else item.text, needed="a text is needed")

        self.screen.resuming.ask("text", item, made, unless_changed(self.screen, [item], write))

    def add(self) -> None:
        """Add a task or a row behind the one under the cursor, else a task to its section."""
        if not self.screen.changeable:
            return
        item = self.screen.current
        after = ItemRef.of(item) if item is not None and item.kind is not Kind.MARK else None
        line = self.screen.line
        at = self.screen.line_text
        if problem := self.screen.states.refusal(AddItem(after, line, SAMPLE, at=at)):
            self.screen.say(problem, Tone.ALERT)
            return

        def write(typed: str | None) -> None:
            text = (typed or "").strip()
            if not text:
                return
            step = self.screen.states.do(AddItem(after, line, text, at=at), typed=text)
            if step is not None:
                added = step.edit.splices[-1]
                self.screen.moving.to_line(added.line + added.new.startswith(("\n", "\r")))

        where = f"behind: {item.text}" if item is not None and after is not None else "in this section"

        def made(typed: tuple[str, ...]) -> Ask:
            return Ask(f"New item {where}", "its text", value="".join(typed[:1]), needed="type it")

        self.screen.resuming.ask("new", item, made, write)

    def delete(self) -> None:
        """Remove the item, after asking."""
        item = self._here("delete")
        if item is None:
            return
        ref = ItemRef.of(item)

        def remove(key: str | None) -> None:
            if key == "y":
                self.screen.states.do(DeleteItem(ref))

        going = f"{_going(item)}; {application_of(self.screen).key_of('undo')} undoes it"
        self.screen.app.push_screen(
            Choose(f"Delete? {item.text}", [Choice("y", "delete")], [going]),
            unless_changed(self.screen, [item], remove, lambda _: "delete"),
        )

    def shift(self, step: int) -> None:
        """Exchange the task with its neighbour."""
        item = self._here("move")
        if item is None:
            return
        if item.kind is not Kind.TASK:
            self.screen.say("only tasks of a list can be moved")
            return
        other = self._neighbour(item, step)
        if other is None:
            self.screen.say("there is no task to exchange it with in this list")
            return
        first, second = (item, other) if step > 0 else (other, item)
        self.screen.states.do(MoveItem(ItemRef.of(first), ItemRef.of(second)))

    def _neighbour(self, item: Item, step: int) -> Item | None:
        """The next task (or the one before) of the same section and the same parent."""
        index = item.index + step
        while 0 <= index < len(self.screen.checklist.items):
            other = self.screen.checklist.items[index]
            if other.section_index != item.section_index:
                return None
            if other.kind is Kind.TASK and other.record.parent == item.record.parent:
                return other
            index += step
        return None


def _going(item: Item) -> str:
    """What a deletion takes out: `6 lines of the file, with its 2 subtasks (1 todo, 1 done)`."""
    count = item.end - item.line + 1
    lines = f"{count} lines of the file" if count > 1 else "1 line of the file"
    within = [other for other in item.section.items if item.index < other.index and other.line <= item.end]
    if not within:
        return lines
    tasks = all(other.kind is Kind.TASK for other in within)
    what = ("subtask" if tasks else "item") + "s" * (len(within) > 1)
    states = Counter(other.state for other in within)
    told = ", ".join(f"{states[state]} {state.value}" for state in State if states[state])
    return f"{lines}, with its {len(within)} {what} ({told})"
