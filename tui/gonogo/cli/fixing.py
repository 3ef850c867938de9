"""`gonogo check --fix`: documents mended and saved, and what is still found in them."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.cli.editing import opened
from gonogo.cli.exits import exit_of
from gonogo.cli.output import tell
from gonogo.core.checking import Checked, Checker
from gonogo.core.files.errors import NeedsInPlace
from gonogo.core.mending import mended_file


def fixed(checker: Checker, checked: Sequence[Checked], *, in_place: bool) -> tuple[list[Checked], bool]:
    """The checklists after mending, and whether one could not be mended; each is told."""
    done: list[Checked] = []
    refused = False
    for each in checked:
        if not any(finding.fixable for finding in each.findings):
            done.append(each)
            continue
        try:
            done.append(_fixed(checker, each.file, in_place=in_place))
        except Exception as error:  # as `start` does for a whole command: a sentence and a status
            if exit_of(error) is None:
                raise
            hint = " Repeat the command with --in-place for that." if isinstance(error, NeedsInPlace) else ""
            tell(f"gonogo: {error}{hint}")
            refused = True
            done.append(each)
    return done, refused


def _fixed(checker: Checker, file: str, *, in_place: bool) -> Checked:
    document = opened(file)
    mended = mended_file(document, lambda now: checker.one(file, now).findings, in_place=in_place)
    for step in mended.steps:
        tell(f"{file}: {step.summary}")
    for sentence in mended.refused:
        tell(f"gonogo: {file}: {sentence}")
    return checker.one(file, document.checklist)
