"""Two clones of one bare repository, on this disk."""

from pathlib import Path

import pytest

from tests.throwaway import Repository

ITEMS = 24
LAUNCH = "# Launch\n" + "".join(
    f"\n## {part} Part {part}\n\n"
    + "".join(f"- [ ] Check {part}.{number}\n" for number in range(1, ITEMS // 4 + 1))
    for part in range(1, 5)
)


class Team:
    """A bare repository and two clones of it."""

    def __init__(self, folder: Path) -> None:
        self.bare = Repository(folder / "remote.git")
        self.bare.folder.mkdir()
        self.bare.git("init", "--quiet", "--bare")
        first = Repository(folder / "first")
        first.folder.mkdir()
        first.git("clone", "--quiet", str(self.bare.folder), ".")
        first.write("docs/launch.md", LAUNCH)
        first.write("app.py", "print(1)\n")
        first.commit("Begin")
        first.git("push", "--quiet", "--set-upstream", "origin", "main")
        second = Repository(folder / "second")
        second.folder.mkdir()
        second.git("clone", "--quiet", str(self.bare.folder), ".")
        self.first, self.second = first, second


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Ada and Grace, each with a clone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Team(tmp_path)
