"""A small process of its own that starts one command, and ends everything that the command started.

It is run as a script by `processes`, in an isolated interpreter, and imports nothing that is slow to load.
On Linux it is a child subreaper: whatever its command starts stays below it, whether it called setsid, was
orphaned or not, so it can find all of it and end it. Elsewhere only the command's process group is ended.

A command can kill its warden, and what it started would then be nobody's. So there are two of them, one the
parent of the other and a subreaper as well: it does nothing until the inner one is gone, and then kills what
that one has not ended.

It lives as long as the pipe at its standard input: when the program that started it dies, even by SIGKILL,
the pipe closes, and the warden ends the command. Through the pipe it gets an order first, then at most a
letter: `t` ends the command in good order (SIGTERM, and after a grace SIGKILL), `k` at once. Its standard
output is the command's, its standard error is for reports, a line each:

    problem WHERE ERRNO     the command was not started: `folder` or `program`
    timeout                 the deadline has passed
    ended STATUS MS         the command itself has ended: exit status (negative for a signal), milliseconds
    left COUNT              so many processes could not be ended: they belong to another user
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import sys
import time

_SUBREAPER, _DEATH_SIGNAL = 36, 1  # PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG
_LINGER = 0.1  # seconds for what the command leaves behind to end by itself, as the rest of a pipeline does
_PATIENCE = 5.0  # seconds of SIGKILLs
_ROUND = 0.02  # seconds between two looks
_DEAF = 10  # rounds of SIGKILLs that nobody takes: what is left then is another user's
_PAUSE = 0.05  # seconds between two looks for orphans


class Warden:
    """The command and what is below it."""

    def __init__(self, order: dict[str, object]) -> None:
        self.order = order
        self.began = time.monotonic()
        self.reaping = _prctl(_SUBREAPER, 1) and os.path.exists("/proc/self/stat")
        self.command = 0
        self.running = False
        self.children = True
        self.wanted = ""
        """What was asked through the pipe or by a signal: "", "t" or "k"; "gone" when the pipe closed."""
        self.wakeup, writer = os.pipe()
        os.set_blocking(self.wakeup, False)
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, lambda *_: self._want("t"))

    def keep(self) -> None:
        """Start the command, attend it until it ends or is to end, and end what is left."""
        self.command = self._started()
        if not self.command:
            return
        self.running = True
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)  # the output ends with the last of those who write it
        limit = self.began + float(str(self.order["deadline"]))
        while self.running and not self.wanted:
            left = limit - time.monotonic()
            if left <= 0:
                _report("timeout")
                break
            self._look(left)
        if not self.running and not self.wanted:
            self._until(_LINGER)
        self._end()

    def _started(self) -> int:
        """The process of the command; 0 where it could not be started, which is reported."""
        fault, writer = os.pipe()
        process = os.fork()
        if not process:
            _become(self.order, writer)
        os.close(writer)
        told = os.read(fault, 100).decode()
        os.close(fault)
        if told:
            os.waitpid(process, 0)
            _report(f"problem {told}")
            return 0
        return process

    def _want(self, letter: str) -> None:
        if self.wanted != "k":
            self.wanted = letter

    def _look(self, seconds: float) -> None:
        """Wait for news, at most so long, and take them in."""
        sources = [self.wakeup] if self.wanted in ("k", "gone") else [self.wakeup, 0]
        ready = select.select(sources, [], [], max(seconds, 0))[0]
        if self.wakeup in ready:
            os.read(self.wakeup, 4096)
        if 0 in ready:
            letter = os.read(0, 1).decode(errors="replace")
            self._want(letter or "gone")
        self._reap()

    def _reap(self) -> None:
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                self.children = False
                return
            if not process:
                self.children = True
                return
            if process == self.command:
                self.running = False
                took = (time.monotonic() - self.began) * 1000
                _report(f"ended {os.waitstatus_to_exitcode(status)} {took:.3f}")

    def _until(self, seconds: float) -> None:
        """Wait until nothing is left, or for so long, or until it is to end at once."""
        limit = time.monotonic() + seconds
        while self._alive() and time.monotonic() < limit and self.wanted != "k":
            self._look(min(_ROUND, limit - time.monotonic()))

    def _alive(self) -> bool:
        """Whether anything is left, as far as can be told here."""
        if self.children or self.reaping:
            return self.children
        try:
            os.killpg(self.command, 0)
        except OSError:
            return False
        return True

    def _end(self) -> None:
        self._reap()
        if self._alive() and self.wanted != "k":
            self._end_orderly(float(str(self.order["grace"])))
        limit, deaf = time.monotonic() + _PATIENCE, 0
        while self._alive() and time.monotonic() < limit and deaf < _DEAF:
            ours = self._signal((signal.SIGKILL,))
            deaf = 0 if ours or not self.reaping else deaf + 1
            self._look(_ROUND)
        self._reap()
        if self._alive():
            _report(f"left {len(_below()) if self.reaping else 1}")

    def _end_orderly(self, grace: float) -> None:
        """SIGTERM to all, once each, and SIGCONT, without which what is stopped would not hear it.

        What was started just before its parent ended is found later, as an orphan; what a living process
        starts to clean up is left in peace.
        """
        limit = time.monotonic() + grace
        told = self._signal((signal.SIGTERM, signal.SIGCONT))
        while self._alive() and time.monotonic() < limit and self.wanted != "k":
            self._look(min(_PAUSE, limit - time.monotonic()))
            orphans = [each for each in self._children() if each not in told]
            told |= self._signal((signal.SIGTERM, signal.SIGCONT), orphans)

    def _children(self) -> list[int]:
        """What is directly below; nothing where that cannot be told."""
        return _tree().get(os.getpid(), []) if self.reaping else []

    def _signal(self, numbers: tuple[signal.Signals, ...], some: list[int] | None = None) -> set[int]:
        """Signal all that is left, or some of it; the ones that took it. Without a subreaper, the group."""
        if self.reaping:
            return {each for each in (_below() if some is None else some) if _sent(each, numbers)}
        if some is None:
            for number in numbers:
                try:
                    os.killpg(self.command, number)
                except OSError:  # it has ended
                    break
        return set()


def _become(order: dict[str, object], fault: int) -> None:
    """Become the command, in the child; never returns."""
    where = "folder"
    try:
        os.setsid()
        _prctl(_DEATH_SIGNAL, signal.SIGKILL)  # should the warden itself be killed
        for number in (signal.SIGPIPE, signal.SIGXFSZ):  # which Python ignores
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        folder = int(str(order["folder"]))
        os.fchdir(folder)
        os.close(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(1, 2)
        where = "program"
        words, variables = order["words"], order["variables"]
        assert isinstance(words, list)
        assert isinstance(variables, dict)
        os.execve(words[0], words[1:], variables)
    except BaseException as error:  # noqa: BLE001 - there is nobody above in this process
        code = error.errno if isinstance(error, OSError) else 0
        os.write(fault, f"{where} {code}".encode())
    finally:
        os._exit(127)


def _tree() -> dict[int, list[int]]:
    """The children of every process that has some."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (parent := _parent(int(name))):
            children.setdefault(parent, []).append(int(name))
    return children


