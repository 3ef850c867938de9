"""A command in a real pseudo-terminal of a given size: what it wrote, and how it ended."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence


def drawn(
    words: Sequence[str],
    *,
    size: tuple[int, int] = (80, 24),
    command: Sequence[str] = (),
    **environment: str,
) -> tuple[str, int]:
    """The text (both streams, line ends as `\\n`) and the status of `gonogo WORDS`, or of another command.

    Without colours, unless NO_COLOR is given as empty.
    """
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    with subprocess.Popen(
        command or [sys.executable, "-m", "gonogo", *words],
        env=os.environ | {"NO_COLOR": "1"} | environment,
        stdin=child,
        stdout=child,
        stderr=child,
    ) as running:
        os.close(child)
        text = b""
        try:
            while chunk := os.read(parent, 4096):
                text += chunk
        except OSError:
            pass  # how a pty says that all is read
        os.close(parent)
        status = running.wait(60)
    return text.decode("utf-8", "surrogateescape").replace("\r\n", "\n"), status
