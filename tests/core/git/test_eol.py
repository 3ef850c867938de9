"""A file is clean for us exactly when it is clean for git, whatever line-end rules apply."""

import itertools
import subprocess
from collections.abc import Iterable

import pytest

from gonogo.core.git import Standing, state
from gonogo.core.git.eol import Conversion, Endings, conversion, stored_forms
from gonogo.core.git.settings import Settings
from tests.throwaway import Repository

CONTENTS = {
    "lf": b"- [ ] a\n- [ ] b\n",
    "crlf": b"- [ ] a\r\n- [ ] b\r\n",
    "mixed": b"- [ ] a\r\n- [ ] b\n",
    "lone-cr": b"- [ ] a\r- [ ] b\r\n",
    "nul": b"- [ ] a\0\r\n- [ ] b\r\n",
    "unprintable": b"\x01\x02\r\n- [ ] b\r\n",
    "dos-end": b"- [ ] a\r\n- [ ] b\r\n\x1a",
    "ident": b"$Id: 0123 $\r\n$Id$ $Id: not\r\n closed$\r\n",
    "empty": b"",
}
RULES = {
    "no rule": (None, ""),
    "autocrlf": ("true", ""),
    "autocrlf input": ("input", ""),
    "text": (None, "*.md text"),
    "text=auto": (None, "*.md text=auto"),
    "text=auto eol=crlf": (None, "*.md text=auto eol=crlf"),
    "eol=crlf": (None, "*.md eol=crlf"),
    "eol=lf": ("true", "*.md eol=lf"),
    "-text": ("true", "*.md -text"),
    "-text eol=crlf": ("true", "*.md -text eol=crlf"),
    "crlf": (None, "*.md crlf"),
    "-crlf": ("true", "*.md -crlf"),
    "crlf=input": (None, "*.md crlf=input"),
    "ident": (None, "*.md ident"),
    "ident text": (None, "*.md ident text"),
}


STORED = ("lf", "crlf", "mixed", "nul", "ident")


def stored(repository: Repository, names: Iterable[str]) -> None:
    """Commit `X-as-Y.md` with the content X, byte for byte, whatever rules apply."""
    for name in STORED:
        repository.write(f"{name}.blob", CONTENTS[name])
    repository.git("add", ".")
    blobs = {name: repository.git("rev-parse", f":{name}.blob") for name in STORED}
    repository.git("read-tree", "--empty")
    listing = "".join(f"100644 {blobs[name.partition('-as-')[0]]}\t{name}\n" for name in names)
    subprocess.run(
        ["git", "update-index", "--index-info"], input=listing.encode(), cwd=repository.folder, check=True
    )
    repository.git("commit", "--quiet", "-m", "As stored")


@pytest.mark.parametrize("rule", RULES)
def test_clean_means_what_git_means_by_it(repository: Repository, rule: str) -> None:
    """Every content on disk over every content in git, under the rule: git's own status is the judge."""
    on_disk = {f"{old}-as-{new}.md": CONTENTS[new] for old, new in itertools.product(STORED, CONTENTS)}
    stored(repository, on_disk)
    autocrlf, attributes = RULES[rule]
    if autocrlf:
        repository.git("config", "core.autocrlf", autocrlf)
    repository.write(".git/info/attributes", attributes + "\n")
    paths = {name: repository.write(name, content) for name, content in on_disk.items()}

    status = repository.git("status", "--porcelain", "--untracked-files=no")
    changed = {line[3:] for line in status.split("\n") if line}
    assert {name for name, path in paths.items() if state(path).standing is not Standing.CLEAN} == changed
    assert 0 < len(changed) < len(paths)


def test_the_stored_form_of_a_guess_is_either_as_it_is_or_converted() -> None:
    guessed = Conversion(Endings.GUESSED)
    assert stored_forms(b"a\r\n", guessed) == (b"a\r\n", b"a\n")
    assert stored_forms(b"a\n", guessed) == (b"a\n",)
    assert stored_forms(b"a\0\r\n", guessed) == (b"a\0\r\n",)


@pytest.mark.parametrize(
    ("attributes", "values", "program"),
    [
        ({"filter": "crypt"}, {"filter.crypt.clean": "crypt"}, "filter crypt"),
        ({"filter": "crypt"}, {"filter.crypt.process": "crypt"}, "filter crypt"),
        ({"filter": "crypt"}, {}, ""),
        ({"filter": "crypt"}, {"filter.crypt.smudge": "crypt"}, ""),
        ({"working-tree-encoding": "UTF-16"}, {}, "encoding UTF-16"),
        ({"working-tree-encoding": "UTF-8"}, {}, ""),
        ({}, {}, ""),
    ],
)
def test_what_is_left_to_programs_is_named(
    attributes: dict[str, str], values: dict[str, str], program: str
) -> None:
    assert conversion(attributes, Settings(values)).program == program
