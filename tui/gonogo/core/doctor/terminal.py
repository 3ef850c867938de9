"""The terminal: what it is called, how large it is, its colours, its characters and its mouse.

All of this is what the environment says (TERM, COLORTERM, the locale); the terminal itself is not asked, for
its answer may come late and would be taken for keys by whatever reads next.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from gonogo.core.asciitext import is_utf8, takes_unicode
from gonogo.core.config import OUTPUTS, Config

from .found import Found, Severity, named

FEWEST = (30, 8)
"""Columns and lines below which the application shows nothing but that."""
ROOMY = (60, 16)
"""Columns and lines from which there are two panes, and room in them."""
_TRUE = ("truecolor", "24bit")
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
    named = [environ.get("TERMINFO", ""), *environ.get("TERMINFO_DIRS", "").split(":")]
    folders = [folder for folder in (*named, os.path.expanduser("~/.terminfo"), *_TERMINFO) if folder]
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
    if columns < FEWEST[0] or lines < FEWEST[1]:
        smallest = f"{FEWEST[0]}x{FEWEST[1]}"
        return Found(
            "terminal",
            what,
            f"The application needs {smallest} at least.",
            "Enlarge the window.",
            Severity.WARNING,
        )
    if columns < ROOMY[0] or lines < ROOMY[1]:
        return Found(
            "terminal",
            what,
            "The application shows one pane at a time.",
            f"From {ROOMY[0]}x{ROOMY[1]} there are two.",
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


def colours(environ: Mapping[str, str], config: Config) -> Found:
    """How many colours the environment speaks of, and what draws with them."""
    term, depth = environ.get("TERM", ""), environ.get("COLORTERM", "").strip().lower()
    if environ.get("NO_COLOR"):
        return Found(
            "colours",
            "none, as NO_COLOR asks",
            "States, the cursor and flags are told apart by their signs.",
            "Unset NO_COLOR to have colours." if config.theme != "terminal" else "",
        )
    if term in ("", "dumb"):
        return Found("colours", f"none (TERM is {term or 'not set'})")
    said = f"COLORTERM is {named(depth)}" if depth in _TRUE else f"TERM is {named(term)}"
    count, amount = 16, "16"
    if depth in _TRUE:
        count, amount = 1 << 24, "16 million"
    elif term.endswith("256color") or "kitty" in term:
        count, amount = 256, "256"
    what = f"{amount} ({said})"
    if config.theme == "terminal":
        return Found("colours", what, "The theme `terminal` uses the terminal's own 16.")
    if count < 256:
        return Found(
            "colours",
            what,
            f"The theme `{config.theme}` is drawn with the nearest of them.",
            'Set theme = "terminal" in the configuration, or TERM to xterm-256color if that is so.',
            Severity.INFO,
        )
    return Found("colours", what, f"The theme `{config.theme}` is drawn as it is.")


def characters(environ: Mapping[str, str], config: Config) -> Found:
    """Whether more than ASCII is drawn, and what decides it."""
    name = _deciding(environ)
    said = f"{name} is {named(environ[name])}" if name else "no locale is set"
    if name == "LC_CTYPE" and environ[name].startswith("C.") and not environ.get("LANG"):
        said += ", or no locale is set"  # Python sets it then (PEP 538), and nobody can tell who did
    if config.ascii is True:
        return Found(
            "unicode",
            f"not used: the configuration says ascii = true ({said})",
            "Signs and emoji are drawn with ASCII.",
        )
    if takes_unicode(environ):
        return Found("unicode", f"yes ({said})" if name else f"taken for granted ({said})")
    if is_utf8(environ):
        return Found(
            "unicode",
            f"no: the font of TERM {named(environ.get('TERM', ''))} has few characters",
            "Signs and emoji are drawn with ASCII." if config.ascii is None else "Some may show as boxes.",
            severity=Severity.INFO,
        )
    if config.ascii is False:
        return Found(
            "unicode",
            f"{said}, which is no UTF-8, but the configuration says ascii = false",
            "Where the terminal takes no UTF-8, signs come out as several wrong characters.",
            "Set ascii to auto, or the locale to one of UTF-8, such as C.UTF-8.",
            Severity.WARNING,
        )
    return Found(
        "unicode",
        f"no: {said}, which is no UTF-8",
        "Signs and emoji are drawn with ASCII, letters by their plain neighbours.",
        _remedy(name),
        Severity.WARNING,
    )


def _deciding(environ: Mapping[str, str]) -> str:
    """The variable that names the character set, as `is_utf8` takes it; "" for none."""
    if environ.get("LC_ALL"):
        return "LC_ALL"
    chosen = environ.get("LC_CTYPE", "")
    if not chosen or (chosen.startswith("C.") and environ.get("LANG") in {"C", "POSIX"}):
        return "LANG" if environ.get("LANG") else ""
    return "LC_CTYPE"


def _remedy(name: str) -> str:
    return (
        f"Set {name} to a locale of UTF-8, such as C.UTF-8 (`locale -a` lists them);"
        " over ssh, `SendEnv LANG LC_*` hands on your own."
    )


def mouse(environ: Mapping[str, str], config: Config) -> Found:
    """Whether the terminal is asked to report the mouse."""
    if environ.get("GONOGO_MOUSE") == "off":
        return Found("mouse", "left to the terminal, as GONOGO_MOUSE=off asks")
    if not config.mouse:
        return Found("mouse", "left to the terminal, as the configuration says (mouse = false)")
    if environ.get("TERM", "").partition("-")[0] == "linux":
        return Found("mouse", "none: the Linux console does not report it", "Every action has a key.")
    return Found(
        "mouse",
        "clicks, drags and the wheel are reported",
        "To select text, hold shift, or start `gonogo --no-mouse`.",
    )


def variables(environ: Mapping[str, str]) -> Iterator[Found]:
    """Variables of ours with a value that means nothing."""
    for name, known in (("GONOGO_OUTPUT", OUTPUTS), ("GONOGO_MOUSE", ("off",))):
        value = environ.get(name, "")
        if value and value not in known:
            yield Found(
                name,
                f"is {named(value)}, which means nothing",
                "It is as if it was not set." if name == "GONOGO_MOUSE" else "It is taken for `moves`.",
                f"Write {' or '.join(known)}, or unset it.",
                Severity.WARNING,
            )
