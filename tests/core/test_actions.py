"""The table of actions agrees with itself."""

import re

from gonogo.core.actions import ACTIONS, BY_ID, GROUPS, Place, clashes, keys_of, keys_page
from gonogo.core.keys import key_name


def test_ids_are_unique_and_kebab_case() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", action.id) for action in ACTIONS)


def test_every_default_key_is_a_key_under_its_one_name() -> None:
    assert all(key_name(key) == key for action in ACTIONS for key in action.keys)


def test_no_default_key_means_two_things_at_once() -> None:
    assert list(clashes({})) == []


def test_a_key_given_to_two_actions_that_can_meet_is_a_clash() -> None:
    found = [(key, one.id, other.id) for key, one, other in clashes({"undo": ("x",)})]
    assert found == [("x", "set-done", "undo")]


def test_a_list_key_clashes_with_a_key_of_the_screen_around_it() -> None:
    assert [key for key, _, _ in clashes({"down": ("c",)})] == ["c"]


def test_every_action_has_a_group_a_sentence_and_a_place() -> None:
    for action in ACTIONS:
        assert action.group in GROUPS
        assert action.help.endswith(".")
        assert action.places
        assert re.fullmatch(r"[a-z_]+(\([^()]*\))?", action.call)


def test_keys_that_were_remapped_replace_the_default() -> None:
    tick = BY_ID["tick"]
    assert keys_of(tick, {}) == ("space",)
    assert keys_of(tick, {"tick": ("v", "space")}) == ("v", "space")
    assert keys_of(tick, {"tick": ()}) == ()


def test_the_page_of_keys_lists_every_action_once_with_its_own_keys() -> None:
    page = keys_page({"undo": ("ctrl+z", "|")})
    assert all(page.count(f"| `{action.id}` |") == 1 for action in ACTIONS)
    assert "| `ctrl+z` `\\|` | Undo | Take back the last change, and say which. | `undo` |" in page
    assert "| - | Change the colours |" in page
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(GROUPS)


def test_moving_works_in_lists_and_in_texts() -> None:
    assert set(BY_ID["down"].places) == {Place.ROWS, Place.PAGE}
