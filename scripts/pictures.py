"""Make the pictures of the documentation: the real application on a sample, exported as SVG.

    .venv/bin/python scripts/pictures.py [FOLDER]

The same sample and size give the same picture (the ids that the export makes up are replaced).
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from gonogo.app import Gonogo
from gonogo.core.config import Config

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {
    "checklist-80x24.svg": ("phased-readiness.md", (80, 24), ("right_square_bracket", "down", "down")),
    "checklist-160x40.svg": ("phased-readiness.md", (160, 40), ("right_parenthesis", "right_parenthesis")),
    "folder-80x24.svg": ("", (80, 24), ("down",)),
}
_IDS = re.compile(r"terminal-\d+")
_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
"""Fonts that would be fetched from elsewhere; the reader's own monospace font does."""


async def picture(path: Path, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The screen after some keys, as SVG."""
    app = Gonogo(path, Config(theme="dark"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause(1.5)
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.5)
        svg = _FONTS.sub("", app.export_screenshot(title="gonogo")).replace("Fira Code, ", "")
        return _IDS.sub("terminal-0", svg)


def main() -> None:
    """Write every picture into the folder (docs/images by default)."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        checklists = Path(place) / "checklists"
        shutil.copytree(ROOT / "sample_checklists", checklists)
        os.chdir(checklists)
        for name, (file, size, keys) in PICTURES.items():
            svg = asyncio.run(picture(Path(file or "."), size, keys))
            (folder / name).write_text(svg, "utf-8")
            sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main()
