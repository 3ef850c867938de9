"""Files as bytes: read, save without losing anybody's text, watch, lock, journal, make.

Knows nothing of checklists or git. Every error is a FileError whose `str()` is sentences for a person.

A save of the workspace, in order:

    with lock(path, state):                                     # one of us at a time
        record = journal.append(path, known.fingerprint, {…})   # before the document is touched
        try:
            saved = save(path, new, known.fingerprint)
        except Changed as change:                               # replay onto change.theirs, and again
            ...
        journal.mark_saved([record.seq])
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.core.files.creating import copy_in, create, create_numbered, create_with_folders
    from gonogo.core.files.errors import (
        AnyPath,
        Busy,
        Changed,
        Damaged,
        DiskFault,
        Exists,
        FileError,
        FileMissing,
        Locked,
        NeedsInPlace,
        NoSpace,
        NotRegular,
        Refused,
        Stranded,
        TooLarge,
    )
    from gonogo.core.files.in_place import BeforeInPlace, InPlace
    from gonogo.core.files.journal import Journal
    from gonogo.core.files.locking import lock
    from gonogo.core.files.private import private_folder
    from gonogo.core.files.reading import LIMIT, Fingerprint, Kind, Snapshot, fingerprint, read
    from gonogo.core.files.records import Payload, Record
    from gonogo.core.files.saving import Saved, save
    from gonogo.core.files.sweeping import Leftover, leftovers, sweep
    from gonogo.core.files.watching import Change, changed, watch
    from gonogo.core.files.writers import PATIENCE, Patience

__all__ = [
    "LIMIT",
    "PATIENCE",
    "AnyPath",
    "BeforeInPlace",
    "Busy",
    "Change",
    "Changed",
    "Damaged",
    "DiskFault",
    "Exists",
    "FileError",
    "FileMissing",
    "Fingerprint",
    "InPlace",
    "Journal",
    "Kind",
    "Leftover",
    "Locked",
    "NeedsInPlace",
    "NoSpace",
    "NotRegular",
    "Patience",
    "Payload",
    "Record",
    "Refused",
    "Saved",
    "Snapshot",
    "Stranded",
    "TooLarge",
    "changed",
    "copy_in",
    "create",
    "create_numbered",
    "create_with_folders",
    "fingerprint",
    "leftovers",
    "lock",
    "private_folder",
    "read",
    "save",
    "sweep",
    "watch",
]

# A name is loaded when it is first asked for: a command that only reads does not pay for saving.
_MODULES = {
    "creating": "copy_in create create_numbered create_with_folders",
    "errors": (
        "AnyPath Busy Changed Damaged DiskFault Exists FileError FileMissing "
        "Locked NeedsInPlace NoSpace NotRegular Refused Stranded TooLarge"
    ),
    "in_place": "BeforeInPlace InPlace",
    "journal": "Journal",
    "locking": "lock",
    "private": "private_folder",
    "reading": "Fingerprint Kind LIMIT Snapshot fingerprint read",
    "records": "Payload Record",
    "saving": "Saved save",
    "sweeping": "Leftover leftovers sweep",
    "watching": "Change changed watch",
    "writers": "PATIENCE Patience",
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
