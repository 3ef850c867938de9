"""A mistake in a rule: the check is given up and says so, and everything else goes on."""

from pathlib import Path

import pytest

from gonogo.app import Gonogo
from gonogo.screens.checklist import checking


@pytest.mark.asyncio
async def test_a_rule_that_fails_takes_nothing_else_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "launch.md"
    path.write_text("# Launch\n\n- [ ] Pager rota\n- [ ] Rollback\n")

    def failing(*_: object) -> None:
        raise ZeroDivisionError("a score out of nothing")

    monkeypatch.setattr(checking, "judged", failing)
    said: list[str] = []
    app = Gonogo(path)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app.screen, "say", lambda text, *_: said.append(str(text)))
        for _ in range(100):
            await pilot.pause(0.05)
            if said:
                break
        await pilot.press("x", "F")
        for _ in range(100):
            await pilot.pause(0.05)
            if "[x]" in path.read_text() and len(said) > 1:
                break
    assert "failed to check this document" in said[0] and "a score out of nothing" in said[0]
    assert path.read_text() == "# Launch\n\n- [x] Pager rota\n- [ ] Rollback\n"
    assert any("failed to check" in text for text in said[1:]), "the key for the findings says it again"
