"""A probe from its words: ``[KIND] TARGET [in DIR] [env NAME,NAME] [expect …]… [samples N] [redirects N]
[timeout 10s]``.

Takes the text behind ``probe:``, after unescaping. Where it stands in a document is for ``finding``.
"""

from __future__ import annotations

import re

from .expectations import read_expectation
from .scanner import Scanner, Unread, shortened
from .values import Probe, ProbeKind, ProbeNotUnderstood, Verb

METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
_CLAUSES = frozenset(["in", "env", "expect", "samples", "redirects", "timeout"])
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HOST_PORT = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):(\d{1,5})")
_AUTHORITY = re.compile(r"(?i)https?://([^/?#]*)")
_MOST_SAMPLES = 1000
_MOST_REDIRECTS = 10
_FOLLOWING = frozenset(["GET", "HEAD"])
_LONGEST_MS = 3_600_000
_EXAMPLE = "`curl -fsS http://localhost:8080/health` expect exit 0"


def read_probe(text: str, script: str = "", *, line: int = 1, column: int = 1) -> Probe:
    """The probe that these words say; ``script`` is the fenced block nested under them.

    Raises ProbeNotUnderstood; ``line`` and ``column`` (1-based) say where the text begins.
    """
    scanner = Scanner(text)
    try:
        return _read(scanner, script)
    except Unread as unread:
        raise ProbeNotUnderstood(unread.reason, line, column + unread.at) from None


def _read(scanner: Scanner, script: str) -> Probe:
    kind, method = _kind(scanner, bool(script.strip()))
    target = _target(scanner, kind, script)
    start = scanner.last
    if kind is ProbeKind.HTTP and not method:
        first, _, rest = target.partition(" ")
        method, target = (first, rest.strip()) if first in METHODS else ("GET", target)
    clauses = scanner.text[scanner.at :]
    if kind is ProbeKind.SHELL and re.search(r"\bexpect\s+status\b", clauses):
        read = _as_request(target)
    else:
        read = Probe(kind, target, method=method)
    _check_target(scanner, read.kind, read.target, start)
    probe = _clauses(scanner, read)
    kind = probe.kind
    if kind is ProbeKind.PROM and not {e.verb for e in probe.expect} & {
        Verb.BELOW,
        Verb.ABOVE,
        Verb.NOTHING,
        Verb.SHOWN,
    }:
        scanner.fail("a query needs a bound; write expect < 0.01", len(scanner.text))
    return probe


def _kind(scanner: Scanner, has_script: bool) -> tuple[ProbeKind, str]:
    word = scanner.peek()
    if word in METHODS:
        return ProbeKind.HTTP, scanner.word()
    if word not in set(ProbeKind) or (has_script and word == "env"):
        return ProbeKind.SHELL, ""
    kind = ProbeKind(scanner.word())
    if kind is ProbeKind.HTTP and scanner.peek() in METHODS:
        return kind, scanner.word()
    return kind, ""


def _target(scanner: Scanner, kind: ProbeKind, script: str) -> str:
    at = scanner.at
    span = scanner.span()
    if script.strip():
        if span is not None:
            scanner.fail("there are two commands, here and in the block below; leave one of them out", at)
        if kind is not ProbeKind.SHELL:
            scanner.fail(f"a block of lines is a command; leave out the word {kind}", at)
        return script
    if span is not None and span.strip():
        return span.strip()
    if kind is not ProbeKind.SHELL and span is None and scanner.peek() and scanner.peek() not in _CLAUSES:
        return scanner.word()
    if kind is not ProbeKind.SHELL:
        scanner.fail(f"the target is missing; write {kind} `…`", scanner.at)
    word = scanner.peek()
    if word and word not in _CLAUSES:
        scanner.fail(
            f"“{shortened(word)}” is no kind of probe; put a command between backticks: {_EXAMPLE}",
            scanner.at,
        )
    raise Unread(at, f"the command is missing; write it between backticks: {_EXAMPLE}")


def _as_request(command: str) -> Probe:
    """A plain curl of which a status is expected is a request; other commands have no status."""
    from .curl import plain_curl  # which brings the reading of shell words along

    request = plain_curl(command)
    return Probe(ProbeKind.SHELL, command) if request is None else request.probe


