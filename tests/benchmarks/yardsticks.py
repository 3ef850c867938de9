"""What ours is compared with: the smallest programs that do a part of its work.

`python -m tests.benchmarks.yardsticks KIND [FILE]` runs one in a process of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar


def blocks(text: str) -> int:
    """markdown-it-py's block rules called plainly; the number of tokens."""
    from markdown_it import MarkdownIt

    return len(MarkdownIt("commonmark").enable("table").disable("inline").parse(text))


def reader(path: str) -> None:
    """A command that imports click and markdown_it and parses the file with block rules."""
    import click

    @click.command()
    def main() -> None:
        click.echo(blocks(Path(path).read_text("utf-8", "surrogateescape")))

    main(args=[], standalone_mode=False)


def application(kind: str, rows: int) -> None:
    """A bare Textual application (`bare`), or one with a list that draws its lines itself (`line`)."""
    import click  # noqa: F401 - part of what ours has to load
    import markdown_it  # noqa: F401
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App, ComposeResult
    from textual.geometry import Region, Size
    from textual.scroll_view import ScrollView
    from textual.strip import Strip
    from textual.widgets import Static

    class Lines(ScrollView, can_focus=True):
        BINDINGS: ClassVar = [("down", "move(1)"), ("up", "move(-1)")]
        at = 0

        def on_mount(self) -> None:
            self.virtual_size = Size(80, rows)

        def render_line(self, y: int) -> Strip:
            index = self.scroll_offset.y + y
            style = Style(reverse=True) if index == self.at else Style()
            text = f" ○ {index} Verify health check number {index} for the event store"
            return (
                Strip([Segment(text, style)])
                .extend_cell_length(self.size.width, style)
                .crop(0, self.size.width)
            )

        def action_move(self, step: int) -> None:
            old, self.at = self.at, max(0, min(rows - 1, self.at + step))
            top, height = self.scroll_offset.y, self.size.height
            for index in (old, self.at):
                self.refresh(Region(0, index - top, self.size.width, 1))
            if self.at < top or self.at >= top + height:
                self.scroll_to(y=self.at if self.at < top else self.at - height + 1, animate=False)

    class Yardstick(App[None]):
        ENABLE_COMMAND_PALETTE = False
        BINDINGS: ClassVar = [("q", "quit", "Quit")]

        def compose(self) -> ComposeResult:
            yield Lines() if kind == "line" else Static("READY 1 Verify health check")

        def on_mount(self) -> None:
            self.animation_level = "none"

    Yardstick().run()


if __name__ == "__main__":
    if sys.argv[1] == "reader":
        reader(sys.argv[2])
    else:
        application(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
