"""The terminal: what it is called, how large it is, and whether this machine knows it.

What it can do is what the environment says; the terminal itself is not asked, for its answer may come late
and would be taken for keys by whatever reads next.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from .found import Found, Severity, named

FEWEST = (30, 8)
"""Columns and lines below which the application shows nothing but that."""
TWO_PANES = 60
"""Columns from which there are two panes."""
_PRINTS_ANYWHERE = "`gonogo list`, `status`, `check` and the other commands print to anything."


_TERMINFO = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/local/share/terminfo")


class Seen(NamedTuple):
    """What can be seen of the terminal without asking it."""

    size: tuple[int, int] | None
    """Columns and lines; None where there is no terminal."""
    described: bool = True
    """Whether this machine's terminfo has an entry for TERM."""


def seen_by(environ: Mapping[str, str]) -> Seen:
    """The terminal of this process's standard streams."""
    for number in (1, 0, 2):
        with suppress(OSError):
            columns, lines = os.get_terminal_size(number)
            return Seen((columns, lines), _described(environ))
    return Seen(None)


def _described(environ: Mapping[str, str]) -> bool:
    """Whether there is an entry for TERM, where terminfo looks for one; also where no terminfo is seen."""
    term = environ.get("TERM", "")
    told = [environ.get("TERMINFO", ""), *environ.get("TERMINFO_DIRS", "").split(":")]
    folders = [folder for folder in (*told, os.path.expanduser("~/.terminfo"), *_TERMINFO) if folder]
    there = [folder for folder in folders if os.path.isdir(folder)]
    if not term or "/" in term or "\0" in term or not there:
        return True
    sub = (term[0], f"{ord(term[0]):02x}")
    return any(os.path.exists(os.path.join(folder, each, term)) for folder in there for each in sub)


def terminal(environ: Mapping[str, str], seen: Seen) -> Found:
    """What it is and whether the application can be opened in it."""
    term = environ.get("TERM", "")
    if seen.size is None:
        return Found(
            "terminal",
            "none: no standard stream is one",
            f"The application needs one. {_PRINTS_ANYWHERE}",
            "Ask again in the terminal that it is meant for; over ssh, `ssh -t HOST gonogo` gives it one.",
            Severity.INFO,
        )
    columns, lines = seen.size
    if term in ("", "dumb"):
        return Found(
            "terminal",
            f"TERM is {term or 'not set'}, {columns}x{lines}",
            f"The application needs a terminal that can place text. {_PRINTS_ANYWHERE}",
            "Set TERM to what the terminal is, such as xterm-256color.",
            Severity.ERROR,
        )
    what = f"{named(term)}, {columns}x{lines}"
    if not columns or not lines:
        return Found("terminal", f"{named(term)}, of unknown size", "The application assumes one.")
    if columns < FEWEST[0] or lines < FEWEST[1]:
        smallest = f"{FEWEST[0]}x{FEWEST[1]}"
        return Found(
            "terminal",
            what,
            f"The application needs {smallest} at least.",
            "Enlarge the window.",
            Severity.WARNING,
        )
    if columns < TWO_PANES:
        return Found(
            "terminal",
            what,
            "The application shows one pane at a time.",
            f"From {TWO_PANES} columns on there are two.",
            Severity.INFO,
        )
    if not seen.described:
        return Found(
            "terminal",
            f"{what}; this machine has no terminfo entry for it",
            "gonogo needs none, but the editor and the pager that it starts may.",
            "From a machine that has it: `infocmp -x | ssh HOST tic -x -`.",
            Severity.INFO,
        )
    return Found("terminal", what)
