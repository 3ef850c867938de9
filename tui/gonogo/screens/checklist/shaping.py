"""Changing what the checklist asks for: adding, removing, moving items, and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkdown import AddItem, AddNote, DeleteItem, Item, ItemRef, Kind, MoveItem, Reword
from gonogo.screens.checklist.finding import Finding

if TYPE_CHECKING:
    from gonogo.screens.dialogs.ask import Ask


class Shaping(Finding):
    """What the keys for notes, texts, adding, deleting and moving do."""

    def here(self, what: str) -> Item | None:
        """The item under the cursor; says that there is none to do `what` to."""
        item = self.current if self.ready else None
        if item is None and self.loaded is not None:
            self.say(f"there is no item here to {what}")
        return item

    def ask(self, question: str, hint: str, value: str = "") -> Ask:
        """A dialog with one line."""
        from gonogo.screens.dialogs.ask import Ask

        return Ask(question, hint, value=value)

    def action_note(self) -> None:
        """Write a note under the item."""
        item = self.here("write a note to")
        if item is None:
            return
        ref = ItemRef.of(item)

        def write(text: str | None) -> None:
            if text and text.strip():
                self.do(AddNote(ref, text))

        self.app.push_screen(self.ask(f"Note: {item.text}", "a line of text"), write)

    def action_reword(self) -> None:
        """Change the item's text."""
        item = self.here("reword")
        if item is None:
            return
        ref = ItemRef.of(item)

        def write(text: str | None) -> None:
            if text and text.strip() and text != ref.text:
                self.do(Reword(ref, text))

        self.app.push_screen(self.ask("Text of the item", "", value=item.text), write)

    def action_add(self) -> None:
        """Add a task behind the one under the cursor, else to its section."""
        if not self.ready:
            return
        item = self.current
        after = ItemRef.of(item) if item is not None and item.kind is Kind.TASK else None
        line = self.line

        def write(text: str | None) -> None:
            if not text or not text.strip():
                return
            step = self.do(AddItem(after, line, text))
            if step is not None:
                added = step.edit.splices[-1]
                self.go_to_line(added.line + added.new.startswith(("\n", "\r")))

        where = f"behind: {item.text}" if item is not None and after is not None else "in this section"
        self.app.push_screen(self.ask(f"New item {where}", "its text"), write)

    def action_delete(self) -> None:
        """Remove the item, after asking."""
        from gonogo.screens.dialogs.choose import Choice, Choose

        item = self.here("delete")
        if item is None:
            return
        ref = ItemRef.of(item)
        count = item.end - item.line + 1

        def remove(key: str | None) -> None:
            if key == "y":
                self.do(DeleteItem(ref))

        lines = f"{count} lines" if count > 1 else "1 line"
        self.app.push_screen(
            Choose(f"Delete? {item.text}", [Choice("y", "delete")], [f"{lines} of the file; u undoes it"]),
            remove,
        )

    def action_shift(self, step: int) -> None:
        """Exchange the task with its neighbour."""
        item = self.here("move")
        if item is None:
            return
        if item.kind is not Kind.TASK:
            self.say("only tasks of a list can be moved")
            return
        other = self.neighbour(item, step)
        if other is None:
            self.say("there is no task to exchange it with in this list")
            return
        first, second = (item, other) if step > 0 else (other, item)
        self.do(MoveItem(ItemRef.of(first), ItemRef.of(second)))

    def neighbour(self, item: Item, step: int) -> Item | None:
        """The next task (or the one before) of the same section and the same parent."""
        index = item.index + step
        while 0 <= index < len(self.checklist.items):
            other = self.checklist.items[index]
            if other.section_index != item.section_index:
                return None
            if other.kind is Kind.TASK and other.record.parent == item.record.parent:
                return other
            index += step
        return None
