"""For what an approval counts: one document of one working tree, by their real paths.

Another worktree, a copy or a clone is another place. Only where the files lie counts; nothing that they say
about themselves does, such as a `.git/commondir` that points elsewhere.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from gonogo.core.git.repository import Repository


@dataclass(frozen=True, slots=True)
class Place:
    """A document in its repository."""

    repository: str
    """The real path of the working tree's top; outside git, of the folder that holds the document."""
    document: str
    """The document's path from there."""

    @classmethod
    def of(cls, document: Path) -> Place:
        """The place of a document, which need not exist."""
        real = Path(os.path.realpath(document))
        repository = Repository.discover(real.parent)
        top = real.parent if repository is None or repository.bare else repository.top
        return cls(str(top), str(real.relative_to(top)))

    @property
    def name(self) -> str:
        """A file name of its own for each place."""
        sha = hashlib.sha256()
        for text in (self.repository, self.document):
            raw = os.fsencode(text)
            sha.update(len(raw).to_bytes(8, "big") + raw)
        return f"{sha.hexdigest()[:40]}.json"
