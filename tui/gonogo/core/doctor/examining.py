"""Everything looked at, in the order in which it is told. What is secret is hidden here, whatever told it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gonogo.core.config import config_path, read
from gonogo.core.git.repository import Repository
from gonogo.core.redacting import redacted

from . import (
    configuration,
    connection,
    gitcommand,
    leavings,
    looks,
    mouse,
    standing,
    statefolder,
    terminal,
    versions,
)
from .found import Found

_SECRET = re.compile(r"token|secret|passw|credential|(?:api|access|private)_?key", re.IGNORECASE)
"""Names of variables whose values are shown nowhere."""


class Drawing(NamedTuple):
    """What came of trying out the output layer."""

    aside: str = ""
    """Why it would stand aside; "" where it knows what the framework writes."""
    problem: str = ""
    """Why it could not be tried out; "" where it could."""


def examine(here: Path, environ: Mapping[str, str], tried: Callable[[], Drawing]) -> tuple[Found, ...]:
    """What there is to tell of this process's terminal and environment and of the folder `here`.

    `tried` says what came of trying out the output layer; it is asked last, for that takes longest.
    """
    values = {name: value for name, value in environ.items() if _SECRET.search(name)}
    return tuple(_without_secrets(each, values) for each in _examined(here, environ, tried))


def _examined(here: Path, environ: Mapping[str, str], tried: Callable[[], Drawing]) -> Iterator[Found]:
    path = config_path()
    config, mistakes = read(path)
    repository: Repository | None = None
    try:
        repository = Repository.discover(here)
        about_here = standing.repository(repository)
    except OSError as error:
        about_here = iter([standing.nowhere(error)])
    about_git = [*gitcommand.git(repository), *about_here]
    drawing = tried()
    yield terminal.terminal(environ, terminal.seen_by(environ))
    yield looks.colours(environ, config)
    yield looks.characters(environ, config)
    yield mouse.mouse(environ, config)
    yield connection.output(environ, config, drawing.aside)
    yield from mouse.variables(environ)
    yield connection.connection(environ, connection.ancestors())
    yield from connection.multiplexer(environ)
    yield from about_git
    yield from versions.versions(drawing.problem, drawing.aside)
    state = statefolder.own_folder()
    yield statefolder.state_folder(state)
    yield from statefolder.trust_store(state / "trust")
    yield from leavings.leavings(here, repository, state)
    yield from configuration.own_configuration(path, mistakes)
    yield from configuration.repository_configuration(repository)


def _without_secrets(found: Found, values: Mapping[str, str]) -> Found:
    what, follows, change = (
        redacted(each, values).text for each in (found.what, found.follows, found.change)
    )
    return replace(found, what=what, follows=follows, change=change)
