"""Measure everything, print the table, keep it in docs/benchmarks.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import (
    checking,
    history,
    parsing,
    probing,
    reviewing,
    starting,
    terminal,
    together,
    wire,
)
from tests.benchmarks.table import Figure, markdown

ROOT = Path(__file__).resolve().parents[2]


SUBJECTS = (
    "reading",
    "checking",
    "history",
    "reviewing",
    "starting",
    "terminal",
    "together",
    "probing",
    "wire",
)


def main() -> None:
    """`python -m tests.benchmarks [SUBJECT]…`: all of `SUBJECTS`, or some."""
    wanted = sys.argv[1:] or SUBJECTS
    sample = ROOT / "sample_checklists" / "phased-readiness.md"
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="gonogo-bench-") as folder:
        copy = Path(folder) / "ready.md"
        copy.write_bytes(sample.read_bytes())
        if "reading" in wanted:
            figures += parsing.figures()
        if "checking" in wanted:
            figures += checking.figures()
        if "history" in wanted:
            figures += history.figures(Path(folder))
        if "reviewing" in wanted:
            figures += reviewing.figures(Path(folder))
        if "starting" in wanted:
            figures += starting.figures(copy)
        if "terminal" in wanted:
            figures += terminal.figures(copy, Path(folder))
        if "together" in wanted:
            figures += together.figures(Path(folder))
        if "probing" in wanted:
            figures += probing.figures(Path(folder))
        if "wire" in wanted:
            figures += wire.figures(Path(folder))
    page = markdown(figures)
    print(page)
    if not sys.argv[1:]:
        (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
