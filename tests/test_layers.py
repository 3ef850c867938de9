"""What a fresh interpreter really loads. The static half, import-linter's, is in pyproject.toml."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"


def loaded_after(code: str, *, folder: Path) -> set[str]:
    """The modules in a fresh interpreter after this code; it sees the installation, no PYTHONPATH."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{code}\n{LOADED}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(modules)


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_checkdown_loads_nothing_but_markdown_it_and_the_standard_library(tmp_path: Path) -> None:
    before = packages(loaded_after("", folder=tmp_path))
    after = packages(loaded_after("import checkdown", folder=tmp_path))
    others = {name for name in after - before if name not in sys.stdlib_module_names}
    assert "checkdown" in others
    assert others <= {"checkdown", "markdown_it", "mdurl"}


def test_the_package_itself_loads_nothing(tmp_path: Path) -> None:
    before = loaded_after("", folder=tmp_path)
    assert loaded_after("import gonogo", folder=tmp_path) - before == {"gonogo"}


@pytest.mark.parametrize("name", ["parser", "tui"])
def test_the_source_roots_are_no_packages(name: str, tmp_path: Path) -> None:
    loaded_after(f"import importlib.util; assert importlib.util.find_spec({name!r}) is None", folder=tmp_path)
