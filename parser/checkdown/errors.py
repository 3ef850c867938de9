"""What can go wrong between a person and a checklist.

Each error carries one sentence that says what, where and what to do; callers show it as it is.

    CheckdownError
        AddressError
            ItemNotFound
            AmbiguousItem
        EditRefused         the request makes no sense here
            ColumnMissing   the table has no column for it
        EditDoesNotFit      the text is no longer the one that the edit was made for
"""

from __future__ import annotations


class CheckdownError(ValueError):
    """Base of all errors of this package; its text is a sentence for a person."""


class AddressError(CheckdownError):
    """An item was named that cannot be told apart from all others."""


class ItemNotFound(AddressError):
    """No item has this id, or none stands on this line."""


class AmbiguousItem(AddressError):
    """Several items have this id; the sentence lists the ids that tell them apart."""


class EditRefused(CheckdownError):
    """The document offers no place where the request could be written."""


class ColumnMissing(EditRefused):
    """The row's table has no column for what is to be written; it can be given one."""

    def __init__(self, sentence: str, line: int, header: str) -> None:
        super().__init__(sentence)
        self.line = line
        """1-based line of the table's header."""
        self.header = header
        """What the new column would be called."""


class EditDoesNotFit(CheckdownError):
    """The text under a splice is not what the edit expects; nothing was changed."""
