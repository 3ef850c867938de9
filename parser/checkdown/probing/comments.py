"""What the comment at a command expects, where it says so clearly: ``# Should find nothing``.

Anything short of clear gives None, and a person judges: "Find hardcoded keys" is no pass because some
are found.
"""

from __future__ import annotations

import re

from .values import Expectation, Probe, ProbeKind, Verb

_SHOULD = r"(?:should|must|expect(?:s|ed)?(?: to)?|returns|=>|->|→)\s*:?\s*(?:always )?"
_SAYS = (
    r"(?:return|find|show|print|output|be|give|list|have|match|display|see|say|respond(?: with)?"
    r"|contain|include)s?"
)
_NO_DOUBT = re.compile(
    r"\b(?:not|never|no longer|n't|unless|if|or|except|maybe|either|between|than)\b|n't\b", re.I
)
_NOTHING = re.compile(
    rf"{_SHOULD}(?:{_SAYS} )?(?:nothing|no (?:output|results?|match(?:es)?|lines|hits)|empty"
    r"|zero (?:results|matches))"
    r"|(?:should|must) (?:not (?:find|return|show|print|output|match|list) anything|be (?:empty|silent))"
    r"|no output expected",
    re.I,
)
_OK = re.compile(rf"{_SHOULD}(?:{_SAYS} )?(?:HTTP )?[\"'`]?ok[\"'`]?", re.I)
_STATUS = re.compile(
    rf"{_SHOULD}(?:{_SAYS} )?(?:a |an )?(?:HTTP(?:/[\d.]+)? )?"
    r"(?:status |code |status code )?(?P<n>[1-5]\d\d)(?: \w+)?",
    re.I,
)
_HTTP = re.compile(r"HTTP(?:/[\d.]+)? (?P<n>[1-5]\d\d)(?: \w+)?", re.I)
_EXISTS = re.compile(r"(?:should|must) (?:exist|be there|be reachable|respond|answer|be up)", re.I)
_EXIT = re.compile(
    r"(?:(?:should|must) )?(?:exits?|exit code|returns? code)(?: with| code| is| be|:)*\s+(?P<n>\d{1,3})",
    re.I,
)
_PASSES = re.compile(r"(?:should|must) (?:pass|succeed|work|be valid|be green)", re.I)
_QUOTED = re.compile(rf"{_SHOULD}(?:{_SAYS} )?(?P<q>[\"'`])(?P<text>[^\"'`]{{1,200}})(?P=q)", re.I)
_WORD = re.compile(rf"{_SHOULD}{_SAYS} (?P<text>[\w.:/-]{{2,60}})", re.I)
_VAGUE_WORDS = (
    "the a an all some any only more less at least most it this that its your our valid correct data "
    "results result output values value success successful successfully one two up down there "
    "available running"
)
_VAGUE = frozenset(_VAGUE_WORDS.split())

_LONGEST = 300
"""Characters of a comment that is read."""


def expectation_in(comment: str, probe: Probe) -> Expectation | None:
    """What a comment expects of the command beside it; None where it does not say so clearly."""
    if len(comment) > _LONGEST:
        return None
    words = re.sub(r"\s*\([^()]*\)\s*", " ", comment).strip(" .!✅")
    found = _NOTHING.fullmatch(words)
    if found:
        return Expectation(Verb.NOTHING)
    if _NO_DOUBT.search(words):
        return None
    return _of_request(words) if probe.kind is ProbeKind.HTTP else _of_command(words, probe)


def _of_request(words: str) -> Expectation | None:
    if _OK.fullmatch(words):
        return Expectation(Verb.STATUS, "ok")
    status = _STATUS.fullmatch(words) or _HTTP.fullmatch(words)
    if status:
        return Expectation(Verb.STATUS, status["n"])
    if _EXISTS.fullmatch(words) or _PASSES.fullmatch(words):
        return Expectation(Verb.STATUS, "<400")
    return _text(words)


def _of_command(words: str, probe: Probe) -> Expectation | None:
    if _OK.fullmatch(words):
        return Expectation(Verb.CONTAINS, "ok")
    leaves = _EXIT.fullmatch(words)
    if leaves and int(leaves["n"]) < 256:
        return Expectation(Verb.EXIT, str(int(leaves["n"])))
    looks = probe.target.split(" ", 1)[0] in ("ls", "test", "[", "stat", "which", "command")
    if _PASSES.fullmatch(words) or (looks and _EXISTS.fullmatch(words)):
        return Expectation(Verb.EXIT, "0")
    return _text(words)


def _text(words: str) -> Expectation | None:
    quoted = _QUOTED.fullmatch(words)
    if quoted:
        return Expectation(Verb.CONTAINS, quoted["text"])
    word = _WORD.fullmatch(words)
    if word and word["text"].lower() not in _VAGUE and not word["text"].isdigit():
        return Expectation(Verb.CONTAINS, word["text"])
    return None
