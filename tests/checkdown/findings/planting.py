"""Documents that agree with themselves, made at random, and for their lines faults that can be planted.

Every claim is counted while the document is made, by plain arithmetic that shares nothing with the rules. A
fault replaces one line; no claim elsewhere depends on what it changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

NAMES = [
    "Health Probes",
    "Event Store",
    "Payment Flow",
    "Dead Letters",
    "Tracing",
    "Dashboards",
    "Access Control",
    "Rate Limits",
    "Audit Trail",
    "Load Profile",
    "Cache Warmup",
    "Query Plans",
    "Deployment Guide",
    "Restore Drill",
    "Paging Rota",
]
WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to make a line untrue."""

    kind: str
    rule: str
    """The rule that has to tell it."""
    text: str
    """What stands in place of the line."""
    above: int = 0
    """How many lines above the replaced one it is told."""


@dataclass(slots=True)
class Line:
    """A line of a document with the faults that can be planted in it."""

    text: str
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as it is made up: what its items are, what its heading says."""

    number: int
    name: str
    priority: str
    least: int
    most: int
    done: int
    total: int

    @property
    def estimate(self) -> str:
        return days(self.least, self.most)


def days(least: int, most: int) -> str:
    """``1-2 days`` or ``1 day``."""
    return f"{least}-{most} days" if least != most else f"{least} day{'' if least == 1 else 's'}"


def share(part: int, whole: int) -> int:
    """A percentage, rounded half up."""
    return (200 * part + whole) // (2 * whole)


def off(figure: int, some: Random) -> int:
    """Another figure that is not negative."""
    return figure + some.choice([1, 2, 3]) if figure < 2 else figure + some.choice([-1, 1])


def consistent(seed: int) -> list[Line]:
    """The lines of a document without a fault."""
    some = Random(seed)
    names = some.sample(NAMES, some.randint(3, 7))
    phases = [_phase(number, name, some) for number, name in enumerate(names, 1)]
    gate = _gate(phases)
    ticked = sum(text.startswith("- [x]") for text in (line.text for line in gate))
    boxes = sum(text.startswith("- [") for text in (line.text for line in gate))
    done = sum(phase.done for phase in phases) + ticked
    total = sum(phase.total for phase in phases) + boxes
    parts = [
        _head(done, total, some),
        _summary(phases, some),
        *(_section(phase, some) for phase in phases),
        gate,
        _blockers(some),
        _scores(some),
        _costs(some),
        _timeline(phases, some),
        _remaining(phases, some),
        _questions(some),
        _counts(some),
        _harmless(some),
        _decision(done == total),
        _signatures(),
    ]
    return [line for part in parts for line in [*part, Line("")]]


def _phase(number: int, name: str, some: Random) -> Phase:
    total = some.randint(2, 6)
    least = some.randint(1, 3)
    done = some.choice([total, total, some.randint(0, total)])
    return Phase(
        number, name, some.choice(["P0", "P0", "P1"]), least, least + some.randint(0, 2), done, total
    )


def _head(done: int, total: int, some: Random) -> list[Line]:
    percent = share(done, total)
    wrong = percent + some.choice([-9, 9]) if 9 < percent < 91 else abs(percent - 20)
    ready = done == total
    score = f"**Progress:** {done}/{total} items done ({percent}%)"
    other = done - 1 if done else 1
    faults = [
        Fault("field score", "score-mismatch", f"**Progress:** {other}/{total} items done"),
        Fault(
            "field percentage", "percentage-mismatch", f"**Progress:** {done}/{total} items done ({wrong}%)"
        ),
    ]
    faults += [
        Fault("field score alone", "score-mismatch", f"**Progress:** {other}/{total}"),
        Fault("field whole", "score-mismatch", f"**Progress:** {done}/{total + 1} items done"),
    ]
    told = (
        ["NO-GO", "❌ NO-GO"] if ready else ["✅ READY", "READY ✅", "**GO** 🚀", "Ready for production ✅"]
    )
    verdict = Fault("field verdict", "verdict-mismatch", f"**Verdict:** {some.choice(told)}")
    bold = Fault("bold verdict", "verdict-mismatch", f"**Status: {'NO-GO' if ready else 'READY'}**")
    return [
        Line("# Launch of the ferry service"),
        Line(""),
        Line(
            "**Last Updated**: 2026-11-20",
            [Fault("date", "last-updated-mismatch", "**Last Updated**: 2026-10-02")],
        ),
        Line(score, faults),
        Line(f"**Verdict:** {'READY' if ready else 'NOT READY'}", [verdict, bold]),
        Line(
            f"**Completion:** {percent}%",
            # No share of fewer than 75 items has these decimals, so that it cannot be that of something else.
            [Fault("field share", "score-mismatch", f"**Completion:** {wrong}.013%")],
        ),
        Line(""),
        Line(
            f"So far {done} of {total} items are done.",
            [
                Fault("sentence", "score-mismatch", f"So far {other} of {total} items are done."),
                *_grown(done, total),
            ],
        ),
    ]


def _grown(done: int, total: int) -> list[Fault]:
    """A sentence from before an item was added; of less than two it may be one about something else."""
    text = f"So far {done} of {total - 1} items are done."
    return [Fault("sentence whole", "score-mismatch", text)] if 1 < done < total else []


def _summary(phases: list[Phase], some: Random) -> list[Line]:
    lines = [Line("## Summary"), Line(""), Line("| Section | Score | Status |"), Line("|---|---|---|")]
    for phase in phases:
        mark = "✅" if phase.done == phase.total else "⚠️"
        row = f"| {phase.number}. {phase.name} | {phase.done}/{phase.total} | {mark} |"
        wrong = phase.done - 1 if phase.done == phase.total else phase.done + 1
        faults = [
            Fault("row score", "score-mismatch", row.replace(f" {phase.done}/", f" {wrong}/")),
        ]
        if mark == "⚠️":
            faults.append(Fault("row mark", "section-row-mismatch", row.replace(mark, "✅")))
            name, figure = f"{phase.number}. {phase.name}", f"{phase.done}/{phase.total}"
            for word in ("✅ Done", "Complete"):
                faults.append(Fault("row word", "section-row-mismatch", f"| {name} | {figure} | {word} |"))
            figure = f"{phase.total}/{phase.total} (100%)"
            faults.append(Fault("row share", "score-mismatch", row.replace(row.split("|")[2], f" {figure} ")))
        else:
            faults.append(Fault("row cross", "section-row-mismatch", row.replace(mark, "❌")))
        lines.append(Line(row, faults))
    return lines


def _section(phase: Phase, some: Random) -> list[Line]:
    finished = phase.done == phase.total
    bare = f"## Phase {phase.number}: {phase.name} ({phase.priority}) - {phase.estimate}"
    lied = some.choice(
        [
            " ✅",
            " — COMPLETE",
            " (✅ Complete)",
            " ✅ (2026-11-20)",
            " ✅ COMPLETED 2026-11-20",
            " — ALL RESOLVED",
        ]
    )
    full = f"{phase.total}/{phase.total}"
    counted = some.choice(
        [
            f" — {full} items (100%)",
            f" ✅ — {full} items (100%)",
            f" — {full} ✅ DONE",
            f" ✅ {full}",
            f" ({full})",
        ]
    )
    other = phase.done - 1 if phase.done else 1
    percent = share(phase.done, phase.total)
    forms = [
        (bare, Fault("heading tick", "heading-mark-mismatch", bare + lied) if not finished else None),
        (
            f"{bare} [{phase.done}/{phase.total}]",
            Fault("cookie", "cookie-mismatch", f"{bare} [{other}/{phase.total}]"),
        ),
        (
            f"{bare} [{percent}%]",
            Fault("cookie share", "cookie-mismatch", f"{bare} [{abs(percent - 30)}%]"),
        ),
    ]
    if not finished:
        forms.append((bare, Fault("heading score", "score-mismatch", bare + counted)))
        forms.append((bare, Fault("heading share", "score-mismatch", f"{bare} - 100% complete")))
        told = f"{bare} - {phase.done} of {phase.total} done"
        wrong = f"{bare} - {phase.done + 1} of {phase.total} done"
        forms.append((told, Fault("heading words", "score-mismatch", wrong)))
    if finished:
        forms.append((f"{bare} ✅", Fault("heading cross", "heading-mark-mismatch", f"{bare} ❌")))
    text, fault = some.choice(forms)
    lines = [Line(text, [fault] if fault else []), Line("")]
    early = Fault("section status", "verdict-mismatch", "**Status:** ✅ Complete")
    lines += [
        Line("**Status:** 🚧 In progress", [early]) if not finished else Line("**Status:** ✅ Complete")
    ]
    lines += [Line("")]
    for number in range(phase.total):
        label = f"{phase.name} step {WORDS[number]}"
        lines.append(Line(f"- [{'x' if number < phase.done else ' '}] {label}"))
    return lines


def _gate(phases: list[Phase]) -> list[Line]:
    lines = [Line("## Launch Gate"), Line("")]
    for priority in ("P0", "P1"):
        chosen = [phase for phase in phases if phase.priority == priority]
        if not chosen:
            continue
        finished = all(phase.done == phase.total for phase in chosen)
        numbers = ", ".join(str(phase.number) for phase in chosen)
        text = f"- [{'x' if finished else ' '}] All {priority} phases complete ({numbers})"
        wrong = text.replace(f"({numbers})", f"({numbers}, 99)")
        lines.append(Line(text, [Fault("listed phases", "derived-item-mismatch", wrong)]))
    done = [phase for phase in phases if phase.done == phase.total]
    left = [phase for phase in phases if phase.done < phase.total]
    if done:
        line = Line(f"- [x] Phase {done[0].number} complete")
        for text in _beyond(left[0], len(phases)) if left else ():
            line.faults.append(Fault("ticked too early", "derived-item-mismatch", f"- [x] {text}"))
        lines.append(line)
    return lines


def _beyond(left: Phase, count: int) -> list[str]:
    """What cannot be said yet while a phase is not done."""
    return [
        f"Phases 1-{count} complete",
        f"Phases 1–{count} are done",
        "All phases complete",
        f"All {left.priority} items complete",
        f"{left.priority} done",
        f"Phase {left.number} ({left.name}) complete",
        f"All tasks in Phase {left.number} done",
    ]


def _blockers(some: Random) -> list[Line]:
    count = some.randint(2, 9)
    wrong = off(count, some)
    lines = [
        Line("## Where we stand"),
        Line(""),
        Line(
            f"We have {count} critical blockers to work on.",
            [Fault("count", "count-mismatch", f"We have {wrong} critical blockers to work on.")],
        ),
        Line(""),
        Line(
            f"All {WORDS[count]} critical blockers have an owner.",
            [
                Fault(
                    "count in words", "count-mismatch", f"All {WORDS[wrong]} critical blockers have an owner."
                )
            ],
        ),
        Line(""),
    ]
    first = some.randint(1, count - 1)
    named = f"They are: Security ({first}), Operations ({count - first})"
    lied = f"They are: Security ({off(first, some)}), Operations ({count - first})"
    lines += [Line(named, [Fault("named counts", "count-mismatch", lied)]), Line("")]
    lines += [Line("## Critical Blockers (Must Fix)"), Line("")]
    for title, number in (("Security", first), ("Operations", count - first)):
        lines += [Line(f"### {title}"), Line(""), Line("| # | Issue | Required |"), Line("|---|---|---|")]
        lines += [Line(f"| {n} | Issue {WORDS[n]} | Solved |") for n in range(1, number + 1)]
        lines += [Line("")]
    return lines


def _scores(some: Random) -> list[Line]:
    rows = [(some.randint(1, 5), some.randint(30, 99)) for _ in range(some.randint(3, 6))]
    weights = sum(weight for weight, _ in rows)
    mean = share(sum(weight * score for weight, score in rows), 100 * weights)
    plain = share(sum(score for _, score in rows), 100 * len(rows))
    lines = [Line("## Angles"), Line(""), Line("| Angle | Weight | Score |"), Line("|---|---|---|")]
    lines += [Line(f"| Angle {n} | {weight} | {score}% |") for n, (weight, score) in enumerate(rows, 1)]
    lied = Fault("weighted mean", "total-mismatch", f"| **OVERALL** | | **{mean - 7}%** |")
    lines += [Line(f"| **OVERALL** | | **{mean}%** |", [lied]), Line("")]
    lines += [Line("| Angle | Score |"), Line("|---|---|")]
    lines += [Line(f"| Angle {n} | {score}% |") for n, (_, score) in enumerate(rows, 1)]
    lied = Fault("mean", "total-mismatch", f"| **OVERALL** | **{plain + 5}%** |")
    return [*lines, Line(f"| **OVERALL** | **{plain}%** |", [lied])]


def _costs(some: Random) -> list[Line]:
    rows = [
        (some.randint(1, 9), some.randint(9, 20), some.randint(100, 3000)) for _ in range(some.randint(2, 5))
    ]
    part, whole = sum(row[0] for row in rows), sum(row[1] for row in rows)
    cost = sum(row[2] for row in rows)
    lines = [
        Line("## Tests and costs"),
        Line(""),
        Line("| Suite | Passed | Rate | Cost |"),
        Line("|---|---|---|---|"),
    ]
    for n, (passed, tests, price) in enumerate(rows, 1):
        rate = share(passed, tests)
        row = f"| Suite {n} | {passed}/{tests} | {rate}% | ${price:,} |"
        lied = Fault("row percentage", "percentage-mismatch", row.replace(f" {rate}%", f" {rate + 8}%"))
        lines.append(Line(row, [lied]))
    total = f"| **Total** | **{part}/{whole}** | **{share(part, whole)}%** | **${cost:,}** |"
    faults = [
        Fault("total score", "total-mismatch", f"| **Total** | **{part - 1}/{whole}** | | **${cost:,}** |"),
        Fault("total whole", "total-mismatch", f"| **Total** | **{part}/{whole + 2}** | | **${cost:,}** |"),
        Fault("total number", "total-mismatch", total.replace(f"${cost:,}", f"${cost + 40:,}")),
    ]
    return [*lines, Line(total, faults)]


def _timeline(phases: list[Phase], some: Random) -> list[Line]:
    least, most = sum(phase.least for phase in phases), sum(phase.most for phase in phases)
    lied = Fault("estimate", "estimate-mismatch", f"**Everything**: {days(least, most + 2)}")
    lines = [Line("## Timeline"), Line(""), Line(f"**Everything**: {days(least, most)}", [lied])]
    for phase in phases:
        lines.append(Line(f"- Phase {phase.number}: {phase.estimate}"))
    lines += [Line(""), Line("| Step | Duration |"), Line("|---|---|")]
    lines += [Line(f"| Step {phase.number} | {phase.estimate} |") for phase in phases]
    lied = Fault("total estimate", "total-mismatch", f"| **TOTAL** | **{days(least + 1, most + 1)}** |")
    return [*lines, Line(f"| **TOTAL** | **{days(least, most)}** |", [lied])]


def _remaining(phases: list[Phase], some: Random) -> list[Line]:
    lines = [Line("## What remains"), Line("")]
    for number, phase in enumerate(phases, 1):
        left = phase.total - phase.done
        lied = Fault("what remains", "count-mismatch", f"{number}. {phase.name}: {left + 1} open")
        lines.append(Line(f"{number}. {phase.name}: {left} open", [lied]))
    lied = Fault("malformed box", "malformed-box", "- [] Some words follow.")
    return [*lines, Line(""), Line("Some words follow.", [lied])]


def _questions(some: Random) -> list[Line]:
    count = some.randint(2, 7)
    lied = Fault("heading count", "count-mismatch", f"## Open questions ({off(count, some)})")
    lines = [Line(f"## Open questions ({count})", [lied]), Line("")]
    return lines + [Line(f"- Who knows {WORDS[number]}?") for number in range(count)]


def _counts(some: Random) -> list[Line]:
    rows = [(some.randint(1, 9), some.randint(9, 20)) for _ in range(some.randint(2, 4))]
    part, whole = sum(row[0] for row in rows), sum(row[1] for row in rows)
    lines = [Line("## Drills"), Line(""), Line("| Drill | Done | Total | % |"), Line("|---|---|---|---|")]
    for n, (done, total) in enumerate(rows, 1):
        lines.append(Line(f"| Drill {n} | {done} | {total} | {share(done, total)}% |"))
    mean = share(part, whole)
    lied = Fault("total percentage", "percentage-mismatch", f"| **Total** | {part} | {whole} | {mean + 8}% |")
    return [*lines, Line(f"| **Total** | {part} | {whole} | {mean}% |", [lied])]


def _harmless(some: Random) -> list[Line]:
    """What holds figures that nothing in the document can contradict."""
    big, small, year = some.randint(60, 99), some.randint(10, 50), some.randint(2019, 2026)
    return [
        Line(text)
        for text in (
            "## Notes",
            "",
            "**Approval:** Approved",
            "",
            f"We fixed {some.randint(20, 60)} critical blockers last sprint. There were {big} blockers.",
            f"The audit found {big} open questions; {small} of {big} tasks were completed last week.",
            "",
            "| Run | Size (MB) | Time (s) | Ratio | Year | |",
            "|---|---|---|---|---|---|",
            f"| One | {big} | {small} | 0.{small} | {year} | {small} |",
            f"| Two | {small} | {big} | 0.{big} | {year - 1} | {big} |",
            f"| Total | {big + 1} | {big} | 0.{small + 9} | {year} | {big} |",
            "",
            "| Module | Coverage |",
            "|---|---|",
            f"| Core | {big}% |",
            f"| Ports | {small}% |",
            f"| Total | {big - 2}% |",
            "",
            "| Team | Size |",
            "|---|---|",
            "| Boats | 4 |",
            "| Piers | 5 |",
            "| Total | 8 |",
            "",
            "| Area | Done |",
            "|---|---|",
            "| Hull | 4 |",
            "| ... | |",
            f"| **Total** | {big} |",
        )
    ]


def _decision(ready: bool) -> list[Line]:
    lied = "## ❌ Ship Decision: NO-GO" if ready else "## ✅ Ship Decision: GO"
    told = "## ✅ Ship Decision: GO" if ready else "## ❌ Ship Decision: NO-GO"
    so, not_so = ("GO", "NO-GO") if ready else ("NO-GO", "GO")
    row = Fault("row verdict", "verdict-mismatch", f"| **Overall** | **{not_so}** |")
    asked = "❌ NO-GO" if ready else "✅ Yes"
    question = Fault("answer", "verdict-mismatch", f"| Ship to production? | {asked} |")
    return [
        Line(told, [Fault("heading verdict", "verdict-mismatch", lied)]),
        Line(""),
        Line("| Question | Answer |"),
        Line("|---|---|"),
        Line(f"| Ship to production? | {'✅ Yes' if ready else '❌ NO-GO'} |", [question]),
        Line(f"| **Overall** | **{so}** |", [row]),
    ]


def _signatures() -> list[Line]:
    blank = "- Engineering Lead: _________ Date: "
    dated = Fault("dated, not signed", "signoff-without-name", f"{blank}2026-11-01")
    return [Line("## Sign-Off"), Line(""), Line(f"{blank}_______", [dated])]
