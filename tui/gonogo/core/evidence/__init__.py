"""Evidence as files and references: where it goes, what of it is ours, what a typed reference means.

How a reference is written into a document is checkdown's; what was captured by a probe is the probes'.
"""

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
    "place",
    "slug",
]
