"""Which entries of a review are shown: by author, flag, phase or file, and whether they were seen."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from checkdown.comparing import Flag

from .authors import Made
from .entries import Entry

HINT = "flagged, unseen, a flag, @author, or words of a phase or file; empty shows all"

FLAG_WORDS: Mapping[Flag, str] = {
    Flag.TICKED_WITHOUT_EVIDENCE: "no evidence",
    Flag.UNTICKED: "unticked",
    Flag.GOALPOST_MOVED: "goalpost moved",
    Flag.REMOVED_OPEN_ITEM: "open item removed",
    Flag.EVIDENCE_REMOVED: "evidence removed",
    Flag.CLAIM_WITHOUT_CAUSE: "claim without cause",
    Flag.SIGNED_WITH_OPEN_ITEMS: "signed with open items",
}
"""What a flag is called where there is little room; a person may type that too."""


class NoSuchFilter(ValueError):
    """What was typed asks for nothing that is known; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry must be to be shown; an empty field asks for nothing."""

    flags: frozenset[Flag] = frozenset()
    """Any of these."""
    author: str = ""
    """A part of a name, in any case."""
    phase: str = ""
    """A part of the titles of its sections or of its file's name, in any case."""
    unseen: bool = False

    def __bool__(self) -> bool:
        return bool(self.flags or self.author or self.phase or self.unseen)

    def __call__(self, entry: Entry, made: Sequence[Made], seen: Set[str]) -> bool:
        """Whether an entry is shown."""
        if self.flags and not self.flags.intersection(entry.flags):
            return False
        if self.unseen and entry.key in seen:
            return False
        if self.author and not any(self.author.lower() in each.author.lower() for each in made):
            return False
        titles = (*entry.path, entry.phase, entry.file)
        return not self.phase or any(self.phase.lower() in title.lower() for title in titles)

    @property
    def words(self) -> str:
        """As a person would type it."""
        said = ["flagged"] if self.flags == frozenset(Flag) else sorted(map(str, self.flags))
        said += ["unseen"] if self.unseen else []
        if self.author:
            said.append(shlex.quote(f"@{self.author}") if " " in self.author else f"@{self.author}")
        return " ".join((*said, *((self.phase,) if self.phase else ())))


def wanted(text: str) -> Wanted:
    """What a person typed: `flagged`, `unseen`, a flag, `@author`, else words of a phase.

    Of a flag's name its first four letters will do; the words that a review shows for it mean it too.

    Raises NoSuchFilter where quotes are left open.
    """
    try:
        typed = shlex.split(text)
    except ValueError as error:
        raise NoSuchFilter(f'{text!r} has a quote that is not closed; write for example: "@Ada L"') from error
    flags, typed = _flags_as_shown(typed)
    author = ""
    phase: list[str] = []
    unseen = False
    for word in typed:
        low = word.lower()
        named = [flag for flag in Flag if flag.startswith(low)]
        if low in ("flagged", "flags", "flag"):
            flags.update(Flag)
        elif low in ("unseen", "new"):
            unseen = True
        elif word.startswith("@"):
            author = word[1:]
        elif named and len(low) > 3:
            flags.update(named)
        else:
            phase.append(word)
    return Wanted(frozenset(flags), author, " ".join(phase), unseen)


def _flags_as_shown(typed: Sequence[str]) -> tuple[set[Flag], list[str]]:
    """The flags that are called as a review shows them (`no evidence`), and the words that are left."""
    flags: set[Flag] = set()
    left: list[str] = []
    at = 0
    while at < len(typed):
        for flag, words in FLAG_WORDS.items():
            count = len(words.split())
            if " ".join(typed[at : at + count]).lower() == words:
                flags.add(flag)
                at += count
                break
        else:
            left.append(typed[at])
            at += 1
    return flags, left
