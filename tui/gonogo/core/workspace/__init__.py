"""The workspace: open documents, their edits, undo, saving and what others do to the files meanwhile.

The only mutable state of the program. Command line and application both go through it, so they cannot
disagree. Drawing, asking and git are left to others.
"""

from gonogo.core.workspace.document import Document
from gonogo.core.workspace.errors import (
    DocumentRefused,
    NothingToUndo,
    UndoRefused,
    WorkspaceError,
)
from gonogo.core.workspace.merging import Conflict
from gonogo.core.workspace.opening import Workspace
from gonogo.core.workspace.rereading import Incoming, Redraw, changed_sections
from gonogo.core.workspace.saving import SaveOutcome, refresh, rewrite, save, save_copy
from gonogo.core.workspace.steps import Step

__all__ = [
    "Conflict",
    "Document",
    "DocumentRefused",
    "Incoming",
    "NothingToUndo",
    "Redraw",
    "SaveOutcome",
    "Step",
    "UndoRefused",
    "Workspace",
    "WorkspaceError",
    "changed_sections",
    "refresh",
    "rewrite",
    "save",
    "save_copy",
]
