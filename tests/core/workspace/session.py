"""A session of gonogo in a process of its own, for tests that end it in the middle: PATH WHAT.

It makes three edits and then does what it is told: `stop` before anything is saved, `stop-after-writing`
once the file is written but nobody has noted it, `stop-in-the-middle` of a write in place, `wait` until its
input ends, `clash` saves after another program has set the same item, `notes` makes more edits and stops
after writing. Or it goes `on` adding and saving items, and says each that is in the journal.
"""

import os
import signal
import sys
from pathlib import Path

from checkdown import SetState, State, Together
from gonogo.core import files
from gonogo.core.files import in_place
from gonogo.core.files.spare import write_all
from gonogo.core.workspace import Document, Workspace, save
from tests.core.workspace.acting import add, attach, edit_outside, mark, note, ref


def stop() -> None:
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def edits(document: Document) -> None:
    mark(document, "Redis health check")
    attach(document, "Rollback rehearsed", "a word")
    add(document, "Tell support", "Tell sales")


def stop_after_writing(document: Document) -> None:
    real = files.save

    def written(*args: object, **options: object) -> files.Saved:
        real(*args, **options)  # type: ignore[arg-type]
        stop()
        raise AssertionError

    files.save = written
    save(document)


def stop_in_the_middle(document: Document) -> None:
    real = write_all

    def half(fd: int, data: bytes, place: int = 0) -> None:
        real(fd, data[: len(data) // 2], place)
        stop()

    vars(in_place)["write_all"] = half
    save(document, in_place=True)


def go_on(document: Document) -> None:
    print("ready", flush=True)
    for number in range(100_000):
        add(document, "Redis health check", f"added {os.getpid()} {number}")
        document.journalled()
        print(f"added {os.getpid()} {number}", flush=True)
        save(document)


def main(path: Path, what: str) -> None:
    document = Workspace().open(path)
    if what == "on":
        go_on(document)
    edits(document)
    match what:
        case "notes":
            note(document, "Error rate", "looked at")
            names = ("Latency", "Alerts reach a person")
            both = tuple(SetState(ref(document, name), State.DONE) for name in names)
            document.do(Together(both, "two done"))
            stop_after_writing(document)
        case "stop":
            document.journalled()
            stop()
        case "stop-after-writing":
            stop_after_writing(document)
        case "stop-in-the-middle":
            stop_in_the_middle(document)
        case "clash":
            edit_outside(path, "- [ ] Redis", "- [!] Redis")
            save(document)
            stop()
        case "wait":
            document.journalled()
            print("ready", flush=True)
            sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
