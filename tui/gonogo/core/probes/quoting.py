"""Words of an output, an answer or a document as a sentence quotes them: a few, and no secret among them.

What is quoted is redacted before it is shortened, for half of a secret looks like none; and a value that is
called by a name is redacted as one of that name, which the sentence may not repeat beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checkdown.probing import Expectation, Probe, ProbeKind, Verb, expectation_text
from gonogo.core.redacting import LONGEST, named_secret

from .presenting import hidden_in, without_secrets

Values = Mapping[str, str]
"""The variables that were passed, by name."""

LENGTH = 80
"""Characters that are quoted."""


def quoted(text: str, values: Values | None = None, *, most: int = LENGTH, cut: bool = False) -> str:
    """The beginning of a text on one line; `cut` where the text itself is the beginning of a longer one."""
    enough = most + LONGEST + max(map(len, (values or {}).values()), default=0) * 6
    shown = without_secrets(text[:enough], values, cut=cut or len(text) > enough).text
    line = " ".join(shown.split())
    return line if len(line) <= most and (cut or len(text) <= enough) else f"{line[: most - 1]}…"


def named(name: str, value: Any, values: Values | None = None) -> str:
    """A plain value of JSON that is called so: a secret for its name is hidden, whatever it looks like."""
    if named_secret(name, value):
        return "[hidden: named secret]"
    return quoted(json.dumps(value, ensure_ascii=False), values)


def body_of(probe: Probe, values: Values | None = None) -> str:
    """What a probe carries out, as it may be shown anywhere but where it is to be approved."""
    return hidden_in(f"{probe.method} {probe.target}" if probe.method else probe.target, values)


def title_of(probe: Probe, values: Values | None = None, *, more: str = "…") -> str:
    """The same on one line, with its kind where that is not plain; `more` where there are more lines."""
    first, *rest = body_of(probe, values).strip().split("\n")
    kind = "" if probe.method or probe.kind is ProbeKind.SHELL else f"{probe.kind} "
    return f"{kind}{first}{f' {more}' if rest else ''}"


def expected_of(probe: Probe, values: Values | None = None) -> tuple[str, ...]:
    """What is expected, as it is written but without secrets; nothing where a person is to judge."""
    return tuple(_expected(each, values) for each in probe.expected)


def _expected(expectation: Expectation, values: Values | None) -> str:
    if expectation.verb is not Verb.JSON or not named_secret(expectation.path, json.loads(expectation.value)):
        return hidden_in(expectation_text(expectation), values)
    return f"json {expectation.path} = {named(expectation.path, json.loads(expectation.value))}"


@dataclass(frozen=True, slots=True)
class Text:
    """What came, and how it is quoted."""

    whole: str
    total: int
    """Bytes that came."""
    cut: bool
    """Whether `whole` is not all that came."""
    values: Values = field(repr=False)

    @property
    def excerpt(self) -> str:
        """Its first line, and how many more there are."""
        lines = [line for line in self.whole.splitlines() if line.strip()]
        if not lines:
            return "no output"
        more = f" and {len(lines) - 1} more line{'s' * (len(lines) > 2)}" if len(lines) > 1 else ""
        cut = f" (of {self.total} bytes only the beginning was kept)" if self.cut else ""
        first = quoted(lines[0].strip(), self.values, cut=self.cut and len(lines) == 1)
        return f"“{first}”{more}{cut}"
