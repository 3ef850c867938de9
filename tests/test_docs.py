"""The pages say what the program says."""

import re
from pathlib import Path

import pytest

from gonogo.core import checksettings, config
from gonogo.core.actions import keys_page
from gonogo.core.probes.settings import settings_in
from gonogo.core.repositorysettings import table_in

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "# Keys\n\nMade from the table of actions (`tui/gonogo/core/actions.py`); the ids are for `[keys]` "
    "in the\n"
    "configuration.\n\n"
)


def test_the_page_of_keys_is_that_of_the_table_of_actions() -> None:
    assert (ROOT / "docs" / "keys.md").read_text("utf-8") == HEAD + keys_page()


def test_every_picture_and_page_that_the_readme_names_is_there() -> None:
    readme = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in t]
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []


def blocks_of_toml() -> list[object]:
    """Every TOML block of the pages, by the page it stands on."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        pytest.param(block, id=page.name)
        for page in pages
        for block in re.findall(r"^```toml\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    ]


@pytest.mark.parametrize("block", blocks_of_toml())
def test_every_configuration_on_a_page_is_taken_as_it_stands(block: str) -> None:
    read = table_in(block)
    assert read.problem == ""
    if read.table.keys() <= set(checksettings.TABLES):
        assert checksettings.check_settings_in(read).problems == ()
        assert settings_in(block).remarks == ()
    else:
        assert config.load(block)[1] == ()


def test_the_pages_show_both_configurations() -> None:
    assert len(blocks_of_toml()) >= 3
