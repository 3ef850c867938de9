"""Where the sample checklists lie: the templates of `gonogo new` and the playground of `gonogo demo`.

An installed gonogo carries them inside its package; a checkout keeps them in
`sample_checklists/` at the top of the repository, where people read them on the
web. This module finds and names them; writing copies is somebody else's work.
"""

from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

FOLDER = "sample_checklists"


class SamplesMissing(LookupError):
    """The samples are not where this installation should have them, or the name is none of theirs."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample checklist."""

    name: str
    """What `gonogo new` calls it: the file's name without `.md`, such as `release-gate`."""
    title: str
    """Its level-1 heading."""
    content: bytes
    """The file, byte for byte."""

    @property
    def file_name(self) -> str:
        """The name under which a copy is written."""
        return f"{self.name}.md"


def samples() -> tuple[Sample, ...]:
    """Every sample, in the order of their names. Raises SamplesMissing where there is none."""
    found = [entry for entry in _folder().iterdir() if entry.name.endswith(".md")]
    return tuple(_sample(entry) for entry in sorted(found, key=lambda entry: entry.name))


def sample(name: str) -> Sample:
    """The sample of that name, with or without `.md`. Raises SamplesMissing, naming those there are."""
    wanted = name.removesuffix(".md")
    known = samples()
    for each in known:
        if each.name == wanted:
            return each
    names = ", ".join(each.name for each in known)
    raise SamplesMissing(f"there is no sample checklist called {name!r}; there are {names}")


def _folder() -> Traversable:
    """In the package where it was installed, else beside the source root that the package lies in."""
    package = resources.files("gonogo")
    for folder in (package / FOLDER, package / ".." / ".." / FOLDER):
        if folder.is_dir():
            return folder
    raise SamplesMissing(f"the sample checklists are missing: no {FOLDER} in {package}; install gonogo again")


def _sample(entry: Traversable) -> Sample:
    content = entry.read_bytes()
    first = next((line for line in content.decode("utf-8").split("\n") if line.startswith("# ")), "")
    name = entry.name.removesuffix(".md")
    return Sample(name=name, title=first.removeprefix("# ").strip() or name, content=content)
