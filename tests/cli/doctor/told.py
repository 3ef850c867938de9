"""What the doctor told, and what tests put in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Told:
    """What the doctor told as JSON."""

    status: int
    found: list[dict[str, str]]

    def of(self, subject: str) -> dict[str, str]:
        """The one thing that was found about a subject."""
        (one,) = [each for each in self.found if each["subject"] == subject]
        return one

    def said(self, subject: str) -> str:
        """Its severity and all its words, for looking into."""
        one = self.of(subject)
        return " | ".join(one[name] for name in ("severity", "what", "follows", "change"))


Doctor = Callable[[], Told]


def program(folder: Path, name: str, script: str) -> Path:
    """A program in a folder that can stand first on PATH."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def config(home: Path, text: str) -> Path:
    """The person's configuration."""
    path = home / ".config" / "gonogo" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path
