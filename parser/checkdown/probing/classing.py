"""Whether a probe only reads, or changes things. What is not known to only read changes things.

The programs are in ``reading_programs.toml``; this decides for whole commands and for the other kinds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from .programs import why_not
from .shell import NotUnderstood, Word, simple_commands
from .values import Probe, ProbeKind

_LONGEST = 20_000
"""Characters of a command that is looked at."""


class Effect(StrEnum):
    """What running a probe does."""

    READS = "reads"
    CHANGES = "changes things"


class Classed(NamedTuple):
    """The class of a probe."""

    effect: Effect
    reason: str
    """For what changes things why it is taken to, as words that continue "it …"; else ""."""


def classed(probe: Probe) -> Classed:
    """The class of a probe of any kind."""
    if probe.kind is ProbeKind.SHELL:
        return classed_command(probe.target, directory=probe.directory)
    if probe.kind is ProbeKind.HTTP and probe.method not in ("GET", "HEAD", "OPTIONS"):
        return Classed(Effect.CHANGES, f"sends {probe.method}")
    return Classed(Effect.READS, "")


def classed_command(text: str, *, directory: str = "") -> Classed:
    """The class of a shell command; ``directory`` is where it runs, if not at the repository's top."""
    if len(text) > _LONGEST:
        return Classed(Effect.CHANGES, "is too long to be understood")
    try:
        commands = simple_commands(text)
    except NotUnderstood as refusal:
        return Classed(Effect.CHANGES, str(refusal))
    if not commands:
        return Classed(Effect.CHANGES, "holds no command")
    elsewhere = directory not in ("", ".")
    for command in commands:
        reason = _why_not(command, elsewhere=elsewhere)
        if reason:
            return Classed(Effect.CHANGES, reason)
        elsewhere |= command[0].text == "cd"
    if commands[-1][0].text == "cd":
        return Classed(Effect.CHANGES, "changes only the folder of what would follow it")
    return Classed(Effect.READS, "")


def _why_not(command: list[Word], *, elsewhere: bool) -> str:
    if command[0].text == "!" and not command[0].open:
        command = command[1:]
    if not command:
        return "negates nothing"
    # A folder of the repository may be a bare repository, whose settings name programs that git runs.
    if command[0].text == "git" and elsewhere:
        return "runs git in another folder, whose settings could run programs"
    return why_not(command)