def _check_target(scanner: Scanner, kind: ProbeKind, target: str, at: int) -> None:
    if "\0" in target:
        scanner.fail("there is a NUL character in the target; remove it", at)
    if kind is ProbeKind.HTTP and not re.match(r"(?i)https?://[^\s/]|/(?!/)", target):
        scanner.fail("an address begins with http:// or https://; write GET `https://example.com/health`", at)
    if kind is ProbeKind.HTTP and re.search(r"\s", target):
        scanner.fail("an address has no blanks; write them as %20", at)
    if kind is ProbeKind.HTTP and not _is_port(_port_of(target) or "80"):
        scanner.fail("a port is a number from 1 to 65535; write GET `http://localhost:8080/health`", at)
    if kind is ProbeKind.ENV and not _NAME.fullmatch(target):
        scanner.fail("that is no name of a variable; write env `REDIS_URL`", at)
    if kind is ProbeKind.TCP:
        found = _HOST_PORT.fullmatch(target)
        if found is None or not _is_port(found[1]):
            scanner.fail("a host and a port are needed; write tcp `localhost:5432`", at)


def _port_of(address: str) -> str:
    """What stands in an address as its port; "" where nothing does."""
    found = _AUTHORITY.match(address)
    _, colon, port = found[1].rpartition("@")[2].rpartition(":") if found else ("", "", "")
    return port if colon and "]" not in port else ""


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text[:9]) < 65536


def _clauses(scanner: Scanner, probe: Probe) -> Probe:
    from dataclasses import replace

    seen: set[str] = set()
    while not scanner.ended():
        word = scanner.word()
        at = scanner.last
        if word not in _CLAUSES:
            scanner.fail(
                f"“{shortened(word) or '`'}” is not understood; write expect, in, env, samples, redirects or"
                " timeout",
                at if word else scanner.at,
            )
        if word in seen and word != "expect":
            scanner.fail(f"“{word}” stands here twice; leave one out", at)
        seen.add(word)
        if word == "expect":
            probe = replace(probe, expect=(*probe.expect, read_expectation(scanner, probe.kind)))
        elif word == "in":
            probe = replace(probe, directory=_directory(scanner))
        elif word == "env":
            probe = replace(probe, env=_names(scanner))
        elif word == "samples":
            probe = replace(probe, samples=_samples(scanner, probe.kind))
        elif word == "redirects":
            probe = replace(probe, redirects=_redirects(scanner, probe))
        else:
            probe = replace(probe, timeout_ms=_timeout(scanner))
    return probe


def _directory(scanner: Scanner) -> str:
    span = scanner.span()
    name = (scanner.word() if span is None else span).strip()
    if not name:
        scanner.fail("a directory is missing here; write in apps/api", scanner.at)
    if name.startswith("/") or ".." in name.split("/") or re.search(r"[\0\n]", name):
        scanner.fail("a directory is relative to the repository and stays inside it; write in apps/api")
    return name


def _names(scanner: Scanner) -> tuple[str, ...]:
    found = scanner.match(re.compile(r"[^\s,`]+(?:\s*,\s*[^\s,`]+)*"))
    names = tuple(re.split(r"\s*,\s*", found[0])) if found else ()
    if not names or not all(_NAME.fullmatch(name) for name in names):
        scanner.fail("names of variables are missing here; write env DB_HOST,DB_USER")
    return names


def _samples(scanner: Scanner, kind: ProbeKind) -> int:
    at = scanner.last
    word = scanner.word()
    if kind is not ProbeKind.HTTP:
        scanner.fail("only requests are repeated; leave samples out, or ask an address", at)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= _MOST_SAMPLES:
        scanner.fail(f"a number from 1 to {_MOST_SAMPLES} is missing here; write samples 20")
    return int(word)


def _redirects(scanner: Scanner, probe: Probe) -> int:
    at = scanner.last
    word = scanner.word()
    if probe.kind is not ProbeKind.HTTP or probe.method not in _FOLLOWING:
        scanner.fail("only GET and HEAD follow redirects; leave redirects out", at)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= _MOST_REDIRECTS:
        scanner.fail(f"a number from 1 to {_MOST_REDIRECTS} is missing here; write redirects 5")
    return int(word)


def _timeout(scanner: Scanner) -> int:
    time = scanner.milliseconds()
    if not time or time > _LONGEST_MS:
        scanner.fail("a time of at most 60m is missing here; write timeout 10s", scanner.at)
    return time
