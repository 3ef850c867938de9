"""What a file must hold after a person has asked for some changes, worked out from its bytes alone.

Nothing of checkdown is used: lines are replaced and inserted by their numbers, so that a whole file can be
compared with what the application wrote.
"""

from __future__ import annotations

import re

_BOX = re.compile(r"^([ >]*(?:[-*+]|\d+[.)]) \[)(.)(\])", re.DOTALL)
BOM = "\ufeff".encode()


class Asked:
    """A document, and what was asked of it. Lines count from 1, as they were in the document."""

    def __init__(self, data: bytes) -> None:
        self._bom = BOM if data.startswith(BOM) else b""
        text = data.removeprefix(BOM).decode()
        self.ending = "\r\n" if "\r\n" in text else "\n"
        self.lines = text.split(self.ending)
        self._behind: dict[int, list[str]] = {}

    def at(self, place: int | str) -> int:
        """The number of a line: given, or of the one line that holds a text."""
        if isinstance(place, int):
            return place
        found = [number for number, line in enumerate(self.lines, 1) if place in line]
        assert len(found) == 1, f"{place!r} stands on lines {found}"
        return found[0]

    def line(self, place: int | str) -> str:
        """A line, without its ending, as it is by now."""
        return self.lines[self.at(place) - 1]

    def box(self, place: int | str, mark: str) -> None:
        """Put another mark between the brackets."""
        line = self.line(place)
        assert _BOX.match(line), line
        self.lines[self.at(place) - 1] = _BOX.sub(rf"\g<1>{mark}\3", line)

    def cell(self, place: int | str, old: str, new: str) -> None:
        """Replace the one cell that holds exactly `old`."""
        at = self.at(place)
        cells = self.lines[at - 1].split("|")
        (number,) = [number for number, cell in enumerate(cells) if cell.strip() == old]
        cells[number] = cells[number].replace(old, new) if old else f" {new} "
        self.lines[at - 1] = "|".join(cells)

    def last_cell(self, place: int | str, more: str) -> None:
        """Write behind what the last cell holds."""
        at = self.at(place)
        line = self.lines[at - 1]
        body = line.removesuffix("|").rstrip()
        self.lines[at - 1] = f"{body}{' ' if body.endswith('|') else '; '}{more} |"

    def column(self, place: int | str, *cells: str) -> None:
        """Give the table that begins at a line one more column."""
        at = self.at(place)
        for number, cell in enumerate(cells):
            self.lines[at - 1 + number] += f"{cell}|"

    def mark(self, place: int | str, old: str, new: str) -> None:
        """Replace the sign at the beginning of a bullet or a line."""
        at = self.at(place)
        line = self.lines[at - 1]
        start = line.index(old)
        assert not line[:start].strip("- "), line
        self.lines[at - 1] = line[:start] + new + line[start + len(old) :]

    def below(self, place: int | str, line: str) -> None:
        """Put a new line under a line, behind those that were put there before."""
        self._behind.setdefault(self.at(place), []).append(line)

    def data(self) -> bytes:
        """The file as it must be."""
        lines = []
        for number, line in enumerate(self.lines, 1):
            lines += [line, *self._behind.get(number, [])]
        return self._bom + self.ending.join(lines).encode()
