"""What a person means by a reference that they typed: a path, a URL, a commit, or plain words.

Nothing is fetched, and nothing opened but a file whose lines are named. What is no path, http(s) URL or
commit that is really there is a note, with a remark where it looks as if something else was meant. Escaping
for markdown is left to the edit.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checkdown.references import looks_like_path
from gonogo.core.evidence.slips import no_commit, no_lines, no_link
from gonogo.core.git import GitError, Repository, commit_named


class ReferenceKind(StrEnum):
    """What a reference points at."""

    PATH = "path"
    URL = "url"
    COMMIT = "commit"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference, understood."""

    kind: ReferenceKind
    target: str
    """A path relative to the document's folder, a URL, a commit (its own name as typed, or its short one for
    a branch, a tag and the like), or the words."""
    lines: str = ""
    """Of a path: `10` or `10-20`, as typed."""
    file: Path | None = None
    """Of a path: the real file or folder."""
    inside: bool = True
    """Whether the path lies in the document's repository; else only a copy is evidence for others."""
    remark: str = ""
    """Why it may not be what was meant, as a sentence, or nothing."""
    astray: bool = False
    """Of words: whether they are a path, lines or a commit that is not there, or an address that is none."""


_URL = re.compile(r"https?://[^\s/?#\x00-\x20\x7f]+[^\s\x00-\x20\x7f]*\Z", re.IGNORECASE)
_COMMIT = re.compile(r"[0-9a-f]{7,64}\Z", re.IGNORECASE)
_REVISION = re.compile(r"[\w@][\w./@{}^~+-]*\Z")
_FROM = re.compile(r"(?P<base>@|[\w@][\w./-]*)(?:~\d*|\^\d*|@\{[^{}]*\})+\Z")  # HEAD~2, main^, v1@{yesterday}
_SHORT = 10  # hex digits of a commit that is written for a branch or a tag
_LINES = re.compile(
    r"(?P<path>.+?)(?::(?P<from>\d+)(?:-(?P<to>\d+))?|#L(?P<first>\d+)(?:-L?(?P<last>\d+))?)\Z"
)
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(javascript|vscode|file|data|mailto):", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]/[A-Z]\Z")  # I/O
_FROM_A_FOLDER = ("/", "./", "../", "~/")
_LIKE_A_PATH = re.compile(r"(\S*/)?[^\s/]*\.[A-Za-z0-9]{1,8}\Z|\S+/\S*\Z")


def classify(
    typed: str, document: Path, repository: Repository | None = None, *, folder: Path | None = None
) -> Reference:
    """Understand a reference typed for an item of `document`.

    Paths are looked for beside the document, at the repository's top, and in `folder` (where the person is);
    only what is none of them is taken for a revision.
    """
    text = typed.strip()
    if _URL.match(text):
        return Reference(ReferenceKind.URL, text)
    found = _path(text, document, repository, folder)
    if found is not None:
        return found
    remark, astray = "", False
    if _COMMIT.match(text):
        if _known(text, repository):
            return Reference(ReferenceKind.COMMIT, text)
        remark = no_commit(text, repository is not None) if not text.isdigit() else ""
    elif revision := _revision(text, repository):
        return revision
    elif _is_from_a_commit(text, repository):
        remark, astray = no_commit(text, repository is not None), True
    elif _OTHER_SCHEME.match(text):
        remark, astray = no_link(text), True
    elif _LIKE_A_PATH.match(text):
        remark = f"there is no file {text} beside the document or in the repository"
        astray = not _LETTERS.match(text) and (looks_like_path(text) or text.startswith(_FROM_A_FOLDER))
    elif _is_folder(text, document, repository, folder):
        remark = f"{text} is a folder here, and attached as a word; `{text}/` attaches the folder"
    elif _FROM.match(text):
        remark = no_commit(text, repository is not None)
    return Reference(ReferenceKind.NOTE, text, remark=remark, astray=astray)


def _path(text: str, document: Path, repository: Repository | None, folder: Path | None) -> Reference | None:
    if not text or "\0" in text or "\n" in text:
        return None
    lined = _LINES.match(text)
    slip: Reference | None = None
    beside, *others = _starts(document, repository, folder)
    for spelled, lines in ((text, ""), *(((lined["path"], _span(lined)),) if lined else ())):
        for start in (beside, *others):
            file = start / os.path.expanduser(spelled)
            # A word may happen to be a folder's name; with a slash it is meant to be one.
            if os.path.isfile(file) or ("/" in spelled and os.path.isdir(file)):
                if not (problem := no_lines(text, file, lines)):
                    return _reference(file, beside, lines, repository)
                slip = slip or Reference(ReferenceKind.NOTE, text, remark=problem, astray=True)
    return slip


def _starts(document: Path, repository: Repository | None, folder: Path | None) -> tuple[Path, ...]:
    """Where paths are looked for: beside the document first."""
    beside = Path(os.path.realpath(document)).parent
    return beside, *([repository.top] if repository else []), *([folder] if folder else [])


def _is_folder(text: str, document: Path, repository: Repository | None, folder: Path | None) -> bool:
    """Whether a word is the name of a folder where paths are looked for."""
    simple = bool(text) and "\0" not in text and text not in (".", "..") and len(text) < _LONGEST_NAME
    return simple and any(os.path.isdir(start / text) for start in _starts(document, repository, folder))


_LONGEST_NAME = 256


def _reference(file: Path, beside: Path, lines: str, repository: Repository | None) -> Reference:
    real = Path(os.path.realpath(file))
    bounds = repository.top if repository else beside
    inside = real == bounds or bounds in real.parents
    target = os.path.relpath(real, beside)
    remark = f"{target} is a folder; the reference stands for all that is in it" if real.is_dir() else ""
    return Reference(ReferenceKind.PATH, target, lines, real, inside, remark)


def _span(lined: re.Match[str]) -> str:
    first, last = lined["from"] or lined["first"], lined["to"] or lined["last"]
    return f"{first}-{last}" if last else first


def _known(text: str, repository: Repository | None) -> bool:
    return bool(_commit(text, repository))


def _commit(text: str, repository: Repository | None) -> str:
    """The commit in full that a name means, or ""."""
    if repository is None or repository.bare:
        return ""
    try:
        return commit_named(repository, text)
    except GitError:
        return ""


def _is_from_a_commit(text: str, repository: Repository | None) -> bool:
    """Whether a commit is named by another one that is there: `HEAD~99` is no word, `x^2` may be some."""
    named = _FROM.match(text)
    return text == "HEAD" or (
        named is not None and (named["base"] in ("HEAD", "@") or _known(named["base"], repository))
    )


def _revision(text: str, repository: Repository | None) -> Reference | None:
    """The commit that a branch, a tag or `HEAD~2` means now: they move, it does not.

    What merely begins the name of a commit is a word (`face`, `1234`): seven digits are needed for that.
    """
    full = _commit(text, repository) if _REVISION.match(text) else ""
    if not full or full.startswith(text.lower()):
        return None
    short = full[:_SHORT]
    # Without a digit it could be a word, and would be read as one.
    if not re.search(r"\d", short) or _commit(short, repository) != full:
        short = full
    words = "; to attach the word itself, put it in a sentence" if text.isalpha() and text != "HEAD" else ""
    remark = f"{text} is a revision here, and its commit {short} is written for it{words}"
    return Reference(ReferenceKind.COMMIT, short, remark=remark)
