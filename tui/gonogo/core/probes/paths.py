"""Whether a file is there: a path or a glob, beside the document or at the repository's top, never outside.

Names are compared with their case on every file system, for the next reader's may tell it apart. What a file
holds is read only where something is expected of it, and is told only to a person who is to judge.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from checkdown.probing import Probe, Verb

from .answers import shown_part
from .judging import unmet
from .outcome import Observed

_GLOB = re.compile(r"[*?\[]")
_READ = 1 << 20
"""Bytes of a file that are read."""
_MANY = 1000
"""Files that are looked at, of those that a glob finds."""
_TOLD = 5
"""Files that are named, of those of which something does not hold."""


class Outside(Exception):
    """A path that leads out of the repository; ``str()`` is a sentence."""


def looked_for(probe: Probe, top: Path, beside: Path, until: float) -> Observed:
    """Look for the path or glob of a probe. Blocks; a walk ends at `until` (of time.monotonic).

    `top` is the repository's top, `beside` the document's folder: real paths.
    """
    begun = time.perf_counter()
    try:
        seen = _seen(probe, top, beside, until)
    except Outside as error:
        seen = Observed(problem=str(error))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        seen = Observed(problem=f"{probe.target} could not be looked for: {why}.")
    return replace(seen, durations_ms=((time.perf_counter() - begun) * 1000,))


def _seen(probe: Probe, top: Path, beside: Path, until: float) -> Observed:
    name = probe.target
    if name.startswith(("/", "~")) or "\0" in name:
        raise Outside(f"{name} is not looked for: a path is relative to the document or the repository.")
    starts = tuple(dict.fromkeys((beside, top)))
    found: list[Path] = []
    for start in starts:
        exact = exactly(start, name, top)
        found = [exact] if exact is not None else _matches(start, name, top, until)
        if found:
            break
    if not found:
        near = next((near for start in starts if (near := _near(start, name, top))), "")
        output = f"no such file; there is {near}, which differs in case" if near else ""
        return Observed(output, present=False, total=len(output))
    names = [f"{os.path.relpath(each, top)}{_size(each)}" for each in found]
    output = "\n".join(names) + "\n"
    seen = Observed(output, present=True, total=len(output))
    asked = tuple(each for each in probe.expect if each.verb is not Verb.SHOWN)
    if asked:
        seen = replace(seen, unmet=_broken(replace(probe, expect=asked), found, top))
        seen = replace(seen, partly=any(each.stat().st_size > _READ for each in found))
    if any(each.verb is Verb.SHOWN for each in probe.expect) and len(found) == 1:
        text, total = _content(found[0])
        part, cut = shown_part(text)
        seen = replace(seen, output=part, cut=cut or total > _READ, total=total)
    return seen


def exactly(start: Path, name: str, top: Path) -> Path | None:
    """The path from a folder, if it is there under this very name, its case included.

    Raises Outside where it leads out of the repository; what lies there is not looked at.
    """
    path = start
    for part in Path(name).parts:
        if part != ".." and not _listed(path, part):
            return None
        path = Path(os.path.normpath(path / part)) if part == ".." else path / part
        inside(path, top, name)
    return path


def inside(path: Path, top: Path, name: str = "") -> Path:
    """The path, if what it leads to lies in the repository. Raises Outside, with the name it is known by."""
    real = Path(os.path.realpath(path))
    if real != top and top not in real.parents:
        shown = name or os.path.relpath(path, top)
        raise Outside(f"{shown} leads out of the repository, so it is not looked at.")
    return path


def _listed(folder: Path, name: str) -> bool:
    """Whether a folder has an entry of exactly this name."""
    if not os.path.lexists(folder / name):
        return False
    try:
        return name in os.listdir(folder)
    except OSError:
        return True  # a folder that may be passed through but not listed


def _matches(start: Path, pattern: str, top: Path, until: float) -> list[Path]:
    if not _GLOB.search(pattern):
        return []
    if ".." in pattern.split("/"):
        raise Outside(f"{pattern} is not looked for: a glob does not lead upwards.")
    found = sorted(islice(_walked(start.glob(pattern), until), _MANY))
    within = [each for each in found if _is_inside(each, top)]
    if found and not within:
        inside(found[0], top)
    return within


def _walked(paths: Iterator[Path], until: float) -> Iterator[Path]:
    for each in paths:
        if time.monotonic() > until:
            raise TimeoutError(0, "there are too many files")
        yield each


def _is_inside(path: Path, top: Path) -> bool:
    try:
        return bool(inside(path, top))
    except Outside:
        return False


def _near(start: Path, name: str, top: Path) -> str:
    """A path that differs only in case; "" where there is none."""
    path = start
    for part in Path(name).parts:
        try:
            entries = sorted(os.listdir(path)) if part != ".." else [part]
        except OSError:
            return ""
        here = part if part in entries else next((e for e in entries if e.casefold() == part.casefold()), "")
        if not here:
            return ""
        path = path / here
    return os.path.relpath(path, top) if _is_inside(path, top) else ""


def _broken(probe: Probe, found: list[Path], top: Path) -> tuple[str, ...]:
    """What does not hold of the files' contents: all of them have to be as expected."""
    reasons: list[str] = []
    for each in found:
        if not stat.S_ISREG(each.stat().st_mode):
            reasons.append(f"expected a file, got {os.path.relpath(each, top)}, which is none")
            continue
        text, total = _content(each)
        told = unmet(probe, Observed(text, present=True, total=total, cut=total > _READ))
        reasons += [f"{os.path.relpath(each, top)}: {reason}" for reason in told]
        if len(reasons) >= _TOLD:
            break
    return tuple(reasons[:_TOLD])


def _content(path: Path) -> tuple[str, int]:
    """The beginning of a regular file as text, and its size in bytes."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return "", 0
        return file.read(_READ).decode("utf-8", "replace"), status.st_size


def _size(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ", a link to nothing"
    return f", {status.st_size} bytes" if stat.S_ISREG(status.st_mode) else ""
