"""Which changes were seen: shown at once, written in a thread, and what is left of that on leaving."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from gonogo.core.files import FileError
from gonogo.core.git import GitError
from gonogo.core.reviewing import Memory
from gonogo.core.reviewing.recording import ended, may_advance
from gonogo.core.reviewing.seeing import seen_of, stamp_of
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gonogo.screens.review.screen import Loaded, ReviewScreen


class Marking:
    """Keeps what was marked until it is written."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._unwritten: dict[str, bool] = {}
        """Keys of entries, with whether they were seen or are to be forgotten."""
        self._unstamped: set[str] = set()
        """Keys that were marked as seen before it was known who made them."""
        self._writing = False

    def mark(self, loaded: Loaded, keys: Iterable[str], *, seen: bool) -> None:
        """Mark entries as seen, or as not seen."""
        screen = self._screen
        changed = dict.fromkeys(keys, seen)
        self._unwritten |= changed
        kept, stamps = (
            {key: value for key, value in each.items() if key not in changed}
            for each in (screen.memory.seen, screen.memory.stamps)
        )
        marked = dict.fromkeys(changed, _today()) if seen else {}
        screen.memory = replace(screen.memory, seen=kept | marked, stamps=stamps | self._stamps(marked))
        if screen.makers is None:
            self._unstamped = self._unstamped | changed.keys() if seen else self._unstamped - changed.keys()
        screen.show_lines()
        self._write_soon(loaded)

    def makers_known(self, loaded: Loaded) -> None:
        """It is known now who made the changes: remember that with those that were marked before."""
        keys, self._unstamped = self._unstamped, set()
        self._screen.memory = replace(
            self._screen.memory, stamps={**self._screen.memory.stamps, **self._stamps(keys)}
        )
        if keys:
            self._unwritten = dict.fromkeys(keys, True) | self._unwritten
            self._write_soon(loaded)

    def _stamps(self, keys: Iterable[str]) -> dict[str, str]:
        """By what the newest makers of entries are known again, of those that have any."""
        known = self._screen.makers or {}
        stamps = {key: stamp_of(known.get(key, ())) for key in keys}
        return {key: stamp for key, stamp in stamps.items() if stamp}

    def _write_soon(self, loaded: Loaded) -> None:
        if not self._writing:
            self._writing = True
            self._screen.run_worker(self._write(loaded), group="marks")

    async def _write(self, loaded: Loaded) -> None:
        screen = self._screen
        memory, marks = screen.memory, dict[str, bool]()
        try:
            while self._unwritten:
                marks, self._unwritten = self._unwritten, {}
                memory = await asyncio.to_thread(write, loaded, marks, screen.memory.stamps)
            # While it is not known who made them, what seems to be seen may have been made once more.
            over = screen.makers is not None and ended(
                loaded.review, seen_of(loaded.review.entries, memory, screen.makers)
            )
            if over:
                memory = await asyncio.to_thread(_end, loaded, memory)
        except (FileError, GitError) as problem:
            screen.say(str(problem), Tone.ALERT)
            return
        finally:
            self._writing = False
        if screen.loaded is loaded:
            screen.memory = replace(screen.memory, reviewed=memory.reviewed)
            if over and any(marks.values()):
                screen.say("everything was seen; R puts the review on record", Tone.DONE)

    def leave(self, loaded: Loaded) -> None:
        """Write what is not written yet; it takes some thousandths of a second."""
        marks, self._unwritten = self._unwritten, {}
        if marks:
            try:
                write(loaded, marks, self._screen.memory.stamps)
            except FileError as problem:
                self._screen.say(str(problem), Tone.ALERT)


def write(loaded: Loaded, marks: Mapping[str, bool], stamps: Mapping[str, str]) -> Memory:
    """Remember marks; what is remembered then. Raises FileError."""
    forgotten = [key for key, seen in marks.items() if not seen]
    added = [key for key, seen in marks.items() if seen]
    memory = loaded.reviews.forget(forgotten) if forgotten else Memory()
    if added or not forgotten:
        return loaded.reviews.see(added, on=_today(), stamps=stamps)
    return memory


def _end(loaded: Loaded, memory: Memory) -> Memory:
    """Remember that a review was ended, where nothing before it was skipped."""
    if may_advance(loaded.repository, loaded.review, memory):
        return loaded.reviews.end(loaded.review.range.span.after)
    return memory


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
