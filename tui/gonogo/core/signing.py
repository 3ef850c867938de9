"""Who signs a checklist: its roles, who of them has signed, and the request to sign for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from checkdown import AmbiguousItem, Checklist, ItemNotFound, Sign, Withhold
from gonogo.core.requests import Asked

if TYPE_CHECKING:
    from checkdown import SignOff
    from gonogo.core.workspace import Document


def day(typed: str = "") -> str:
    """The day as ISO writes it, today for ""; ValueError, a sentence, for what is none."""
    if not typed:
        return datetime.now().astimezone().date().isoformat()
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise ValueError(f"{typed!r} is no day; write it as 2026-11-21") from None


def asked_signature(document: Document, role: str, name: str, on: str, why_not: str = "") -> Asked:
    """The request that a role signs, or says why not. Raises ItemNotFound or AmbiguousItem, a sentence."""
    found = signoff_of(document.checklist, role)
    if why_not:
        return Asked((Withhold(found.line, found.role, why_not, name, on),))
    return Asked((Sign(found.line, found.role, name, on),))


def signoff_of(checklist: Checklist, role: str) -> SignOff:
    """The sign-off of a role: by its line, its name in any case, or a part of one name alone.

    Of several of one name it is the only one that is open, where there is one such.
    """
    known = checklist.signoffs
    if not known:
        raise ItemNotFound("the document has no sign-off: no line or table where a role puts name and date")
    if role.isdecimal():
        found = [each for each in known if each.line == int(role)]
        if not found:
            raise ItemNotFound(f"line {role} is no sign-off; {_named(known)}")
        return found[0]
    wanted = role.strip().casefold()
    found = [each for each in known if each.role.casefold() == wanted]
    found = found or [each for each in known if wanted and wanted in each.role.casefold()]
    if not found:
        raise ItemNotFound(f"no sign-off is for {role!r}; {_named(known)}")
    waiting = [each for each in found if not each.name]
    if len(waiting or found) > 1 and len({each.line for each in waiting or found}) > 1:
        raise AmbiguousItem(f"{role!r} may be {_named(found, 'or')}; name the line")
    return (waiting or found)[0]


def _named(signoffs: Sequence[SignOff], word: str = "") -> str:
    told = [f"{each.role} (line {each.line})" for each in signoffs]
    return f" {word} ".join(told) if word else "there are " + ", ".join(told)
