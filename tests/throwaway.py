"""Throwaway git repositories for tests: real folders, the real git command."""

import subprocess
from pathlib import Path


class Repository:
    """A throwaway git repository: a folder and the git command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str, check: bool = True) -> str:
        """Run git here and return its standard output, without the final newline."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            check=check,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.stdout.removesuffix("\n")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file below the repository, with its folders; text goes out as UTF-8, endings untouched."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def commit(self, message: str, *names: str) -> str:
        """Commit the named files (all, if none is named) and return the commit's hash."""
        self.git("add", "--all", "--", *names)
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")
