"""What the commands of a test have left behind, seen from outside of the program's own doing."""

import time
from pathlib import Path


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked how does not."""
    try:
        return Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except OSError:
        return False


def left_of(process: int) -> list[str]:
    """The command lines of what was started by commands of this process and runs still."""
    wanted = f"GONOGO_PROBE={process}-".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if any(each.startswith(wanted) for each in variables) and alive(int(folder.name)):
            found.append(line)
    return found


def wardens_of(process: int) -> list[int]:
    """The wardens that this process has started and that run still."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            parent = int((folder / "stat").read_bytes().rpartition(b")")[2].split()[1])
            line = (folder / "cmdline").read_bytes()
        except (OSError, IndexError, ValueError):
            continue
        if parent == process and b"warden.py" in line and alive(int(folder.name)):
            found.append(int(folder.name))
    return found


def comes_true(what: object, *, within: float = 60.0) -> bool:
    """Whether something callable becomes true before long."""
    assert callable(what)
    limit = time.monotonic() + within
    while time.monotonic() < limit:
        if what():
            return True
        time.sleep(0.02)
    return bool(what())
