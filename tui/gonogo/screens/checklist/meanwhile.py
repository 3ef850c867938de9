"""What a dialog asks about is the item as it was when it opened: a change meanwhile is a question.

An edit is planned on the text as it is now, so the merge of a save sees no conflict in it: the person has not
seen what they would write over. Every dialog whose answer changes items hands its answer on through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from checkdown import AddressError, Checklist, EditRefused, Intent, Item, ItemRef, Together
from checkdown.locating import locate
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

Answer = TypeVar("Answer")
SHOWN = 3
"""Items whose both sides are shown."""


class Seen(NamedTuple):
    """An item, and what a person who was asked about it saw of it."""

    ref: ItemRef
    told: str
    """State, text and reason, as a line."""


class Changed(NamedTuple):
    """An item that is not what it was."""

    then: str
    now: str


def seen(items: Iterable[Item]) -> tuple[Seen, ...]:
    """The items as they are."""
    return tuple(Seen(ItemRef.of(item), _told(item)) for item in items)


def changed_since(before: Sequence[Seen], now: Checklist) -> list[Changed]:
    """Which of them are otherwise now. One that is not found any more is left to the edit: that says so."""
    found = ((each, item) for each in before if (item := _found(each.ref, now)) is not None)
    return [Changed(each.told, _told(item)) for each, item in found if _told(item) != each.told]


def items_of(intent: Intent, checklist: Checklist) -> list[Item]:
    """The items that an edit changes."""
    parts = intent.intents if isinstance(intent, Together) else (intent,)
    refs = [ref for part in parts if isinstance(ref := getattr(part, "item", None), ItemRef)]
    return [item for ref in refs if (item := _found(ref, checklist)) is not None]


def unless_changed(
    screen: ChecklistScreen,
    items: Sequence[Item],
    answered: Callable[[Answer | None], None],
    words: Callable[[Answer], str] = str,
) -> Callable[[Answer | None], None]:
    """`answered`, called at once where the items are still as they are now, else after asking.

    No answer (None) is handed on as it is. `words` says what of an answer should not be lost.
    """
    before = seen(items)

    def settled(answer: Answer | None) -> None:
        changed = changed_since(before, screen.checklist) if answer is not None else []
        if answer is None or not changed:
            answered(answer)
            return
        refs = [each.ref for each in before]
        now = [item for ref in refs if (item := _found(ref, screen.checklist)) is not None]
        again = unless_changed(screen, now, answered, words)

        def decided(key: str | None) -> None:
            if key == "m":
                again(answer)
            else:
                screen.say(f"nothing was written; theirs stands. You answered: {words(answer)}", Tone.ALERT)

        choices = [Choice("m", "write mine"), Choice("t", "let theirs stand")]
        question = "This was changed while you were asked about it"
        screen.app.push_screen(Choose(question, choices, _lines(changed)), decided)

    return settled


def _lines(changed: Sequence[Changed]) -> list[str]:
    lines = [line for each in changed[:SHOWN] for line in (f"  it was: {each.then}", f"  it is:  {each.now}")]
    more = len(changed) - SHOWN
    return [*lines, f"  and {more} more"] if more > 0 else lines


def _told(item: Item) -> str:
    return f"{item.state.value}, {item.text}" + (f" ({item.reason})" if item.reason else "")


def _found(ref: ItemRef, checklist: Checklist) -> Item | None:
    try:
        return locate(checklist, ref)
    except (AddressError, EditRefused):
        return None
