"""Messages are written for people and read back by git as they were meant."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.core.git import SUBJECT_LIMIT, message

CHANGES = ["[ ] -> [x] Redis health check", "[ ] -> [!] Cloud account", "❌ Missing -> ✅ Done Rollback"]


def trailers_of(text: str) -> list[str]:
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse"],
        input=text.encode(),
        capture_output=True,
        check=True,
        cwd="/",
    )
    return done.stdout.decode().split("\n")[:-1]


def test_one_change_is_the_subject_and_stands_in_the_body() -> None:
    assert message("Launch", CHANGES[:1]) == (
        "Launch: [ ] -> [x] Redis health check\n\n- [ ] -> [x] Redis health check\n"
    )


def test_several_changes_are_counted_and_listed_one_to_a_line() -> None:
    assert message("Launch", CHANGES, evidence=["evidence/launch/redis/2026-11-21T201900Z.txt"]) == (
        "Launch: 3 changes\n"
        "\n"
        "- [ ] -> [x] Redis health check\n"
        "- [ ] -> [!] Cloud account\n"
        "- ❌ Missing -> ✅ Done Rollback\n"
        "\n"
        "Evidence added:\n"
        "- evidence/launch/redis/2026-11-21T201900Z.txt\n"
    )


def test_trailers_are_the_last_paragraph_and_git_reads_them() -> None:
    text = message(
        "Launch",
        CHANGES,
        trailers=[("Checklist", "docs/launch.md"), ("Co-authored-by", "Ada <ada@example.org>")],
    )
    assert trailers_of(text) == ["Checklist: docs/launch.md", "Co-authored-by: Ada <ada@example.org>"]


def test_without_trailers_git_reads_none_whatever_the_lines_look_like() -> None:
    text = message("Launch", ["Redis: up", "Signed-off-by: nobody"], evidence=["Item: x", "Reviewed-by: y"])
    assert trailers_of(text) == []


def test_a_long_title_makes_room_for_what_changed() -> None:
    text = message("The production readiness checklist of the payment service", CHANGES[:1])
    subject = text.partition("\n")[0]
    assert len(subject) <= SUBJECT_LIMIT < 72
    assert subject.startswith("The production readiness checklist")
    assert subject.endswith(CHANGES[0])


def test_a_long_item_is_cut_in_the_subject_and_kept_in_the_body() -> None:
    change = "[ ] -> [x] " + "word " * 20
    subject, _, body = message("Launch", [change]).partition("\n")
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
    st.lists(words, max_size=4),
    st.lists(words, max_size=3),
    st.lists(st.from_regex(r"[A-Za-z][A-Za-z-]{0,10}[A-Za-z]", fullmatch=True), max_size=3),
    words,
)
def test_whatever_the_words_the_message_is_well_formed(
    title: str, changes: list[str], evidence: list[str], keys: list[str], value: str
) -> None:
    text = message(title, changes, evidence=evidence, trailers=[(key, f"v{value}") for key in keys])
    lines = text.split("\n")
    assert 0 < len(lines[0]) <= SUBJECT_LIMIT
    assert lines[1] == ""
    assert not any(ord(character) < 32 for line in lines for character in line)
    assert len(text.splitlines()) == len(lines) - 1
    expected = 1 + bool(changes) * (1 + len(changes)) + bool(evidence) * (2 + len(evidence))
    assert len(lines) - 1 == expected + bool(keys) * (1 + len(keys))
    assert [line.partition(":")[0] for line in trailers_of(text)] == keys
