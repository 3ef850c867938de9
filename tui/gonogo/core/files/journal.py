"""The journal: what somebody asked for, on the disk before the document is touched.

Lines are appended and synced under a lock, and a crash leaves a record whole or not at all (see
`records.py`). What a payload means, and how it is replayed, is for the caller.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from gonogo.core.files.errors import AnyPath, Locked, explained
from gonogo.core.files.locking import TIMEOUT, acquire, release
from gonogo.core.files.private import open_private, private_folder
from gonogo.core.files.processes import birth
from gonogo.core.files.reading import Fingerprint
from gonogo.core.files.records import Payload, Reader, Record, compacted, record_line, saved_line

COMPACT_AT = 64 * 1024
"""Bytes from which the saved records are dropped, once they are more than half of the file."""

_sync_data = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


class Journal:
    """The journal in one folder. Any number of threads and processes may use it at once."""

    def __init__(self, folder: AnyPath) -> None:
        self._folder = Path(folder)
        self._file = self._folder / "journal.jsonl"
        self._reader = Reader()
        self._one_thread = threading.Lock()

    def append(self, path: AnyPath, base: Fingerprint, payload: Payload) -> Record:
        """Write a record; when this returns it survives a crash. Makes the folder (0700) when missing.

        `path` may be in any form that suits the caller; `pending` compares it as text. Raises a
        FileError, and then there is no record; TypeError or ValueError where JSON cannot hold the payload.
        """
        return self.extend(path, base, [payload])[0]

    def extend(self, path: AnyPath, base: Fingerprint, payloads: Sequence[Payload]) -> tuple[Record, ...]:
        """Write several records at once, with numbers that follow each other; else like `append`.

        Where this raises there is none of them; a crash may leave the first ones.
        """
        private_folder(self._folder)
        with self._locked(os.O_RDWR) as fd:
            records = tuple(
                Record(
                    seq=seq,
                    time=datetime.now(UTC).isoformat(timespec="milliseconds"),
                    process=os.getpid(),
                    path=os.fspath(path),
                    base=base,
                    payload=payload,
                    birth=birth(os.getpid()),
                )
                for seq, payload in enumerate(payloads, self._reader.next)
            )
            if records:
                self._append(fd, b"".join(map(record_line, records)), durable=True)
        return records

    def pending(self, path: AnyPath | None = None) -> tuple[Record, ...]:
        """The records that nobody has marked as saved, oldest first: of one path, or all.

        Nothing is made on the disk. Raises a FileError.
        """
        if not self._file.exists():
            return ()
        with self._locked(os.O_RDONLY):
            records = tuple(self._reader.pending.values())
        return tuple(record for record in records if path is None or record.path == os.fspath(path))

    def mark_saved(self, seqs: Iterable[int]) -> None:
        """Note that these records are in their files, or that nobody wants them. Raises a FileError.

        Not synced: after a power failure a record may be pending again, and replaying what is already
        in the file changes nothing.
        """
        if not self._file.exists():
            return
        with self._locked(os.O_RDWR) as fd:
            if known := self._reader.pending.keys() & set(seqs):
                self._append(fd, saved_line(known), durable=False)
                self._compact(fd)

    @contextmanager
    def _locked(self, access: int) -> Iterator[int]:
        """The journal, open and locked, with everything read that others have written since.

        The lock is a file apart, because compaction replaces the journal. OSErrors become FileErrors.
        """
        kind = fcntl.LOCK_SH if access == os.O_RDONLY else fcntl.LOCK_EX
        with self._one_thread:
            try:
                held = open_private(self._folder / "journal.lock", access)
                try:
                    if not acquire(held, kind, TIMEOUT):
                        raise Locked(self._file, None, TIMEOUT)
                    fd = open_private(self._file, access | os.O_APPEND)
                    try:
                        self._reader.catch_up(fd)
                        yield fd
                    finally:
                        os.close(fd)
                finally:
                    release(held)
            except OSError as error:
                doing = "read" if access == os.O_RDONLY else "written"
                raise explained(error, self._file, doing) from error

    def _append(self, fd: int, line: bytes, *, durable: bool) -> None:
        """Append a line, all of it or nothing, and take notice of it."""
        size = os.fstat(fd).st_size
        torn = size > self._reader.offset
        rest = memoryview(b"\n" + line if torn else line)
        try:
            while rest:  # one write, but on a full disk, where the second one tells why
                rest = rest[os.write(fd, rest) :]
            if durable:
                _sync_data(fd)
                if size == 0:
                    self._sync_folder()
        except BaseException:
            with suppress(OSError):  # a torn line is passed over anyway
                os.ftruncate(fd, size)
            raise
        self._reader.catch_up(fd)

    def _compact(self, fd: int) -> None:
        """Drop what is saved, once that is worth it, by a rename: a crash leaves the one or the other."""
        if os.fstat(fd).st_size < COMPACT_AT:
            return
        data = compacted(self._reader)
        if len(data) * 2 > os.fstat(fd).st_size:
            return
        smaller = self._folder / "journal.new"
        new = open_private(smaller, os.O_WRONLY | os.O_TRUNC)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(new, rest) :]
            os.fsync(new)
        finally:
            os.close(new)
        smaller.replace(self._file)
        self._sync_folder()

    def _sync_folder(self) -> None:
        fd = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
