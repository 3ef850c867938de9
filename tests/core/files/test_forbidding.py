"""Why a file cannot be written is told by what forbids it: its permissions, or what `ls -l` does not show."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.core.files.forbidding import what_forbids
from gonogo.core.workspace import Workspace
from tests.core.files.people import as_nobody

PERMISSIONS = "its permissions do not allow it (ls -l)"
BEYOND = "an attribute such as immutable (lsattr), or an access list (getfacl), does not allow it"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def path() -> Iterator[Path]:
    """A document in a folder that other users can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "launch.md"
        written.write_text("- [ ] one\n")
        written.parent.chmod(0o755)
        yield written


@needs_root
@pytest.mark.parametrize(("mode", "told"), [(0o644, PERMISSIONS), (0o646, BEYOND)])
def test_permissions_are_named_only_where_they_forbid_it(path: Path, mode: int, told: str) -> None:
    path.chmod(mode)
    assert as_nobody(lambda: what_forbids(path)) == told


@needs_root
def test_an_immutable_file_is_not_said_to_lack_permissions(path: Path) -> None:
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", path], check=False).returncode:
        pytest.skip("files cannot be made immutable here")
    try:
        document = Workspace().open(path)
        assert f"cannot be written, {BEYOND}; it can only be looked at" in document.refusal
    finally:
        subprocess.run(["chattr", "-i", path], check=True)
