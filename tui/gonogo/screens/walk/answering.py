"""Answers in a walk: a state that may need a second person, evidence that is demanded, an objection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from checkdown import AddNote, Item, ItemRef, SetState, State
from gonogo.core.walking import named
from gonogo.screens.checklist.meanwhile import unless_changed
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose

if TYPE_CHECKING:
    from gonogo.screens.walk.screen import WalkScreen


class Answering:
    """What the keys that answer do; the edits are made by the checklist screen beneath."""

    def __init__(self, screen: WalkScreen) -> None:
        self._screen = screen

    def set_state(self, state: State) -> None:
        """Give the item its state and go on, once the second person agrees where that is asked for."""
        screen = self._screen
        item, walk = screen.here(), screen.walk
        if item is None or walk is None:
            return
        if state is State.DONE and walk.confirm and item.state is not State.DONE:
            self._confirmed(item, walk.reviewer, lambda: self._set(item.id, state))
        else:
            self._set(item.id, state)

    def settle(self) -> None:
        """Answer by the probe's result, which may be a tick: the second person agrees to that as well."""
        screen = self._screen
        item, walk = screen.here(), screen.walk
        if item is None or walk is None:
            return
        if walk.confirm and item.state is not State.DONE:
            self._confirmed(item, walk.reviewer, screen.below.action_settle)
        else:
            screen.below.action_settle()

    def _confirmed(self, item: Item, reviewer: str, act: Callable[[], None]) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                act()
            else:
                self._screen.say("not confirmed; nothing was changed")

        who = named(reviewer) or "the second person"
        settled = unless_changed(self._screen.below, [item], answered, lambda _: "confirmed")
        self._screen.app.push_screen(Choose(f"Does {who} confirm?", [Choice("y", "confirmed")]), settled)

    def _set(self, name: str, state: State) -> None:
        screen = self._screen
        item, walk = screen.current, screen.walk
        if item is None or item.id != name or walk is None:
            return
        if item.state is state and state is not State.BLOCKED:
            screen.answer = None
            screen.changed(walk.answered())
            screen.action_walk_next()
        else:
            screen.answer = (name, state)
            screen.below.action_set_state(state.value)

    def demand(self) -> None:
        """Ask for evidence: a note at the item that says so."""
        screen = self._screen
        item = screen.here()
        if item is None:
            return
        ref, below = ItemRef.of(item), screen.below

        def noted(typed: str, who: str) -> None:
            wanted = f"evidence wanted: {typed}" if typed else "evidence wanted"
            signed = ", ".join(filter(None, (below.author.today, who)))
            below.states.do(AddNote(ref, f"{wanted} ({signed})"), typed=typed)

        def answered(typed: str | None) -> None:
            if typed is not None:
                below.author.then(lambda who: noted(typed.strip(), who))

        def made(begun: tuple[str, ...]) -> Ask:
            return Ask("Evidence is wanted", "which? (enter alone: any)", value="".join(begun[:1]))

        below.resuming.ask("demand", item, made, unless_changed(below, [item], answered))

    def objection(self) -> None:
        """Ask who objects and why; the item is blocked by it."""
        screen = self._screen
        item = screen.here()
        if item is None or screen.walk is None:
            return
        reviewer = named(screen.walk.reviewer)

        def settled(name: str) -> Callable[[str | None], None]:
            return unless_changed(screen.below, [item], partial(self._object, item.id, name))

        def why(who: str | None) -> None:
            name = ((who or "").strip() or reviewer) if who is not None else ""
            if name:
                screen.app.push_screen(
                    Ask(f"Why does {name} object?", needed="a reason is needed"), settled(name)
                )

        hint = f"enter alone: {reviewer}" if reviewer else ""
        needed = "" if reviewer else "a name is needed"
        screen.app.push_screen(Ask("Who objects?", hint, needed=needed), why)

    def _object(self, item_id: str, who: str, typed: str | None) -> None:
        """Block the item; only an objection that stands in the document is one of the walk."""
        screen, why = self._screen, (typed or "").strip()
        item, below = screen.current, screen.below
        if not why or screen.walk is None or item is None or item.id != item_id:
            return
        blocked = SetState(ItemRef.of(item), State.BLOCKED, reason=why, by=who, on=below.author.today)
        if below.states.do(blocked, typed=why) is not None:
            screen.changed(screen.walk.object(who, why))
            screen.show_walk(keep_place=True)
