"""What git would store for a file: its line ends and `$Id$` put back as git's convert.c does it.

Asking git for the blob of a working file, or for its status, runs the filters that the repository's
configuration names. This module does the harmless part (core.autocrlf, the attributes text, eol, crlf and
ident) and says which part it leaves out: filter programs and other encodings. Pure: bytes in, bytes out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from .settings import Settings

ATTRIBUTES = ("text", "crlf", "eol", "ident", "filter", "working-tree-encoding")
"""The attributes that decide what stands between a file and its blob."""

_UNSPECIFIED = "unspecified"
_SET = "set"
_UNSET = "unset"

_ID = re.compile(rb"\$Id:[^$\r\n]*\$")
_NON_PRINTABLE = re.compile(rb"[\x00-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_END = re.compile(rb"[\r\n]")


class Endings(Enum):
    """How git treats CRLF on the way in."""

    KEPT = "kept"
    TEXT = "text"
    """Each CRLF becomes LF."""
    GUESSED = "guessed"
    """As TEXT where the content looks like text and the stored version holds no CRLF."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What stands between a file and its blob."""

    endings: Endings = Endings.KEPT
    ident: bool = False
    program: str = ""
    """What we cannot or will not do: the name of a configured filter, or of an encoding. Else nothing."""


def conversion(attributes: Mapping[str, str], settings: Settings) -> Conversion:
    """From the attributes of a path, as `git check-attr` words them, and the settings."""
    return Conversion(
        _endings(attributes, settings),
        attributes.get("ident") == _SET,
        _program(attributes, settings),
    )


def _endings(attributes: Mapping[str, str], settings: Settings) -> Endings:
    text = _text(attributes.get("text", _UNSPECIFIED)) or _text(attributes.get("crlf", _UNSPECIFIED))
    if text is Endings.KEPT:
        return text
    if attributes.get("eol") in ("lf", "crlf") and text is not Endings.GUESSED:
        return Endings.TEXT
    if text is not None:
        return text
    converts = settings.get("core.autocrlf").lower() == "input" or settings.flag("core.autocrlf")
    return Endings.GUESSED if converts else Endings.KEPT


def _text(value: str) -> Endings | None:
    meanings = {
        _SET: Endings.TEXT,
        "input": Endings.TEXT,
        _UNSET: Endings.KEPT,
        "auto": Endings.GUESSED,
    }
    return meanings.get(value)


def _program(attributes: Mapping[str, str], settings: Settings) -> str:
    name = attributes.get("filter", _UNSPECIFIED)
    if settings.get(f"filter.{name}.clean") or settings.get(f"filter.{name}.process"):
        return f"filter {name}"
    encoding = attributes.get("working-tree-encoding", _UNSPECIFIED)
    if encoding not in (_UNSPECIFIED, _UNSET, _SET, "UTF-8", "utf-8"):
        return f"encoding {encoding}"
    return ""


def stored_forms(data: bytes, how: Conversion) -> tuple[bytes, ...]:
    """What git may have stored for a file with this content, its `program` left out of account.

    Two forms where it guesses: a file with CRLF stays as it is if it was stored so. Whichever of the two
    the stored blob equals is the one that git would make again.
    """
    forms = [data]
    if b"\r\n" in data:
        if how.endings is Endings.TEXT:
            forms = [data.replace(b"\r\n", b"\n")]
        elif how.endings is Endings.GUESSED and not _looks_binary(data):
            forms.append(data.replace(b"\r\n", b"\n"))
    if how.ident:
        forms = [_ID.sub(b"$Id$", form) for form in forms]
    return tuple(forms)


def _looks_binary(data: bytes) -> bool:
    """Git's own guess, convert.c: a lone CR, a NUL, or more than one unprintable byte in 128."""
    if b"\0" in data or data.count(b"\r") > data.count(b"\r\n"):
        return True
    body = data[:-1] if data.endswith(b"\x1a") else data  # a DOS end-of-file mark counts for neither
    unprintable = len(_NON_PRINTABLE.findall(body))
    printable = len(body) - unprintable - len(_LINE_END.findall(body))
    return printable >> 7 < unprintable


def blob_name(data: bytes, like: str) -> str:
    """The object name of a blob, by the hash that `like`, another object name, was made with."""
    algorithm = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
