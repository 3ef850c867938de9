"""What the terminal can show, as the environment says: how many colours, and whether more than ASCII."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gonogo.core.asciitext import is_utf8, takes_unicode
from gonogo.core.config import Config

from .found import Found, Severity, named

_TRUE = ("truecolor", "24bit")
_BY_SIGNS = "States, the cursor and flags are told apart by their signs."


def colours(environ: Mapping[str, str], config: Config) -> Found:
    """How many colours the environment speaks of, and what draws with them."""
    term, depth = environ.get("TERM", ""), environ.get("COLORTERM", "").strip().lower()
    if environ.get("NO_COLOR"):
        return Found(
            "colours",
            "none, as NO_COLOR asks",
            _BY_SIGNS,
            "Unset NO_COLOR to have colours." if config.theme != "terminal" else "",
        )
    if term in ("", "dumb"):
        return Found("colours", f"none (TERM is {term or 'not set'})")
    if depth not in _TRUE and re.match(r"vt\d+(?!.*color)", term):
        return Found("colours", f"most likely none (TERM is {named(term)})", _BY_SIGNS)
    said = f"COLORTERM is {named(depth)}" if depth in _TRUE else f"TERM is {named(term)}"
    count, amount = 16, "16"
    if depth in _TRUE:
        count, amount = 1 << 24, "16 million"
    elif term.endswith("256color") or "kitty" in term:
        count, amount = 256, "256"
    what = f"{amount} ({said})"
    if config.theme == "terminal":
        return Found("colours", what, "The theme `terminal` uses the terminal's own 16.")
    if count < 256:
        return Found(
            "colours",
            what,
            f"The theme `{config.theme}` is drawn with the nearest of them.",
            'Set theme = "terminal" in the configuration, or TERM to xterm-256color if that is so.',
            Severity.INFO,
        )
    return Found("colours", what, f"The theme `{config.theme}` is drawn as it is.")


def characters(environ: Mapping[str, str], config: Config) -> Found:
    """Whether more than ASCII is drawn, and what decides it."""
    name = _deciding(environ)
    said = f"{name} is {named(environ[name])}" if name else "no locale is set"
    if name == "LC_CTYPE" and environ[name].startswith("C.") and not environ.get("LANG"):
        said += ", or no locale is set"  # Python sets it then (PEP 538), and nobody can tell who did
    if config.ascii is True:
        return Found(
            "unicode",
            f"not used: the configuration says ascii = true ({said})",
            "Signs and emoji are drawn with ASCII.",
        )
    if takes_unicode(environ):
        return Found("unicode", f"yes ({said})" if name else f"taken for granted ({said})")
    if is_utf8(environ):
        return Found(
            "unicode",
            f"no: the font of TERM {named(environ.get('TERM', ''))} has few characters",
            "Signs and emoji are drawn with ASCII." if config.ascii is None else "Some may show as boxes.",
            severity=Severity.INFO,
        )
    if config.ascii is False:
        return Found(
            "unicode",
            f"{said}, which is no UTF-8, but the configuration says ascii = false",
            "Where the terminal takes no UTF-8, signs come out as several wrong characters.",
            "Set ascii to auto, or the locale to one of UTF-8, such as C.UTF-8.",
            Severity.WARNING,
        )
    return Found(
        "unicode",
        f"no: {said}, which is no UTF-8",
        "Signs and emoji are drawn with ASCII, letters by their plain neighbours.",
        _remedy(name),
        Severity.WARNING,
    )


def _deciding(environ: Mapping[str, str]) -> str:
    """The variable that names the character set, as `is_utf8` takes it; "" for none."""
    if environ.get("LC_ALL"):
        return "LC_ALL"
    chosen = environ.get("LC_CTYPE", "")
    if not chosen or (chosen.startswith("C.") and environ.get("LANG") in {"C", "POSIX"}):
        return "LANG" if environ.get("LANG") else ""
    return "LC_CTYPE"


def _remedy(name: str) -> str:
    return (
        f"Set {name} to a locale of UTF-8, such as C.UTF-8 (`locale -a` lists them);"
        " over ssh, `SendEnv LANG LC_*` hands on your own."
    )
