"""The lines of the journal: records as text, and text as records.

One JSON object a line, with a checksum over the text before it. What does not add up (a line that a
crash tore, a damaged sector) is passed over. Where the lines lie, and who may write, is `journal.py`.

    {"seq":7,"time":"2026-11-21T20:19:00.000+00:00","process":4711,"path":"docs/launch.md",
     "base":"9f86…","payload":{…},"birth":"…","sum":"…"}        a record (one line)
    {"saved":[5,6,7],"sum":"…"}                     these are in their files
    {"next":8,"sum":"…"}                            the first line after compaction
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gonogo.core.files.processes import has_ended
from gonogo.core.files.reading import Fingerprint

Payload = Mapping[str, Any]
"""What the caller wants back: anything that JSON can hold."""

_SUM = b',"sum":"'


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was to be done to a file."""

    seq: int
    """Its number: later records have higher ones."""
    time: str
    """When it was written: ISO 8601, UTC."""
    process: int
    """The process that wrote it."""
    path: str
    """The file, exactly as it was given to `append`."""
    base: Fingerprint
    """What the file held then."""
    payload: Payload
    """What the caller gave."""
    birth: str = ""
    """What tells that process from others of its number; "" where that is not known."""

    @property
    def abandoned(self) -> bool:
        """Whether the process that wrote it has ended, so that it will not save it any more.

        As far as this machine can tell (see `processes.py`).
        """
        return has_ended(self.process, self.birth)


@dataclass(slots=True)
class Reader:
    """What is known of a journal so far; `catch_up` reads only what is new."""

    offset: int = 0
    """Bytes that have been read: up to the end of the last whole line."""
    next: int = 1
    """The number of the next record."""
    pending: dict[int, Record] = field(default_factory=dict)
    """The records that are not saved, by number, oldest first."""
    _file: tuple[int, int] = (0, 0)

    def catch_up(self, fd: int) -> None:
        """Take in every whole line that was added, or everything if the file is another one now."""
        seen = os.fstat(fd)
        if self._file != (seen.st_dev, seen.st_ino) or seen.st_size < self.offset:
            self._file = (seen.st_dev, seen.st_ino)
            self.offset, self.next, self.pending = 0, 1, {}
        added = _read_from(fd, self.offset, seen.st_size)
        whole = added[: added.rfind(b"\n") + 1]
        for line in whole.split(b"\n"):
            self._take(line)
        self.offset += len(whole)

    def _take(self, line: bytes) -> None:
        found = decoded(line) or {}
        match found:
            case {"seq": int(seq), "payload": dict(payload)}:
                self.next = max(self.next, seq + 1)
                self.pending[seq] = Record(
                    seq=seq,
                    time=str(found.get("time", "")),
                    process=int(found.get("process", 0)),
                    path=str(found.get("path", "")),
                    base=Fingerprint(str(found.get("base", ""))),
                    payload=payload,
                    birth=str(found.get("birth", "")),
                )
            case {"saved": list(saved)}:
                for seq in saved:
                    self.pending.pop(seq, None)
            case {"next": int(following)}:
                self.next = max(self.next, following)


def record_line(record: Record) -> bytes:
    """A record as a line. Raises TypeError or ValueError where JSON cannot hold its payload."""
    return _line(asdict(record))


def saved_line(seqs: Iterable[int]) -> bytes:
    """The line which says that these records need nothing more."""
    return _line({"saved": sorted(seqs)})


def compacted(reader: Reader) -> bytes:
    """A whole journal that says what `reader` knows, without what is saved."""
    return _line({"next": reader.next}) + b"".join(map(record_line, reader.pending.values()))


def decoded(line: bytes) -> dict[str, Any] | None:
    """What a line says, without its checksum; None where it does not add up."""
    body, mark, _ = line.rpartition(_SUM)
    if not mark or line != _summed(body):
        return None
    try:
        found = json.loads(body + b"}")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _line(found: Mapping[str, Any]) -> bytes:
    """ASCII alone, so that a path that is no UTF-8 survives, and no line holds a line ending."""
    text = json.dumps(found, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return _summed(text[:-1].encode("ascii")) + b"\n"


def _summed(body: bytes) -> bytes:
    return body + _SUM + hashlib.sha256(body).hexdigest()[:16].encode() + b'"}'


def _read_from(fd: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(fd, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
