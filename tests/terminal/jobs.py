"""One whole job for each document: where to go, what to do there.

The reference documents are named by their numbers and their items by line, so that none of their text
stands here; our samples by their text.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.terminal.acts import (
    Act,
    AttachPath,
    AttachUrl,
    AttachUrlToRow,
    Begin,
    Block,
    BlockRow,
    SetMark,
    SetRow,
    Tick,
    Track,
    Undone,
)


@dataclass(frozen=True)
class Job:
    """What a person does to one document."""

    document: str
    """The file's name, or how it begins."""
    phase: int | str
    """The line of the heading to go to by the key for phases."""
    acts: tuple[Act, ...]

    def __str__(self) -> str:
        return self.document.removesuffix(".md")


SEEDS = (
    Job(
        "000_",
        84,
        (
            Tick(94),
            Begin(95),
            Block(96),
            AttachPath(97),
            SetRow(14, key="~", state="doing", old="✅", new="⚠️"),
            AttachUrlToRow(15),
            Undone(86),
        ),
    ),
    Job("001_", 40, (Tick(14), Begin(16), Block(22), AttachPath(47), AttachUrl(52), Undone(61))),
    Job(
        "002_",
        184,
        (
            SetRow(175, key="x", state="done", old="❌ Missing", new="✅ Done"),
            SetRow(117, key="~", state="doing", old="✅", new="⚠️"),
            BlockRow(118),
            SetMark(28, key="X", state="failed", old="✅", new="❌"),
            AttachUrl(29),
            AttachUrlToRow(119),
            Track(211, rows=3),
            Undone(148),
        ),
    ),
    Job(
        "003_",
        112,
        (
            Tick(10),
            Begin(28),
            Block(43),
            AttachPath(35),
            AttachUrl(45),
            SetMark(200, key="X", state="failed", old="✅", new="❌"),
            Undone(29),
        ),
    ),
    Job(
        "004_",
        51,
        (
            Tick(57),
            Begin(66),
            Block(75),
            SetRow(39, key="x", state="done", old="⚠️ Unknown", new="✅ Done"),
            AttachPath(84),
            AttachUrlToRow(46),
            Undone(58),
        ),
    ),
)

SAMPLES = (
    Job(
        "deployment.md",
        "## Post-Deployment Monitoring",
        (
            Tick("`DATABASE_POOL_MIN`"),
            Begin("Migrations applied to production"),
            Block("Log aggregation configured"),
            AttachPath("Container image built and tested"),
            AttachUrl("Resource limits set"),
            SetMark("⬜ Dashboards show", key="x", state="done", old="⬜", new="✅"),
            Undone("Complaints read"),
        ),
    ),
    Job(
        "phased-readiness.md",
        "## Phase 4: Security",
        (
            Tick("Rate limit per site"),
            Begin("Request size limit"),
            Block("Gateway latency per site"),
            AttachPath("Query plans of the ten"),
            AttachUrl("Connection pool sized"),
            Undone("December peak"),
        ),
    ),
    Job(
        "readiness-analysis.md",
        "## Angle 4: Operations",
        (
            SetRow("| **Incident runbook**", key="x", state="done", old="❌ Missing", new="✅ Done"),
            SetRow("| Nightly backup", key="~", state="doing", old="✅", new="⚠️"),
            BlockRow("| Liveness endpoint", reason="no | route"),
            SetMark("- ✅ Every push", key="X", state="failed", old="✅", new="❌"),
            AttachUrl("- ✅ A release takes"),
            AttachUrlToRow("| Broker cluster"),
            Track("| 1 | Shared sensor key", rows=2),
            Undone("| Foreign keys"),
        ),
    ),
    Job(
        "release-gate.md",
        "## Ship Checklist",
        (
            Tick("Announce the release"),
            Begin("Release notes read"),
            Block("Cache warm-up"),
            AttachPath("Feature flag"),
            SetRow("| Errors carry a code", key="~", state="doing", old="✅", new="⚠️"),
            AttachUrlToRow("| Restore rehearsed"),
            BlockRow("| Two instances share"),
            Undone("Version bumped"),
        ),
    ),
    Job(
        "service-status.md",
        "## Still to Do",
        (
            Tick("Storage full is told"),
            Begin("Tour expires"),
            Block("Restore rehearsed"),
            SetRow("| Test coverage", key="x", state="done", old="⚠️ Unknown", new="✅ Done"),
            AttachPath("Runbook for a failed"),
            AttachUrlToRow("| Device lab"),
            Undone("Release notes generated"),
        ),
    ),
)
