"""What could run of a document, and what may: each probe with its exact definition, digest, effect and trust.

Reads the checklist that is open, the approvals and the repository's settings, once; nothing is run and
nothing is read again later, so that what a person approved is what runs. Running is for ``running``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from checkdown import Checklist, Item, Section
from checkdown.probing import SHOWN, Classed, Effect, Found, Origin, Probe, ProbeKind, classed, probes_in
from gonogo.core.trust import Approval, Approvals, Definition, Place, difference, digest, nearest

from .presenting import hidden_in
from .settings import ProbeSettings, read_settings


@dataclass(frozen=True, slots=True)
class Planned:
    """A probe as it would be carried out."""

    probe: Probe
    definition: Definition
    """Exactly what runs; what a person is shown, and approves."""
    digest: str
    classed: Classed
    trusted: bool
    """Whether it may run: it was approved for this document here, or needs no approval."""
    place: Place
    origin: Origin
    found: Found | None = None
    """Where it stands; None for a command that was given on the spot."""
    item: str = ""
    """The id of its item; "" where it stands at none."""
    title: str = ""
    """The comment above a command, else the text of its item, or ""."""
    comment: str = ""
    """The comment behind a command, its own; "" where there is none."""

    @property
    def effect(self) -> Effect:
        """Whether it only reads."""
        return self.classed.effect

    @property
    def alone(self) -> bool:
        """Whether it runs only by itself, after a confirmation of its own that shows the whole command."""
        return self.origin is Origin.COMMAND and self.effect is Effect.CHANGES

    @property
    def in_all(self) -> bool:
        """Whether "run all" takes it in: what was written as a probe, and commands that only read."""
        return self.trusted and self.origin is not Origin.OFFERED and not self.alone

    @property
    def changes_with_others(self) -> bool:
        """Whether "run all" takes it in, once it is approved, though it changes things: to be told."""
        return self.origin is Origin.WRITTEN and self.effect is Effect.CHANGES

    @property
    def purpose(self) -> str:
        """What it is for, in the document's words: its item or the comment above, and the comment behind."""
        return ": ".join(each for each in (self.title, self.comment) if each)

    @property
    def line(self) -> int:
        """1-based; 0 for a command that was given on the spot."""
        return self.found.line if self.found is not None else 0


@dataclass(frozen=True, slots=True)
class Fault:
    """What was written as a probe and cannot be carried out."""

    found: Found
    sentence: str
    """Without secrets."""
    item: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything in a document that can be carried out, in the order of its lines."""

    place: Place
    probes: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    """Sentences on settings that were ignored."""
    approvals: tuple[Approval, ...]
    """All that is approved for this document."""

    @property
    def top(self) -> Path:
        """The repository's top; outside git the document's folder."""
        return Path(self.place.repository)

    @property
    def beside(self) -> Path:
        """The document's folder."""
        return (self.top / self.place.document).parent

    @property
    def all(self) -> tuple[Planned, ...]:
        """What "run all" carries out."""
        return tuple(each for each in self.probes if each.in_all)

    def of_item(self, item: Item) -> tuple[Planned, ...]:
        """The probes that are written at an item; where none is, the commands of a fence that is nested
        under it; where there is none either, the ones that its words offer."""
        here = [e for e in self.probes if e.found is not None and e.found.item_index == item.index]
        for origin in (Origin.WRITTEN, Origin.COMMAND):
            if found := [each for each in here if each.origin is origin]:
                return tuple(found)
        return tuple(here)

    def faults_of(self, item: Item) -> tuple[Fault, ...]:
        """What is written at an item and cannot be carried out."""
        return tuple(each for each in self.faults if each.found.item_index == item.index)

    def at_line(self, line: int) -> tuple[Planned, ...]:
        """The probes on a line of the document, or whose lines go over it; also a line of an environment
        template, but nothing that the words of an item offer."""
        return tuple(
            each
            for each in self.probes
            if each.found is not None
            and each.found.line <= line <= each.found.end
            and (each.origin is not Origin.OFFERED or each.found.item_index < 0)
        )

    def below(self, section: Section) -> tuple[Planned, ...]:
        """Every probe of a section and the sections below it."""
        within = _within(section)
        return tuple(e for e in self.probes if e.found is not None and e.found.section_index in within)

    def in_section(self, section: Section) -> tuple[Planned, ...]:
        """What "run all" carries out in a section and the sections below it."""
        return tuple(each for each in self.below(section) if each.in_all)

    def before(self, planned: Planned) -> tuple[str, ...]:
        """How it differs from what was approved before, as lines; none where nothing like it was."""
        present = {each.digest for each in self.probes}
        was = nearest(planned.definition, self.approvals, present=present)
        return difference(was.definition, planned.definition) if was is not None else ()


