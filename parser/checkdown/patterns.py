"""Patterns that are compiled when they are first used.

Reading a document takes a few milliseconds; compiling every pattern that some document may need would take
ten more, at each start. What they mean stands with those who use them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands in for the compiled pattern; after the first use its methods are that pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern ``text``, to be used by its methods. An error in it shows when it is first used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
