"""Evidence as files and references: where it goes, what of it is ours, what a typed reference means.

How a reference is written into a document is checkdown's; what was captured by a probe is the probes'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .folder import (
        FOLDER,
        SIZE_LIMIT,
        EvidenceRefused,
        copy_in,
        evidence_of,
        folder_of,
        ignored_by,
        is_ours,
        keep,
        place,
    )
    from .names import folder_name, slug
    from .reference import Reference, ReferenceKind, classify
    from .slips import not_to_write

__all__ = [
    "FOLDER",
    "SIZE_LIMIT",
    "EvidenceRefused",
    "Reference",
    "ReferenceKind",
    "classify",
    "copy_in",
    "evidence_of",
    "folder_name",
    "folder_of",
    "ignored_by",
    "is_ours",
    "keep",
    "not_to_write",
    "place",
    "slug",
]

# A name is loaded when it is first asked for: a slug needs no git.
_MODULES = {
    "folder": "FOLDER SIZE_LIMIT EvidenceRefused copy_in evidence_of folder_of ignored_by is_ours keep place",
    "names": "folder_name slug",
    "reference": "Reference ReferenceKind classify",
    "slips": "not_to_write",
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
