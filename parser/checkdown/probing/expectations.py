"""Expectations as they are written: ``exit 1``, ``json data.status = ok``, ``under 500ms``."""

from __future__ import annotations

import json
import re

from .scanner import Scanner, shortened
from .values import SHOWN, Expectation, ProbeKind, Verb

_FORMS = (
    'exit N, status N, contains "…", matches /…/, nothing, json PATH = VALUE, < N, > N, under TIME, shown'
)
_STATUS = re.compile(r"[1-5]\d\d")
_PATH = re.compile(r"[^\s=<>`]+")
_EQUALS = re.compile(r"={1,2}")
_COMPARED = re.compile(r"[<>](?!=)")

_FITS = {
    ProbeKind.SHELL: "exit contains matches nothing json < > under shown",
    ProbeKind.HTTP: "status contains matches nothing json < > under shown",
    ProbeKind.FILE: "contains matches nothing json < > shown",
    ProbeKind.ENV: "contains matches < > shown",
    ProbeKind.TCP: "under shown",
    ProbeKind.PROM: "nothing < > under shown",
}
_WHY = {
    "exit": "a command has an exit code; for an address write status N",
    "status": "an HTTP request has a status; for a command write exit N",
}


def read_expectation(scanner: Scanner, kind: ProbeKind) -> Expectation:
    """What stands behind ``expect``. Raises Unread."""
    compared = scanner.match(_COMPARED)
    word = compared[0] if compared else scanner.word()
    at = scanner.last
    if not word:
        scanner.fail(f"an expectation is missing here; write one of {_FORMS}", scanner.at)
    word = "nothing" if word == "empty" else word
    if word not in set(Verb):
        scanner.fail(f"“{shortened(word)}” is no expectation; write one of {_FORMS}", at)
    verb = Verb(word)
    if word not in _FITS[kind].split():
        why = _WHY.get(word, f"write one of: {', '.join(_FITS[kind].split())}")
        scanner.fail(f"“{word}” does not fit a probe of kind {kind}: {why}", at)
    return _READ.get(verb, _alone)(scanner, verb)


def _alone(scanner: Scanner, verb: Verb) -> Expectation:
    return SHOWN if verb is Verb.SHOWN else Expectation(verb)


def _exit(scanner: Scanner, verb: Verb) -> Expectation:
    word = scanner.word()
    if not word.isascii() or not word.isdigit() or int(word) > 255:
        scanner.fail("an exit code from 0 to 255 is missing here; write exit 0")
    return Expectation(verb, str(int(word)))


def _status(scanner: Scanner, verb: Verb) -> Expectation:
    below = scanner.match(_COMPARED)
    word = scanner.word()
    if word == "ok" and below is None:
        return Expectation(verb, "ok")
    if not _STATUS.fullmatch(word) or (below and below[0] == ">"):
        scanner.fail("a status is missing here; write status 200, status ok or status < 400")
    return Expectation(verb, f"<{word}" if below else word)


def _contains(scanner: Scanner, verb: Verb) -> Expectation:
    text = _in_quotes(scanner)
    if text is None:
        text = scanner.word()
    if not text:
        scanner.fail('a text is missing here; write contains "ready"')
    return Expectation(verb, text)


def _in_quotes(scanner: Scanner) -> str | None:
    """A text in double quotes or in a code span, None where there is none. Raises Unread."""
    text = scanner.quoted()
    if text is None and scanner.peek().startswith('"'):
        scanner.fail("the text has no end; close it with a double quote", scanner.at)
    return scanner.span() if text is None else text


def _matches(scanner: Scanner, verb: Verb) -> Expectation:
    scanner.skip()
    at = scanner.at
    regex = scanner.regex()
    if regex is None:
        scanner.fail("a regular expression is missing here; write matches /ready|ok/", at)
    try:
        re.compile(regex)
    except (re.error, RecursionError, OverflowError) as error:
        scanner.fail(f"the regular expression is not valid ({error}); correct it between the slashes", at)
    return Expectation(verb, regex)


def _json(scanner: Scanner, verb: Verb) -> Expectation:
    found = scanner.match(_PATH)
    if found is None or scanner.match(_EQUALS) is None:
        scanner.fail("a path and a value are missing here; write json data.status = ok", scanner.at)
    text = _in_quotes(scanner)
    if text is not None:
        return Expectation(verb, json.dumps(text), found[0])
    word = scanner.word()
    if not word:
        scanner.fail("a value is missing here; write json data.status = ok", scanner.at)
    number = Scanner(word).number()
    plain = number is not None or word in ("true", "false", "null")
    try:
        value = json.loads(word) if plain else word
    except ValueError:
        value = word
    return Expectation(verb, json.dumps(value), found[0])


def _bound(scanner: Scanner, verb: Verb) -> Expectation:
    number = scanner.number()
    if number is None:
        scanner.fail(f"a number is missing here; write expect {verb} 0.01", scanner.at)
    return Expectation(verb, number)


def _under(scanner: Scanner, verb: Verb) -> Expectation:
    time = scanner.milliseconds()
    if not time:
        scanner.fail("a time is missing here; write under 500ms or under 1s", scanner.at)
    return Expectation(verb, str(time))


_READ = {
    Verb.EXIT: _exit,
    Verb.STATUS: _status,
    Verb.CONTAINS: _contains,
    Verb.MATCHES: _matches,
    Verb.JSON: _json,
    Verb.BELOW: _bound,
    Verb.ABOVE: _bound,
    Verb.UNDER: _under,
}
