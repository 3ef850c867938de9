"""Messages are written for people and read back by git as they were meant."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.core.git import SUBJECT_LIMIT, Change, Part, message
from gonogo.core.git.messages import joint_message, with_trailers

CHANGES = [
    Change("[ ] -> [x] Redis health check", ("evidence: logs/redis.txt",), "done"),
    Change("[ ] -> [!] Cloud account", ("blocked: no contract", "evidence: https://example.org"), "blocked"),
    Change("❌ Missing -> ✅ Done Rollback", (), "done"),
]


def trailers_of(text: str) -> list[str]:
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse"],
        input=text.encode(),
        capture_output=True,
        check=True,
        cwd="/",
    )
    return done.stdout.decode().split("\n")[:-1]


def test_one_change_is_the_subject_and_is_told_again_with_what_belongs_to_it() -> None:
    assert message("Launch", CHANGES[2:]) == "Launch: ❌ Missing -> ✅ Done Rollback\n"
    assert message("Launch", CHANGES[:1]) == (
        "Launch: [ ] -> [x] Redis health check\n\n"
        "- [ ] -> [x] Redis health check\n"
        "  evidence: logs/redis.txt\n"
    )


def test_several_changes_are_counted_by_kind_and_listed_with_what_belongs_to_each() -> None:
    assert message("Launch", CHANGES) == (
        "Launch: 2 done, 1 blocked\n"
        "\n"
        "- [ ] -> [x] Redis health check\n"
        "  evidence: logs/redis.txt\n"
        "- [ ] -> [!] Cloud account\n"
        "  blocked: no contract\n"
        "  evidence: https://example.org\n"
        "- ❌ Missing -> ✅ Done Rollback\n"
    )


@pytest.mark.parametrize(
    ("kinds", "what"),
    [
        (["reworded", "blocked", "done", "done"], "2 done, 1 blocked, 1 reworded"),
        (
            ["not applicable", "with evidence", "reworded", "blocked", "done", "removed"],
            "1 done, 1 blocked, 1 not applicable and 3 more changes",
        ),
        (["", ""], "2 changes"),
    ],
)
def test_what_is_done_and_blocked_is_counted_first_and_the_rest_as_far_as_there_is_room(
    kinds: list[str], what: str
) -> None:
    text = message("Launch", [Change(f"change {kind}", (), kind) for kind in kinds])
    assert text.startswith(f"Launch: {what}\n")


def test_several_checklists_are_told_one_after_another_and_counted_together() -> None:
    parts = [Part("Launch", CHANGES[2:]), Part("Quiet", ()), Part("Signed-off-by: x", CHANGES[1:2])]
    text = joint_message(parts, trailers=[("Checklist", "a.md")])
    assert text == (
        "3 checklists: 1 done, 1 blocked\n"
        "\n"
        "Launch\n"
        "- ❌ Missing -> ✅ Done Rollback\n"
        "\n"
        "Signed-off-by: x\n"
        "- [ ] -> [!] Cloud account\n"
        "  blocked: no contract\n"
        "  evidence: https://example.org\n"
        "\n"
        "Checklist: a.md\n"
    )
    assert trailers_of(text) == ["Checklist: a.md"]


def test_trailers_are_the_last_paragraph_and_git_reads_them() -> None:
    text = message(
        "Launch",
        CHANGES,
        trailers=[("Checklist", "docs/launch.md"), ("Co-authored-by", "Ada <ada@example.org>")],
    )
    assert trailers_of(text) == ["Checklist: docs/launch.md", "Co-authored-by: Ada <ada@example.org>"]


def test_without_trailers_git_reads_none_whatever_the_lines_look_like() -> None:
    changes = [Change("Redis: up", ("Item: x",)), Change("Signed-off-by: nobody", ("Reviewed-by: y",))]
    text = message("Launch", changes)
    assert trailers_of(text) == []


def test_a_long_title_makes_room_for_what_changed() -> None:
    text = message("The production readiness checklist of the payment service", CHANGES[:1])
    subject = text.partition("\n")[0]
    assert len(subject) <= SUBJECT_LIMIT < 72
    assert subject.startswith("The production readiness checklist")
    assert subject.endswith(CHANGES[0].told)


def test_a_long_item_is_cut_in_the_subject_and_kept_in_the_body() -> None:
    change = "[ ] -> [x] " + "word " * 20
    subject, _, body = message("Launch", [Change(change)]).partition("\n")
    assert len(subject) <= SUBJECT_LIMIT
    assert subject.endswith("…")
    assert change.strip() in body


@pytest.mark.parametrize("title", ["", "--- a/x", "# Launch", "  ", "\x1b]0;x\x07", "\u202e"])
def test_a_title_that_git_would_take_for_something_else_does_not_end_the_message(title: str) -> None:
    text = message(title, CHANGES, trailers=[("Item", "x")])
    assert trailers_of(text) == ["Item: x"]
    assert text.partition("\n")[0].strip()


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="trailer"):
        message("Launch", CHANGES, trailers=[("Two words", "x")])


words = st.text(max_size=120)


@settings(max_examples=80, deadline=None)
@given(
    words,
    st.lists(st.builds(Change, words, st.lists(words, max_size=2).map(tuple), words), max_size=4),
    st.lists(st.from_regex(r"[A-Za-z][A-Za-z-]{0,10}[A-Za-z]", fullmatch=True), max_size=3),
    words,
)
def test_whatever_the_words_the_message_is_well_formed(
    title: str, changes: list[Change], keys: list[str], value: str
) -> None:
    text = message(title, changes, trailers=[(key, f"v{value}") for key in keys])
    lines = text.split("\n")
    assert 0 < len(lines[0]) <= SUBJECT_LIMIT
    assert lines[1] == ""
    assert not any(ord(character) < 32 for line in lines for character in line)
    assert len(text.splitlines()) == len(lines) - 1
    entries = sum(1 + len(change.under) for change in changes)
    body = {1 + entries, 0} if entries == 1 else {bool(entries) * (1 + entries)}
    assert len(lines) - 2 - bool(keys) * (1 + len(keys)) in body
    assert [line.partition(":")[0] for line in trailers_of(text)] == keys


WHO = [("Reviewed-by", "Grace Hopper <grace@example.org>")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Subject\n", ["Reviewed-by"]),
        ("Subject: with a colon\n", ["Reviewed-by"]),
        ("Subject\n\nA body.\n", ["Reviewed-by"]),
        ("Subject\n\nA body.\n\nChecklist: a.md\nItem: x done\n", ["Checklist", "Item", "Reviewed-by"]),
        ("Subject\n\nSee: this\nand more words\n", ["Reviewed-by"]),
    ],
)
def test_further_trailers_go_behind_those_that_are_there(text: str, keys: list[str]) -> None:
    more = with_trailers(text, WHO)
    assert more.startswith(text.rstrip("\n"))
    assert [line.partition(":")[0] for line in trailers_of(more)] == keys
    assert with_trailers(more, WHO) == more
    assert with_trailers(text, ()) == text
