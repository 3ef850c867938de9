"""Going on where a session ended: the bookmark is kept at the end, and offers what had been typed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from checkdown import Item
from gonogo.core.bookmark import EARLY, FOLDS, Bookmark, Bookmarks, Unfinished, keepable
from gonogo.core.files import FileError
from gonogo.screens.checklist.part import Part
from gonogo.screens.dialogs.frame import Dialog
from gonogo.widgets.application import application_of

if TYPE_CHECKING:
    from gonogo.screens.checklist.screen import ChecklistScreen

Answer = TypeVar("Answer")


class Resuming(Part):
    """Keeps the place, and hands out unfinished texts."""

    def __init__(self, screen: ChecklistScreen) -> None:
        super().__init__(screen)
        self._left = [each for each in screen.bookmark.unfinished if each.kind != EARLY]
        """Texts of earlier sessions that nobody has taken up yet."""
        self._store = Bookmarks(screen.look.path)

    def keep(self, *, broken: bool) -> None:
        """Keep the place. For any thread, once nothing happens any more."""
        texts = dict.fromkeys((*self._others(), *self._left, *self._typed(), *self._early()))
        bookmark = replace(self._place(broken), unfinished=tuple(texts))
        with suppress(FileError):  # a place that cannot be kept is no reason to stay
            self._store.keep(bookmark)

    def _place(self, broken: bool) -> Bookmark:
        screen = self.screen
        if not (broken or application_of(screen).config.resume):
            return Bookmark()
        lines, at = screen.lines, screen.items.cursor
        if screen.place_sought or screen.items.source is not lines:  # it was not there yet
            filtered = screen.bookmark.filtered if broken else ""
            return replace(screen.bookmark, broken=broken, filtered=filtered)
        item, section = lines.item_at(at), lines.section_at(at)
        path = item.path if item is not None else section.path if section is not None else ()
        place = Bookmark(
            item.id if item is not None else "",
            item.text if item is not None else "",
            path,
            tuple(sorted(screen.folded)) if len(screen.folded) <= FOLDS else None,
            screen.filtered.typed if broken else "",
            broken,
        )
        texts = (place.text, place.filtered, *path, *(title for each in place.folded or () for title in each))
        return place if all(map(keepable, texts)) else Bookmark(broken=broken)

    def _typed(self) -> list[Unfinished]:
        """What stands in dialogs that are open now."""
        found = []
        for dialog in self.screen.app.screen_stack:
            if isinstance(dialog, Dialog) and dialog.about is not None and dialog.of is self.screen:
                typed = dialog.unfinished()
                if any(text.strip() for text in typed) and all(map(keepable, typed)):
                    found.append(replace(dialog.about, typed=typed))
        return found

    def _early(self) -> list[Unfinished]:
        """What was typed and waits until the document is read."""
        left = self.screen.waiting.left() if self.screen.has("waiting") else None
        return [left] if left is not None and keepable(left.text) else []

    def _others(self) -> list[Unfinished]:
        """What other sessions have kept since this one began."""
        known = self.screen.bookmark.unfinished
        return [each for each in self._store.load().unfinished if each not in known]

    # -- dialogs

    def ask(
        self,
        kind: str,
        item: Item | None,
        made: Callable[[tuple[str, ...]], Dialog[Answer | None]],
        answered: Callable[[Answer | None], None],
    ) -> None:
        """Open a dialog about an item, with what had been typed into it when a session broke off.

        `made` makes the dialog; it is given the texts of its fields, or nothing.
        """
        about = Unfinished(
            kind, item.id if item is not None else "", item.text if item is not None else "", ()
        )
        begun = next((each for each in self._left if replace(each, typed=()) == about), None)
        dialog = made(begun.typed if begun is not None else ())
        dialog.about, dialog.of, dialog.resumed = about, self.screen, begun is not None
        if begun is not None:
            self._left.remove(begun)
        self.screen.app.push_screen(dialog, answered)
