"""Rules whose findings need files: declared here, so that there is one table; the program looks for them."""

from __future__ import annotations

from .finding import Rule, Severity

MISSING_EVIDENCE = Rule(
    "missing-evidence",
    Severity.ERROR,
    "An item's evidence names a file of this repository that is not there.",
    "Attach what shows the item's state now, or correct the path.",
)
MISSING_FILE = Rule(
    "missing-file",
    Severity.WARNING,
    "A link, an image, or a path in a done item names a file of this repository that is not there.",
    "Correct the path, or bring the file back.",
)
MISSING_LINE = Rule(
    "missing-line",
    Severity.WARNING,
    "A reference such as `core/health.py:88` names a line behind the end of its file.",
    "Name the line where it stands now.",
)
DEAD_LINK = Rule(
    "dead-link",
    Severity.WARNING,
    "A web address is not there: its server says so, or its name is not known. Looked for with --online.",
    "Correct the address, or say where the page has gone.",
)
OUTSIDE = (MISSING_EVIDENCE, MISSING_FILE, MISSING_LINE, DEAD_LINK)
