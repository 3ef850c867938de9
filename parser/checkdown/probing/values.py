"""What a probe is: its kind, its target, what is expected of it, and where it was found.

Values only. How they are written is for ``reading`` and ``writing``, whether a command changes things for
``classing``; nothing here runs anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkdown.errors import CheckdownError


class ProbeKind(StrEnum):
    """What is asked."""

    SHELL = "shell"
    HTTP = "http"
    FILE = "file"
    ENV = "env"
    TCP = "tcp"
    PROM = "prom"


class Verb(StrEnum):
    """The first word of an expectation."""

    EXIT = "exit"
    STATUS = "status"
    CONTAINS = "contains"
    MATCHES = "matches"
    NOTHING = "nothing"
    JSON = "json"
    BELOW = "<"
    ABOVE = ">"
    UNDER = "under"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must hold."""

    verb: Verb
    value: str = ""
    """``exit``: the number. ``status``: a number, ``ok`` (200 to 299) or ``<N``. ``contains``: the text.
    ``matches``: the regular expression. ``json``: the value as JSON. ``<`` and ``>``: the bound as written.
    ``under``: milliseconds. Else ""."""
    path: str = ""
    """``json``: keys and indexes from the top, ``checks[0].status``."""


SHOWN = Expectation(Verb.SHOWN)
"""Nothing can be told from the outcome by rule: a person looks at it."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A check that a machine can make."""

    kind: ProbeKind
    target: str
    """The command, address, path or glob, variable, ``host:port`` or query."""
    expect: tuple[Expectation, ...] = ()
    """Empty where nothing was written; see ``expected``."""
    method: str = ""
    """http: ``GET`` and so on, else ""."""
    directory: str = ""
    """Where a command runs, relative to the repository; for ``env`` the dotenv file to read. "" if none."""
    env: tuple[str, ...] = ()
    """Names of environment variables that are passed, as written."""
    samples: int = 1
    """How many requests an ``under`` is measured over."""
    timeout_ms: int = 0
    """Milliseconds; 0 where nothing was written."""
    redirects: int = 0
    """http: how many redirects are followed, at most; 0: none is."""

    @property
    def expected(self) -> tuple[Expectation, ...]:
        """What is expected, with the default where nothing was written."""
        return self.expect or _DEFAULTS.get(self.kind, ())


_DEFAULTS = {
    ProbeKind.SHELL: (Expectation(Verb.EXIT, "0"),),
    ProbeKind.HTTP: (Expectation(Verb.STATUS, "<400"),),
}


class Origin(StrEnum):
    """How a probe came to be found."""

    WRITTEN = "written"
    """Somebody wrote it as a probe."""
    COMMAND = "command"
    """A command of a shell fence; at an item where its fence is nested under it."""
    OFFERED = "offered"
    """Read out of the words: a variable or a path that is mentioned."""


@dataclass(frozen=True, slots=True)
class Found:
    """A probe and where it stands, or why what stands there is none."""

    probe: Probe | None
    origin: Origin
    line: int
    """1-based."""
    end: int
    """1-based last line."""
    section_index: int
    item_index: int = -1
    """Position in ``checklist.items``; -1 where it stands at no item."""
    title: str = ""
    """The comment above a command, which may be that of several; else ""."""
    comment: str = ""
    """The comment behind a command, its own; else ""."""
    problem: ProbeNotUnderstood | None = None
    """Set exactly where ``probe`` is None."""


class ProbeNotUnderstood(CheckdownError):
    """Words that do not make a probe; the sentence says where, and what to write instead."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {reason}")
        self.reason = reason
        self.line = line
        """1-based."""
        self.column = column
        """1-based, in characters of the line."""
