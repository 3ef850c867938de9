"""A probe revealed whole, as lines for the person who is to approve it.

Nothing of it can hide: control, bidi and invisible characters are shown as what they are, blanks at the end
of a line as dots, long runs of blanks and of empty lines as their number, so that what follows them is not
pushed out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkdown.probing import ProbeKind
from gonogo.core.safetext import Safe, safe
from gonogo.core.trust import Definition

_WIDE = 12
"""Blanks in a row that are shown as their number."""
_EMPTY = 3
"""Empty lines in a row that are shown as their number."""
_RUN = re.compile(f"[ \t]{{{_WIDE},}}")
_CUT = re.compile(r"\r\n|\n|\r")


_KINDS = {
    ProbeKind.FILE: ("file", "it is there"),
    ProbeKind.ENV: ("environment variable", "it has a value"),
    ProbeKind.TCP: ("port", "it accepts a connection"),
    ProbeKind.PROM: ("Prometheus query", ""),
}
"""What a body is that is no command and no request, and what is expected of it where nothing is written."""


def revealed(definition: Definition) -> tuple[Safe, ...]:
    """The body, line by line."""
    return tuple(text for _, text in numbered(definition))


def numbered(definition: Definition) -> tuple[tuple[int, Safe], ...]:
    """The body, line by line, each with its 1-based number in the body.

    Empty lines that are shown as their number have the number of the first of them.
    """
    shown: list[tuple[int, Safe]] = []
    empty = 0
    for number, line in enumerate([*_CUT.split(definition.body), None], 1):
        if line is not None and not line.strip(" \t"):
            empty += 1
            continue
        first = number - empty
        if empty >= _EMPTY:
            shown.append((first, _empty(empty)))
        else:
            shown += [(each, Safe("")) for each in range(first, number)]
        empty = 0
        shown += [] if line is None else [(number, _line(line))]
    return tuple(shown)


def particulars(definition: Definition) -> tuple[tuple[str, Safe], ...]:
    """Name and value of everything else that is approved with the body, where there is something to say."""
    return tuple((name, safe(value)) for name, value in _particulars(definition) if value)


def peculiarities(definition: Definition) -> tuple[str, ...]:
    """Sentences on what a reader could overlook in the body."""
    body = definition.body
    lines = _CUT.split(body)
    told: list[str] = []
    if any(safe(line.replace("\t", " ")) != line.replace("\t", " ") for line in lines):
        told.append("It holds characters that cannot be seen or that change the order of others.")
    foreign = sorted({each for each in body if each.isalpha() and not each.isascii()})
    if foreign:
        some = safe(" ".join(foreign[:8]))
        told.append(f"It holds letters that are not ASCII and may look like others: {some}")
    if _RUN.search(body):
        told.append("It holds long runs of blanks; look at what stands behind them.")
    if len(lines) > 1 and re.search(rf"(?:(?:\r\n|\n|\r)[ \t]*){{{_EMPTY + 1},}}", body):
        told.append("It holds many empty lines; look at what stands below them.")
    return tuple(told)


def _particulars(definition: Definition) -> Iterator[tuple[str, str]]:
    kind, default = _KINDS.get(ProbeKind(definition.kind), ("", ""))
    yield "kind", kind
    if definition.kind == ProbeKind.SHELL:
        yield "run by", f"{definition.interpreter} -c"
        yield "directory", definition.directory or "the repository's top"
    elif definition.kind == ProbeKind.ENV:
        yield "file", definition.directory
    yield "method", definition.method
    yield "address", definition.url
    yield "variables passed", ", ".join(definition.env)
    yield "timeout", f"{definition.timeout_ms / 1000:g} s" if definition.timeout_ms else ""
    yield "requests", str(definition.samples) if definition.samples > 1 else ""
    yield "redirects", f"up to {definition.redirects} are followed" if definition.redirects else ""
    yield "expected", ", ".join(definition.expect) or default


def _line(line: str) -> Safe:
    kept = line.rstrip(" \t")
    tail = line[len(kept) :]
    shown = _RUN.sub(lambda run: f"⟨{len(run[0])} blanks⟩", kept)
    ending = f"⟨{len(tail)} blanks⟩" if len(tail) >= _WIDE else tail.replace(" ", "·").replace("\t", "→")
    return safe(shown + ending)


def _empty(count: int) -> Safe:
    return Safe(f"⟨{count} empty lines⟩")
