"""What `gonogo doctor` tells of the terminal, the line to it, git, versions, state, trust and settings.

A module for each subject gives `Found` values; `examine` asks them all. Nothing is changed, and no network
used.
"""

from .examining import examine
from .found import Found, Severity

__all__ = ["Found", "Severity", "examine"]
