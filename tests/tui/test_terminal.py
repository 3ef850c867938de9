"""What goes to the terminal goes whole, also where Python was told to use no buffers."""

import os
import subprocess
import sys

import pytest

MUCH = 1_000_000
WRITES = f"""\
import os, signal, sys
from gonogo.widgets.terminal import buffered
signal.signal(signal.SIGALRM, lambda *_: os.write(1, b"."))
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)  # interrupts a write that waits
stream = buffered(sys.__stderr__)
stream.write("x" * {MUCH})
stream.flush()
"""


@pytest.mark.parametrize("unbuffered", ["1", ""], ids=["without buffers", "with them"])
def test_a_write_that_is_interrupted_goes_on_with_the_rest(unbuffered: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        for _ in range(20):  # nothing is taken while it is interrupted
            assert program.stdout.read(1) == b"."
        seen = 0
        while piece := program.stderr.read(65536):
            seen += len(piece)
    assert seen == MUCH
