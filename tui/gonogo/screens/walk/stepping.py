"""From item to item of a walk: on, back, skipped for later, jumped to, and all of it anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checkdown import Item
from gonogo.core.walking import Course, upcoming
from gonogo.screens.dialogs.ask import Ask
from gonogo.screens.dialogs.choose import Choice, Choose
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from gonogo.screens.walk.screen import WalkScreen


class Stepping:
    """Which item of a walk comes next."""

    def __init__(self, screen: WalkScreen) -> None:
        self._screen = screen

    def on(self) -> None:
        """The next item, or the end."""
        screen = self._screen
        if screen.walk is None:
            return
        following = upcoming(screen.walk, screen.items)
        if following is None and not screen.walk.at:
            screen.say("this is the end; P asks the roles, N goes back")
            return
        screen.say("")
        screen.go(following.id if following is not None else "")

    def back(self) -> None:
        """The item before."""
        screen = self._screen
        if screen.walk is None:
            return
        before = upcoming(screen.walk, screen.items, back=True)
        screen.say("" if before is not None else "this is the first item")
        if before is not None:
            screen.go(before.id)

    def skip(self) -> None:
        """Leave this item for the end of the walk."""
        screen, walk = self._screen, self._screen.walk
        if walk is None or screen.current is None:
            return
        names = [item.id for item in screen.items]
        at = names.index(walk.at) + 1
        waiting = [each for each in walk.skipped if each in names and each != walk.at]
        to = names[at] if at < len(names) else waiting[0] if waiting else ""
        screen.say("skipped; it comes again at the end")
        screen.walk = walk.skip(to)
        screen.go(to)

    def jump(self) -> None:
        """Go to an item by a part of its text or its number, after asking which."""
        screen = self._screen

        def answered(typed: str | None) -> None:
            wanted = (typed or "").strip().casefold()
            if not wanted or screen.walk is None:
                return
            found = self._numbered(wanted) or self._holding(wanted)
            if found is None:
                screen.say(f"no item of this walk holds {typed!r}", Tone.ALERT)
            else:
                screen.say("")
                screen.go(found.id)

        hint = "a part of an item's text, or its number in this walk"
        question = Ask("Jump to", hint, needed="type some of it")
        screen.app.push_screen(question, answered)

    def _numbered(self, wanted: str) -> Item | None:
        items = self._screen.items
        at = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 0
        return items[at - 1] if 1 <= at <= len(items) else None

    def _holding(self, wanted: str) -> Item | None:
        """The first item that holds the words, of those behind this one, then of those before it."""
        items, walk = self._screen.items, self._screen.walk
        names = [item.id for item in items]
        at = names.index(walk.at) + 1 if walk is not None and walk.at in names else 0
        return next((item for item in (*items[at:], *items[:at]) if wanted in item.text.casefold()), None)

    def anew(self) -> None:
        """Begin anew, in another order, after asking which."""
        screen = self._screen
        choices = [
            Choice("d", "document order"),
            Choice("a", "attention first"),
            Choice("o", "only open"),
        ]

        def answered(key: str | None) -> None:
            if key is not None and screen.walk is not None:
                course = Course(screen.walk.course.phase, only_open=key == "o", attention=key == "a")
                screen.run_latest(partial(screen.anew, course), "begin")

        lines = ["attention: blocked, failed, done without evidence, changed since the last review"]
        screen.app.push_screen(Choose("Walk anew", choices, lines), answered)
