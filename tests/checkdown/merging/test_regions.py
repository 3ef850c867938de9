"""How large the place in dispute is where something cannot be had together: no larger than its section."""

from checkdown.merging import merge

BASE = """\
# Launch

## Health

- Stores
  - [ ] Redis

  About the stores.

  - [ ] PostgreSQL
- [ ] Queue

## Backup

- [ ] Nightly
- [ ] Restore tried

## Alerts

- [ ] Phone rings
"""


def _with(*changes: tuple[str, str]) -> str:
    text = BASE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_an_item_that_both_moved_to_different_places_is_marked_at_these_places_alone() -> None:
    ours = _with(("- [ ] Queue\n", ""), ("Nightly\n", "Nightly\n- [ ] Queue\n"), ("[ ] Redis", "[x] Redis"))
    theirs = _with(("- [ ] Queue\n", ""), ("rings\n", "rings\n- [ ] Queue\n"), ("[ ] Nightly", "[x] Nightly"))
    merged = merge(BASE, ours, theirs)
    assert [(c.ours, c.theirs) for c in merged.conflicts] == [
        (("- [ ] Queue\n",), ()),
        ((), ("- [ ] Queue\n",)),
    ]
    both = (("[ ] Redis", "[x] Redis"), ("[ ] Nightly", "[x] Nightly"), ("- [ ] Queue\n", ""))
    assert merged.choosing(ours=True).text == _with(*both).replace("Nightly\n", "Nightly\n- [ ] Queue\n")
    assert merged.choosing(ours=False).text == _with(*both).replace("rings\n", "rings\n- [ ] Queue\n")


def test_where_items_would_hang_elsewhere_the_changes_of_their_section_are_one_dispute() -> None:
    # Ours makes an item of what theirs puts an item under: below it that would be another item's part.
    ours = _with(("- Stores\n", "- [ ] Stores\n"), ("[ ] Nightly", "[x] Nightly"))
    theirs = _with(
        ("- [ ] PostgreSQL\n", "- [ ] PostgreSQL\n  - [ ] SQLite\n"),
        ("[ ] Restore", "[x] Restore"),
        ("[ ] Phone", "[!] Phone"),
    )
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(BASE, one, other)
        (conflict,) = merged.conflicts
        inside = "".join((*conflict.base, *conflict.ours, *conflict.theirs))
        assert "- [ ] Stores\n" in inside
        assert "- [ ] SQLite\n" in inside
        assert "Queue" not in inside
        for text in (merged.choosing(ours=True).text, merged.choosing(ours=False).text):
            assert "- [x] Nightly\n- [x] Restore tried\n" in text
            assert "- [!] Phone rings\n" in text


LISTED = "- [ ] Alpha\n- [ ] Bravo\n- [ ] Charlie\n- [ ] Delta\n"
SWAPPED = "- [ ] Alpha\n- [ ] Charlie\n- [ ] Bravo\n- [ ] Delta\n"


def test_a_swap_of_neighbours_and_the_removal_of_the_one_that_stayed_go_together() -> None:
    # Who removed Charlie removed it as the other side has it too, and who wanted it above Bravo has nothing
    # left that could stand there: both wishes hold, and no line is gone that nobody meant to remove.
    removed = LISTED.replace("- [ ] Charlie\n", "")
    for one, other in ((SWAPPED, removed), (removed, SWAPPED)):
        merged = merge(LISTED, one, other)
        assert merged.clean
        assert merged.source.text == removed
    # One that was changed in the swap is not what was removed: that is for a person to decide.
    ticked = SWAPPED.replace("[ ] Charlie", "[x] Charlie")
    (conflict,) = merge(LISTED, ticked, removed).conflicts
    assert (conflict.ours, conflict.theirs) == (("- [x] Charlie\n",), ())


def test_a_swap_of_neighbours_and_the_removal_of_the_one_that_moved_is_asked_about_in_one_line() -> None:
    # Bravo was put somewhere by one and removed by the other: asking costs a key, guessing perhaps an item.
    removed = LISTED.replace("- [ ] Bravo\n", "")
    (conflict,) = merge(LISTED, SWAPPED, removed).conflicts
    assert (conflict.ours, conflict.theirs) == (("- [ ] Bravo\n",), ())
