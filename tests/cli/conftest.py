"""What tests of the command line share: a folder to work in, and two ways to run a command."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gonogo.cli.start import run

CHECKLIST = """\
# Ready

**Owner:** Platform engineer

## 1. First (P0) - 1-2 days

- [ ] Health check
- [x] Backup
  - evidence: `docs/backup.md`
- [!] Paging
  - blocked: no contract (2026-10-05, Operations lead)

```bash
- [ ] not an item
```

## 2. Second (P1)

| Check | Status | Evidence |
|-------|--------|----------|
| Load test | ❌ Missing | |
| Scan | ✅ Done | https://ci.example.org/1 |

- [ ] Twice
- [ ] Twice
"""
HEALTH, BACKUP, PAGING, CODE, LOAD, SCAN, TWICE = 7, 8, 10, 14, 21, 22, 24
"""Lines of CHECKLIST."""


@dataclass(frozen=True)
class Ran:
    """A command that has ended."""

    status: int
    out: str
    err: str


Gonogo = Callable[..., Ran]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder outside any repository, in which the test runs, with a state directory of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def gonogo(capfd: pytest.CaptureFixture[str]) -> Gonogo:
    """Run a command in this process."""

    def ran(*words: str) -> Ran:
        capfd.readouterr()
        status = run(words)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return ran


@pytest.fixture
def process() -> Gonogo:
    """Run a command in a process of its own, with no terminal, and UTF-8 in and out."""

    def ran(*words: str, **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "gonogo", *words],
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return ran


@pytest.fixture
def checklist(folder: Path) -> Path:
    """CHECKLIST in `ready.md` of the folder."""
    path = folder / "ready.md"
    path.write_text(CHECKLIST, encoding="utf-8", newline="")
    return path
