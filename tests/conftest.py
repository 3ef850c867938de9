"""What every test may ask for: the sample checklists, reference documents, a throwaway git repository."""

import os
import signal
from pathlib import Path

import hypothesis
import pytest

from tests.throwaway import Repository

ROOT = Path(__file__).resolve().parent.parent

# No deadline, nor one for making examples: a slow machine is no failure. In CI they are the same each time.
_slow = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=_slow)
hypothesis.settings.register_profile(
    "ci", deadline=None, suppress_health_check=_slow, derandomize=True, print_blob=True
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "house")

# Under nohup, or behind a script's `&`, these are ignored: so they would be by every program of a test.
for _number in (signal.SIGHUP, signal.SIGINT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number == signal.SIGINT else signal.SIG_DFL)

GIT_IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada Lovelace",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada Lovelace",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository: real checklists that may not be copied into it."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("the reference documents (../shared beside the repository) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the five sample checklists. Read only: copy before you edit."""
    return ROOT / "sample_checklists"


@pytest.fixture(autouse=True)
def _own_git_configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git sees no configuration of this machine or this person, and no repository it was started from."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp()
    empty = home / "gitconfig-of-the-tests"
    if not empty.exists():
        empty.write_text("[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(empty))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "0")
    for name, value in GIT_IDENTITY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty git repository on the branch `main`, with an identity, no commit yet."""
    folder = tmp_path / "repository"
    folder.mkdir()
    made = Repository(folder)
    made.git("init", "--quiet")
    return made


@pytest.fixture
def sample_repository(repository: Repository, samples: Path) -> Repository:
    """A git repository that holds copies of the sample checklists, committed."""
    for sample in sorted(samples.glob("*.md")):
        repository.write(sample.name, sample.read_bytes())
    repository.commit("Add the checklists")
    return repository
