"""Which commits a review is about: what a person names, or what they most likely mean.

Branches, tags and the upstream are listed by one `for-each-ref`, through the one way in which gonogo runs
git: it knows every way in which refs are stored. What changed in a range is `entries`' business.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gonogo.core.git.errors import GitRefused
from gonogo.core.git.heads import commit_named, head
from gonogo.core.git.repository import Repository
from gonogo.core.git.run import read
from gonogo.core.reports.diff import compared
from gonogo.core.revisions import Span, pairs, span_of

LAST_REVIEW, UPSTREAM, LAST_TAG, WORKING_TREE, LAST_COMMIT = (
    "last-review",
    "upstream",
    "last-tag",
    "working-tree",
    "last-commit",
)
NAMED = (LAST_REVIEW, UPSTREAM, LAST_TAG, WORKING_TREE, LAST_COMMIT)
"""Words for ranges that depend on where the repository stands. A revision of that name comes first."""
_REFS = 20  # branches and tags that are offered, the newest first
_SHOWN = 8  # hex digits of a commit, where a person reads it


@dataclass(frozen=True, slots=True)
class Range:
    """What is under review."""

    words: str
    """As a person would name it again: a word of NAMED, `A..B`, a commit."""
    title: str
    """As it is shown: `origin/main..HEAD`."""
    span: Span
    single: bool = False
    """Whether it is one commit alone."""
    told: str = ""
    """What it is in a few words, where the title does not say that."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A range that is offered."""

    words: str
    title: str
    told: str
    """What it is, in a few words."""


def range_of(
    repository: Repository, words: str, reviewed: Sequence[str] = (), names: Sequence[str] = ()
) -> Range:
    """The range that somebody named; "" is what they most likely mean, see `likely`.

    ``reviewed`` are the commits up to which the person has reviewed before, the latest last; ``names`` the
    files and folders, from the top, that are asked for. Raises GitError with a sentence where there is no
    such range.
    """
    if not commit_named(repository, "HEAD"):
        raise GitRefused(f"the repository at {repository.top} has no commit yet: there is nothing to review")
    words = words.strip() or likely(repository, reviewed, names)
    if ".." in words:
        return Range(words, words, span_of(repository, words))
    if words in NAMED and not commit_named(repository, words):
        return _named(repository, words, reviewed)
    return _commit(repository, words)


def likely(repository: Repository, reviewed: Sequence[str], names: Sequence[str] = ()) -> str:
    """What a person most likely means: since they last reviewed; for the first review since the upstream, or
    since the last tag; else what is not committed, else the last commit. Of these the first in which
    checklists changed, or those of them that are asked for.
    """
    otherwise = LAST_COMMIT
    for name in (LAST_REVIEW, UPSTREAM, LAST_TAG):
        try:
            found = _named(repository, name, reviewed)
        except GitRefused:
            continue
        if _is_worth_a_review(repository, found.span, names):
            return name
        if name == LAST_REVIEW:  # all that is committed was reviewed
            otherwise = name
            break
    loose = _named(repository, WORKING_TREE, reviewed).span
    return WORKING_TREE if _is_worth_a_review(repository, loose, names) else otherwise


def _is_worth_a_review(repository: Repository, span: Span, names: Sequence[str]) -> bool:
    """Whether a checklist changed in a span, or a file that may be one and cannot be compared."""
    if span.before == span.after:
        return False
    notices: list[str] = []
    return any(compared([pair]) for pair in pairs(repository, span, names, notices)) or bool(notices)


def offered(repository: Repository, reviewed: Sequence[str] = ()) -> tuple[Choice, ...]:
    """The ranges that a person may want here, the likeliest first. Raises GitError."""
    told = {
        LAST_REVIEW: "since you last reviewed",
        UPSTREAM: "what the upstream does not have",
        LAST_TAG: "since the last tag",
        WORKING_TREE: "what is not committed",
        LAST_COMMIT: "the last commit",
    }
    found = []
    for name in NAMED:
        try:
            title = _named(repository, name, reviewed).title
            found.append(Choice(name, title, told[name]))
        except GitRefused:
            continue
    return (*found, *_refs(repository))


