"""The person's own editor: which one it is, and how it is told to begin at a line."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_PLUS = frozenset(
    {
        *("vi", "vim", "nvim", "gvim", "view", "vimdiff", "elvis", "vile", "ed", "ex", "nvi"),
        *("nano", "pico", "micro", "ne", "mcedit", "emacs", "emacsclient", "jed", "joe", "jove", "mg"),
        *("kak", "kakoune", "less", "most"),
    }
)
"""Editors that take `+LINE FILE`."""
_COLON = frozenset({"hx", "helix", "subl", "sublime_text", "zed", "zeditor", "lapce"})
"""Editors that take `FILE:LINE`."""
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
"""Editors that take `--goto FILE:LINE`, and go on by themselves unless they are told to wait."""
_WAITS = frozenset({"subl", "sublime_text", "zed", "zeditor", *_GOTO})
"""Editors that need `--wait`."""


class EditorMissing(Exception):
    """The editor cannot be started; the text is a sentence."""


def editor(environ: Mapping[str, str]) -> str:
    """What the person has chosen: $VISUAL, $EDITOR, else vi."""
    return environ.get("VISUAL") or environ.get("EDITOR") or "vi"


def editor_command(chosen: str, path: Path, line: int) -> list[str]:
    """The words that open `path` at `line` (1-based); an editor that is not known gets the file alone."""
    try:
        words = shlex.split(chosen) or ["vi"]
    except ValueError:
        words = [chosen]
    file = os.path.abspath(path)  # so that no name looks like an option
    program = os.path.basename(words[0]).lower().removesuffix(".exe")
    if program in _WAITS and not {"--wait", "-w"} & set(words):
        words.append("--wait")
    if program in _PLUS:
        return [*words, f"+{line}", file]
    if program in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    return [*words, f"{file}:{line}" if program in _COLON else file]


def edit(command: Sequence[str]) -> int:
    """Run the editor in this terminal until it is left; its exit status. Raises EditorMissing.

    Ctrl-C is the editor's meanwhile. Call it in the main thread.
    """
    # a handler of ours, unlike SIG_IGN, is not handed down to the editor
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as problem:
        raise EditorMissing(
            f"{command[0]} cannot be started ({problem.strerror}); set $EDITOR to an editor"
        ) from problem
    finally:
        signal.signal(signal.SIGINT, before)
