"""Where text goes: data to stdout, narration to stderr, and how the terminal there draws it.

What is printed for people passes `safe`, so that no document, file name or hook speaks to the terminal.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from gonogo.core.safetext import Safe

STYLES = {
    "bold": "1",
    "dim": "2",
    "done": "32",
    "doing": "33",
    "blocked": "31",
    "failed": "31",
    "unknown": "35",
}
"""SGR parameters by name; the names of states among them."""


class Page(NamedTuple):
    """What may be drawn on standard output."""

    width: int | None
    """Cells of a line; None where it is no terminal, so that nothing is cut."""
    colour: bool
    unicode: bool
    """Whether it takes more than ASCII."""

    def shown(self, text: str) -> Safe:
        """`text` from outside, made safe, and in ASCII where there is nothing else."""
        return _shown(text, unicode=self.unicode)

    def styled(self, text: str, style: str) -> str:
        """`text` in one of STYLES, where there is colour; else, and for other names, as it is."""
        code = STYLES.get(style)
        return f"\x1b[{code}m{text}\x1b[0m" if code and self.colour and text else text


def page(stream: TextIO | None = None) -> Page:
    """What standard output (or another stream) is."""
    out = stream or sys.stdout
    if not out.isatty():
        return Page(None, colour=False, unicode=_takes_unicode(out))
    import shutil

    plain = os.environ.get("TERM", "") in ("", "dumb") or bool(os.environ.get("NO_COLOR"))
    return Page(
        shutil.get_terminal_size().columns,
        colour=not plain,
        unicode=_takes_unicode(out),
    )


def _takes_unicode(stream: TextIO) -> bool:
    """Whether a stream takes more than ASCII; of a terminal its locale says so, not Python's choice."""
    if not (stream.encoding or "").lower().replace("-", "").startswith("utf"):
        return False
    if not stream.isatty():
        return True
    from gonogo.core.asciitext import takes_unicode

    return takes_unicode(os.environ)


def _shown(text: str, *, unicode: bool) -> Safe:
    from gonogo.core.safetext import safe

    if unicode or text.isascii():
        return safe(text, pictures=unicode)
    from gonogo.core.asciitext import in_ascii

    return in_ascii(safe(text, pictures=False))


class Unheard(Exception):
    """Whoever read our output wanted no more, as `head` does."""


def put(text: str) -> None:
    """Write data to standard output: one line, or several that are joined already. Raises Unheard."""
    try:
        sys.stdout.write(text + "\n")
    except BrokenPipeError as error:
        raise Unheard from error


def put_json(report: object) -> None:
    """Write a report as JSON in ASCII, so that nothing in it can speak to a terminal.

    A byte that was no UTF-8 stands as the lone surrogate that Python reads it as (`\\udce9`).
    """
    import json

    put(json.dumps(report, ensure_ascii=True, indent=1 if sys.stdout.isatty() else None))


def tell(sentence: str) -> None:
    """Write a line of narration to standard error."""
    sys.stderr.write(_shown(sentence.replace("\n", " "), unicode=_takes_unicode(sys.stderr)) + "\n")


def tell_block(text: str) -> None:
    """Write others' lines (a hook's, git's) to standard error, indented and made safe."""
    from gonogo.core.safetext import safe_block

    unicode = _takes_unicode(sys.stderr)
    for line in safe_block(text.rstrip("\r\n"), pictures=unicode):
        sys.stderr.write(f"  {_shown(line, unicode=unicode)}\n")
