"""Checking checklists as their repository asks for it: by its settings, its commits and its files.

The rules themselves are checkdown's; what is made of findings is for reports and screens. Files are read and
git is asked, so in an application this is for a thread. What looks for findings is loaded when it is needed:
a verdict often needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkdown.collecting import collector_paused
from checkdown.gate import RequirementUnknown, Verdict, gate, goes
from gonogo.core.checksettings import CheckSettings, read_check_settings
from gonogo.core.git.repository import Repository

if TYPE_CHECKING:
    from checkdown import Checklist
    from checkdown.findings import Finding, Reading, Settings
    from gonogo.core.references import Places


class Checked(NamedTuple):
    """A checklist that was checked."""

    file: str
    checklist: Checklist
    findings: tuple[Finding, ...]
    settings: CheckSettings


class Judged(NamedTuple):
    """A checklist that was checked and judged."""

    checked: Checked
    verdict: Verdict | None
    """None where the settings fit no verdict; `problems` says why."""
    problems: tuple[str, ...] = ()


def judged(file: str, checklist: Checklist, between: Callable[[], None] | None = None) -> Judged:
    """Check and judge one checklist as its repository asks for it now."""
    checker = Checker()
    checked = checker.one(file, checklist, between)
    problems = checker.problems()
    try:
        return Judged(checked, None if problems else checker.verdict(checked), problems)
    except RequirementUnknown as problem:
        return Judged(checked, None, (str(problem),))


def today() -> date:
    """The day where whoever asks is: the last day of a waiver is theirs."""
    return datetime.now().astimezone().date()


class Checker:
    """Checks the checklists of any number of files; each repository's settings are read once.

    `online`: the web addresses in them are asked, too.
    """

    def __init__(self, on: date | None = None, *, online: bool = False) -> None:
        self.today = on or today()
        self._online = online
        self._answers: dict[str, str] = {}
        """What came of each web address that was asked."""
        self._repositories: dict[str, Repository | None] = {}
        """By folder, and by the name of each file that was asked for."""
        self._places: dict[tuple[str, Repository | None], Places] = {}
        self._settings: dict[Path | None, CheckSettings] = {}

    def repository(self, file: str) -> Repository | None:
        """The repository of a file, if it has a working tree."""
        if file not in self._repositories:
            folder = os.path.dirname(os.path.realpath(file))
            if folder not in self._repositories:
                found = Repository.discover(Path(folder))
                self._repositories[folder] = found if found and not found.bare else None
            self._repositories[file] = self._repositories[folder]
        return self._repositories[file]

    def settings(self, file: str) -> CheckSettings:
        """How a file's repository wants it checked."""
        repository = self.repository(file)
        top = repository.top if repository else None
        if top not in self._settings:
            self._settings[top] = read_check_settings(top)
        return self._settings[top]

    def problems(self) -> tuple[str, ...]:
        """The mistakes in the settings that were read so far."""
        return tuple(problem for each in self._settings.values() for problem in each.problems)

    def unsure(self) -> tuple[str, ...]:
        """The web addresses of which nobody could say whether they are there, each with the reason."""
        return tuple(
            f"{url}: {answer.removeprefix('unsure: ')}"
            for url, answer in self._answers.items()
            if answer.startswith("unsure: ")
        )

    def all(self, read: Iterable[tuple[str, Checklist]]) -> list[Checked]:
        """Check checklists; git is asked once for all of a repository whose dates matter."""
        from checkdown.findings import Reading

        readings = [
            (file, Reading(checklist, self._tuned(file, checklist, None))) for file, checklist in read
        ]
        dates = self._dates(readings)
        if self._online:
            from gonogo.core.references.online import addresses_in, ask

            self._answers |= ask(url for _, each in readings for _, _, url in addresses_in(each))
        with collector_paused():
            return [self._checked(file, reading, dates.get(file)) for file, reading in readings]

    def one(self, file: str, checklist: Checklist, between: Callable[[], None] | None = None) -> Checked:
        """Check one checklist; `between` is called between two rules."""
        from checkdown.findings import Reading

        reading = Reading(checklist, self._tuned(file, checklist, None))
        return self._checked(file, reading, self._dates([(file, reading)]).get(file), between)

    def verdict(self, checked: Checked) -> Verdict:
        """GO or NO-GO with its reasons. Raises RequirementUnknown."""
        return gate(checked.checklist, checked.findings, self.today, checked.settings.gate)

    def goes(self, file: str, checklist: Checklist) -> bool | None:
        """Whether it is a GO, as quickly as that can be said; None where the settings fit no verdict."""
        settings = self.settings(file)
        if settings.problems:
            return None
        try:
            return goes(checklist, lambda: self.one(file, checklist).findings, self.today, settings.gate)
        except RequirementUnknown:
            return None

    def _tuned(self, file: str, checklist: Checklist, changed: date | None) -> Settings:
        return replace(self.settings(file).findings, changed_on=changed, today=self.today)

    def _dates(self, readings: Sequence[tuple[str, Reading]]) -> dict[str, date]:
        """The days of the last commits of those files that say when they were changed."""
        from checkdown.claims.last_updated import speaks_of_a_day
        from gonogo.core.git.dating import changed_on

        asked: dict[Repository, dict[Path, str]] = {}
        for file, reading in readings:
            repository = self.repository(file)
            if repository and speaks_of_a_day(reading):
                asked.setdefault(repository, {})[Path(file)] = file
        return {
            files[path]: day
            for repository, files in asked.items()
            for path, day in changed_on(repository, tuple(files)).items()
        }

    def _places_near(self, file: str) -> Places:
        """Where the paths in a file lead: what is looked up for one document is known for its neighbours."""
        from gonogo.core.references import Places

        repository = self.repository(file)
        key = (os.path.dirname(file), repository)
        if key not in self._places:
            self._places[key] = Places(Path(file), repository.top if repository else None)
        return self._places[key]

    def _checked(
        self, file: str, reading: Reading, changed: date | None, between: Callable[[], None] | None = None
    ) -> Checked:
        from checkdown.findings import findings_in
        from gonogo.core.references import findings_among

        if changed is not None:
            reading.settings = replace(reading.settings, changed_on=changed)
        others = findings_among(reading, self._places_near(file))
        if self._answers:
            from gonogo.core.references.online import dead_links

            others = (*others, *dead_links(reading, self._answers))
        found = findings_in(reading, others, between) if between else findings_in(reading, others)
        return Checked(file, reading.checklist, found, self.settings(file))
