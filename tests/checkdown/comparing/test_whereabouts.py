"""From where to where something was moved, as people read it."""

from checkdown import parse
from checkdown.comparing import ChangeKind, compare, whereabouts

TEXT = """\
# Launch

## Build

- [ ] Tests
  - [ ] Unit
  - [ ] System
- [ ] Scan
- [ ] Notes

## Run

- [ ] Alerts

## Close

- [ ] Thanks
"""


def _moves(*edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    after = TEXT
    for old, new in edits:
        assert after.count(old) == 1, old
        after = after.replace(old, new)
    found = compare(parse(TEXT), parse(after)).of([ChangeKind.MOVED])
    names = [getattr(c.subject, "text", "") or getattr(c.subject, "title", "") for c in found]
    return [(name, *whereabouts(change)) for name, change in zip(names, found, strict=True)]


def test_a_move_to_another_section_names_both_sections() -> None:
    assert _moves(("- [ ] Notes\n", ""), ("Alerts\n", "Alerts\n- [ ] Notes\n")) == [("Notes", "Build", "Run")]


def test_a_move_inside_a_section_names_what_it_stands_behind() -> None:
    assert _moves(("- [ ] Notes\n", ""), ("- [ ] Tests\n", "- [ ] Notes\n- [ ] Tests\n")) == [
        ("Notes", "behind Scan", "at the top")
    ]
    assert _moves(("- [ ] Scan\n- [ ] Notes\n", "- [ ] Notes\n- [ ] Scan\n")) == [
        ("Scan", "behind Tests", "behind Notes")
    ]
    assert _moves(("  - [ ] Unit\n  - [ ] System\n", "  - [ ] System\n  - [ ] Unit\n")) == [
        ("Unit", "at the top", "behind System")
    ]


def test_a_section_that_was_moved_names_the_section_behind_which_it_stands() -> None:
    close = "## Close\n\n- [ ] Thanks\n"
    assert _moves(("\n" + close, ""), ("## Build\n", close + "\n## Build\n")) == [
        ("Close", "behind Run", "at the top")
    ]


def test_of_two_sections_that_changed_places_the_lighter_one_moved() -> None:
    build, run = TEXT[TEXT.index("## Build") : TEXT.index("## Run")], "## Run\n\n- [ ] Alerts\n\n"
    assert _moves((build + run, run + build)) == [("Run", "behind Build", "at the top")]
    after = TEXT.replace(build + run, run + build)
    (back,) = compare(parse(after), parse(TEXT)).of([ChangeKind.MOVED])
    assert whereabouts(back) == ("at the top", "behind Build")
