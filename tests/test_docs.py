"""The pages say what the program says."""

import re
from pathlib import Path

from gonogo.core.actions import keys_page

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
