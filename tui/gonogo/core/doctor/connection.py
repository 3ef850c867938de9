"""The way from the person to this machine: ssh, mosh, tmux, screen, and what is sent over it.

Whoever started us is looked up among the processes where the system shows them (Linux); everywhere else
the variables that ssh, tmux and screen set are all there is. No address is told: none is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from gonogo.core.config import Config

from .found import Found, Severity, named

_DEEPEST = 64  # parents that are looked at
_SLOW_LINE = (
    "`ssh -C` (Compression yes) sends a third or less. Where lines break or addresses change, mosh goes on,"
    " and tmux keeps the session."
)
_DRAWN = (
    "The framework's output is sent as it is, whole regions at a time: slower over a bad line, never wrong."
)


def ancestors() -> tuple[str, ...]:
    """The names of the processes that led here, the nearest first; none where that cannot be seen."""
    names: list[str] = []
    number = os.getppid()
    with suppress(OSError, ValueError, IndexError):
        while number > 1 and len(names) < _DEEPEST:
            told = Path(f"/proc/{number}/stat").read_bytes().decode("utf-8", "replace")
            name, _, rest = told.partition("(")[2].rpartition(")")
            names.append(name)
            number = int(rest.split()[1])
    return tuple(names)


def connection(environ: Mapping[str, str], parents: tuple[str, ...]) -> Found:
    """Whether there is a line between the person and this machine, and what helps on it."""
    inside = "tmux" if environ.get("TMUX") else "screen" if environ.get("STY") else ""
    within = f", inside {inside} ({'TMUX' if inside == 'tmux' else 'STY'} is set)" if inside else ""
    by = next((name for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY") if environ.get(name)), "")
    if "mosh-server" in parents:
        return Found(
            "connection",
            "over mosh",
            "It sends what changed and survives a break by itself; of the clipboard it hands on short texts.",
        )
    if not by:
        return Found("connection", f"not over ssh{within}")
    if inside:
        return Found(
            "connection",
            f"over ssh ({by} is set){within}",
            f"When the line breaks, {inside} and gonogo go on: attach again.",
            "On a slow line: `ssh -C`.",
            Severity.INFO,
        )
    return Found(
        "connection",
        f"over ssh ({by} is set)",
        "When the line breaks, gonogo ends; edits are saved, or in its journal for the next start.",
        _SLOW_LINE,
        Severity.INFO,
    )


def multiplexer(environ: Mapping[str, str]) -> Iterator[Found]:
    """What tmux or screen, where there is one, makes of the terminal."""
    term = environ.get("TERM", "")
    if environ.get("TMUX"):
        if term.startswith(("tmux", "screen")):
            yield Found(
                "tmux",
                f"TERM is {named(term)}, as it should be",
                "The copy key reaches your clipboard where tmux has `set -s set-clipboard on`.",
            )
        else:
            yield _mistaken("tmux", term, "`set -g default-terminal tmux-256color` in ~/.tmux.conf")
    if environ.get("STY"):
        if term.startswith("screen"):
            yield Found(
                "screen",
                f"TERM is {named(term)}, as it should be",
                "GNU screen shows at most 256 colours and hands on no clipboard.",
            )
        elif not environ.get("TMUX"):
            yield _mistaken("screen", term, "`term screen-256color` in ~/.screenrc")


def _mistaken(program: str, term: str, remedy: str) -> Found:
    said = f"TERM is {named(term)}" if term else "TERM is not set"
    return Found(
        program,
        f"{said}, but it is {program} that draws",
        f"Programs send what {program} may not know: wrong colours, wrong keys, remains of old text.",
        f"{remedy[0].upper()}{remedy[1:]}, and nothing that sets TERM in the shell's files.",
        Severity.WARNING,
    )


def output(environ: Mapping[str, str], config: Config, aside: str) -> Found:
    """How the terminal is told what to show; `aside` says why the output layer would stand aside, or ""."""
    if environ.get("TERM", "") in ("", "dumb"):
        return Found("output", "none is sent: the application does not start in this terminal")
    chosen, origin = config.output, "the configuration says"
    if environ.get("GONOGO_OUTPUT"):
        chosen, origin = environ["GONOGO_OUTPUT"], "GONOGO_OUTPUT says"
    if chosen == "whole":
        return Found(
            "output",
            f"everything that is painted is sent, as {origin} (whole)",
            "Up to ten times as much goes over the line.",
            "Take `whole` away again where the terminal shows the same with `cells` or `moves`.",
            Severity.INFO,
        )
    if aside:
        return Found(
            "output",
            f"the output layer stands aside: {aside}",
            _DRAWN,
            "Install a version of textual that this gonogo knows: `pip install 'textual==8.2.8'`.",
            Severity.WARNING,
        )
    if chosen == "cells":
        return Found("output", f"only what changed is sent, and lines are not moved, as {origin} (cells)")
    return Found(
        "output",
        "only what changed is sent (moves)",
        'ctrl+l draws all again. Where lines then stand wrong, set output = "cells".',
    )
