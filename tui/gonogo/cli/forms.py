"""Findings written in the formats of hosting sites and CI services."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from gonogo.cli.findinglines import summary
from gonogo.cli.output import put, put_json, tell
from gonogo.core.checking import Checked, Checker
from gonogo.core.reports.checking import found_in
from gonogo.core.reports.formats import (
    github_lines,
    gitlab_report,
    junit_report,
    placed,
    sarif_report,
    step_summary,
)


def written(checker: Checker, checked: Sequence[Checked], form: str) -> None:
    """Write findings in a format; for GitHub the summary of the step too, where it says to which file."""

    def top_of(file: str) -> Path | None:
        repository = checker.repository(file)
        return repository.top if repository else None

    found = found_in(checked)
    findings = placed(found, top_of)
    if form == "gitlab":
        put_json(gitlab_report(findings))
    elif form == "sarif":
        put_json(sarif_report(findings))
    elif form == "junit":
        names = {each.file: _name(each.file, top_of(each.file)) for each in checked}
        put(_in_ascii(junit_report(list(dict.fromkeys(names.values())), findings)))
    else:
        for line in github_lines(findings):
            put(line)
        _summarise(step_summary(findings, summary(found)))
        tell(summary(found))


def _name(file: str, top: Path | None) -> str:
    return os.path.relpath(os.path.realpath(file), top) if top else file


def _in_ascii(xml: str) -> str:
    """With a reference for each character beyond ASCII, so that nothing in it speaks to a terminal."""
    return xml.rstrip("\n").replace("UTF-8", "US-ASCII", 1).encode("ascii", "xmlcharrefreplace").decode()


def _summarise(text: str) -> None:
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    try:
        with open(place, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        tell(f"gonogo: the summary of the step could not be written to {place}: {error.strerror}")
