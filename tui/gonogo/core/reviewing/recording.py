"""A review put on record: its message with the reviewer's notes, as an empty commit or a git note.

No commit is ever rewritten: a trailer on the next commit would say that somebody reviewed what they have not
seen yet, and one on the reviewed commit would make it another. So the review is a commit of its own on top,
which travels with the branch, or on the person's wish a git note on the last commit that was reviewed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from gonogo.core.git.errors import CommitRefused, Refusal
from gonogo.core.git.heads import commit_named
from gonogo.core.git.messages import SUBJECT_LIMIT, Change, message
from gonogo.core.git.person import HOW_TO_SET, identity
from gonogo.core.git.recording import add_note, empty_commit
from gonogo.core.git.repository import Repository

from .authors import Made, makers
from .entries import Review
from .entries import review as review_of
from .memory import Memory, Reviews
from .ranges import contains
from .seeing import seen_of

_TITLES = 3  # checklists that the subject names


@dataclass(frozen=True, slots=True)
class Record:
    """What would be put on record."""

    message: str
    """Subject, notes and trailers, to be edited before."""
    tip: str
    """The last commit that was reviewed."""
    on_branch: bool
    """Whether HEAD holds it, so that a commit on top of HEAD can speak of it."""
    seen: int
    total: int

    @property
    def rest(self) -> str:
        """What is still to be reviewed, a part of a sentence; "" where all was seen."""
        left = self.total - self.seen
        return f"{left} change{'s' * (left != 1)} still to be reviewed" if left else ""


def record(
    repository: Repository,
    review: Review,
    memory: Memory,
    makers: Mapping[str, Sequence[Made]] | None = None,
) -> Record:
    """A draft. Raises CommitRefused where there is nothing to speak of, or nobody to sign. Asks git."""
    span = review.range.span
    if not span.after:
        raise CommitRefused(
            Refusal.NOTHING,
            "what is not committed yet cannot be put on record: commit it, then review the commit",
        )
    person = identity(repository)
    if person is None:
        raise CommitRefused(Refusal.IDENTITY, HOW_TO_SET)
    seen = len(seen_of(review.entries, memory, makers))
    trailers = [
        ("Reviewed-range", span.after if review.range.single else f"{span.before}..{span.after}"),
        ("Reviewed-by", f"{person[0]} <{person[1]}>"),
    ]
    text = message("Review", _changes(review, memory, seen), trailers=trailers)
    body = text.partition("\n")[2]
    subject = _subject(review)
    on_branch = contains(repository, "HEAD", span.after)
    return Record(f"{subject}\n{body}", span.after, on_branch, seen, len(review.entries))


def _subject(review: Review) -> str:
    span = review.range.span
    count = len(review.entries)
    what = span.after[:9] if review.range.single else f"{span.before[:9]}..{span.after[:9]}"
    subject = f"Review {what}: {count} change{'s' * (count != 1)}"
    flagged = sum(bool(entry.flags) for entry in review.entries)
    if flagged:
        subject += f", {flagged} flagged"
    names = ", ".join(pair.file for pair, _ in review.files[:_TITLES])
    whole = f"{subject} in {names}"
    fits = len(whole) <= SUBJECT_LIMIT and len(review.files) <= _TITLES and whole.isprintable()
    return whole if fits else subject


def _changes(review: Review, memory: Memory, seen: int) -> list[Change]:
    """The body: how much was looked at, and the notes with what they are about."""
    flags = Counter(flag for entry in review.entries for flag in entry.flags)
    told = f"{seen} of {len(review.entries)} changes looked at"
    under = tuple(f"{count} {flag.value}" for flag, count in flags.items())
    changes = [Change(told, (f"range: {review.range.title}", *under))]
    for entry in review.flagged_first():
        note = memory.notes.get(entry.key)
        if note:
            changes.append(Change(f"{entry.file}: {entry.text}", (f"note: {note}",)))
    return changes


def put_on_record(
    repository: Repository,
    reviews: Reviews,
    review: Review,
    draft: Record,
    text: str,
    *,
    as_note: bool,
    terminal: bool = False,
) -> str:
    """Make the commit or the note, and remember it; a sentence on what was made. Raises CommitRefused.

    "Since I last reviewed" begins at the end of the range only where all of it was seen. A FileError of the
    memory is raised as well; what was made in git stands then.
    """
    if as_note:
        ref = add_note(repository, draft.tip, text)
        told = f"noted on {draft.tip[:8]}; `git push origin {ref}` shares the note"
        upto = draft.tip
    else:
        at_head = commit_named(repository, "HEAD") == draft.tip
        made, subject = empty_commit(repository, text, terminal=terminal)
        told = f"committed {made[:8]} {subject}"
        upto = made if at_head else draft.tip
    keys = [entry.key for entry in review.entries if entry.key in reviews.load().notes]
    whole = draft.seen == draft.total
    reviews.end(upto if whole and may_advance(repository, review, reviews.load()) else "", keys)
    return told if whole else f"{told}; {draft.rest}"


def ended(review: Review, seen: Set[str]) -> bool:
    """Whether everything in a range of commits was seen (``seeing``)."""
    return bool(review.range.span.after) and all(entry.key in seen for entry in review.entries)


def may_advance(repository: Repository, review: Review, memory: Memory) -> bool:
    """Whether "since I last reviewed" may begin at the end of this range: nothing before it was skipped.

    It was not where nothing of it was reviewed before, or where the range begins in what was; and where the
    review is of some checklists alone, what changed in the others must have been seen too.
    """
    span = review.range.span
    if not span.after:
        return False
    before = next((each for each in reversed(memory.reviewed) if contains(repository, span.after, each)), "")
    if before and not contains(repository, before, span.before):
        return False
    return not review.names or _others_seen(repository, review, memory)


def _others_seen(repository: Repository, review: Review, memory: Memory) -> bool:
    """Whether all of the range that a review leaves out was seen."""
    mine = {pair.file for pair, _ in review.files}
    whole = review_of(repository, review.range)
    others = [entry for entry in whole.entries if entry.file not in mine]
    if not all(entry.key in memory.seen for entry in others):
        return False
    files = tuple(each for each in whole.files if each[0].file not in mine)
    left = replace(whole, files=files, entries=tuple(others))
    return ended(left, seen_of(others, memory, makers(repository, left) if others else None))
