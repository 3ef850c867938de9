"""A commit for each phase in which something changed, in place of one for all of it.

The commits come one after another: each holds what those before it hold and its phase's changes. The last
one is the document as it is, an ordinary commit, which holds besides what changed in no phase.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checkdown import Checklist, Splice, apply, difference
from checkdown.edit import Edit
from gonogo.core.committing import Draft, make_commit, sides, title_of, worded
from gonogo.core.git import CommitRefused, Committed
from gonogo.core.git.messages import with_trailers
from gonogo.core.git.part_commit import commit_part

_PAUSE = re.compile(r"(?<=\S)(?:\s+[-–—|(]|[:;]\s)")
"""Up to here a title makes sense alone; its phase has to find room behind it."""


@dataclass(frozen=True, slots=True)
class PhaseCommit:
    """A commit that is made before the last one."""

    phase: str
    """Its title."""
    content: bytes
    """The whole document as this commit has it."""
    message: str
    evidence: tuple[Path, ...]
    """Files that the document cites from here on."""


def apart(found: Draft) -> tuple[tuple[PhaseCommit, ...], Draft]:
    """The commits that come first, and the draft of the last one; no first ones where one holds all."""
    now, before = sides(found.document)
    if before is None:
        return (), found
    groups = list(_by_phase(before, now).items())
    title, state = _PAUSE.split(title_of(found.document), maxsplit=1)[0], before
    splices: list[Splice] = []
    first: list[PhaseCommit] = []
    left = list(found.evidence)
    for phase, group in groups[:-1]:
        splices += group
        after = apply(before, Edit(tuple(sorted(splices, key=lambda each: each.start)), "", None))
        files = tuple(path for path in left if f"{path.parent.name}/{path.name}" in after.source.text)
        left = [path for path in left if path not in files]
        _, _, text = worded(found.document, f"{title}, {phase}", state, after, _names(found, files))
        first.append(PhaseCommit(phase, after.source.dump(), text, files))
        state = after
    if not first:
        return (), found
    last = groups[-1][0]
    named = f"{title}, {last}" if last else title_of(found.document)
    changes, trailers, text = worded(found.document, named, state, now, _names(found, tuple(left)))
    return tuple(first), replace(
        found, changes=changes, trailers=trailers, message=text, evidence=tuple(left)
    )


def _by_phase(before: Checklist, now: Checklist) -> dict[str, list[Splice]]:
    """What changed, by the title of its phase in the document's order; what is in none comes last."""
    groups: dict[str, list[Splice]] = {}
    for splice in difference(before.source, now.source):
        phase = before.sections[before.section_index_at(splice.line)].phase
        groups.setdefault(" ".join(phase.title.split()) if phase is not None else "", []).append(splice)
    rest = groups.pop("", None)
    return groups | ({"": rest} if rest else {})


def _names(found: Draft, files: Sequence[Path]) -> list[str]:
    repository = found.document.repository
    return [repository.relative(path) for path in files] if repository is not None else []


def make_phase_commits(
    first: Sequence[PhaseCommit],
    last: Draft,
    text: str,
    trailers: Sequence[tuple[str, str]] = (),
    cancel: threading.Event | None = None,
) -> Committed:
    """Make them all; ``trailers`` go into the first ones. What the last one came to.

    Raises CommitRefused at the first that cannot be made; those before it stand, and it says so.
    """
    repository = last.document.repository
    assert repository is not None
    made = 0
    try:
        for each in first:
            message = with_trailers(each.message, trailers)
            commit_part(
                repository, last.document.path, each.content, message, evidence=each.evidence, cancel=cancel
            )
            made += 1
        done = make_commit([last], text, cancel=cancel)
    except CommitRefused as refused:
        if not made:
            raise
        commits = "commit of a phase stands" if made == 1 else "commits of phases stand"
        sentence = f"{refused}; {made} {commits}"
        raise CommitRefused(
            refused.reason, sentence, output=refused.output, rewritten=refused.rewritten
        ) from refused
    phases = "a commit" if made == 1 else f"{made} commits"
    return replace(done, notes=(f"{phases} of phases before it", *done.notes))
