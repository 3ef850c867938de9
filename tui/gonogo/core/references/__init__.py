"""References of a checklist to files: links, images, evidence and paths, looked up where they may lead."""

from .looking import reference_findings

__all__ = ["reference_findings"]
