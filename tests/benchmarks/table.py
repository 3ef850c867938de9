"""A measurement as a line of the table: what, the figure, the bound, whether it holds."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True, slots=True)
class Figure:
    """One line."""

    subject: str
    what: str
    value: float
    bound: float
    unit: str = "x"
    note: str = ""
    """The absolute figures behind a ratio, for orientation."""

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bound."""
        return self.value <= self.bound

    def cells(self) -> tuple[str, ...]:
        """The line as texts."""
        return (
            self.what,
            _shown(self.value, self.unit),
            f"≤ {_shown(self.bound, self.unit)}",
            "yes" if self.holds else "NO",
            self.note,
        )


def _shown(value: float, unit: str) -> str:
    digits = 2 if unit == "x" or value < 10 else 0
    return f"{value:.{digits}f}{unit if unit == 'x' else ' ' + unit}"


def markdown(figures: Sequence[Figure]) -> str:
    """The page that is kept in docs/benchmarks.md."""
    versions = f"textual {version('textual')}, markdown-it-py {version('markdown-it-py')}"
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    parts = [
        "# Benchmarks",
        "",
        "Made by `make bench`. Each figure is a ratio between ours and a yardstick in the same run, or a",
        "count of bytes; absolute times stand beside it only for orientation. The programs are in",
        "`tests/benchmarks/`.",
        "",
        f"Python {platform.python_version()}, {versions}, {machine}.",
    ]
    head = "| measured | figure | bound | holds | behind it |"
    for subject in dict.fromkeys(figure.subject for figure in figures):
        parts += ["", f"## {subject}", "", head, "|---|--:|--:|---|---|"]
        parts += [f"| {' | '.join(f.cells())} |" for f in figures if f.subject == subject]
    return "\n".join(parts) + "\n"
