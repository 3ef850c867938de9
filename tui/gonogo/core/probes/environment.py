"""The environment that a command gets: a short list of variables, and those that its probe names.

All else of a person's environment (tokens above all) stays here. The values that are passed because a probe
names them are remembered, so that they can be hidden in what the command prints.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ALLOWED = (
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TZ", "LANG", "LANGUAGE"),
    *("LC_ALL", "LC_COLLATE", "LC_CTYPE", "LC_MESSAGES", "LC_MONETARY", "LC_NUMERIC", "LC_TIME"),
)
"""Passed where they are set, to every command."""

FIXED = {"TERM": "dumb", "NO_COLOR": "1", "GIT_TERMINAL_PROMPT": "0"}
"""Set for every command: nobody sits at its terminal."""

TAG = "GONOGO_PROBE"
"""Set for every command, to a value of its own: what carries it was started by that command."""

_USUAL_PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class Environment:
    """What a command finds in its environment."""

    variables: Mapping[str, str] = field(repr=False)
    passed: Mapping[str, str] = field(repr=False)
    """Of them the ones that the probe names: their values are to be hidden."""
    missing: tuple[str, ...] = ()
    """Names that the probe names and that are not set."""

    @property
    def remark(self) -> str:
        """A sentence about what is missing; "" where nothing is."""
        if not self.missing:
            return ""
        names = ", ".join(self.missing)
        return f"Not set, though the probe asks for {'them' if len(self.missing) > 1 else 'it'}: {names}."


def environment(names: Sequence[str], given: Mapping[str, str] | None = None) -> Environment:
    """The environment for a probe that names these variables; ``given`` is by default this process's."""
    around = os.environ if given is None else given
    passed = {name: around[name] for name in names if name in around}
    variables = {name: around[name] for name in ALLOWED if name in around} | FIXED | passed
    if "PATH" not in passed:
        variables["PATH"] = _absolute(variables.get("PATH", "")) or _USUAL_PATH
    missing = tuple(name for name in dict.fromkeys(names) if name not in around)
    return Environment(variables, {k: v for k, v in passed.items() if k not in ALLOWED}, missing)


def _absolute(path: str) -> str:
    """PATH without what is looked up in the folder one happens to be in: a repository could plant a `ls`."""
    return os.pathsep.join(each for each in path.split(os.pathsep) if os.path.isabs(each))
