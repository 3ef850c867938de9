"""Checklists of any size for the measurements: phases, sections, tasks in four states, tables, commands."""

from __future__ import annotations

import random

_AREAS = (
    "Health checks",
    "Rate limits",
    "Backups",
    "Dashboards",
    "Alerts",
    "Migrations",
    "Secrets",
    "Load tests",
)
_VERBS = ("Add", "Verify", "Document", "Configure", "Test", "Rotate", "Expose", "Review")
_THINGS = (
    "request duration metrics (histogram)",
    "connection pool limits (min: 2, max: 10)",
    "`GET /healthz` for the load balancer",
    "structured logs with a request id",
    "the restore of last night's backup",
    "**graceful** shutdown within 30 s",
    "alert routing to the on-call rotation",
    "the rollback runbook, see [rollback](docs/rollback.md)",
)
_MARKS = " xx~!"
_CELLS = ("✅ Done", "✅", "⚠️ Partial", "❌ Missing", "✅ 120+ tests")


def checklist(items: int, seed: int = 1) -> str:
    """A document with that many tasks, give or take a section, and a table in every fourth section."""
    chance = random.Random(seed)
    lines = [
        "# Harbour Service - Production Readiness",
        "",
        "**Last Updated:** 2026-11-01",
        "**Status:** In progress",
        "",
    ]
    phases = max(1, min(400, items // 60))
    made = phase = 0
    while made < items:
        phase += 1
        lines += ["---", "", f"## Phase {phase}: Stage {phase} (P{phase % 3}) - {1 + phase % 4} days", ""]
        for section in range(1, 8):
            if made >= items * phase // phases and phase < phases:
                break
            lines += [f"### {phase}.{section} {_AREAS[(phase + section) % len(_AREAS)]}", ""]
            for _ in range(min(8, items - made)):
                made += 1
                lines += _task(chance, made)
            lines += _extra(chance, section)
            if made >= items:
                break
    return "\n".join([*lines, "**Status Legend**:", *(f"- [{m}] {w}" for m, w in _LEGEND)]) + "\n"


_LEGEND = ((" ", "Not started"), ("~", "In progress"), ("x", "Complete"), ("!", "Blocked"))


def _task(chance: random.Random, number: int) -> list[str]:
    mark = chance.choice(_MARKS)
    lines = [f"- [{mark}] {chance.choice(_VERBS)} {chance.choice(_THINGS)} #{number}"]
    if mark == "!":
        lines.append("  - blocked: waiting for the cloud account (2026-11-01, Ada Lovelace)")
    elif mark == "x" and chance.random() < 0.3:
        lines.append(f"  - evidence: [run.txt](evidence/launch/item-{number}/2026-11-01T101500Z.txt) exit 0")
    elif chance.random() < 0.1:
        lines += [f"  - [ ] a smaller part of #{number}"]
    return lines


def _extra(chance: random.Random, section: int) -> list[str]:
    if section % 4 == 1:
        rows = [f"| {chance.choice(_THINGS)} | {chance.choice(_CELLS)} | `src/main.py` |" for _ in range(5)]
        return ["", "| Item | Status | Evidence |", "|------|--------|----------|", *rows, ""]
    if section % 4 == 3:
        return [
            "",
            "```bash",
            "# Check health",
            "curl -fsS http://localhost:8080/healthz  # Should return ok",
            "```",
            "",
        ]
    return [""]