def _refs(repository: Repository) -> list[Choice]:
    """Tags as `TAG..HEAD`, other branches as what they add to this one."""
    fields = "%(refname)%00%(HEAD)%00%(creatordate:short)"
    listed = read(
        repository.top,
        "for-each-ref",
        "--sort=-creatordate",
        f"--count={_REFS}",
        f"--format={fields}",
        *("refs/tags", "refs/heads", "refs/remotes"),
    )
    found = []
    for line in os.fsdecode(listed.out).rstrip("\n").split("\n"):
        if not line:
            continue
        ref, current, date = line.split("\0")
        kind, _, name = ref.removeprefix("refs/").partition("/")
        if kind == "tags":
            found.append(Choice(f"{name}..HEAD", f"{name}..HEAD", f"since the tag of {date}"))
        elif current != "*" and not name.endswith("/HEAD"):
            found.append(Choice(f"HEAD...{name}", f"HEAD...{name}", f"what {name} adds, {date}"))
    return found


def _named(repository: Repository, name: str, reviewed: Sequence[str]) -> Range:
    here = commit_named(repository, "HEAD")
    if name == WORKING_TREE:
        return Range(name, "HEAD against the files", Span(here, ""))
    if name == LAST_COMMIT:
        return replace(_commit(repository, "HEAD"), words=name)
    if name == UPSTREAM:
        upstream = head(repository).upstream
        if not upstream or not commit_named(repository, upstream):
            raise GitRefused("this branch follows no other: there is no upstream to compare with")
        base = read(repository.top, "merge-base", upstream, here, fine=(0, 1)).out.decode().strip()
        if not base:
            raise GitRefused(f"this branch and {upstream} have no commit in common")
        return Range(name, f"{upstream}..HEAD", Span(base, here))
    if name == LAST_TAG:
        tag = _last_tag(repository, here)
        return Range(name, f"{tag}..HEAD", Span(commit_named(repository, tag), here))
    for commit in reversed(reviewed):
        if _contains(repository, here, commit):
            told = "since you last reviewed"
            return Range(name, f"{commit[:_SHOWN]}..HEAD", Span(commit, here), told=told)
    raise GitRefused("nothing that HEAD holds was reviewed by you before; name a range, such as main..HEAD")


def _last_tag(repository: Repository, here: str) -> str:
    """The nearest tag before HEAD: where HEAD itself is tagged, the one before that."""
    for start in ("HEAD", "HEAD^"):
        told = read(repository.top, "describe", "--tags", "--abbrev=0", start, fine=(0, 128))
        tag = os.fsdecode(told.out).strip()
        if tag and not told.code and commit_named(repository, tag) != here:
            return tag
    raise GitRefused("no tag comes before HEAD; name a range, such as main..HEAD")


def _contains(repository: Repository, tip: str, commit: str) -> bool:
    """Whether a commit is the tip or comes before it. One that the repository does not have is not."""
    if not commit_named(repository, commit):
        return False
    return read(repository.top, "merge-base", "--is-ancestor", commit, tip, fine=(0, 1)).code == 0


def contains(repository: Repository, tip: str, commit: str) -> bool:
    """Whether ``tip`` holds ``commit``; "" holds nothing and is held by nothing. Raises GitError."""
    return bool(tip and commit) and _contains(repository, tip, commit)


def _commit(repository: Repository, name: str) -> Range:
    """One commit against its first parent, or against nothing where it has none."""
    found = commit_named(repository, name) if "\n" not in name else ""
    if not found:
        raise GitRefused(
            f"{name!r} names no commit of the repository at {repository.top}; a range is A..B, a commit,"
            f" or one of {', '.join(NAMED)}"
        )
    before = commit_named(repository, f"{found}^")
    if not before:
        before = read(repository.top, "hash-object", "-t", "tree", "--stdin").out.decode().strip()
    last = name == "HEAD"
    title = found[:_SHOWN] if last else name
    return Range(name, title, Span(before, found), single=True, told="the last commit" if last else "")
