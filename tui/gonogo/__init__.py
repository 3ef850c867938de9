"""gonogo: work through the readiness checklists that a team keeps as markdown in git.

This file holds the version and nothing else. It is a literal because asking
`importlib.metadata` costs a headless command 45 ms, and because the build reads it.
"""

__version__ = "0.1.0"
