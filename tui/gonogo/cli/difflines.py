"""Comparisons as lines for people: each file with its tallies, what is flagged marked, grouped by phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkdown.comparing import Change, ChangeKind, whereabouts, words_changed
from gonogo.cli.output import Page
from gonogo.core.reports.diff import Compared, alike, name, place

_STYLES = {"done": "done", "failed": "failed", "blocked": "blocked", "doing": "doing"}


def diff_lines(files: Sequence[Compared], page: Page) -> Iterator[str]:
    """The lines for the files, a blank one between two."""
    arrow = "→" if page.unicode else "->"
    for number, (pair, comparison) in enumerate(files):
        if number:
            yield ""
        before, after = comparison.before, comparison.after
        title = page.styled(page.shown(pair.file), "bold")
        was = f" (was {page.shown(pair.was)})" if pair.was else ""
        yield f"{title}{was}  {before.done}/{before.total} {arrow} {after.done}/{after.total} done"
        groups, texts = comparison.by_phase(), alike(comparison)
        for phase, changes in groups:
            if phase or len(groups) > 1:
                yield f"  {page.styled(page.shown(phase) or '(outside the phases)', 'bold')}"
            for change in changes:
                where = place(change, comparison, texts)
                yield f"    {_line(change, page, arrow, where)}"


def _line(change: Change, page: Page, arrow: str, where: str) -> str:
    flags = "".join(f"  {page.styled(f'!{flag.value}', 'blocked')}" for flag in change.flags)
    there = f"  {page.styled(f'({page.shown(where)})', 'dim')}" if where else ""
    return f"{change.kind.value:<8}  {_said(change, page, arrow)}{there}{flags}"


def _said(change: Change, page: Page, arrow: str) -> str:
    subject, before, after = (
        page.shown(" ".join(text.split())) for text in (name(change), change.before_text, change.after_text)
    )
    match change.kind:
        case ChangeKind.FLIP:
            old, new = (state.value if state else "" for state in change.states)
            return f"{old} {arrow} {page.styled(new, _STYLES.get(new, ''))}  {subject}"
        case ChangeKind.ADDED | ChangeKind.REMOVED:
            state = next(each.value for each in change.states if each is not None)
            return f"{page.styled(state, _STYLES.get(state, ''))}  {after or before}"
        case ChangeKind.REWORDED if change.aspect != "notes":
            return _marked(change, page)
        case ChangeKind.CLAIM if before and after:
            return _marked(change, page)
        case ChangeKind.MOVED:
            there, here = map(page.shown, whereabouts(change))
            return f"{subject}: {there} {arrow} {here}"
        case ChangeKind.EVIDENCE | ChangeKind.REWORDED:
            return f"{subject}: {before or '(nothing)'} {arrow} {after or '(nothing)'}"
        case _:
            return f"{before or '(nothing)'} {arrow} {after or '(nothing)'}"


def _marked(change: Change, page: Page) -> str:
    """Both texts as one: words that are gone as [-these-], new ones as {+these+}, as `git diff` has it."""
    shown: list[str] = []
    for stretch in words_changed(change.before_text, change.after_text):
        if stretch.same:
            shown.append(page.shown(stretch.before))
            continue
        if stretch.before:
            shown.append(page.styled(f"[-{page.shown(stretch.before)}-]", "failed"))
        if stretch.after:
            shown.append(page.styled(f"{{+{page.shown(stretch.after)}+}}", "done"))
    return "".join(shown)
