"""Requests that name a line by its number and its text land on that line, wherever others moved it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checkdown import (
    AddColumn,
    AddItem,
    Allow,
    EditRefused,
    Fix,
    Intent,
    TrackList,
    TrackTable,
    apply,
    parse,
    plan,
)
from gonogo.core.workspace import refresh, save
from tests.core.workspace.acting import do, edit_outside
from tests.core.workspace.conftest import Opener
from tests.throwaway import Repository

TEXT = """\
# Launch

## Before

- Redis health check
- Rollback rehearsed

## Tables

| Check | Owner |
|-------|-------|
| Error rate | ops |

## After

- Tell support
"""
ABOVE = "# Launch\n\n## Early\n\n- Water the plants\n\n| Check | Owner |\n|---|---|\n| Tea | all |\n"
REQUESTS: dict[str, Intent] = {
    "list": TrackList(16, "- Tell support"),
    "table": TrackTable(12, "| Error rate | ops |"),
    "column": AddColumn(12, "Notes", "| Error rate | ops |"),
    "fix": Fix("a-rule", 16, 8, "support", "everybody", "- Tell support"),
    "fix of a heading": Fix("a-rule", 14, 4, "After", "Afterwards", "## After"),
    "allowed row": Allow("a-rule", 12, "of the old plan", "| Error rate | ops |"),
    "allowed heading": Allow("a-rule", 14, "of the old plan", "## After"),
    "item": AddItem(None, 14, "Tell sales", at="## After"),
}
ENDS = """\
import json, os, sys
from pathlib import Path
from checkdown import Intent
from gonogo.core.workspace import Workspace
document = Workspace().open(Path(sys.argv[1]))
document.do(Intent.from_json(json.loads(sys.argv[2])))
document.journalled()
os._exit(1)
"""


@pytest.fixture
def launch(repository: Repository) -> Path:
    return repository.write("launch.md", TEXT)


def wanted(request: Intent) -> str:
    """What was asked for, under what others put above it."""
    alone = parse(TEXT)
    return apply(alone, plan(alone, request)).source.text.replace("# Launch\n", ABOVE)


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
@pytest.mark.parametrize("edited", ["before", "after"])
def test_a_request_finds_its_line_under_what_others_put_above_it(
    opened: Opener, launch: Path, request_: Intent, edited: str
) -> None:
    document = opened()
    if edited == "after":
        do(document, request_)
    edit_outside(launch, "# Launch\n", ABOVE)
    if edited == "before":
        refresh(document)
        do(document, request_)
    assert save(document).conflicts == ()
    assert launch.read_text() == wanted(request_)


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_a_request_of_an_ended_session_finds_its_line_too(
    opened: Opener, launch: Path, request_: Intent
) -> None:
    asked = json.dumps(request_.to_json())
    subprocess.run([sys.executable, "-c", ENDS, str(launch), asked], check=False)
    edit_outside(launch, "# Launch\n", ABOVE)
    document = opened()
    assert document.recover() == (1, ())
    save(document)
    assert launch.read_text() == wanted(request_)


def test_a_line_that_is_gone_is_a_sentence(opened: Opener, launch: Path) -> None:
    edit_outside(launch, "- Tell support\n", "- Tell everybody\n")
    document = opened()
    with pytest.raises(EditRefused, match="is not in the document any more"):
        document.do(REQUESTS["list"])
