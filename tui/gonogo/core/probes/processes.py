"""One command carried out: started by a warden of its own, its output read while it comes, ended in time.

The bytes of the command are handed to `sh -c` as they are. It has a session and a process group of its own,
an empty standard input, an environment from `environment` and a total deadline. Afterwards all that it
started is gone: on Linux also what called setsid (see `warden`), elsewhere what stayed in its process group.
Must be called from an asyncio loop, of the application or of a command; which commands may run is
`planning`'s.
"""

from __future__ import annotations

import asyncio
import marshal
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.core.probes import warden
from gonogo.core.probes.directory import WrongDirectory, opened_directory
from gonogo.core.probes.environment import TAG
from gonogo.core.probes.leftovers import end_tagged
from gonogo.core.probes.listening import Output, Reports
from gonogo.core.probes.outcome import Observed, Outcome

DEADLINE = 30.0
"""Seconds that a command may take where its probe does not say."""

GRACE = 2.0
"""Seconds that a command gets to clean up after SIGTERM."""

_INTERPRETERS = {"sh": "/bin/sh"}
_SLACK = 8.0
"""Seconds after which a warden is given up: beyond the deadline, the grace and its own patience."""
_LATE = 1.0
"""Seconds for output that is still in the pipe when the command is gone."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, where it runs and for how long."""

    body: str
    top: Path
    """The top of the repository."""
    directory: str = ""
    """Relative to the top."""
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    deadline: float = DEADLINE
    """Seconds in all."""
    grace: float = GRACE
    interpreter: str = "sh"


class Stop:
    """Ends a command from outside: set once, from the loop in which the command runs."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()

    def ask(self) -> None:
        """End it: SIGTERM first, SIGKILL after the grace."""
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Whether somebody asked."""
        return self._asked.is_set()

    async def wait(self) -> None:
        """Until somebody asks."""
        await self._asked.wait()


async def run_command(
    command: Command, *, on_output: Callable[[str], None] | None = None, stop: Stop | None = None
) -> Observed:
    """Carry a command out; ``on_output`` gets each piece of the first MiB of output, as it comes.

    Never raises for what goes wrong with the command: that is the result's ``problem``. When the task is
    cancelled, the command is ended before the cancellation goes on.
    """
    words = _words(command)
    if words is None:
        return Observed(problem=f"Commands are handed to sh, not to {command.interpreter!r}.")
    try:
        folder = opened_directory(command.top, command.directory)
    except WrongDirectory as error:
        return Observed(problem=str(error))
    tag = f"{os.getpid()}-{secrets.token_hex(8)}"
    try:
        process = _warden(folder)
    except OSError as error:
        return Observed(problem=f"No process could be started: {error.strerror}.")
    finally:
        os.close(folder)
    order = {
        "words": words,
        "variables": _encoded({**command.variables, "PWD": _where(command), TAG: tag}),
        "folder": folder,
        "deadline": command.deadline,
        "grace": command.grace,
    }
    return await _Attended(process, command, tag, on_output).ended(marshal.dumps(order), stop or Stop())


def _words(command: Command) -> list[bytes] | None:
    """The program, then its arguments from the zeroth on."""
    program = _INTERPRETERS.get(command.interpreter)
    if program is None:
        return None
    body = command.body.encode("utf-8", "surrogateescape")
    # Without the `--` a command that begins with a dash would be taken for an option.
    return [program.encode(), command.interpreter.encode(), b"-c", b"--", body]


def _encoded(variables: Mapping[str, str]) -> dict[bytes, bytes]:
    return {os.fsencode(name): os.fsencode(value) for name, value in variables.items()}


def _where(command: Command) -> str:
    return os.path.realpath(command.top / command.directory)


def _warden(folder: int) -> subprocess.Popen[bytes]:
    """Started with this process's environment, for the interpreter may need it; the command gets its own."""
    return subprocess.Popen(
        [sys.executable or "python3", "-I", "-S", warden.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        cwd="/",
        pass_fds=(folder,),
        start_new_session=True,  # or Ctrl-C at our terminal would reach it
    )


class _Attended:
    """A warden at work, from its order to its end."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        command: Command,
        tag: str,
        on_output: Callable[[str], None] | None,
    ) -> None:
        self.process = process
        self.command = command
        self.tag = tag
        self.output = Output(on_output, self._too_much)
        self.reports = Reports()
        self.lifeline: asyncio.WriteTransport | None = None
        self.told = b""
        """The last letter that was written, or was to be before there was an order."""

    async def ended(self, order: bytes, stop: Stop) -> Observed:
        """What was observed once all is gone."""
        waiting = asyncio.ensure_future(self._attend(order))
        asking = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({waiting, asking}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                self._tell(b"t")
            await asyncio.shield(waiting)
        except asyncio.CancelledError:
            self._tell(b"t")
            with suppress(asyncio.CancelledError):  # a second one does not wait: the warden ends it alone
                await asyncio.shield(waiting)
            raise
        finally:
            asking.cancel()
            if not waiting.done():
                waiting.cancel()
        return self._observed(stop)

    async def _attend(self, order: bytes) -> None:
        transports: list[asyncio.BaseTransport] = []
        try:
            await self._connect(transports)
            if self.lifeline is None or self.told:
                return  # it was stopped before it began
            self.lifeline.write(len(order).to_bytes(8, "big") + order)
            await _within(self.command.deadline + self.command.grace + _SLACK, self.reports.closed)
            if not self.reports.complete:
                self._give_up()
            await _within(_LATE, self.output.closed)
        finally:
            self.lifeline = None
            for transport in transports:
                transport.close()
            for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
                if pipe is not None:
                    pipe.close()  # the warden ends all once its pipe is closed
            while self.process.poll() is None:  # noqa: ASYNC110 - a child watcher would need the main thread
                await asyncio.sleep(0.002)
            await asyncio.sleep(0)  # for the transports to be done too

    async def _connect(self, transports: list[asyncio.BaseTransport]) -> None:
        loop = asyncio.get_running_loop()
        transports.append((await loop.connect_read_pipe(lambda: self.output, self.process.stdout))[0])
        transports.append((await loop.connect_read_pipe(lambda: self.reports, self.process.stderr))[0])
        self.lifeline, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, self.process.stdin)
        transports.append(self.lifeline)

    def _tell(self, letter: bytes) -> None:
        self.told = letter
        if self.lifeline is not None and not self.lifeline.is_closing():
            self.lifeline.write(letter)

    def _too_much(self) -> None:
        self._tell(b"k")

    def _give_up(self) -> None:
        """The warden was killed, or is stuck: end what can be told to be its command's by the tag."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        end_tagged(self.tag)

    def _observed(self, stop: Stop) -> Observed:
        told, output = self.reports, self.output
        ended = Outcome.TIMEOUT if told.timeout else None
        if stop.asked and self.told == b"t" and not told.timeout:
            ended = Outcome.CANCELLED
        return Observed(
            output=output.text,
            exit=told.status,
            durations_ms=(told.milliseconds,) if told.milliseconds is not None else (),
            total=output.total,
            cut=output.cut,
            problem=self._problem(),
            ended=ended,
        )

    def _problem(self) -> str:
        problem = self.reports.problem(self.command.interpreter) or self.output.problem
        if problem or self.reports.complete or self.told:
            return problem
        return "The process that attended the command was killed, so how the command ended is not known."


async def _within(seconds: float, event: asyncio.Event) -> None:
    """Wait for an event, at most so long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
