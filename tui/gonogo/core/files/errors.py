"""What can go wrong with a file, as exceptions with a sentence: what happened, where, what to do.

    FileError
    ├── FileMissing      it is not there, or not there any more
    ├── NotRegular       a directory, a pipe, a device, a loop of links, a name no file can have
    ├── TooLarge         more than the limit
    ├── Refused          no permission, an immutable file, a read-only file system
    ├── NoSpace          the disk, the quota or the inodes are used up
    ├── DiskFault        an input/output error, and whatever else the system reports
    ├── Exists           a file that must not be overwritten stands there
    ├── NeedsInPlace     it has several names (hard links): saving means writing over it
    ├── Changed          another program saved first; carries what it wrote
    ├── Busy             another program holds it open for writing
    │   └── Locked       another gonogo is saving it
    ├── Stranded         saved, but another program's text could not be put back; it lies beside the file
    └── Damaged          a write in place failed half way and could not be undone

The tree speaks of files alone. What became of a person's edit (it stays in memory and in the
journal) is for the caller to add, who knows it.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from gonogo.core.safetext import Safe, safe

AnyPath = str | os.PathLike[str]


class FileError(Exception):
    """Something a person can cause or meet. `str()` gives sentences that are safe to show."""

    def __init__(self, path: AnyPath, what: str, advice: str = "", *, leftover: Path | None = None) -> None:
        super().__init__(path, what, advice)
        self.path = Path(path)
        """The file it is about, as the caller named it."""
        self.what = what
        """What happened, as the rest of a sentence that begins with the path."""
        self.advice = advice
        """What to do: whole sentences, or nothing."""
        self.leftover = leftover
        """A file left beside it that may hold text which is nowhere else, or None."""

    def __str__(self) -> str:
        said = [f"{shown(self.path)} {self.what}."]
        if self.advice:
            said.append(self.advice)
        if self.leftover is not None:
            said.append(
                f"What was swapped out lies in {shown(self.leftover)}: look at it before deleting it."
            )
        return safe(" ".join(said))


class FileMissing(FileError):
    """There is no such file (any more)."""


class NotRegular(FileError):
    """No file that holds text: a directory, a FIFO, a device, a socket, a loop of links, a bad name."""


class TooLarge(FileError):
    """The file is larger than the limit."""


class Refused(FileError):
    """Permissions, an immutable file or a read-only file system forbid it."""


class NoSpace(FileError):
    """The disk, the quota or the inodes are used up."""


class DiskFault(FileError):
    """An input/output error, or another failure that the system reports."""


class Exists(FileError):
    """Something stands where a new file was to be made."""


class NeedsInPlace(FileError):
    """The file has several names. Ask, write the journal, then save again with `in_place=True`."""

    def __init__(self, path: AnyPath, links: int) -> None:
        super().__init__(
            path,
            f"has {links} names (hard links), and replacing it would leave the others with the old text",
            "It can be written over in place instead, which a crash can interrupt half way.",
        )
        self.links = links
        """How many names the file has."""


class Changed(FileError):
    """Another program saved the file since it was read: its text is there, and ours is not."""

    def __init__(
        self,
        path: AnyPath,
        theirs: bytes,
        displaced: tuple[bytes, ...] = (),
        *,
        exposed: bool = False,
        leftover: Path | None = None,
    ) -> None:
        super().__init__(
            path,
            "was changed by another program since it was read",
            "Read it again and repeat the change.",
            leftover=leftover,
        )
        self.theirs = theirs
        """What the file holds now."""
        self.displaced = displaced
        """Nearly always empty: texts that others wrote while the file was being put back, and that are
        no longer in it. They began from what was expected, or from what we were about to save."""
        self.exposed = exposed
        """Whether our text stood in the file for a moment: `theirs` may have begun from it, too."""


class Busy(FileError):
    """Another program holds the file open for writing, and kept it so for as long as we waited."""


class Locked(Busy):
    """Another gonogo is saving the file, and did so for as long as we waited."""

    def __init__(self, path: AnyPath, holder: int | None, waited: float) -> None:
        who = "another gonogo" if holder is None else f"another gonogo (process {holder})"
        super().__init__(
            path,
            f"is being saved by {who}, and was for all of {waited:g} seconds",
            "Try again; if it never ends, end that process.",
        )
        self.holder = holder
        """The process that holds the lock, where that could be read."""


class Stranded(FileError):
    """The file holds our text, and another program's text could not be put back: see `leftover`."""


class Damaged(FileError):
    """A write in place failed half way, and so did putting the old text back."""

    def __init__(self, path: AnyPath, old: bytes, new: bytes, cause: OSError) -> None:
        super().__init__(
            path,
            f"was left half written: {reason(cause)}",
            "Free or replace the disk, then write the text again from the journal.",
        )
        self.old = old
        """The whole text before."""
        self.new = new
        """The whole text that was to be written."""


def shown(path: AnyPath) -> Safe:
    """A path as it may stand in a sentence."""
    return safe(os.fspath(path))


def reason(error: OSError) -> str:
    """The system's own words with the name that one can search for: `no space left on device (ENOSPC)`."""
    name = errno.errorcode.get(error.errno or 0, "")
    words = error.strerror or str(error)
    words = words[:1].lower() + words[1:]
    return f"{words} ({name})" if name else words


def explained(error: OSError, path: AnyPath, doing: str = "read") -> FileError:
    """`error` as one of ours. `doing` is the participle that fits `cannot be …`: read, saved, copied."""
    kind, advice = _KINDS.get(error.errno or 0, (DiskFault, "Look at the disk and the system's log."))
    return kind(path, f"cannot be {doing}: {reason(error)}", advice)


_LOOK = "Look at the path; it may have been moved or deleted."
_PERMISSION = "Look at the permissions of the file and of its folder, with ls -la."
_IMMUTABLE = "Look whether it is immutable, with lsattr; chattr -i lifts that."
_READ_ONLY = "The file system is mounted read-only; work on a copy elsewhere."
_SPACE = "Free some space (or inodes: df -h, df -i) and try again."
_QUOTA = "Free some of your own files, or ask for a larger quota, and try again."
_NAME = "Choose a shorter name or path."
_KINDS: dict[int, tuple[type[FileError], str]] = {
    errno.ENOENT: (FileMissing, _LOOK),
    errno.ENOTDIR: (FileMissing, _LOOK),
    errno.ESTALE: (FileMissing, _LOOK),
    errno.ELOOP: (NotRegular, "It is a link that leads back to itself."),
    errno.EISDIR: (NotRegular, "Name a file in it."),
    errno.ENXIO: (NotRegular, "Name a file that holds text."),
    errno.ENODEV: (NotRegular, "Name a file that holds text."),
    errno.ENAMETOOLONG: (NotRegular, _NAME),
    errno.EACCES: (Refused, _PERMISSION),
    errno.EPERM: (Refused, _IMMUTABLE),
    errno.EROFS: (Refused, _READ_ONLY),
    errno.ETXTBSY: (Busy, "End the program that runs from it, and try again."),
    errno.EAGAIN: (Busy, "Another program has it to itself; try again."),
    errno.EBUSY: (Busy, "End the program that uses it, and try again."),
    errno.EEXIST: (Exists, "Choose another name."),
    errno.EFBIG: (NoSpace, _SPACE),
    errno.ENOSPC: (NoSpace, _SPACE),
    errno.EDQUOT: (NoSpace, _QUOTA),
    errno.EMFILE: (DiskFault, "Too many files are open; close some programs, or raise ulimit -n."),
    errno.ENFILE: (DiskFault, "Too many files are open; close some programs."),
}
