"""`--no-mouse`, before the path or behind it, and GONOGO_MOUSE: the mouse stays with the terminal."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.harness import Terminal


@pytest.mark.parametrize(
    ("words", "variables", "asked"),
    [
        (["ready.md"], {}, True),
        (["--no-mouse", "ready.md"], {}, False),
        (["ready.md", "--no-mouse"], {}, False),
        (["ready.md"], {"GONOGO_MOUSE": "off"}, False),
    ],
)
def test_the_mouse_is_asked_for_unless_it_is_to_be_left_alone(
    terminal: Callable[..., Terminal],
    tmp_path: Path,
    words: list[str],
    variables: dict[str, str],
    asked: bool,
) -> None:
    (tmp_path / "ready.md").write_text("# Ready\n\n- [ ] a\n")
    app = terminal([sys.executable, "-m", "gonogo", *words], folder=tmp_path, env=variables)
    app.wait_for("? help")
    assert app.stream.modes.get(1002, False) is asked
    assert app.stream.modes.get(1000, False) is asked
