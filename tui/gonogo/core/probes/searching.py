"""Looks for a regular expression in a text, within bounds: the expression is somebody else's.

Python's engine can take years over a short text, and cannot be stopped from outside. So an expression that
repeats or groups anything is searched for in a process of its own, which ends when its time is up.
"""

from __future__ import annotations

import re
import subprocess
import sys

SECONDS = 1
"""Processor time that one search may take."""
_WALL = 30
"""Seconds on the clock, for a machine that is busy with other things."""
_FOUND, _NOT_FOUND = 10, 11
_BYTES = 1 << 30
_SURELY_QUICK = re.compile(r"(?:\(\?i\))?[^*+?{(]{0,40}")
_WORKER = f"""
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
for limit, most in ((resource.RLIMIT_AS, {_BYTES}), (resource.RLIMIT_CORE, 0)):
    try:
        resource.setrlimit(limit, (most, most))
    except (ValueError, OSError):
        pass  # not every system has it, and time is limited in any case
data = sys.stdin.buffer.read()
length, _, rest = data.partition(b" ")
pattern, text = rest[:int(length)].decode("utf-8", "surrogatepass"), rest[int(length):]
found = re.search(pattern, text.decode("utf-8", "surrogatepass"), re.MULTILINE)
sys.exit({_NOT_FOUND} if found is None else {_FOUND})
"""


class TooSlow(Exception):
    """The search did not come to an end within its bounds."""


def quick(pattern: str) -> bool:
    """Whether an expression is short and repeats and groups nothing, so that no text can make it slow."""
    return _SURELY_QUICK.fullmatch(pattern) is not None


def occurs(pattern: str, text: str) -> bool:
    """Whether the expression matches anywhere in the text; ``^`` and ``$`` match at each line.

    Blocks for as long as SECONDS and a bit, unless it is ``quick``. Raises TooSlow.
    """
    if quick(pattern):
        return re.search(pattern, text, re.MULTILINE) is not None
    raw = pattern.encode("utf-8", "surrogatepass")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _WORKER],
            input=b"%d %b%b" % (len(raw), raw, text.encode("utf-8", "surrogatepass")),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=_WALL,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    if done.returncode not in (_FOUND, _NOT_FOUND):
        raise TooSlow
    return done.returncode == _FOUND
