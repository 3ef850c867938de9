"""One save between two marks, to be run under strace: `python faulty_saver.py WAY FOLDER`.

WAY is `swap`, `in place`, or `conflict`, in which another program's save comes between the last glance
and the swap. Says what it believes: `saved`, or `refused:` with the sentence. A first save of another
file has loaded everything, so that what happens between the marks is the save alone.
"""

import os
import sys
from pathlib import Path

from gonogo.core.files import FileError, InPlace, Journal, fingerprint, renaming, save, swapping

OLD = b"# List\n\n- [ ] one\n" * 3
NEW = b"# List\n\n- [x] one, and more\n" * 400
THEIRS = b"# List\n\n- [ ] one\n- [ ] theirs\n" * 3
BEGIN, END = "/mark-of-the-beginning", "/mark-of-the-end"


def say(text: str) -> None:
    os.write(1, text.encode() + b"\n")


def overtaken(path: Path) -> None:
    """Have another program save between our glance and our swap."""
    real = renaming.exchange

    def exchange(directory: int, one: str, other: str) -> None:
        beside = path.with_name("theirs")
        if one == path.name and beside.exists():
            os.replace(beside, path)
        real(directory, one, other)

    vars(swapping)["exchange"] = exchange


def main(way: str, folder: Path) -> None:
    path = folder / "launch.md"
    journal = Journal(folder / "journal")

    def before(change: InPlace) -> None:
        payload = {"old": change.old.decode(), "new": change.new.decode()}
        journal.append(change.path, fingerprint(change.old), payload)

    if way == "conflict":
        overtaken(path)
    for name in ("first.md", "launch.md"):
        if name == "launch.md":
            os.access(BEGIN, os.F_OK)
        try:
            save(folder / name, NEW, OLD, in_place=way == "in place", before_in_place=before)
        except FileError as error:
            said = f"refused: {error}"
        else:
            said = "saved"
        os.access(END, os.F_OK)
    say(said)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