def plan_probes(
    checklist: Checklist,
    path: Path,
    approvals: Approvals,
    *,
    settings: ProbeSettings | None = None,
    trusted: Collection[str] = (),
) -> Plan:
    """The plan for an open document; ``trusted`` are digests that are named for this once.

    Raises FileError where the approvals cannot be trusted themselves (see `trust.guarding`).
    """
    place = Place.of(path)
    chosen = read_settings(Path(place.repository)) if settings is None else settings
    approved = approvals.approved(place)
    named = {each.digest for each in approved} | set(trusted)
    probes: list[Planned] = []
    faults: list[Fault] = []
    for found in probes_in(checklist):
        made = _planned(checklist, found, place, chosen, named)
        if isinstance(made, Planned):
            probes.append(made)
        else:
            faults.append(made)
    return Plan(place, tuple(probes), tuple(faults), chosen.remarks, approved)


def on_the_spot(command: str, path: Path, *, directory: str = "", timeout_ms: int = 0) -> Planned:
    """A command that a person typed: to have typed it is to have approved it."""
    probe = Probe(ProbeKind.SHELL, command, expect=(SHOWN,), directory=directory, timeout_ms=timeout_ms)
    definition = Definition.of(probe)
    return Planned(
        probe, definition, digest(definition), classed(probe), True, Place.of(path), Origin.WRITTEN
    )


def approve(
    approvals: Approvals, planned: Iterable[Planned], *, now: datetime | None = None
) -> tuple[Planned, ...]:
    """Approve what a person was shown whole, and hand it back as it may run now.

    What is approved is what was planned, whatever the document says by now. Raises FileError.
    """
    shown = tuple(planned)
    on = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    for place in dict.fromkeys(each.place for each in shown):
        approvals.approve(place, [each.definition for each in shown if each.place == place], on=on)
    return tuple(replace(each, trusted=True) for each in shown)


def selected(plan: Plan, checklist: Checklist, address: str) -> tuple[tuple[Planned, ...], tuple[Fault, ...]]:
    """The probes, and the faults, of an ITEM or a LINE. Raises AddressError, with a sentence.

    The line of a probe below its item, of a command or of an environment template means that one alone; an
    item's own line means all of the item's (see `Plan.of_item`). Nothing at all is found where there is no
    probe.
    """
    line = int(address) if address.isascii() and address.isdigit() else 0
    item = checklist.item_at(line) if line else None
    if line and (item is None or item.line != line):
        here = plan.at_line(line)
        faults = tuple(each for each in plan.faults if each.found.line <= line <= each.found.end)
        if here or faults:
            return here, faults
    item = checklist.find(address)
    return plan.of_item(item), plan.faults_of(item)


def _planned(
    checklist: Checklist, found: Found, place: Place, settings: ProbeSettings, named: Collection[str]
) -> Planned | Fault:
    item = checklist.items[found.item_index] if found.item_index >= 0 else None
    address, title = (item.id, item.text) if item is not None else ("", "")
    title = title if found.origin is Origin.WRITTEN else found.title or title
    probe = found.probe
    if probe is None:
        return Fault(found, hidden_in(str(found.problem)), address, title)
    try:
        definition = Definition.of(probe, url=_address(probe, settings))
    except ValueError:
        name = "prometheus" if probe.kind is ProbeKind.PROM else "base_url"
        sentence = (
            f"line {found.line}: {hidden_in(probe.target)} needs a server; write its address as {name} under"
            " [probes] in gonogo.toml at the repository's top"
        )
        return Fault(found, sentence, address, title)
    key = digest(definition)
    # A file probe looks at nothing outside of the repository (see `paths`), and changes nothing.
    trusted = probe.kind is ProbeKind.FILE or key in named
    return Planned(
        probe,
        definition,
        key,
        classed(probe),
        trusted,
        place,
        found.origin,
        found,
        address,
        title,
        found.comment,
    )


def _address(probe: Probe, settings: ProbeSettings) -> str:
    """The address in full, "" where the probe holds it itself or where none is set."""
    if probe.kind is ProbeKind.PROM:
        from .prometheus import query_address  # brings the client of requests along

        return query_address(settings.prometheus) if settings.prometheus else ""
    if probe.kind is ProbeKind.HTTP and probe.target.startswith("/"):
        return settings.base_url + probe.target if settings.base_url else ""
    return ""


def _within(section: Section) -> range:
    """The indexes of a section and of those below it; there are none below what stands before the first."""
    sections = section.checklist.sections
    last = section.index + 1
    while last < len(sections) and 0 < section.level < sections[last].level:
        last += 1
    return range(section.index, last)
