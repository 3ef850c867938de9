"""Which items a filter shows."""

from checkdown import parse
from gonogo.screens.dialogs.filter import parsed

TEXT = """\
| Item | Status | Notes |
|------|--------|-------|
| Pager | ✅ | `docs/pager.txt` |
| Backups | ✅ | blocked: see `docs/backups.txt` |
| Alerts | ✅ | |

- [x] Read `docs/runbook.md`
- [x] Restored
  - evidence: docs/restore.txt
"""


def test_missing_evidence_is_what_is_attached_nowhere_the_notes_of_a_row_included() -> None:
    wanted = parsed("done no-evidence")
    assert [item.text for item in parse(TEXT).items if wanted(item)] == [
        "Backups",
        "Alerts",
        "Read `docs/runbook.md`",
    ]
