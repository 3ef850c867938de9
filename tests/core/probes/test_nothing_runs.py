"""R1: to open, list and count a checklist of a fresh clone starts no process but git, which only reads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.throwaway import Repository

HOSTILE = """# Launch

- [ ] a
  - probe: `touch {ran}`
  - probe: `touch {ran}` expect nothing
- [ ] b `$(touch {ran})`

| Item | Status | Probe |
| ---- | ------ | ----- |
| c | ❌ | probe: `touch {ran}` |

```bash
touch {ran}
ls $(touch {ran})
curl http://127.0.0.1:1/
```
"""

WATCHED = """
import json, sys
started = []
def watch(event, arguments):
    if event == "subprocess.Popen":
        started.append([str(each) for each in arguments[1]])
    elif event in {"os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"}:
        started.append([event])
    elif event == "socket.connect":
        started.append([event, str(arguments[1])])
sys.addaudithook(watch)
"""

HEADLESS = """
from gonogo.cli.start import run
assert run(WORDS) == 0
"""

OPENED = """
from pathlib import Path
from gonogo.core.probes.planning import plan_probes
from gonogo.core.probes.revealing import revealed
from gonogo.core.trust import Approvals
from gonogo.core.workspace import Workspace
document = Workspace().open(Path("LAUNCH.md"))
plan = plan_probes(document.checklist, document.path, Approvals(Path(STORE)))
assert len(plan.probes) >= 6
for each in plan.probes:
    revealed(each.definition)
assert [each for each in document.checklist.items if each.evidence] == []
"""


def started_by(code: str, folder: Path) -> list[list[str]]:
    """The command lines of what Python starts for this code, and the addresses that it connects to."""
    done = subprocess.run(
        [sys.executable, "-c", f"{WATCHED}\n{code}\nprint()\nprint(json.dumps(started))"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def clone(repository: Repository, tmp_path: Path) -> Path:
    repository.write("LAUNCH.md", HOSTILE.format(ran=tmp_path / "it-ran"))
    repository.commit("Add the checklist")
    repository.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    return tmp_path / "clone"


@pytest.mark.parametrize(
    "words",
    [["list", "LAUNCH.md"], ["list", "LAUNCH.md", "--json"], ["status", "LAUNCH.md"], ["status", "--json"]],
    ids=" ".join,
)
def test_r1_a_command_that_reads_starts_nothing_of_the_document(clone: Path, words: list[str]) -> None:
    started = started_by(HEADLESS.replace("WORDS", repr(words)), clone)
    assert [each for each in started if not each[0].endswith("/git")] == []
    assert not (clone.parent / "it-ran").exists()


def test_r1_to_open_a_checklist_and_to_plan_its_probes_starts_nothing_of_it(clone: Path) -> None:
    started = started_by(OPENED.replace("STORE", repr(str(clone.parent / "trust"))), clone)
    assert [each for each in started if not each[0].endswith("/git")] == []
    assert not (clone.parent / "it-ran").exists()


def test_the_watch_sees_processes_that_are_started(tmp_path: Path) -> None:
    assert started_by("import subprocess; subprocess.run(['true'])", tmp_path) == [["true"]]
