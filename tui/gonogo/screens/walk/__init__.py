"""The launch walk: one item of a checklist at a time."""

from .screen import WalkScreen

__all__ = ["WalkScreen"]
