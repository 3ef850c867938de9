"""With the wire and without it a terminal shows the same: every cell's character, colours and attributes.

`make soak` sets GONOGO_SOAK to the number of steps of each part.
"""

import os
from pathlib import Path

import pytest

from gonogo.core.config import Config
from tests.benchmarks.documents import checklist
from tests.wire.documents import hard_checklist
from tests.wire.driving import drive

STEPS = int(os.environ.get("GONOGO_SOAK", "250"))
PARTS = [
    # seed, document, configuration, COLORTERM, synchronised output
    (1, hard_checklist(200), Config(), "truecolor", True),
    (2, checklist(300), Config(), "", True),
    (3, hard_checklist(90), Config(theme="dark"), "truecolor", True),
    (4, checklist(1000), Config(theme="light"), "", False),
    (5, hard_checklist(120), Config(output="cells"), "truecolor", False),
    (6, checklist(120), Config(ascii=True), "", True),
    (7, hard_checklist(30), Config(theme="dark"), "", True),
    (8, checklist(2000), Config(), "truecolor", True),
]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("GONOGO_OUTPUT", raising=False)


@pytest.mark.timeout(max(120, STEPS))
@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"part-{part[0]}")
async def test_no_cell_differs_after_any_key(
    part: tuple[int, str, Config, str, bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed, text, config, colours, sync = part
    monkeypatch.setenv("COLORTERM", colours)
    path = tmp_path / "bereit.md"
    path.write_text(text, "utf-8")
    app = await drive(path, config, seed + int(os.environ.get("GONOGO_SEED", "0")), STEPS, sync=sync)
    assert len(app.done) >= STEPS, app.done[-5:]
    assert app.wired.sent < app.direct.sent / 2
