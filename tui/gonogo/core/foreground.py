"""A commit for which programs may need the terminal: a passphrase to sign with, a question of a hook."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

from gonogo.core.committing import Draft, make_commit
from gonogo.core.git import CommitRefused, Committed
from gonogo.core.safetext import safe


def commit_in_terminal(drafts: Sequence[Draft], text: str) -> Committed:
    """Commit with the terminal given away; the caller has left it. Raises CommitRefused.

    What git said stands on the terminal then, so it waits until somebody has read it.
    """
    try:
        return make_commit(drafts, text, terminal=True)
    except CommitRefused as refused:
        with suppress(OSError):
            os.write(1, f"\n{safe(str(refused))}\nEnter goes back. ".encode("utf-8", "replace"))
            os.read(0, 1024)
        raise
