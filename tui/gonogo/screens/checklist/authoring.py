"""Who makes the edits: asked for in the background, waited for only by an edit that carries the name."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from gonogo.screens.checklist.saving import Saving


class Authoring(Saving):
    """Knows the author once somebody asked, and makes edits wait until then."""

    class AuthorRead(Message):
        """Who is at work; "" where nobody can tell."""

        def __init__(self, author: str) -> None:
            super().__init__()
            self.author = author

    author: str | None = None
    """None until it is known."""
    _waiting: tuple[Callable[[str], object], ...] = ()

    def with_author(self, act: Callable[[str], object]) -> None:
        """Do something with the author's name: at once where it is known, else as soon as it is."""
        if self.author is not None:
            act(self.author)
            return
        self._waiting += (act,)
        if len(self._waiting) == 1:
            self.run_worker(self._read_author, thread=True, group="author", exit_on_error=False)

    def _read_author(self) -> None:
        from gonogo.core.author import author_of

        self.post_message(self.AuthorRead(author_of(self.document.repository)))

    def on_authoring_author_read(self, event: AuthorRead) -> None:
        """Go on with what waited for it."""
        self.author = event.author
        waiting, self._waiting = self._waiting, ()
        for act in waiting:
            act(event.author)
