"""Who is at work: the name that reasons, evidence and notes carry."""

from __future__ import annotations

from gonogo.core.git import Repository, identity


def author_of(repository: Repository | None) -> str:
    """The name that git would put on a commit; outside git the full name of the login; "" for neither.

    Starts git once.
    """
    if repository is None:
        return _login()
    person = identity(repository)
    return person[0] if person is not None else ""


def _login() -> str:
    """The full name that the system knows for this user; never the login itself, which names nobody."""
    try:
        import os
        import pwd

        entry = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return ""
    name = entry.pw_gecos.split(",")[0].strip()
    return "" if name == entry.pw_name else name
