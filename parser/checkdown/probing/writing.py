"""A probe as words: what ``reading`` reads back as the same probe."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from .values import Expectation, Probe, ProbeKind, Verb


class Written(NamedTuple):
    """A probe as it is written under an item."""

    text: str
    """The words behind ``probe:``, on one line."""
    script: str
    """The lines of the fenced block below them; "" where the command stands in the text."""


def write_probe(probe: Probe) -> Written:
    """The words of a probe; a command of several lines goes into the block."""
    script = probe.target if probe.kind is ProbeKind.SHELL and "\n" in probe.target else ""
    head = "" if script else code_span(probe.target)
    if probe.kind is ProbeKind.HTTP:
        head = f"{probe.method} {head}"
    elif probe.kind is not ProbeKind.SHELL:
        head = f"{probe.kind} {head}"
    parts = [head] if head else []
    if probe.directory:
        parts.append(f"in {_word(probe.directory)}")
    if probe.env:
        parts.append(f"env {','.join(probe.env)}")
    parts += [f"expect {expectation_text(each)}" for each in probe.expect]
    if probe.samples != 1:
        parts.append(f"samples {probe.samples}")
    if probe.redirects:
        parts.append(f"redirects {probe.redirects}")
    if probe.timeout_ms:
        parts.append(f"timeout {duration(probe.timeout_ms)}")
    return Written(" ".join(parts), script)


def expectation_text(expectation: Expectation) -> str:
    """An expectation as it is written behind ``expect``."""
    verb, value = expectation.verb, expectation.value
    match verb:
        case Verb.NOTHING | Verb.SHOWN:
            return str(verb)
        case Verb.CONTAINS:
            return f"contains {_quoted(value)}"
        case Verb.MATCHES:
            return f"matches /{_slashed(value)}/"
        case Verb.STATUS if value.startswith("<"):
            return f"status < {value[1:]}"
        case Verb.UNDER:
            return f"under {duration(int(value))}"
        case Verb.JSON:
            plain = json.loads(value)
            text = _quoted(plain) if isinstance(plain, str) else value
            return f"json {expectation.path} = {text}"
        case _:
            return f"{verb} {value}"


def code_span(text: str) -> str:
    """A markdown code span with this content."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def duration(milliseconds: int) -> str:
    """A time as it is written: ``250ms``, ``10s``, ``2m``."""
    if milliseconds % 60_000 == 0:
        return f"{milliseconds // 60_000}m"
    if milliseconds % 1000 == 0:
        return f"{milliseconds // 1000}s"
    return f"{milliseconds}ms"


def _word(text: str) -> str:
    return text if re.fullmatch(r"[^\s`]+", text) else code_span(text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _slashed(regex: str) -> str:
    return re.sub(r"(?s)\\.|/", lambda found: "\\/" if found[0] == "/" else found[0], regex)
