"""Running a piece of a test as somebody who is not allowed everything."""

import os
import traceback
from collections.abc import Callable

NOBODY = 65534


def as_nobody(work: Callable[[], str]) -> str:
    """What `work` returns when an unprivileged user does it: `nobody`, in a child, where we are root.

    The child has everything imported that we have, and may be unable to import more.
    """
    if os.geteuid() != 0:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            said = work()
        except BaseException:  # noqa: BLE001 - told to the parent, whose assertion fails
            said = traceback.format_exc()
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as said_there:
        said = said_there.read()
    os.waitpid(child, 0)
    return said
