"""The wire knows what every allowed version of Textual writes: each that pip can get, in a folder of its own.

Asks the package index, so it runs only where GONOGO_VERSIONS is set (to anything).
"""

import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


def allowed() -> list[str]:
    """The versions of Textual that the package index has and pyproject.toml allows."""
    done = subprocess.run([*PIP, "index", "versions", "textual"], capture_output=True, text=True, check=False)
    found = re.search(r"Available versions: (.+)", done.stdout)
    if done.returncode or not found:
        return []
    from packaging.specifiers import SpecifierSet

    (wanted,) = re.findall(r'"textual([^"]+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    return [version for version in found[1].split(", ") if version in SpecifierSet(wanted)]


@pytest.mark.timeout(1200)
@pytest.mark.skipif(not os.environ.get("GONOGO_VERSIONS"), reason="GONOGO_VERSIONS is not set")
def test_every_allowed_version_is_known_to_the_wire(tmp_path: Path) -> None:
    versions = allowed()
    if not versions:
        pytest.skip("the package index cannot be reached")
    for version in versions:
        folder = tmp_path / version
        if version != importlib.metadata.version("textual"):
            install = [*PIP, "install", "-q", "--no-deps", "--target", str(folder), f"textual=={version}"]
            subprocess.run(install, check=True, timeout=300)
        # the part fails where the wire stands aside, and where a cell differs
        part = "tests/wire/test_equality.py::test_no_cell_differs_after_any_key[part-1]"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", part],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"{version}:\n{done.stdout[-3000:]}"
