"""The mouse, and the variables by which a person sets it and the output for one start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gonogo.core.config import OUTPUTS, Config

from .found import Found, Severity, named


def mouse(environ: Mapping[str, str], config: Config) -> Found:
    """Whether the terminal is asked to report the mouse."""
    if environ.get("GONOGO_MOUSE") == "off":
        return Found("mouse", "left to the terminal, as GONOGO_MOUSE=off asks")
    if not config.mouse:
        return Found("mouse", "left to the terminal, as the configuration says (mouse = false)")
    if environ.get("TERM", "") in ("", "dumb"):
        return Found("mouse", "none: the application does not start in this terminal")
    if environ.get("TERM", "").partition("-")[0] == "linux":
        return Found("mouse", "none: the Linux console does not report it", "Every action has a key.")
    return Found(
        "mouse",
        "clicks, drags and the wheel are reported",
        "To select text, hold shift, or start `gonogo --no-mouse`.",
    )


def variables(environ: Mapping[str, str]) -> Iterator[Found]:
    """Variables of ours with a value that means nothing."""
    for name, known in (("GONOGO_OUTPUT", OUTPUTS), ("GONOGO_MOUSE", ("off",))):
        value = environ.get(name, "")
        if value and value not in known:
            yield Found(
                name,
                f"is {named(value)}, which means nothing",
                "It is as if it was not set." if name == "GONOGO_MOUSE" else "It is taken for `moves`.",
                f"Write {' or '.join(known)}, or unset it.",
                Severity.WARNING,
            )
