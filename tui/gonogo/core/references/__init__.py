"""References of a checklist to files: links, images, evidence and paths, looked up where they may lead."""

from .looking import findings_among, reference_findings
from .places import Places

__all__ = ["Places", "findings_among", "reference_findings"]
