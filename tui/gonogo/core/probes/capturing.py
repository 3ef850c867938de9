"""A result as evidence: the text of its file, and the request that attaches it to its item.

What is written is redacted, and the header says how much was hidden. The file is made whole before the
document is touched; where the edit is refused, whoever carries the request out takes the file away again
(see ``core.requests``). An item's state follows a result only where a person asks for it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import Attach, Item, ItemRef, SetState, State
from checkdown.probing import Origin, ProbeKind
from gonogo.core.evidence import keep
from gonogo.core.git import GitError, Repository, head
from gonogo.core.redacting import Redacted

from .judging import signal_name, spread
from .outcome import Outcome, Result
from .presenting import lines_of, presented, without_secrets
from .quoting import expected_of

if TYPE_CHECKING:
    from gonogo.core.requests import Asked
    from gonogo.core.workspace import Document

    from .planning import Plan

_RULE = "-" * 40
_KEPT = (Outcome.PASS, Outcome.FAIL, Outcome.SHOWN, Outcome.ERROR, Outcome.TIMEOUT)


class NothingToKeep(Exception):
    """A result that shows nothing: `str()` is a sentence."""


@dataclass(frozen=True, slots=True)
class Captured:
    """The text of a file of evidence."""

    text: str
    note: str
    """What stands behind the reference: `exit 0`."""
    remark: str
    """A sentence about what was hidden; "" where nothing was."""


def captured(
    result: Result, values: Mapping[str, str] | None = None, *, commit: str = "", host: str = ""
) -> Captured:
    """The evidence that a result is; ``values`` are the variables that were passed.

    Raises NothingToKeep for what was not carried out, or was cancelled.
    """
    if not keepable(result):
        raise NothingToKeep(f"The probe is {result.outcome}, so there is no output to attach; run it first.")
    shown = presented(result, values)
    header = without_secrets("\n".join(_header(result, commit, host)), values)
    hidden = dict(shown.hidden)
    for kind, count in header.hidden.items():
        hidden[kind] = hidden.get(kind, 0) + count
    remark = Redacted("", hidden).remark
    lines = [
        *lines_of(header.text),
        *(f"reason: {each}" for each in shown.reasons),
        f"redacted: {remark or 'nothing was hidden.'}",
        *_cut(result),
        _RULE,
        *shown.lines,
    ]
    return Captured("\n".join(lines) + "\n", note_of(result), remark)


def keepable(result: Result) -> bool:
    """Whether a result shows anything: it was carried out and came to its end."""
    return result.outcome in _KEPT and result.at is not None


def note_of(result: Result) -> str:
    """A few words that say how it went: `exit 0`, `status 503, fail`."""
    seen, kind = result.observed, result.probe.kind
    said = ""
    if kind is ProbeKind.SHELL and seen.exit is not None:
        said = f"exit {seen.exit}" if seen.exit >= 0 else f"ended by {signal_name(seen.exit)}"
    elif kind is ProbeKind.HTTP and seen.status is not None:
        said = f"status {seen.status}"
    elif kind is ProbeKind.PROM and seen.value is not None:
        said = f"value {seen.value:g}"
    elif seen.present is not None:
        said = "present" if seen.present else "absent"
    told = "" if result.outcome in (Outcome.PASS, Outcome.SHOWN) else str(result.outcome)
    return ", ".join(each for each in (said, told) if each)


def asked_capture(
    document: Document,
    item: Item,
    result: Result,
    values: Mapping[str, str] | None = None,
    *,
    by: str = "",
    set_state: bool = False,
) -> Asked:
    """Keep a result in the evidence folder, and the request that attaches it; blocks for some milliseconds.

    With ``set_state`` a pass makes the item done, a fail blocked with the reason; other outcomes leave it.
    Raises NothingToKeep, or EvidenceRefused where the file cannot be written; nothing is left then.
    """
    return asked_captures(document, item, [(result, values or {})], by=by, set_state=set_state)


def asked_captures(
    document: Document,
    item: Item,
    results: Sequence[tuple[Result, Mapping[str, str]]],
    *,
    by: str = "",
    set_state: bool = False,
    still_open: str = "",
) -> Asked:
    """Keep all results of an item, and the one request that attaches them; each with its passed variables.

    With ``set_state`` the state is what all of them speak for together (see ``state_of_all``);
    ``still_open`` says why the item is not done even if all pass, as ``left_open`` does. The files are
    in the order of the results that were carried out. Raises NothingToKeep where none was, or
    EvidenceRefused where a file cannot be written; nothing is left then.
    """
    from gonogo.core.requests import Asked, discarded_on_error

    kept = [each for each in results if keepable(each[0])]
    made: list[Asked] = []
    files: list[Path] = []
    with discarded_on_error(files):
        for result, values in kept or results[:1]:
            made.append(_asked(document, item, result, values, by))
            files += made[-1].copies
    intents = tuple(intent for each in made for intent in each.intents)
    remarks = tuple(dict.fromkeys(remark for each in made for remark in each.remarks))
    state = state_of_all([result for result, _ in results], still_open) if set_state else None
    if state is not None:
        told = (reason for each in results for reason in presented(*each).reasons if _failed(each[0]))
        reason = "; ".join(dict.fromkeys(reason.rstrip(".") for reason in told))
        setting = SetState(ItemRef.of(item), state)
        intents = (replace(setting, reason=reason, by=by, on=_today()) if reason else setting, *intents)
    return Asked(intents, remarks, tuple(files))


def state_of_all(results: Sequence[Result], still_open: str = "") -> State | None:
    """The state that all results of one item speak for: the worst outcome decides.

    BLOCKED where one failed; DONE only where every one is a pass and nothing is left open (see
    ``left_open``); None, which leaves the state as it is, for everything else.
    """
    if any(_failed(each) for each in results):
        return State.BLOCKED
    passed = bool(results) and all(each.outcome is Outcome.PASS for each in results)
    return State.DONE if passed and not still_open else None


def left_open(plan: Plan, item: Item, ran: Collection[str]) -> str:
    """Why an item is not proved by the probes of the digests ``ran``, as words; "" where it can be.

    What is written at it and is no probe, or was not carried out, proves nothing; nor does one of the reading
    commands of its fence for the others.
    """
    faults = len(plan.faults_of(item))
    if faults:
        return f"{faults} of its probes cannot be understood"
    wanted = [each for each in plan.of_item(item) if each.origin is not Origin.OFFERED and not each.alone]
    missing = sum(each.digest not in ran for each in wanted)
    return f"{missing} of its probes did not run" if missing else ""


def _failed(result: Result) -> bool:
    return result.outcome is Outcome.FAIL


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _asked(document: Document, item: Item, result: Result, values: Mapping[str, str], by: str) -> Asked:
    """Keep one result, and the request that attaches it."""
    from gonogo.core.attaching import left_out
    from gonogo.core.requests import Asked

    made = captured(result, values, commit=commit_of(document.repository), host=socket.gethostname())
    assert result.at is not None
    path = keep(document.path, item.text, made.text.encode("utf-8", "replace"), ".txt", result.at)
    beside = Path(os.path.realpath(document.path)).parent
    reference = path.relative_to(beside).as_posix()
    intent = Attach(ItemRef.of(item), reference, note=made.note, by=by, on=_today(), sort="path")
    remarks = tuple(each for each in (made.remark, left_out(document)) if each)
    return Asked((intent,), remarks, (path,))


def commit_of(repository: Repository | None) -> str:
    """The commit that is checked out, in full; "" where there is none, or no git. Starts git."""
    if repository is None or repository.bare:
        return ""
    try:
        return head(repository).commit
    except GitError:
        return ""


def _header(result: Result, commit: str, host: str) -> Iterator[str]:
    probe = result.probe
    first, *rest = probe.target.split("\n")
    name = "command" if probe.kind is ProbeKind.SHELL else str(probe.kind)
    yield f"{name}: {probe.method} {first}" if probe.method else f"{name}: {first}"
    yield from (f"    {line}" for line in rest)
    if result.url not in ("", probe.target):
        yield f"address: {result.url}"
    if probe.directory:
        yield f"{'file' if probe.kind is ProbeKind.ENV else 'directory'}: {probe.directory}"
    if probe.redirects:
        yield f"redirects followed: up to {probe.redirects}"
    if probe.env:
        yield f"variables passed: {', '.join(probe.env)}"
    yield f"digest: {result.digest}"
    yield f"expected: {', '.join(expected_of(probe)) or 'it is there'}"
    yield f"outcome: {result.outcome}"
    if note := note_of(result):
        yield f"seen: {note}"
    times = spread(result.observed.durations_ms)
    if times is not None:
        yield f"duration: {times.text}"
    if result.at is not None:
        yield f"time: {result.at.isoformat(timespec='seconds')}"
    if host:
        yield f"host: {host}"
    yield f"commit: {commit or 'none'}"


def _cut(result: Result) -> Iterator[str]:
    seen = result.observed
    if seen.cut:
        yield f"cut: of {seen.total} bytes only the beginning is kept here."
    if result.remark:
        yield f"judged: {result.remark.removeprefix('Judged ')}"
