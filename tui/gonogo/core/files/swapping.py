"""The swap: the new text takes the file's place in one step, and what comes out is looked at.

Comparing before renaming leaves a moment in which another program's save is lost. So the two files
are exchanged, which loses nothing, and then the one that came out must be the one we knew, with
nobody writing to it. If it is not, it is put back at once, and only then is looked at in peace.

    wait until nobody writes to the file; is it what we expect?  no -> Changed
    exchange file and spare
    is the spare now what we expect, and nobody's to write?      no -> put back, begin again
    sync the folder, look again, delete the spare
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from gonogo.core.files.errors import (
    Changed,
    DiskFault,
    FileError,
    NeedsInPlace,
    NotRegular,
    Stranded,
    explained,
    reason,
)
from gonogo.core.files.reading import GAP, open_regular, read_all
from gonogo.core.files.renaming import Unsupported, exchange, rename_new
from gonogo.core.files.spare import Texts, spare_name, write_spare
from gonogo.core.files.spot import Spot, busy, read_quiet
from gonogo.core.files.writers import POLL, Patience, Writers, lease, wait_until_quiet, writers

ROUNDS = 25  # of putting back, each of which means that yet another program saved meanwhile

Identity = tuple[int, int, int, int]
"""What tells at a glance whether a name still holds the same file, not written to. A glance only: what
is kept and what is thrown away is decided by content."""


class Swap:
    """One document about to be replaced: knows which of the two names holds what."""

    def __init__(self, spot: Spot, texts: Texts, patience: Patience, limit: int) -> None:
        self._spot = spot
        self._texts = texts
        self._patience = patience
        self._limit = max(limit, len(texts.new))
        self._spare = spare_name(spot.name, texts)
        self._ours_alone = True  # the spare holds nothing that anybody would miss
        self._leases = False
        write_spare(spot, self._spare, texts.new)
        self._mine = self._identity(self._spare)

    @property
    def leftover(self) -> Path | None:
        """The spare file, where it could not or must not be deleted."""
        return None if self._spare == "" else self._spot.folder / self._spare

    def run(self) -> None:
        """Replace the file. Afterwards `leftover` should be None.

        Raises Unsupported, Changed, Busy, NeedsInPlace, Stranded or another FileError; only Stranded
        and a DiskFault that says so leave the new text in the file.
        """
        try:
            self._leases = self._leases_work()
            deadline = time.monotonic() + self._patience.busy
            while not self._attempt(self._expected(deadline), deadline):
                pass
        except FileError as error:
            error.leftover = None if self._ours_alone else self.leftover
            raise
        except OSError as error:
            explanation = explained(error, self._spot.path, "saved")
            explanation.leftover = None if self._ours_alone else self.leftover
            raise explanation from error
        finally:
            self._delete_spare()

    def _leases_work(self) -> bool:
        """Whether this file system grants leases at all: nobody else can have the spare open."""
        fd = self._open(self._spare)
        try:
            return writers(fd) is Writers.NONE
        finally:
            os.close(fd)

    def _expected(self, deadline: float) -> Identity:
        """Wait for the file to be quiet; it must hold what we know, under one name."""
        data, seen = read_quiet(self._spot, self._patience, deadline, self._limit, leases=self._leases)
        if data != self._texts.old:
            raise Changed(self._spot.path, data)
        if seen.st_nlink > 1:
            raise NeedsInPlace(self._spot.path, seen.st_nlink)
        return _identity(seen)

    def _attempt(self, known: Identity, deadline: float) -> bool:
        """Exchange and look; False, with everything put back, where somebody was at the old file.

        The glances right before and right after keep the time short in which others can see our text
        in the place of theirs: a program that reads it then would build on it.
        """
        try:
            if self._identity(self._spot.name) != known:
                return False
            exchange(self._spot.directory, self._spot.name, self._spare)
        except FileNotFoundError:
            if time.monotonic() >= deadline:
                raise
            return False  # an editor is between two renames
        self._ours_alone = False
        try:
            kept = self._identity(self._spare) == known and self._is_untouched()
        except BaseException as error:
            self._put_back(error)
            self._look_after_spare(deadline)
            raise
        if not kept:
            self._put_back(None)
            self._look_after_spare(deadline)
            if time.monotonic() >= deadline:
                raise busy(self._spot, self._spot.status())
            return False
        self._ours_alone = True
        return True

    def _is_untouched(self) -> bool:
        """Whether what came out is what we expected, nobody writes to it, and the folder is on the disk."""
        try:
            fd = self._open(self._spare)
        except NotRegular:
            return False
        try:
            with lease(fd) as taken:
                if self._leases and taken.answer is not Writers.NONE:
                    return False
                if not self._holds_old(fd):
                    return False
                self._spot.sync()
                if self._leases:
                    time.sleep(self._patience.settle)
                    return not taken.broken
            return self._stays_so(fd)
        finally:
            os.close(fd)

    def _stays_so(self, fd: int) -> bool:
        """Without leases: no late write for a while."""
        first = os.fstat(fd)
        end = time.monotonic() + self._patience.grace
        while time.monotonic() < end:
            time.sleep(POLL)
            now = os.fstat(fd)
            if (now.st_size, now.st_mtime_ns) != (first.st_size, first.st_mtime_ns):
                return False
        return self._holds_old(fd)

    def _put_back(self, cause: BaseException | None) -> None:
        """Exchange until what comes out is what went in: anything else is newer and belongs in its place."""
        went_in: Identity | None = self._mine
        for _ in range(ROUNDS):
            coming = self._glance()
            try:
                self._exchange_back()
            except (OSError, Unsupported) as error:
                raise self._stranded(cause or error) from error
            came_out = self._glance()
            if came_out is None or came_out == went_in:
                break
            went_in = coming
        with suppress(OSError):  # a crash would at worst leave a spare file, which is reported
            self._spot.sync()

    def _glance(self) -> Identity | None:
        """The identity of the spare, or None where it cannot be had: putting back must not stop for that."""
        with suppress(OSError):
            return self._identity(self._spare)
        return None

    def _exchange_back(self) -> None:
        """Exchange, also where an editor has just moved our file away; where none follows, move instead."""
        gap_ends = time.monotonic() + GAP
        while True:
            try:
                exchange(self._spot.directory, self._spot.name, self._spare)
            except FileNotFoundError:
                if time.monotonic() < gap_ends:
                    time.sleep(POLL)
                    continue
                with suppress(FileExistsError):
                    rename_new(self._spot.directory, self._spare, self._spot.name)
                    self._spare = ""
                    return
            else:
                return

    def _look_after_spare(self, deadline: float) -> None:
        """After putting back: what remains is our own text, or one more save of somebody's."""
        if self._spare == "":
            raise self._changed()
        try:
            fd = self._open(self._spare)
        except NotRegular as error:
            raise self._changed() from error
        try:
            if not wait_until_quiet(fd, self._patience, deadline, leases=self._leases):
                raise self._changed()
            data = read_all(fd, self._spot.path, 0, self._limit)
        finally:
            os.close(fd)
        self._ours_alone = True
        if data != self._texts.new:
            raise self._changed(() if data == self._texts.old else (data,))

    def _changed(self, displaced: tuple[bytes, ...] = ()) -> FileError:
        """The error after somebody else's save, with what the file holds now."""
        deadline = time.monotonic() + self._patience.busy
        try:
            data, _ = read_quiet(self._spot, self._patience, deadline, self._limit, leases=self._leases)
        except FileError as error:
            self._ours_alone = self._ours_alone and not displaced
            return error
        return Changed(self._spot.path, data, displaced, exposed=True)

    def _stranded(self, cause: BaseException) -> FileError:
        """The error where the file could not be put back: it holds the new text."""
        why = reason(cause) if isinstance(cause, OSError) else str(cause) or type(cause).__name__
        with suppress(OSError, FileError):
            fd = self._open(self._spare)
            try:
                self._ours_alone = self._holds_old(fd)
            finally:
                os.close(fd)
        if self._ours_alone:
            what = f"holds the new text, but it is not certain to be on the disk: {why}"
            return DiskFault(self._spot.path, what, "Look at the disk and the system's log.")
        what = f"holds the new text, but another program's could not be put back: {why}"
        return Stranded(self._spot.path, what, "Compare the two.")

    def _identity(self, name: str) -> Identity:
        return _identity(os.stat(name, dir_fd=self._spot.directory, follow_symlinks=False))

    def _holds_old(self, fd: int) -> bool:
        data = read_all(fd, self._spot.path, os.fstat(fd).st_size, self._limit)
        return data == self._texts.old

    def _open(self, name: str) -> int:
        return open_regular(name, self._spot.path, directory=self._spot.directory)

    def _delete_spare(self) -> None:
        if self._ours_alone and self._spare:
            with suppress(OSError):  # then `leftover` says so
                os.unlink(self._spare, dir_fd=self._spot.directory)
                self._spare = ""


def _identity(seen: os.stat_result) -> Identity:
    """Without the time of the last change of status: exchanging changes that."""
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns
