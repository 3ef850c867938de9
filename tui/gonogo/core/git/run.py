"""The one way in which gonogo runs git.

`read` asks git something, `streamed` what is too long to keep: no locks taken, no hook, filter, file system
monitor or network transport of the repository's configuration started. `write` changes the repository on a
person's behalf: hooks and signing are honoured, but nothing can ask on the terminal. `in_terminal` is the
same with the terminal given away.

Common to all: the absolute path of git from PATH (a relative entry would be looked up in the repository),
`--literal-pathspecs`, bytes in and out, a session of its own, a deadline that ends in SIGTERM (SIGKILL
leaves locks behind), and no variable that points git at another repository than the one it is started in.
GitPython is not used for this: its import alone starts git twice and costs more than any question asked
here; it decodes names as UTF-8, and its own deadline is a SIGKILL. The tests read with it what this wrote.
"""

from __future__ import annotations

import fcntl
import os
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .errors import GitCancelled, GitMissing, GitRefused, GitTimeout

READ_LIMIT = 10.0
"""Seconds that a question may take."""

_GRACE = 5.0  # seconds that git gets to clean up after SIGTERM
_TICK = 0.05  # seconds between looks at the clock, the cancel event and the process
_CHUNK = 1 << 16
_WIDE = 1 << 20  # bytes that git may be ahead of who reads a stream
_KEPT = 1 << 20  # bytes of a hook's output that are kept

_GUARDED = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "safe.bareRepository=explicit",
)
_ALWAYS = ("--no-pager", "--literal-pathspecs")

# What `git rev-parse --local-env-vars` lists without the configuration, and what would change the meaning
# of a path: set where gonogo is started from a hook or an alias.
_DROPPED = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_EXTERNAL_DIFF",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)


@dataclass(frozen=True, slots=True)
class Finished:
    """A git that has ended."""

    code: int
    """The exit status; negative where a signal ended it."""
    out: bytes
    err: bytes


def read(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    fine: Container[int] = (0,),
    limit: float = READ_LIMIT,
    guarded: bool = True,
    literal: bool = True,
    overrides: Iterable[tuple[str, str]] = (),
) -> Finished:
    """Ask git something in `folder`, the top of a working tree.

    `guarded=False` leaves out the settings that switch things off, for reading the settings themselves;
    `literal=False` is for commands that refuse `--literal-pathspecs`: names begin with `./` there;
    `overrides` are settings that outrank the repository's (`filters.none_run` for what compares files).
    Raises GitRefused when the exit status is not among `fine`, GitMissing, GitTimeout.
    """
    flags = (*(_GUARDED if guarded else ()), "--no-pager", *(("--literal-pathspecs",) if literal else ()))
    environment = _with_settings(_asking(folder), overrides)
    with _started(folder, (*flags, *arguments), environment) as process:
        finished = _attend(process, stdin, limit, None, keep=None)
    if finished.code not in fine:
        raise GitRefused(_refusal(finished.err, finished.code, arguments[0]), output=finished.err)
    return finished


@contextmanager
def streamed(
    folder: Path, *arguments: str, stdin: bytes = b"", limit: float = READ_LIMIT
) -> Iterator[IO[bytes]]:
    """Ask git something as `read` does and take the answer as it comes; git is ended when enough was taken.

    At the deadline the answer ends. Raises GitMissing, GitRefused where git cannot be started.
    """
    with _started(folder, (*_GUARDED, *_ALWAYS, *arguments), _asking(folder)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError, AttributeError):  # a wider pipe, where there is one: git goes on meanwhile
            fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, _WIDE)
        feeding = threading.Thread(target=_feed, args=(process.stdin, stdin), daemon=True)
        clock = threading.Timer(limit, _stop, (process,))
        clock.daemon = True
        feeding.start()
        clock.start()
        try:
            yield process.stdout
        finally:
            clock.cancel()
            _stop(process)
            feeding.join()


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError, ValueError):  # git did not want to read it all
        pipe.write(data)
        pipe.close()


def _asking(folder: Path) -> dict[str, str]:
    """The environment of a git that is only asked."""
    return _environment() | {
        "GIT_CEILING_DIRECTORIES": str(folder.parent),  # this repository or none
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what it lacks, by a program of its choice
        "GIT_NO_LAZY_FETCH": "1",
    }


def write(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    limit: float = READ_LIMIT,
    cancel: threading.Event | None = None,
    index: Path | None = None,
) -> Finished:
    """Let git change the repository at `folder`; hooks run, with no terminal to ask on.

    `index` is a file to use in place of the repository's own index. Whatever the exit status, it is
    returned. Raises GitMissing, GitTimeout, GitCancelled.
    """
    environment = _environment() | {
        "LANGUAGE": "C",  # git speaks English, hooks keep the person's character set
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": ":",
    }
    if index is not None:
        environment["GIT_INDEX_FILE"] = os.fspath(index)
    environment.pop("GPG_TTY", None)  # or the agent would draw its prompt over the application
    with _started(folder, (*_ALWAYS, *arguments), environment) as process:
        return _attend(process, stdin, limit, cancel, keep=_KEPT)


