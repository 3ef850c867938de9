"""What to review: ranges that are offered, or one that is typed."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.core.reviewing import Choice
from gonogo.core.safetext import safe
from gonogo.screens.dialogs.narrowing import Narrowing
from gonogo.widgets.rows import ListRow, RowKind


class RangeDialog(Narrowing[Choice]):
    """Gives the words of a range, or None."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        hint = "A..B, a commit, a tag or a branch; or choose below"
        super().__init__("Review what?", "review it", hint, "enter reviews what is typed")
        self._choices = choices

    def found(self, typed: str) -> Sequence[Choice]:
        """Ranges whose names or explanation hold what is typed."""
        low = typed.strip().lower()
        return [c for c in self._choices if low in f"{c.title} {c.words} {c.told}".lower()]

    def line(self, choice: Choice) -> ListRow:
        """A range and what it is."""
        return ListRow(RowKind.TEXT, safe(choice.title), more=safe(choice.told))

    def answer(self, choice: Choice | None, found: Sequence[Choice], typed: str) -> str | None:
        """The range under the cursor; what is typed where that is a range itself."""
        exact = any(typed in (each.words, each.title) for each in found)
        if choice is not None and (not typed or exact or ".." not in typed):
            return choice.words
        return typed or None
