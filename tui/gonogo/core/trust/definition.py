"""What is approved: everything that decides what a probe does, and the digest that names it.

The digest is the same on every machine, so that CI can name it; it holds no path of this one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from checkdown.probing import Probe, ProbeKind, expectation_text

SCHEMA = 1
"""Raised when the meaning of a field changes: every approval ends then."""

INTERPRETER = "sh"
"""What a command is handed to, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A probe as it will be carried out."""

    kind: str
    body: str
    """The exact command, path, variable, ``host:port`` or query."""
    interpreter: str = ""
    """Of a command; else ""."""
    directory: str = ""
    """Relative to the repository, as written."""
    env: tuple[str, ...] = ()
    """Names of the environment variables that are passed."""
    timeout_ms: int = 0
    """0 where the probe sets none."""
    samples: int = 1
    method: str = ""
    url: str = ""
    """http and prom: the address in full, with what the settings put before it."""
    expect: tuple[str, ...] = ()
    """As they are written, with the default where nothing is."""
    redirects: int = 0
    """How many are followed, at most."""

    @classmethod
    def of(cls, probe: Probe, *, url: str = "", interpreter: str = INTERPRETER) -> Definition:
        """The definition of a probe; ``url`` is needed for a query, and for an address without a host.

        Raises ValueError where it is missing.
        """
        whole = url
        if probe.kind is ProbeKind.HTTP and not url and not probe.target.startswith("/"):
            whole = probe.target
        if probe.kind in (ProbeKind.HTTP, ProbeKind.PROM) and not whole:
            raise ValueError(f"the address of {probe.target!r} was not resolved")
        return cls(
            kind=str(probe.kind),
            body=probe.target,
            interpreter=interpreter if probe.kind is ProbeKind.SHELL else "",
            directory=probe.directory,
            env=probe.env,
            timeout_ms=probe.timeout_ms,
            samples=probe.samples,
            method=probe.method,
            url=whole,
            expect=tuple(expectation_text(each) for each in probe.expected),
            redirects=probe.redirects,
        )

    def to_json(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Definition:
        """Raises KeyError, TypeError or ValueError where the data is none."""
        made = cls(**{**data, "env": tuple(data["env"]), "expect": tuple(data["expect"])})
        digest(made)
        return made


def digest(definition: Definition) -> str:
    """64 hexadecimal digits that change with every byte of the definition."""
    sha = hashlib.sha256()
    for piece in _pieces(definition):
        sha.update(len(piece).to_bytes(8, "big"))
        sha.update(piece)
    return sha.hexdigest()


def _pieces(definition: Definition) -> Iterator[bytes]:
    """Names and values; a list is its length and its members, so that no two definitions look alike."""
    yield b"gonogo/probe"
    yield str(SCHEMA).encode()
    for name, value in definition.to_json().items():
        if name == "redirects" and not value:
            continue  # it is younger than the schema: what follows none has the digest that it always had
        members = value if isinstance(value, (tuple, list)) else (value,)
        yield name.encode()
        yield str(len(members)).encode()
        for member in members:
            if not isinstance(member, (str, int)):
                raise TypeError(f"{name} holds {member!r}")
            yield str(member).encode("utf-8", "surrogatepass")
