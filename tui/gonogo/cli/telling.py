"""How a command ends for whoever called it: every error becomes a sentence on stderr and an exit status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from gonogo.cli.exits import Exit, exit_of
from gonogo.cli.output import Unheard, tell, tell_block
from gonogo.cli.program import program


def told(words: Sequence[str]) -> int:
    """Run the command line; whatever goes wrong is told."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that is not UTF-8 gets escapes, not an error
            stream.reconfigure(errors="backslashreplace")
    try:
        status = program.main(list(words), prog_name="gonogo", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        return _wrong_usage(error)
    except click.Abort:
        return Exit.INTERRUPTED
    except (Unheard, BrokenPipeError):
        return _unheard()
    except OSError as error:
        tell(f"gonogo: {error.filename or 'the output'} failed: {error.strerror or error}")
        return Exit.FAILED
    except Exception as error:  # noqa: BLE001 - the last resort: nothing is above us but the interpreter
        return failed(error)
    return int(status or Exit.FINE)


def _wrong_usage(error: click.UsageError) -> int:
    tell(f"gonogo: {' '.join(error.format_message().split())}")  # click breaks and indents its lists
    if error.ctx is not None:
        tell(f"Usage: {' '.join(error.ctx.get_usage().removeprefix('Usage:').split())}")
        tell(f"Try `{error.ctx.command_path.strip()} --help`.")
    return Exit.USAGE


def _unheard() -> int:
    """No failure of ours. What is still buffered goes nowhere, or the interpreter would trip over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return Exit.FINE


def failed(error: Exception) -> int:
    """Tell an error that ended a command; its exit status. A fault of the program is told with its place."""
    try:
        status = exit_of(error)
    except ImportError:  # a broken installation: `error` says more about it
        status = None
    if status is None:
        import traceback

        tell_block("".join(traceback.format_exception(error)))  # never with the values of variables
        tell("gonogo: this is a fault of the program; please report the lines above.")
        return Exit.FAILED
    tell(f"gonogo: {error}")
    output = getattr(error, "output", b"")
    if output:
        tell_block(os.fsdecode(output))
    return status
