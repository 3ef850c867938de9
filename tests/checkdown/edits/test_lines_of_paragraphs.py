"""A line of a paragraph that begins with an emoji: what its refusals say can be done does work."""

import pytest

from checkdown import Attach, EditRefused, Intent, ItemRef, SetState, State, apply, parse, plan

LINES = "✅ Answers\n✅ Quiet\n"


def _asked(text: str) -> list[Intent]:
    item = ItemRef.of(parse(text).items[1])
    return [SetState(item, State.BLOCKED, "no keys"), Attach(item, "https://example.org/7")]


@pytest.mark.parametrize("which", [0, 1], ids=["reason", "evidence"])
def test_what_needs_a_bullet_is_refused_with_both_ways_and_both_work(which: int) -> None:
    with pytest.raises(EditRefused, match=r"state alone.*make each line of the paragraph a bullet"):
        plan(parse(LINES), _asked(LINES)[which])
    checklist = parse(LINES)
    alone = SetState(ItemRef.of(checklist.items[1]), State.BLOCKED)
    assert apply(checklist, plan(checklist, alone)).source.dump().decode() == "✅ Answers\n⛔ Quiet\n"
    listed = "".join(f"- {line}\n" for line in LINES.splitlines())
    after = apply(parse(listed), plan(parse(listed), _asked(listed)[which]))
    written = [("⛔", "blocked: no keys"), ("✅", "evidence: https://example.org/7")][which]
    assert after.source.dump().decode() == "- ✅ Answers\n- {} Quiet\n  - {}\n".format(*written)
