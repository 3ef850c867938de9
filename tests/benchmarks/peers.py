"""Other programs in the same terminal and on the same slow line: `make bench-peers`.

None of them is needed by the project. Those that come from the package index are installed into a temporary
folder, in an environment each; the others are measured where the machine has them. What is not there is said.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.documents import checklist
from tests.benchmarks.history import repository
from tests.benchmarks.screens import Program
from tests.benchmarks.wire import LINE_SECONDS, WAY, lag

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks-peers.md"
ROUNDS = 3
QUIET = 0.15
"""Seconds without output after which a key counts as answered: some of these take their time."""
ITEMS, FEWER = 1_000, 150


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, and the keys by which it is led."""

    name: str
    command: tuple[str, ...]
    """`{file}`, `{fewer}` and `{repository}` stand for what is measured with."""
    wanted: str
    """What its first screen says."""
    shows: str
    keys: tuple[str, str, str] = ("down", "up", "pagedown")
    """On, back, a page on."""
    package: str = ""
    """Where it comes from the package index: what to install."""
    cursor: bool = True
    """Whether a key moves a cursor; else every key scrolls."""
    rest: float = 1.0
    """Seconds after the first paint before keys are heard."""


_PAGE_UP, _CTRL_F = "\x1b[5~", "\x06"
PEERS = (
    Peer("gonogo", (str(Path(sys.executable).with_name("gonogo")), "{file}"), "tick", "the list of items"),
    Peer("vim", ("vim", "-n", "-u", "NONE", "-N", "-c", "syntax on", "{file}"), "Harbour", "the text",
         ("j", "k", _CTRL_F)),
    Peer("less", ("less", "{file}"), "Harbour", "the text", ("j", "k", " "), cursor=False),
    Peer("tig", ("tig", "-C", "{repository}"), "->", "a list of 5,000 commits", ("j", "k", "pagedown")),
    Peer("td-task", ("td",), "Verify", "a list of as many tasks", package="td-task==0.2.4"),
    Peer("toolong", ("tl", "{file}"), "Health", "the text, from its end", ("up", "down", _PAGE_UP),
         package="toolong==1.5.0"),
    Peer("frogmouth", ("frogmouth", "{fewer}"), "Harbour", f"the text of {FEWER} items, laid out",
         package="frogmouth==0.9.2", cursor=False, rest=5.0),
)  # fmt: skip


class NotThere(Exception):
    """A program that cannot be measured here, with the reason."""


@dataclass(slots=True)
class Seen:
    """One run."""

    painted: float
    """Seconds."""
    first: int
    moves: list[int] = field(default_factory=list)
    way: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    lag: float = 0.0


