"""Saving: the new text replaces exactly the text that the caller knew, or nothing happens.

`save` follows links, chooses between the swap and a write in place, and turns what the system reports
into sentences. It never says that it saved when it did not. Merging, undo and the journal are for the
caller, and so is the lock between our own processes (`lock`), which every save should hold.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.files.errors import AnyPath, Changed, NeedsInPlace, explained
from gonogo.core.files.in_place import BeforeInPlace, write_in_place
from gonogo.core.files.reading import LIMIT, Fingerprint, Snapshot, fingerprint, resolved, through_gap
from gonogo.core.files.renaming import Unsupported
from gonogo.core.files.spare import CannotKeep, Texts
from gonogo.core.files.spot import Spot, read_quiet, standing_at
from gonogo.core.files.swapping import Swap
from gonogo.core.files.writers import PATIENCE, Patience


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save that worked: at one moment the file held `expected`, at the next the new text."""

    path: Path
    """The file itself, absolute, links followed."""
    fingerprint: Fingerprint
    """Of the new text: what to expect next time."""
    in_place: bool
    """Whether it was written over where it stood."""
    leftover: Path | None
    """A spare file with the old text that could not be deleted; nearly always None."""


def save(
    path: AnyPath,
    new: bytes,
    expected: bytes | Fingerprint | Snapshot,
    *,
    in_place: bool = False,
    before_in_place: BeforeInPlace | None = None,
    patience: Patience = PATIENCE,
    limit: int = LIMIT,
) -> Saved:
    """Replace the text of the file at `path`, which must be `expected`, by `new`; atomic and on the disk.

    A symbolic link is kept and the file behind it written. Owner, mode, extended attributes and ACL are
    kept. Where they cannot be, and where the system cannot swap two files, the text is written over in
    place, which a crash can interrupt: `before_in_place` is called first, to write a journal. A file
    with several names raises NeedsInPlace unless `in_place` is true, which always writes in place.

    Takes about as long as the disk needs, plus a millisecond; longer while another program writes (see
    `Patience`). Call it in a worker thread where keys must be answered.

    Raises Changed (with the other program's text) when the file does not hold `expected` or somebody
    saved meanwhile, Busy, and the other FileErrors. Only Stranded, Damaged and a DiskFault that says so
    leave anything but the old text, or another program's, in the file.
    """
    if isinstance(expected, Snapshot):
        expected = expected.data
    target = through_gap(lambda: resolved(path, "saved"))
    try:
        with standing_at(target, path) as spot:
            deadline = time.monotonic() + patience.busy
            data, seen = read_quiet(spot, patience, deadline, limit)
            known = fingerprint(data)
            if (known if isinstance(expected, str) else data) != expected:
                raise Changed(path, data)
            texts = Texts(data, new, known, fingerprint(new))
            if new == data:
                return Saved(target, known, in_place=False, leftover=None)
            os.close(spot.open(os.O_WRONLY))  # refused by the mode, the attributes or the mount
            if not in_place:
                if seen.st_nlink > 1:
                    raise NeedsInPlace(path, seen.st_nlink)
                swap = _swapped(spot, texts, patience, limit)
                if swap is not None:
                    return Saved(target, texts.new_fingerprint, in_place=False, leftover=swap.leftover)
            write_in_place(spot, texts, before_in_place, patience, limit)
    except OSError as error:
        raise explained(error, path, "saved") from error
    return Saved(target, texts.new_fingerprint, in_place=True, leftover=None)


def _swapped(spot: Spot, texts: Texts, patience: Patience, limit: int) -> Swap | None:
    """The swap that was made, or None where only a write in place will do."""
    try:
        swap = Swap(spot, texts, patience, limit)
        swap.run()
    except (CannotKeep, Unsupported):
        return None
    return swap
