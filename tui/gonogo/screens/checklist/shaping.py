"""Changing what the checklist asks for: adding, removing, moving items, and their text."""

from __future__ import annotations

from checkdown import AddItem, AddNote, DeleteItem, Item, ItemRef, Kind, MoveItem, Reword
from gonogo.screens.checklist.finding import Finding
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose


class Shaping(Finding):
    """What the keys for notes, texts, adding, deleting and moving do."""

    def action_note(self) -> None:
        """Write a note under the item."""
        item = self.current
        if item is None:
            self.say("there is no item here to write a note to")
            return
        ref = ItemRef.of(item)

        def write(text: str | None) -> None:
            if text:
                self.do(AddNote(ref, text))

        self.app.push_screen(Ask(f"Note: {item.text}", "a line of text"), write)

    def action_reword(self) -> None:
        """Change the item's text."""
        item = self.current
        if item is None:
            self.say("there is no item here")
            return
        ref = ItemRef.of(item)

        def write(text: str | None) -> None:
            if text and text != ref.text:
                self.do(Reword(ref, text))

        self.app.push_screen(Ask("Text of the item", value=item.text), write)

    def action_add(self) -> None:
        """Add a task behind the one under the cursor, else to its section."""
        item = self.current
        after = ItemRef.of(item) if item is not None and item.kind is Kind.TASK else None
        line = self.lines.file_line(self.items.cursor) if len(self.lines) else 1

        def write(text: str | None) -> None:
            if text and self.do(AddItem(after, line, text)) is not None:
                self.items.action_move(1)

        where = f"behind: {item.text}" if item is not None and after is not None else "to this section"
        self.app.push_screen(Ask(f"New item, {where}", "its text"), write)

    def action_delete(self) -> None:
        """Remove the item, after asking."""
        item = self.current
        if item is None:
            self.say("there is no item here to delete")
            return
        ref = ItemRef.of(item)
        count = item.end - item.line + 1

        def remove(key: str | None) -> None:
            if key == "y":
                self.do(DeleteItem(ref))

        lines = f"{count} lines" if count > 1 else "1 line"
        self.app.push_screen(Choose(f"Delete? {lines}: {item.text}", [Choice("y", "delete")]), remove)

    def action_shift(self, step: int) -> None:
        """Exchange the task with its neighbour."""
        item = self.current
        if item is None or item.kind is not Kind.TASK:
            self.say("only tasks can be moved")
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
