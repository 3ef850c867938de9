"""The review: what changed in a range of commits, walked change by change."""

from .screen import ReviewScreen

__all__ = ["ReviewScreen"]
