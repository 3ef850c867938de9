"""What a repository says about its probes: where its servers are. `gonogo.toml` at the repository's top.

    [probes]
    base_url = "http://localhost:8080"      # put before addresses that begin with a slash
    prometheus = "http://localhost:9090"    # the server that queries are sent to

A repository is somebody else's text: it can say where, and never what may run. What looks like an attempt is
ignored and said. The addresses become part of each probe's digest, so that another one is asked about again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gonogo.core.repositorysettings import NAME, RepositorySettings, read_table, table_in
from gonogo.core.safetext import safe

_GRANTING = re.compile(r"trust|approv|allow|permit|confirm|auto", re.IGNORECASE)
_ADDRESSES = ("base_url", "prometheus")


@dataclass(frozen=True, slots=True)
class ProbeSettings:
    """Where probes find their servers."""

    base_url: str = ""
    """Put before an address that begins with a slash; "" where none is set. No slash at its end."""
    prometheus: str = ""
    """The address of the Prometheus server, "" where none is set. No slash at its end."""
    remarks: tuple[str, ...] = ()
    """Sentences on what was ignored."""


def read_settings(top: Path) -> ProbeSettings:
    """The settings of the repository at ``top``; what is wrong in them is a remark and is left out."""
    return _settings_of(read_table(top))


def settings_in(text: str) -> ProbeSettings:
    """The settings that a text in TOML holds."""
    return _settings_of(table_in(text))


def _settings_of(read: RepositorySettings) -> ProbeSettings:
    if read.problem:
        return ProbeSettings(remarks=(read.problem,))
    table = read.table
    remarks = [
        f"{NAME}: {safe(where)} is ignored: nothing in a repository can grant trust; `gonogo trust` can."
        for where in _attempts(table)
    ]
    probes = table.get("probes", {})
    if not isinstance(probes, dict):
        return ProbeSettings(remarks=(*remarks, f"{NAME}: probes is ignored: write a table, [probes]."))
    found: dict[str, str] = {}
    for name, value in probes.items():
        if name in _ADDRESSES:
            problem = _no_address(value)
            found |= {} if problem else {name: str(value).rstrip("/")}
            remarks += [f"{NAME}: probes.{name} is ignored: {problem}"] if problem else []
        elif not _GRANTING.search(name):
            known = ", ".join(_ADDRESSES)
            remarks.append(
                f"{NAME}: probes.{safe(name)} is ignored: there is no such setting; there are {known}."
            )
    return ProbeSettings(found.get("base_url", ""), found.get("prometheus", ""), tuple(remarks))


def _attempts(table: Mapping[str, object]) -> Iterator[str]:
    """The names that would grant trust if they could: of any table at the top, of all below `probes`."""
    for name, value in table.items():
        if re.search(r"trust|approv", name, re.IGNORECASE):
            yield name
        elif isinstance(value, dict):
            for inner in value:
                wanted = _GRANTING if name == "probes" else re.compile(r"trust|approv", re.IGNORECASE)
                if wanted.search(inner):
                    yield f"{name}.{inner}"


def _no_address(value: object) -> str:
    """Why a value cannot be an address, "" where it can."""
    if not isinstance(value, str) or not re.fullmatch(r"https?://[!-~]+", value):
        return 'write an address such as "http://localhost:9090".'
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        return f"that is no address ({error})."
    if not parts.hostname:
        return "there is no host in it."
    if parts.username is not None or parts.password is not None:
        return "a name and a password do not belong into a file that everybody reads."
    if parts.query or parts.fragment or value.endswith(("?", "#")):
        return "it goes before a path, so leave out what begins with ? or #."
    return ""
