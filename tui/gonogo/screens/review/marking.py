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
from gonogo.widgets.look import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gonogo.screens.review.screen import Loaded, ReviewScreen


class Marking:
    """Keeps what was marked until it is written."""

    def __init__(self, screen: ReviewScreen) -> None:
        self._screen = screen
        self._unwritten: dict[str, bool] = {}
        """Keys of entries, with whether they were seen or are to be forgotten."""
        self._writing = False

    def mark(self, loaded: Loaded, keys: Iterable[str], *, seen: bool) -> None:
        """Mark entries as seen, or as not seen."""
        screen = self._screen
        changed = dict.fromkeys(keys, seen)
        self._unwritten |= changed
        kept = {key: on for key, on in screen.memory.seen.items() if key not in changed}
        marked = dict.fromkeys(changed, _today()) if seen else {}
        screen.memory = replace(screen.memory, seen=kept | marked)
        screen.show_lines()
        if not self._writing:
            self._writing = True
            screen.run_worker(self._write(loaded), group="marks")

    async def _write(self, loaded: Loaded) -> None:
        screen = self._screen
        try:
            while self._unwritten:
                marks, self._unwritten = self._unwritten, {}
                memory = await asyncio.to_thread(write, loaded, marks)
            over = ended(loaded.review, memory.seen)
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
                write(loaded, marks)
            except FileError as problem:
                self._screen.say(str(problem), Tone.ALERT)


def write(loaded: Loaded, marks: dict[str, bool]) -> Memory:
    """Remember marks; what is remembered then. Raises FileError."""
    forgotten = [key for key, seen in marks.items() if not seen]
    added = [key for key, seen in marks.items() if seen]
    memory = loaded.reviews.forget(forgotten) if forgotten else Memory()
    return loaded.reviews.see(added, on=_today()) if added or not forgotten else memory


def _end(loaded: Loaded, memory: Memory) -> Memory:
    """Remember that a review was ended, where nothing before it was skipped."""
    if may_advance(loaded.repository, loaded.review, memory):
        return loaded.reviews.end(loaded.review.range.span.after)
    return memory


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