def in_terminal(folder: Path, *arguments: str, stdin: bytes = b"") -> int:
    """As `write`, with this process's terminal: programs may ask, and nothing is captured. The exit status.

    Ctrl-C reaches git and not the caller; there is no deadline, since a person is present.
    """
    environment = _environment()
    with suppress(OSError):
        environment.setdefault("GPG_TTY", os.ttyname(0))
    with _interrupts_ignored():
        process = _start(
            [program(), *_ALWAYS, *arguments], folder, environment, captured=False, own_session=False
        )
        with process:
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                process.stdin.write(stdin)
                process.stdin.close()
            return process.wait()


def _environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in _DROPPED and not name.startswith("GIT_TRACE")
    }


def _with_settings(environment: dict[str, str], settings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The environment with git settings in it: as `-c`, but the keys may hold any character."""
    told = environment.get("GIT_CONFIG_COUNT", "")
    count = int(told) if told.isdecimal() else 0
    for count, (key, value) in enumerate(settings, count + 1):  # noqa: B020
        environment |= {f"GIT_CONFIG_KEY_{count - 1}": key, f"GIT_CONFIG_VALUE_{count - 1}": value}
    return environment | {"GIT_CONFIG_COUNT": str(count)} if count else environment


def program() -> str:
    """The absolute path of git, from PATH. Raises GitMissing."""
    for folder in os.get_exec_path():
        candidate = os.path.join(folder, "git")
        if os.path.isabs(folder) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    raise GitMissing(
        "there is no git on PATH: editing and saving work, but branch, history and commits need git"
    )


def _start(
    command: list[str], folder: Path, environment: Mapping[str, str], *, captured: bool, own_session: bool
) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE if captured else None
    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=pipe,
            stderr=pipe,
            start_new_session=own_session,
        )
    except OSError as error:
        raise GitRefused(f"git could not be started in {folder}: {error.strerror}") from error


@contextmanager
def _started(
    folder: Path, arguments: tuple[str, ...], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A git whose end is seen to, whatever happens here (Ctrl-C does not reach its session)."""
    process = _start([program(), *arguments], folder, environment, captured=True, own_session=True)
    try:
        yield process
    except BaseException:
        _stop(process)
        raise
    finally:
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _attend(
    process: subprocess.Popen[bytes],
    stdin: bytes,
    limit: float,
    cancel: threading.Event | None,
    *,
    keep: int | None,
) -> Finished:
    """Feed and drain the process until it has ended; its pipes may outlive it in a child it left behind."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    out, err = bytearray(), bytearray()
    unsent = memoryview(stdin)
    deadline = time.monotonic() + limit
    with selectors.DefaultSelector() as pipes:
        pipes.register(process.stdout, selectors.EVENT_READ, out)
        pipes.register(process.stderr, selectors.EVENT_READ, err)
        if unsent:
            os.set_blocking(process.stdin.fileno(), False)
            pipes.register(process.stdin, selectors.EVENT_WRITE)
        else:
            process.stdin.close()
        while True:
            ended = process.poll() is not None
            busy = False
            for key, _ in pipes.select(0 if ended else _TICK) if pipes.get_map() else ():
                if key.fileobj is process.stdin:
                    unsent = _sent(pipes, process.stdin, unsent)
                else:
                    busy = _received(pipes, key, keep) or busy
            if ended and not busy:
                return Finished(process.returncode, bytes(out), bytes(err))
            if cancel is not None and cancel.is_set():
                raise GitCancelled("git was stopped, as asked", output=bytes(err))
            if time.monotonic() > deadline:
                raise GitTimeout(f"git did not end within {limit:g} s and was stopped", output=bytes(err))
            if not pipes.get_map():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_TICK)


def _sent(pipes: selectors.BaseSelector, pipe: IO[bytes], unsent: memoryview) -> memoryview:
    try:
        rest = unsent[os.write(pipe.fileno(), unsent[:_CHUNK]) :]
    except BlockingIOError:
        return unsent
    except BrokenPipeError:
        rest = unsent[:0]  # git did not want to read it all: its exit status says why
    if not rest:
        pipes.unregister(pipe)
        with suppress(BrokenPipeError):
            pipe.close()
    return rest


def _received(pipes: selectors.BaseSelector, key: selectors.SelectorKey, keep: int | None) -> bool:
    chunk = os.read(key.fd, _CHUNK)
    if not chunk:
        pipes.unregister(key.fileobj)
    elif keep is None or len(key.data) < keep:
        key.data.extend(chunk)
    return bool(chunk)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM to git and what it started; when git has taken its locks away, SIGKILL to whoever is deaf."""
    if process.poll() is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A handler that does nothing, and not SIG_IGN, which git would inherit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _refusal(err: bytes, code: int, command: str) -> str:
    """Git's words as one sentence, with the command it suggests where it suggests one."""
    lines = [line.strip() for line in os.fsdecode(err).split("\n")]
    words = next((line for line in lines if line.startswith(("fatal: ", "error: "))), "")
    suggested = next((line for line in lines if line.startswith("git config ")), "")
    if not words:
        words = next((line for line in lines if line), f"exit status {code}")
    sentence = f"git {command}: {words.removeprefix('fatal: ').removeprefix('error: ')}"
    return f"{sentence}; if that is as it should be: {suggested}" if suggested else sentence
