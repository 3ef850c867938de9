"""How long findings take, against reading the same documents."""

from __future__ import annotations

import statistics
from datetime import date
from functools import partial
from pathlib import Path

from checkdown import Checklist, parse
from checkdown.findings import Finding, findings
from checkdown.gate import gate
from gonogo.core.checking import Checker
from tests.benchmarks.documents import checklist
from tests.benchmarks.parsing import timed
from tests.benchmarks.table import Figure

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
ROUNDS = 7


def checked(texts: list[str], what: str, bound: float) -> Figure:
    """Findings of documents that are read already, against reading them."""
    ratios, slow, read = [], [], []
    for _ in range(ROUNDS):
        read.append(timed(lambda: [parse(text) for text in texts]))
        documents = [parse(text) for text in texts]
        slow.append(timed(partial(_all, documents)))
        ratios.append(slow[-1] / read[-1])
    note = f"{statistics.median(slow) * 1e3:.0f} ms against {statistics.median(read) * 1e3:.0f} ms"
    return Figure("Checking", what, statistics.median(ratios), bound, note=note)


def _all(documents: list[Checklist]) -> list[tuple[Finding, ...]]:
    return [findings(each) for each in documents]


def checked_files(paths: list[Path], bound: float) -> Figure:
    """What `check` does with files: settings, findings, the files that are named; reading included."""
    ratios, whole, read = [], [], []
    for _ in range(ROUNDS):
        read.append(timed(lambda: [parse(path.read_bytes()) for path in paths]))
        whole.append(timed(lambda: Checker().all([(str(path), parse(path.read_bytes())) for path in paths])))
        ratios.append(whole[-1] / read[-1])
    note = f"{statistics.median(whole) * 1e3:.0f} ms against {statistics.median(read) * 1e3:.0f} ms"
    what = f"`check` of {len(paths)} real documents against reading them"
    return Figure("Checking", what, statistics.median(ratios), bound, note=note)


def gate_seconds(text: str) -> float:
    """Median seconds of a verdict on a document whose findings are known."""
    document = parse(text)
    found = findings(document)
    return statistics.median(timed(lambda: gate(document, found, date(2026, 11, 22))) for _ in range(ROUNDS))


def figures() -> list[Figure]:
    """All figures of this module."""
    text = checklist(10_000)
    found = [checked([text], "findings at 10,000 items against reading", 1.0)]
    found.append(Figure("Checking", "a verdict at 10,000 items", gate_seconds(text) * 1e3, 400.0, "ms"))
    if CORPUS.is_dir():
        texts = [path.read_text("utf-8", "replace") for path in sorted(CORPUS.glob("*.md"))]
        found.append(checked(texts, f"findings of {len(texts)} real documents against reading", 1.0))
        found.append(checked_files(sorted(CORPUS.glob("*.md")), 2.0))
    return found
