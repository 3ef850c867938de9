"""What a document refuses, as sentences: what, where, what to do.

WorkspaceError
├── DocumentRefused   it can be read but not changed (the reason is the sentence)
├── NothingToUndo
└── UndoRefused       somebody else changed the line since
"""

from __future__ import annotations


class WorkspaceError(Exception):
    """Base of what a workspace refuses; its text is for a person."""


class DocumentRefused(WorkspaceError):
    """The document is open to look at and cannot be changed."""


class NothingToUndo(WorkspaceError):
    """No edit of this session is left to take back, or to make again."""


class UndoRefused(WorkspaceError):
    """The lines of the edit were changed by somebody else; taking it back would undo theirs."""
