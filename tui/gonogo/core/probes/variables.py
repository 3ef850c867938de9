"""Whether a variable has a value, in the environment or in a dotenv file. The value itself goes nowhere.

Not into what is seen and not into a sentence: whether an expectation on it holds is found out here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from checkdown.probing import Probe, Verb, expectation_text

from .judging import unmet
from .outcome import Observed
from .paths import Outside, exactly

_LINE = re.compile(r"\s*(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(?P<value>.*)", re.DOTALL)
_LARGEST = 1 << 20


def looked_up(probe: Probe, environment: Mapping[str, str], top: Path, beside: Path) -> Observed:
    """Whether the variable is there and not empty. Blocks where a file has to be read.

    `top` is the repository's top, `beside` the document's folder: real paths.
    """
    values, where = environment, "the environment"
    if probe.directory:
        where = probe.directory
        try:
            values = _read(probe.directory, top, beside)
        except (OSError, Outside, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error).rstrip(".")
            return Observed(problem=f"{probe.directory} could not be read: {why}.")
    value = values.get(probe.target)
    if not value or not value.strip():
        output = f"an empty value in {where}" if value is not None else f"no value: it is not set in {where}"
        return Observed(output, present=False, total=len(output))
    output = f"{probe.target} has a value in {where}\n"
    return Observed(output, present=True, total=len(output), unmet=_broken(probe, value))


def dotenv(text: str) -> dict[str, str]:
    """The variables of a dotenv file: ``NAME=value``, ``export NAME="value"``, ``# comment``."""
    values = {}
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is not None:
            values[found["name"]] = _unquoted(found["value"].strip())
    return values


def _unquoted(value: str) -> str:
    if value[:1] in ("'", '"'):
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    return "" if value.startswith("#") else re.split(r"\s#", value, maxsplit=1)[0].strip()


def _read(name: str, top: Path, beside: Path) -> dict[str, str]:
    for start in dict.fromkeys((top, beside)):
        path = exactly(start, name, top)
        if path is not None:
            if not path.is_file():
                raise ValueError("it is no file")
            with path.open("rb") as file:
                return dotenv(file.read(_LARGEST).decode("utf-8-sig", "replace"))
    raise FileNotFoundError(2, "there is no such file")


def _broken(probe: Probe, value: str) -> tuple[str, ...]:
    """The expectations that do not hold, told without a word of the value."""
    return tuple(
        f"expected {'a number ' if each.verb in (Verb.BELOW, Verb.ABOVE) else ''}{expectation_text(each)},"
        f" got a value of {probe.target} of which that does not hold"
        for each in probe.expect
        if unmet(replace(probe, expect=(each,)), Observed(value, present=True))
    )