@dataclass(slots=True)
class Ground:
    """The folder with what the programs show, and their environments."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def prepare(self) -> None:
        """Write the documents and the repository."""
        home = self.folder / "home"
        home.mkdir()
        self.variables = {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        for name, items in (("file", ITEMS), ("fewer", FEWER)):
            path = self.folder / f"{name}.md"
            path.write_text(checklist(items), "utf-8")
            self.places[name] = str(path)
        self.places["repository"] = str(repository(self.folder / "repository"))

    def command(self, peer: Peer) -> tuple[list[str], str]:
        """How to start it, and its version. Raises NotThere."""
        program = self._installed(peer) if peer.package else shutil.which(peer.command[0])
        if program is None:
            raise NotThere("not on this machine")
        if peer.name == "td-task":
            self._tasks(program)
        return [program, *(part.format(**self.places) for part in peer.command[1:])], _version(peer, program)

    def _installed(self, peer: Peer) -> str:
        bin_folder = self.folder / peer.name / "bin"
        if not bin_folder.exists():
            venv.create(bin_folder.parent, with_pip=True)
        pip = [str(bin_folder / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        # td-task asks for a newer Python than it needs to be measured
        for more in ([], ["--ignore-requires-python"]):
            if not subprocess.run([*pip, *more, peer.package], capture_output=True, check=False).returncode:
                return str(bin_folder / peer.command[0])
        raise NotThere(f"{peer.package} could not be installed from the package index")

    def _tasks(self, program: str) -> None:
        texts = [line[6:] for line in checklist(ITEMS).split("\n") if line.startswith("- [")][:ITEMS]
        when = "2026-11-01T10:00:00+00:00"
        tasks = [
            {"id": at + 1, "text": text, "status": "active", "position": at, "created_at": when}
            | {"done_at": None, "archived_at": None, "starred": 0, "list_name": "main"}
            for at, text in enumerate(texts)
        ]
        lists = [{"name": "main", "position": 0, "max_tasks": None, "archived_at": None}]
        path = self.folder / "tasks.json"
        data = {"lists": lists, "tasks": tasks, "notes": [], "list_encryption": [], "settings": {}}
        path.write_text(json.dumps(data), "utf-8")
        done = subprocess.run(
            [program, "import", str(path)],
            env=os.environ | self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise NotThere("it took in no tasks")


def _version(peer: Peer, program: str) -> str:
    if peer.package:
        return peer.package.partition("==")[2]
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(?:\.\d+)*", told)
    return found[0] if found else ""


def run(peer: Peer, command: Sequence[str], variables: dict[str, str]) -> Seen:
    """One run: first paint, moves, a way through, pages, a key that is held down on the slow line."""
    program = Program(command, variables=variables, controlling=True)
    try:
        painted = program.wait_for(peer.wanted.encode())
        program.settle(QUIET)
        program.settle(peer.rest)
        seen = Seen(painted, len(program.seen))
        on, back, page = (program.key(name) for name in peer.keys)

        def sizes(keys: list[bytes]) -> list[int]:
            return [program.press(key, QUIET)[0] for key in keys]

        if peer.cursor:
            seen.moves = sizes([on] * 12 + [back] * 8)
            sizes([on] * 30)  # to the edge of the view, and beyond
        seen.way = sizes([on] * WAY)
        seen.pages = sizes([page] * 5)
        seen.lag = lag(program, on)
    finally:
        program.close()
    return seen


def main() -> None:
    """Measure all that are there, in turns, print the page and keep it in docs/benchmarks-peers.md."""
    missing: dict[str, str] = {}
    found: dict[str, list[Seen]] = {}
    versions: dict[str, str] = {}
    commands: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="gonogo-peers-") as folder:
        ground = Ground(Path(folder))
        ground.prepare()
        for peer in PEERS:
            try:
                commands[peer.name], versions[peer.name] = ground.command(peer)
            except NotThere as reason:
                missing[peer.name] = str(reason)
        for _ in range(ROUNDS):
            for peer in PEERS:
                if peer.name in missing:
                    continue
                try:
                    seen = run(peer, commands[peer.name], ground.variables)
                except TimeoutError:
                    missing[peer.name] = "it did not show what was waited for"
                    found.pop(peer.name, None)
                else:
                    found.setdefault(peer.name, []).append(seen)
    page = markdown(found, versions, missing)
    print(page)
    PAGE.write_text(page, "utf-8")


_LEAST = f"{LINE_SECONDS * 1e3:.0f} ms"
_HEAD = f"""# Other programs over the line

Made by `make bench-peers`: all programs in one run, in turns, medians of {ROUNDS}, in a terminal of 100 by
30 (xterm-256color). They show the text of a checklist of {ITEMS:,} items, or a list of like length.

The first paint is the time until what the program shows stands on the screen; its bytes are all that it
writes from its start until it rests, what is filled in later included. For gonogo 5 KB bound what comes
until its first screen is whole ([benchmarks.md](benchmarks.md#the-line)). Other bytes are those for a key.
A scrolling key is the mean over {WAY} keys that go on from the end of the first screen; where there is no
cursor every key scrolls. The lag is the time from the last of 60 keys at 30 a second to the last byte, on
a line of {_LEAST} and 1 Mbit/s; {_LEAST} is the least there can be. The program is
`tests/benchmarks/peers.py`; nothing that it installs stays.

| program | shows | first paint | its bytes | a cursor move | a scrolling key | the largest | a page | lag |
|---|---|--:|--:|--:|--:|--:|--:|--:|
"""


def markdown(found: dict[str, list[Seen]], versions: dict[str, str], missing: dict[str, str]) -> str:
    """The page."""
    rows = []
    for peer in PEERS:
        if runs := found.get(peer.name):
            rows.append(f"| {' | '.join(_cells(peer, versions[peer.name], runs))} |")
    absent = [f"- {name}: {reason}." for name, reason in missing.items()]
    return _HEAD + "\n".join([*rows, *(["", "Not measured:", "", *absent] if absent else [])]) + "\n"


def _cells(peer: Peer, version: str, runs: list[Seen]) -> tuple[str, ...]:
    def median(values: list[float]) -> str:
        return f"{statistics.median(values):,.0f}"

    return (
        f"{peer.name} {version}",
        peer.shows,
        f"{median([run.painted * 1e3 for run in runs])} ms",
        f"{median([run.first for run in runs])} B",
        f"{median([statistics.median(run.moves) for run in runs])} B" if peer.cursor else "",
        f"{median([statistics.mean(run.way) for run in runs])} B",
        f"{median([max(run.way) for run in runs])} B",
        f"{median([statistics.median(run.pages) for run in runs])} B",
        f"{median([run.lag * 1e3 for run in runs])} ms",
    )


if __name__ == "__main__":
    main()
