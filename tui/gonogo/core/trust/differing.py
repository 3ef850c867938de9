"""What changed between what was approved and what stands there now, as lines for a person.

The lines hold text of the document: who shows them makes it safe first.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence

from .definition import Definition, digest
from .store import Approval

_COMPARED = 2000
"""Characters of a command that are compared to find the one it was."""

_NAMES = {
    "kind": "kind",
    "interpreter": "interpreter",
    "directory": "directory",
    "env": "variables passed",
    "timeout_ms": "timeout",
    "samples": "samples",
    "redirects": "redirects followed",
    "method": "method",
    "url": "address",
    "expect": "expected",
}


def nearest(
    definition: Definition, approvals: Sequence[Approval], *, present: Collection[str] = ()
) -> Approval | None:
    """The approval that this definition most likely was before it changed; None where none is like it.

    `present` holds the digests of the probes that still stand in the document as they were approved.
    """
    best, found = 0.5, None
    for each in approvals:
        if each.digest in present or each.definition.kind != definition.kind:
            continue
        matcher = difflib.SequenceMatcher(
            None, each.definition.body[:_COMPARED], definition.body[:_COMPARED], autojunk=False
        )
        if matcher.real_quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, each
    return found


def difference(approved: Definition, now: Definition) -> tuple[str, ...]:
    """Lines that show every difference: `- ` before what was approved, `+ ` before what stands there now.

    Empty exactly where nothing differs. Blanks at the end of a changed line are shown as `·`.
    """
    if digest(approved) == digest(now):
        return ()
    lines: list[str] = []
    before, after = approved.to_json(), now.to_json()
    for field, name in _NAMES.items():
        if before[field] != after[field]:
            lines += [f"- {name}: {_shown(before[field])}", f"+ {name}: {_shown(after[field])}"]
    if approved.body != now.body:
        lines += _changed_lines(approved.body.split("\n"), now.body.split("\n"))
    return tuple(lines)


def _changed_lines(before: Sequence[str], after: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [f"  {line}" for line in before[i1:i2]]
        else:
            lines += [f"- {_ending_shown(line)}" for line in before[i1:i2]]
            lines += [f"+ {_ending_shown(line)}" for line in after[j1:j2]]
    return lines


def _ending_shown(line: str) -> str:
    kept = line.rstrip(" \t")
    return kept + line[len(kept) :].replace(" ", "·").replace("\t", "→")


def _shown(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(str(each) for each in value) or "none"
    return str(value) if value not in ("", 0) else "none"
