"""What was typed before all of a long document is read, and needs all of it: kept, and done then.

States wait one by one, each for the item that had the cursor, and the cursor is free meanwhile. Anything else
may ask for words, so all keys after it wait with it: else the words would be taken for keys. So does a state
where the cursor is to go to the end, which is not read yet. Where the place to go on at is not read yet, all
keys wait: they are meant for what stands there. Which actions need the whole document is known to those who
ask the screen whether it is ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checkdown import AddressError, Item
from gonogo.core.actions import ACTIONS, Place
from gonogo.core.bookmark import EARLY, Unfinished
from gonogo.screens.checklist.part import Part
from gonogo.screens.presentation.resuming import first_item
from gonogo.widgets.application import application_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from textual.events import Key, Paste

    from gonogo.screens.checklist.screen import ChecklistScreen

ALONE = ("tick", "set_state('done')", "set_state('doing')", "set_state('na')", "set_state('todo')")
"""What asks nothing and is about the item under the cursor alone."""
AT_ONCE = ("ctrl+c", "ctrl+l")
"""Keys that wait for nothing."""


class Held(NamedTuple):
    """One thing to be done for an item."""

    call: str
    name: str
    """Its key, for the person."""
    item: Item


class Waiting(Part):
    """Holds actions, and keys after those that may ask for words."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._held: list[Held] = []
        self._last = self._name = ""
        """The call after which all keys wait, and its key; "" for none."""
        self._keys: list[Key | Paste] = []
        self.words = ""
        """What waits, as a sentence for as long as it does."""

    def __bool__(self) -> bool:
        return bool(self._held or self._last or self._keys)

    def hold(self, call: str) -> bool:
        """Keep an action for later; False where it is none of a checklist's."""
        if self._last:
            return True  # by the mouse, while all keys wait
        action = next((a for a in ACTIONS if a.call == call and Place.CHECKLIST in a.places), None)
        if action is None and call != "quit":
            return False
        item = self.screen.current
        name = application_of(self.screen).key_of(action.id if action is not None else "quit")
        if call not in ALONE or self.screen.items.awaits_end:
            self._last, self._name = call, name
        elif item is not None:
            self._held.append(Held(call, name, item))
        else:
            return False
        names = " ".join([*(each.name for each in self._held), *([name] if self._last else [])])
        self.words = f"{names} waits until all is read; esc drops it"
        self.screen.say(self.words)
        return True

    def takes(self, event: Key | Paste) -> bool:
        """Whether a key has to wait, for what it is meant for may not be there yet."""
        key, screen = getattr(event, "key", ""), self.screen
        if not (self._last or screen.place_sought) or key in AT_ONCE:
            return False
        if key == "escape":
            self.drop()
            if screen.place_sought:
                screen.show_beginning(first_item(screen.lines))
                screen.say("")
        else:
            self._keys.append(event)
        return True

    def drop(self, why: str = "dropped what was waiting") -> bool:
        """Forget all of it; False where there is nothing."""
        there = bool(self)
        self._held, self._last, self._keys, self.words = [], "", [], ""
        if there:
            self.screen.say(why)
        return there

    def left(self) -> Unfinished | None:
        """What waits, for the next session to tell where this one breaks off; None for nothing."""
        names = [each.name for each in self._held] + ([self._name] if self._last else [])
        if not (names or self._keys):
            return None
        here = self.screen.current if not self.screen.items.awaits_end else None
        first = self._held[0].item if self._held else here
        item, text = (first.id, first.text) if first is not None else ("", "")
        return Unfinished(EARLY, item, text, (" ".join(names), str(len(self._keys))))

    def release(self) -> None:
        """The document is open: do what was waiting, in the order in which it was typed."""
        screen, held = self.screen, self._held
        self._held, self.words = [], ""
        missed = [each.name for each in held if not self._done(each)]
        if missed:
            names = " ".join(missed)
            screen.say(f"{names} was not done: another program changed the file meanwhile", Tone.ALERT)
        if (self._last or self._keys) and screen.document.recoverable:
            self.drop("what was typed last was dropped: there is a question first")
        elif not self._last and self._keys:
            screen.run_worker(self._go_on(), group="waiting")
        elif self._last:
            screen.author.then(lambda _: screen.run_worker(self._go_on(), group="waiting"))

    def _done(self, held: Held) -> bool:
        """Do it for its item, wherever the cursor is now; False where the item is another one now."""
        screen = self.screen
        now = screen.checklist.item_at(held.item.line)
        if now is None or now.text != held.item.text:
            try:
                now = screen.checklist.find(held.item.id)
            except AddressError:
                return False
        if now.text != held.item.text:
            return False
        if held.call == "tick":
            screen.states.tick_items([now])
        else:
            screen.states.set_items([now], held.call.partition("'")[2].partition("'")[0])
        return True

    async def _go_on(self) -> None:
        """Do what may ask for words, then give on the keys that came after it."""
        call, keys = self._last, self._keys
        self._last, self._keys = "", []
        app = self.screen.app
        if call and app.screen is self.screen:
            self.screen.say("")
            await self.screen.run_action(call)

        def give_on() -> None:
            for key in keys:
                app.post_message(key)

        app.screen.call_after_refresh(give_on)  # a dialog takes keys once it stands