def _below() -> list[int]:
    """All processes whose line of parents leads here, the nearest first."""
    children = _tree()
    found = list(children.get(os.getpid(), ()))
    for process in found:
        found += children.get(process, ())
    return found


def _parent(process: int) -> int:
    """The parent of a process; 0 where it is gone."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except OSError:
        return 0


def _sent(process: int, numbers: tuple[signal.Signals, ...]) -> bool:
    """Signal a process if it is below us still; whether it took that.

    The descriptor is taken before the look: the number may pass to another process at any time.
    """
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return False
    except OSError:  # a kernel before 5.3
        handle = -1
    try:
        if not _leads_here(process):
            return False
        for number in numbers:
            if handle >= 0:
                signal.pidfd_send_signal(handle, number)
            else:
                os.kill(process, number)
    except OSError:  # it has ended, or belongs to another user
        return False
    finally:
        if handle >= 0:
            os.close(handle)
    return True


def _leads_here(process: int) -> bool:
    for _ in range(10_000):
        if process == os.getpid():
            return True
        process = _parent(process)
        if process <= 1:
            return process == os.getpid()
    return False


def _prctl(option: int, value: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        import ctypes

        return bool(ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) == 0)
    except (ImportError, OSError, AttributeError):
        return False


def _report(line: str) -> None:
    try:
        os.write(2, f"{line}\n".encode())
    except OSError:  # nobody listens any more
        return


def _order() -> dict[str, object] | None:
    """What to do, from standard input: its length in eight bytes, then the order; None if nobody gives it."""
    length = _exactly(8)
    data = _exactly(int.from_bytes(length, "big")) if length else b""
    return marshal.loads(data) if data else None


def _exactly(count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = os.read(0, count - len(data))
        if not piece:
            return b""
        data += piece
    return data


def _stand_by(inner: int) -> None:
    """Wait for the end of the inner warden, and kill what it leaves."""
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, lambda *_: _sent(inner, (signal.SIGTERM,)))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for pipe in (0, 1):  # the inner one's; that of the reports stays open until all has ended
        os.dup2(nowhere, pipe)
    os.waitpid(inner, 0)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    limit = time.monotonic() + _PATIENCE
    while _any_left() and time.monotonic() < limit:
        for process in _below():
            _sent(process, (signal.SIGKILL,))
        time.sleep(_ROUND)


def _any_left() -> bool:
    """Whether there is a child that has not ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def main() -> None:
    """Keep one command."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if _prctl(_SUBREAPER, 1):
        inner = os.fork()
        if inner:
            _stand_by(inner)
            return
        _prctl(_DEATH_SIGNAL, signal.SIGKILL)
    order = _order()
    if order is not None:
        Warden(order).keep()


if __name__ == "__main__":
    main()
