"""Sentences that state how far the work is: told when they say something else, flagged without a cause."""

import pytest

from checkdown import parse
from checkdown.comparing import ChangeKind, Flag, compare

TEXT = """\
# Launch

There are 7 critical blockers left, and we are 66% done.

## Operate

The team says that this is not ready.

- [ ] Alerts reach the phone
- [x] Backups run

```
7 blockers
```
"""


def _claims(before: str, after: str) -> list[tuple[int, str, str, bool]]:
    found = compare(parse(before), parse(after)).of([ChangeKind.CLAIM])
    return [(c.line, c.before_text, c.after_text, Flag.CLAIM_WITHOUT_CAUSE in c.flags) for c in found]


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [("7 critical", "2 critical", 3), ("66%", "90%", 3), ("is not ready", "is ready", 7)],
)
def test_a_sentence_that_claims_more_is_told_and_without_a_flip_flagged(
    was: str, now: str, line: int
) -> None:
    lines = TEXT.split("\n")
    expected = (line, lines[line - 1], lines[line - 1].replace(was, now))
    assert _claims(TEXT, TEXT.replace(was, now, 1)) == [(*expected, True)]
    ticked = TEXT.replace(was, now, 1).replace("[ ] Alerts", "[x] Alerts")
    assert _claims(TEXT, ticked) == [(*expected, False)]


def test_other_words_and_code_claim_nothing() -> None:
    assert _claims(TEXT, TEXT.replace("The team says", "Everybody thinks")) == []
    assert _claims(TEXT, TEXT.replace("There are", "It listens on 80, in 2026. There are")) == []
    assert _claims(TEXT + "It listens on 80.\n", TEXT + "It listens on 81.\n") == []
    assert _claims(TEXT, TEXT.replace("7 blockers\n", "8 blockers\n")) == []
    assert _claims(TEXT, TEXT.replace("[ ] Alerts reach the phone", "[ ] Alerts reach 2 phones")) == []
