"""A result as evidence: the text of its file, and the request that attaches it to its item.

What is written is redacted, and the header says how much was hidden. The file is made whole before the
document is touched; where the edit is refused, whoever carries the request out takes the file away again
(see ``core.requests``). An item's state follows a result only where a person asks for it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checkdown import Attach, Intent, Item, ItemRef, SetState, State
from checkdown.probing import ProbeKind, expectation_text
from gonogo.core.evidence import keep
from gonogo.core.git import GitError, Repository, head
from gonogo.core.redacting import Redacted

from .judging import spread
from .outcome import Outcome, Result
from .presenting import lines_of, presented, without_secrets

if TYPE_CHECKING:
    from gonogo.core.requests import Asked
    from gonogo.core.workspace import Document

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
    if result.outcome not in _KEPT or result.at is None:
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


def note_of(result: Result) -> str:
    """A few words that say how it went: `exit 0`, `status 503, fail`."""
    seen, kind = result.observed, result.probe.kind
    said = ""
    if kind is ProbeKind.SHELL and seen.exit is not None:
        said = f"exit {seen.exit}"
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
    from gonogo.core.attaching import left_out
    from gonogo.core.requests import Asked

    made = captured(result, values, commit=commit_of(document.repository), host=socket.gethostname())
    assert result.at is not None
    path = keep(document.path, item.text, made.text.encode("utf-8", "replace"), ".txt", result.at)
    beside = Path(os.path.realpath(document.path)).parent
    today = datetime.now().astimezone().date().isoformat()
    ref = ItemRef.of(item)
    reference = path.relative_to(beside).as_posix()
    intents: tuple[Intent, ...] = (Attach(ref, reference, note=made.note, by=by, on=today, sort="path"),)
    state = state_of(result) if set_state else None
    if state is State.BLOCKED:
        reason = "; ".join(presented(result, values).reasons)
        intents = (SetState(ref, state, reason.rstrip("."), by, today), *intents)
    elif state is not None:
        intents = (SetState(ref, state), *intents)
    remarks = tuple(each for each in (made.remark, left_out(document)) if each)
    return Asked(intents, remarks, (path,))


def state_of(result: Result) -> State | None:
    """The state that a result speaks for; None where it speaks for none."""
    return {Outcome.PASS: State.DONE, Outcome.FAIL: State.BLOCKED}.get(result.outcome)


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
    if probe.env:
        yield f"variables passed: {', '.join(probe.env)}"
    yield f"digest: {result.digest}"
    yield f"expected: {', '.join(expectation_text(each) for each in probe.expected) or 'it is there'}"
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
