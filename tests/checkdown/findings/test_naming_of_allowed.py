"""A comment that allows a finding is no part of what an item is called."""

from checkdown import apply, parse, plan
from checkdown.intents import Allow


def test_an_item_keeps_its_id_when_a_finding_of_its_line_is_allowed() -> None:
    before = parse("Where we are:\n\n- ✅ Keys\n- ❌ Done\n")
    after = apply(before, plan(before, Allow("mark-word-mismatch", 4, "it is of the old plan")))
    assert "<!-- gonogo: allow" in after.source.line(4)
    assert [item.id for item in after.items] == [item.id for item in before.items]
