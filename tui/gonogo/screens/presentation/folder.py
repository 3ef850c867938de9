"""The lines of a folder's list: one checklist each, with its progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gonogo.core.folders import Entry
from gonogo.core.safetext import Safe, safe
from gonogo.screens.presentation.words import plain
from gonogo.widgets.glyphs import Glyphs
from gonogo.widgets.look import Tone
from gonogo.widgets.pen import Span
from gonogo.widgets.progress import progress
from gonogo.widgets.rows import ListRow, RowKind

BAR_CELLS = 10


class FolderLines:
    """The checklists that were found so far, as a list asks for them."""

    headings: Sequence[int] = ()

    def __init__(self, folder: Path, entries: Sequence[Entry], glyphs: Glyphs) -> None:
        self._folder = folder
        self.entries = entries
        self._glyphs = glyphs

    def __len__(self) -> int:
        return len(self.entries)

    def row(self, index: int) -> ListRow:
        """One checklist: its title, its path, what is blocked, how far it is."""
        entry = self.entries[index]
        path = safe(str(entry.path.relative_to(self._folder)))
        if entry.problem:
            return ListRow(RowKind.TEXT, path, tone=Tone.ALERT, more=safe(entry.problem))
        tally = entry.tally
        right: list[Span] = []
        stuck = tally.blocked + tally.failed
        if stuck:
            right.append(Span(safe(f"{self._glyphs.states['blocked']}{stuck}  "), Tone.ALERT))
        right += progress(tally.done, tally.total, BAR_CELLS, self._glyphs)
        return ListRow(
            RowKind.TEXT,
            plain(entry.title) or path,
            more=self._where(entry) if entry.title else safe(""),
            right=tuple(right),
        )

    def _where(self, entry: Entry) -> Safe:
        """The file's name, which tells it from others also where there is no room for its folders."""
        path = entry.path.relative_to(self._folder)
        return safe(path.name if path.parent == Path() else f"{path.name}  {path.parent}/")


def path_and_words(folder: Path, entry: Entry) -> str:
    """What a search looks through: the title as it is shown, and the path as it is written elsewhere."""
    return f"{plain(entry.title)} {safe(str(entry.path.relative_to(folder)))}"
