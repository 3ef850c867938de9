"""What the tests of the workspace share: a checklist in a repository, and a state folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.core.workspace import Document, Workspace
from tests.throwaway import Repository

LAUNCH = """\
# Launch

## Before

- [ ] Redis health check
- [ ] Rollback rehearsed
  - note: see the runbook
- [ ] Alerts reach a person

## After

| Check | Status | Notes |
|-------|--------|-------|
| Error rate | ❌ | |
| Latency | ❌ | |

- [ ] Tell support
"""


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept outside git goes to a folder of the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def launch(repository: Repository) -> Path:
    """`launch.md` in a repository."""
    return repository.write("launch.md", LAUNCH)


Opener = Callable[[], Document]


@pytest.fixture
def opened(launch: Path) -> Opener:
    """Opens `launch.md`, each time as another session would: in a workspace of its own."""
    return lambda: Workspace().open(launch)
