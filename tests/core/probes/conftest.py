"""After every test of probes: nothing runs that a command of it has started."""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.core.probes.leftover import left_of, wardens_of


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    if sys.platform.startswith("linux"):
        assert left_of(os.getpid()) == []
        assert wardens_of(os.getpid()) == []
