"""`gonogo demo`: the application on a throwaway repository, which goes when it is left."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click

from gonogo.cli.helping import Command
from gonogo.cli.open import application, must_have_terminal
from gonogo.cli.output import tell


@click.command("demo", cls=Command)
@click.option("--keep", is_flag=True, help="Keep the repository, and say where it is.")
def command(keep: bool) -> int:
    """Try gonogo in a throwaway git repository.

    It holds the five sample checklists and `probes.md`, one with probes to try, and goes when the
    application is left.
    """
    from gonogo.core.demo import make_demo
    from gonogo.core.demoservice import DemoService

    must_have_terminal()
    for asked_to_end in (signal.SIGTERM, signal.SIGHUP):  # so that the folder goes then too
        signal.signal(asked_to_end, _leave)
    folder = Path(tempfile.mkdtemp(prefix="gonogo-demo-"))
    try:
        with DemoService() as service:
            missing = make_demo(folder, service.port)
            if missing:
                tell(f"gonogo: {missing}")
            tell(f"the demo is in {folder}")
            return application(folder)
    finally:
        _forget_approvals(folder)
        if keep:
            tell(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
            tell(f"{folder} {'could not be removed' if folder.exists() else 'is removed'}")


def _forget_approvals(folder: Path) -> None:
    """Take back what was approved there: the folder goes, and its name may come again."""
    from gonogo.core.demoservice import FILE_NAME
    from gonogo.core.files import FileError
    from gonogo.core.trust import Approvals, Place

    with suppress(FileError):  # a store that is refused is told of when a probe is to run
        Approvals().revoke(Place.of(folder / FILE_NAME))


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
