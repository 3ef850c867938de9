"""The launch walk in a real terminal: one item at a time, answered, skipped, left, resumed, committed."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checkdown import State, parse
from gonogo.core.walking import Course, agenda
from tests.terminal.harness import Terminal
from tests.terminal.session import COMMAND, Session, eventually
from tests.throwaway import Repository

READY = """\
# Ready

## Health

- [ ] Redis is up
- [x] Database is up
- [ ] Queue is up

## Money

- [!] Refunds work
  - blocked: no account (2026-11-20, Ada Lovelace)

## Sign-off

- [ ] Engineering Lead: ____________ Date: ______
- [ ] Security Lead: ____________ Date: ______
"""
Spawn = Callable[..., Terminal]


class WalkSession(Session):
    """`gonogo walk …` in a terminal."""

    def __init__(self, spawn: Spawn, path: Path, *words: str, columns: int = 80, lines: int = 24) -> None:
        self.path = path
        self.terminal = spawn(
            [*COMMAND, "walk", str(path), *words], columns=columns, lines=lines, folder=path.parent
        )
        self.wait_for("Launch review", "driving", "next:")


Walking = Callable[..., WalkSession]
Walked = Callable[..., WalkSession]


@pytest.fixture
def ready(repository: Repository) -> Path:
    path = repository.write("ready.md", READY)
    repository.commit("Begin")
    return path


@pytest.fixture
def walking(terminal: Spawn, ready: Path) -> Walking:
    return lambda *words, **size: WalkSession(terminal, ready, *words, **size)


@pytest.fixture
def walked(terminal: Spawn, repository: Repository) -> Walked:
    """A walk of a document that was just committed, with whatever else lies beside it."""

    def begin(content: str | bytes, *words: str, **size: int) -> WalkSession:
        path = repository.write("ready.md", content)
        repository.commit("Begin")
        return WalkSession(terminal, path, *words, **size)

    return begin


def end(session: WalkSession) -> None:
    """Leave the walk, then the application."""
    session.press("escape")
    session.wait_gone("Launch review")
    session.leave()


def test_one_item_is_shown_with_what_is_next_and_one_key_answers(walking: Walking, ready: Path) -> None:
    session = walking()
    session.wait_for(
        "item 1 of 4",
        "Redis is up",
        "next: Database is up",
        "Ada Lovelace driving",
        "1/6",
        "Health ▓▓░░░ 1/3",
    )
    session.press("x")
    session.wait_for("item 2 of 4", "next: Queue is up", "Health ▓▓▓░░ 2/3")
    session.press("n")
    session.wait_for("item 3 of 4", "next: Refunds work")
    session.press("~")
    session.wait_for("item 4 of 4", "next: the end", "no account (2026-11-20, Ada Lovelace)")
    session.wait_file(READY.replace("[ ] Redis", "[x] Redis").replace("[ ] Queue", "[~] Queue").encode())
    end(session)


def test_a_no_go_asks_why_and_goes_on(walking: Walking, ready: Path) -> None:
    session = walking()
    session.wait_for("Redis is up")
    session.ask("!", "Blocked: Redis is up")
    session.answer("no cluster", "Blocked: Redis is up")
    session.wait_for("item 2 of 4")
    session.press("N")
    session.wait_for("item 1 of 4", "! blocked", "no cluster")
    eventually(lambda: b"- [!] Redis is up\n  - blocked: no cluster (" in ready.read_bytes(), session)
    end(session)


def test_what_is_skipped_comes_again_at_the_end(walking: Walking) -> None:
    session = walking()
    session.wait_for("item 1 of 4")
    session.press("s")
    session.wait_for("item 2 of 4", "1 skipped")
    session.press("n", "n", "n")
    session.wait_for("item 1 of 4", "skipped before", "Redis is up")
    session.press("x")
    session.wait_for("item 2 of 4")
    session.wait_gone("skipped")
    end(session)


def test_a_walk_is_gone_on_with_where_it_was_left_although_the_document_was_edited(
    walking: Walking, ready: Path
) -> None:
    session = walking()
    session.wait_for("item 1 of 4")
    session.press("n", "n")
    session.wait_for("item 3 of 4", "Queue is up")
    end(session)
    ready.write_text(READY.replace("## Health\n", "## Health\n\n- [ ] Clock is right\n"))
    session = walking()
    session.wait_for("item 4 of 5", "Queue is up", "next: Refunds work")
    end(session)


def test_a_phase_or_only_what_is_open_can_be_walked(walking: Walking) -> None:
    session = walking("--phase", "health", "--only", "open")
    session.wait_for("item 1 of 2", "next: Queue is up")
    session.press("x", "n", "n")
    session.wait_for("The end of the walk", "2 items walked")
    end(session)


def test_the_end_lists_what_is_left_who_signed_and_the_keys_that_apply(walking: Walking) -> None:
    session = walking()
    session.press("x", "n", "n", "n")
    session.wait_for("The end of the walk", "4 items walked · 1 blocked or failed · 1 open")
    session.wait_for("4  ! Refunds work  no account (2026-11-20, Ada Lovelace)", "3  ○ Queue is up")
    session.wait_for("Security Lead: not asked yet", "P poll and verdict", "next: the poll and the verdict")
    session.ask("/", "Jump to")
    session.answer("3", "enter go on")
    session.wait_for("item 3 of 4", "x go")
    session.press("n", "n")
    session.wait_for("The end of the walk")
    session.press("P")
    poll(session, "Engineering Lead", "g", "Alan Turing")
    poll(session, "Security Lead", "n", "Grace Hopper", "no test")
    session.wait_for("Decide: the gate says NO-GO")
    session.terminal.settle()
    session.press("n")
    session.wait_for("NO-GO. Minutes?")
    session.terminal.settle()
    session.press("n")
    session.wait_for("Decided by Ada Lovelace: NO-GO", "Engineering Lead: Alan Turing, 20")
    session.wait_for("Security Lead: NO-GO, no test (20")
    end(session)


def test_what_needs_attention_can_come_first(walking: Walking) -> None:
    session = walking()
    session.wait_for("item 1 of 4")
    session.ask_which("A", "Walk anew")
    session.wait_for("d document order  a attention first  o only open  esc leave")
    session.press("a")
    session.wait_for("Database is up", "next: Refunds work")
    end(session)


def test_who_objects_and_why_is_written(walking: Walking, ready: Path) -> None:
    session = walking("--reviewer", "Grace Hopper")
    session.wait_for("Grace Hopper reviewing")
    session.ask("w", "Who objects?")
    session.answer("", "Who objects?")
    session.wait_for("Why does Grace Hopper object?")
    session.answer("no second cluster", "Why does Grace Hopper object?")
    session.wait_for("Grace Hopper objects: no second cluster", "! blocked")
    eventually(lambda: b"blocked: no second cluster (" in ready.read_bytes(), session)
    assert b", Grace Hopper)" in ready.read_bytes()
    end(session)


def test_an_objection_without_a_name_or_a_reason_is_asked_for_again(walking: Walking, ready: Path) -> None:
    session = walking()
    before = ready.read_bytes()
    session.ask("w", "Who objects?")
    session.press("enter")
    session.wait_for("Who objects?", "a name is needed")
    session.answer("Grace Hopper", "Who objects?")
    session.wait_for("Why does Grace Hopper object?")
    session.press("enter")
    session.wait_for("Why does Grace Hopper object?", "a reason is needed")
    session.press("space", "enter")
    session.wait_for("Why does Grace Hopper object?", "a reason is needed")
    session.press("escape")
    session.wait_gone("Why does Grace Hopper object?")
    end(session)
    assert ready.read_bytes() == before


def test_a_tick_waits_for_the_second_person_where_that_was_asked_for(walking: Walking, ready: Path) -> None:
    session = walking("--reviewer", "Grace Hopper <grace@example.org>")
    session.wait_for("item 1 of 4", "Grace Hopper reviewing")
    session.ask("R", "Who drives?")
    session.answer("", "Who drives?")
    session.wait_for("Who reviews?")
    session.answer("", "Who reviews?")
    session.wait_for("Does the reviewer confirm?")
    session.terminal.settle()
    session.press("y")
    session.wait_for("Grace Hopper confirming")
    session.ask_which("x", "Does Grace Hopper confirm?")
    session.press("escape")
    session.wait_said("not confirmed")
    assert ready.read_bytes() == READY.encode()
    session.ask_which("S", "Does Grace Hopper confirm?")
    session.press("escape")
    session.wait_said("not confirmed")
    session.ask_which("x", "Does Grace Hopper confirm?")
    session.press("y")
    session.wait_for("item 2 of 4")
    end(session)
    assert b"[x] Redis" in ready.read_bytes()


def test_a_long_title_of_a_phase_gives_way_to_who_walks(walked: Walked) -> None:
    title = "Phase 13: Critical Blockers of the whole platform (P0) - 1-2 days"
    session = walked(
        f"# T\n\n## {title}\n\n- [ ] a\n- [x] b\n", "--reviewer", "Grace Hopper <grace@example.org>"
    )
    session.wait_for("Ada Lovelace driving, Grace Hopper reviewing", "Phase 13: Critical B… ▓▓░░░ 1/2")
    end(session)


def test_commits_of_a_walk_name_who_walked(walking: Walking, repository: Repository) -> None:
    session = walking(
        "--reviewer", "Grace Hopper <grace@example.org>", "--driver", "Alan Turing <alan@example.org>"
    )
    session.wait_for("Alan Turing driving, Grace Hopper reviewing")
    session.press("x")
    session.wait_for("item 2 of 4")
    session.commit("Commit")
    session.wait_said("committed")
    end(session)
    trailers = repository.git("log", "-1", "--format=%(trailers:only)")
    assert "Co-authored-by: Alan Turing <alan@example.org>" in trailers
    assert "Reviewed-by: Grace Hopper <grace@example.org>" in trailers


def test_jumping_evidence_and_asking_for_evidence(walking: Walking, ready: Path) -> None:
    session = walking()
    session.wait_for("item 1 of 4")
    session.press("s")
    session.wait_for("item 2 of 4", "skipped; it comes again at the end")
    session.ask("/", "Jump to")
    session.answer("queue", "enter go on")
    session.wait_for("item 3 of 4", "x go")
    session.wait_gone("skipped; it comes again")
    session.ask("e", "esc leave")
    session.answer("https://example.org/1", "esc leave")
    session.wait_for("https://example.org/1")
    session.press("p")
    session.wait_said("there is no probe here")
    assert "R runs" not in session.terminal.text()  # R names who walks
    session.ask("d", "Evidence is wanted")
    session.answer("a log", "Evidence is wanted")
    session.wait_for("evidence wanted: a log (")
    end(session)
    lines = ready.read_bytes().decode().split("\n")
    queue = lines[lines.index("- [ ] Queue is up") + 1 :][:2]
    assert any("evidence: " in line and "https://example.org/1" in line for line in queue)
    assert any("evidence wanted: a log (" in line for line in queue)


def test_the_key_of_the_checklist_opens_the_walk_and_escape_comes_back(
    opened: Callable[..., Session], ready: Path
) -> None:
    session = opened(ready)
    session.wait_for("Redis is up", "? help")
    session.press("L")
    session.wait_for("Launch review", "item 1 of 4")
    session.press("n", "n")
    session.wait_for("item 3 of 4")
    session.press("escape")
    session.wait_gone("Launch review")
    session.wait_on("Queue is up")
    session.leave()


@pytest.mark.parametrize("number", [0, 1], ids=["largest", "second"])
def test_the_two_largest_seeds_are_walked_decided_committed_and_read_back(
    walked: Walked, shared: Path, repository: Repository, number: int
) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"), key=lambda path: -path.stat().st_size)
    content = seeds[number].read_bytes()
    items = agenda(parse(content), Course())
    session = walked(content)
    for at in range(len(items)):
        session.wait_for(f"item {at + 1} of {len(items)} ")
        session.press("x")
    session.wait_for("The end of the walk", f"{len(items)} items walked")
    session.press("P")
    decide(session, "n", "there is no hurry", minutes=True)
    commit_as_one(session)
    end(session)
    assert "Launch-decision: NO-GO" in repository.git("log", "-1", "--format=%(trailers:only)")
    assert repository.git("status", "--porcelain") == ""
    told = subprocess.run(
        [*COMMAND, "diff", "HEAD~1..HEAD", "ready.md", "--format", "json"],
        cwd=repository.folder,
        capture_output=True,
        check=False,
    )
    (file,) = json.loads(told.stdout)["files"]
    flips = [change for change in file["changes"] if change["kind"] == "flip"]
    wanted = {item.id for item in items if item.state is not State.DONE}
    assert {flip["item"] for flip in flips} == wanted


def decide(session: WalkSession, key: str, why: str = "", *, minutes: bool = False) -> None:
    """Decide, saying why where the gate says otherwise."""
    session.wait_for("Decide: the gate says")
    session.terminal.settle()
    session.press(key)
    session.terminal.wait_for(lambda seen: "where the gate says" in seen.text() or "Minutes?" in seen.text())
    session.terminal.settle()
    if "where the gate says" in session.terminal.text():
        session.answer(why, "where the gate says")
        session.wait_for("Minutes?")
        session.terminal.settle()
    session.press("y" if minutes else "n")
    if minutes:  # of this decision, not of one that was told before it
        said = re.compile(rf"^\s*{'GO' if key == 'g' else 'NO-GO'}; (?s:.*)minutes in", re.MULTILINE)
        session.terminal.wait_for(lambda seen: said.search(seen.text()) is not None)


def commit_as_one(session: WalkSession) -> None:
    """Commit what was decided as one commit."""
    session.ask_which("c", "How is the review committed?")
    session.press("o")
    session.commit_as_proposed("Commit to")
    session.wait_said("committed")


def poll(session: WalkSession, role: str, key: str, name: str, reason: str = "") -> None:
    """Answer for a role."""
    session.wait_for(f"{role}? ", " of ")
    session.terminal.settle()
    session.press(key)
    session.wait_for("Who says so?")
    session.terminal.settle()
    session.press("enter")
    session.wait_for("Who says so?", "a name is needed")
    session.answer(name, "Who says so?")
    if reason:
        session.wait_for("Why?")
        session.terminal.settle()
        session.press("enter")
        session.wait_for("Why?", "a reason is needed")
        session.answer(reason, "Why?")


def test_the_poll_the_verdict_the_minutes_the_commit_and_the_tag(
    walked: Walked, repository: Repository
) -> None:
    text = READY.replace("# Ready\n", "# Ready\n\n**Verdict:** TBD\n")
    session = walked(text, "--reviewer", "Grace Hopper <grace@example.org>")
    session.wait_for("item 1 of 4")
    session.press("x")
    session.wait_for("item 2 of 4")
    session.press("P")
    poll(session, "Engineering Lead", "g", "Alan Turing")
    poll(session, "Security Lead", "n", "Grace Hopper", "no test of refunds")
    session.wait_for("Decide: the gate says NO-GO")
    session.terminal.settle()
    session.press("g")
    session.wait_for("Why GO, where the gate says NO-GO?")
    session.terminal.settle()
    session.answer("a trial with ten customers", "Why GO, where")
    session.wait_for("GO. Minutes?")
    session.terminal.settle()
    session.press("y")
    session.wait_said("minutes in")
    eventually(lambda: b"**Verdict:** GO\n" in session.path.read_bytes(), session)
    session.ask_which("c", "How is the review committed?")
    session.press("p")
    session.commit_as_proposed("Commit to")
    session.wait_said("2 commits of phases before it")
    session.ask("t", "Tag this commit as")
    session.answer("v1-go", "Tag this commit as")
    session.wait_said("tagged v1-go")
    end(session)
    committed = repository.git("show", "HEAD:ready.md")
    assert "- [x] Engineering Lead: Alan Turing Date: 20" in committed
    assert "- [!] Security Lead: ____________ Date: ______\n  - blocked: no test of refunds (20" in committed
    trailers = repository.git("log", "-1", "--format=%(trailers:only)")
    assert repository.git("log", "--reverse", "--format=%s").split("\n") == [
        "Begin",
        "Ready, Health: [ ] -> [x] Redis is up",
        "Ready, Sign-off: 1 done, 1 blocked",
        "Ready: update",
    ]
    for back in ("HEAD~2", "HEAD~1"):
        by = repository.git("log", "-1", "--format=%(trailers:only)", back)
        assert "Reviewed-by: Grace Hopper <grace@example.org>" in by
        assert "Launch-decision" not in by
    assert "Launch-decision: GO, against the gate: a trial with ten customers" in trailers
    (kept,) = repository.git("ls-tree", "-r", "--name-only", "HEAD", "evidence").split("\n")
    minutes = repository.git("show", f"HEAD:{kept}")
    assert "Security Lead: NO-GO, Grace Hopper (no test of refunds)" in minutes
    assert repository.git("rev-parse", "v1-go^{commit}") == repository.git("rev-parse", "HEAD")


def test_a_no_go_on_a_line_that_is_no_task_stands_below_it_and_is_taken_back(walked: Walked) -> None:
    text = "# T\n\n- [x] a is well\n\n## Approval\n\n**Lead:** ____ **Date:** ____\n"
    text += "\n| Role | Name | Date |\n|------|------|------|\n| Owner |  |  |\n"
    session = walked(text)
    session.press("P")
    poll(session, "Lead", "n", "Grace Hopper", "no keys")
    poll(session, "Owner", "n", "Alan Turing", "no test")
    session.wait_for("Decide: the gate says NO-GO", "Lead (blocked: no keys (", "(blocked: no test (")
    session.terminal.settle()
    session.press("escape")
    session.wait_said("not decided")
    eventually(lambda: b"| Owner | blocked: no test (" in session.path.read_bytes(), session)
    assert b"**Lead:** ____ **Date:** ____\nblocked: no keys (" in session.path.read_bytes()
    session.press("P")
    session.wait_for("Decide: the gate says NO-GO", "r ask the roles again")
    session.terminal.settle()
    session.press("r")
    session.wait_for("Lead?", "said before: Lead: NO-GO, Grace Hopper (no keys)")
    session.terminal.settle()
    session.press("escape")
    session.wait_said("the poll is not at its end")
    session.press("u")
    session.wait_said("undone")
    session.press("u")
    session.wait_file(text.encode())
    session.press("P")
    session.wait_for("Lead? 1 of 2", "g GO")
    assert "said before" not in session.terminal.text()
    session.terminal.settle()
    session.press("escape")
    session.wait_said("the poll is not at its end")
    end(session)


def test_evidence_is_opened_in_place(walked: Walked, repository: Repository) -> None:
    repository.write("a.txt", "all is well\nsince noon\n")
    session = walked("# T\n\n- [x] a is well\n  - evidence: `a.txt`\n- [ ] b\n")
    session.wait_for("item 1 of 2", "a.txt")
    session.press("enter")
    session.wait_for("1  all is well", "2  since noon")
    session.press("escape")
    session.wait_gone("since noon")
    session.wait_for("item 1 of 2", "done")
    end(session)


def test_the_roles_of_a_seed_are_polled_and_it_ends_in_go(
    walked: Walked, shared: Path, repository: Repository
) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    content = next(each for seed in seeds if parse(each := seed.read_bytes()).signoffs)
    session = walked(content)
    items = agenda(parse(content), Course())
    for at in range(len(items)):
        session.wait_for(f"item {at + 1} of {len(items)} ")
        session.press("x")
    session.wait_for("The end of the walk")
    session.press("P")
    roles = [each.role for each in parse(content).signoffs]
    for role in roles:
        poll(session, role, "g", "Grace Hopper")
    session.wait_for("Decide: the gate says", "n NO-GO")
    assert "r ask the roles again" not in session.terminal.text()  # all have signed
    decide(session, "g", "the rest can wait", minutes=True)
    commit_as_one(session)
    end(session)
    assert [each.name for each in parse(session.path.read_bytes()).signoffs] == ["Grace Hopper"] * len(roles)
    assert "Launch-decision: GO" in repository.git("log", "-1", "--format=%(trailers:only)")
    assert repository.git("status", "--porcelain") == ""


def test_a_decision_that_is_taken_back_is_not_committed_nor_are_its_minutes_left(
    walked: Walked, repository: Repository
) -> None:
    session = walked("# T\n\n**Verdict:** TBD\n\n- [ ] a\n- [x] b\n")
    session.press("x")
    session.wait_for("item 2 of 2")
    session.press("n", "P")
    decide(session, "n", "too early", minutes=True)
    session.wait_for("Decided by Ada Lovelace: NO-GO", "next: commit and tag")
    session.press("u")
    session.wait_gone("Decided by Ada Lovelace")
    session.wait_said("NO-GO is taken back; its minutes are removed")
    assert not (repository.folder / "evidence").exists()
    session.press("c")
    session.commit_as_proposed("Commit to")
    session.wait_said("committed")
    assert "Launch-decision" not in repository.git("log", "-1", "--format=%B")
    assert session.path.read_bytes() == b"# T\n\n**Verdict:** TBD\n\n- [x] a\n- [x] b\n"
    session.press("P")
    decide(session, "n", "still too early", minutes=True)
    session.press("P")
    decide(session, "g", minutes=True)
    session.press("c")
    session.commit_as_proposed("Commit to")
    session.wait_said("committed")
    end(session)
    (kept,) = repository.git("ls-tree", "-r", "--name-only", "HEAD", "evidence").split("\n")
    assert "## Decision: GO" in repository.git("show", f"HEAD:{kept}")
    assert repository.git("status", "--porcelain") == ""


def test_undo_takes_a_decision_back_that_no_line_says_and_leaves_the_edit_before_it(
    walked: Walked, repository: Repository
) -> None:
    session = walked("# T\n\n- [x] a\n- [ ] b\n")
    session.wait_for("item 1 of 2")
    session.press("!")
    session.wait_for("Blocked: a")
    session.answer("no cluster", "Blocked: a")
    session.wait_for("item 2 of 2")
    session.press("n", "P")
    decide(session, "n", minutes=True)
    session.wait_for("Decided by Ada Lovelace: NO-GO")
    session.press("u")
    session.wait_said("NO-GO is taken back; its minutes are removed")
    session.wait_gone("Decided by Ada Lovelace")
    assert not (repository.folder / "evidence").exists()
    assert b"- [!] a" in session.path.read_bytes()
    session.press("u")
    session.wait_file(b"# T\n\n- [x] a\n- [ ] b\n")
    end(session)


def test_an_objection_that_is_taken_back_is_none(walking: Walking) -> None:
    session = walking()
    session.ask("w", "Who objects?")
    session.answer("Grace Hopper", "Who objects?")
    session.answer("no cluster", "Why does Grace Hopper object?")
    session.wait_for("Grace Hopper objects: no cluster")
    session.press("u")
    session.wait_gone("Grace Hopper objects")
    end(session)


def test_the_keys_of_the_decision_are_in_sight_below_many_roles(
    walked: Walked,
) -> None:
    roles = "".join(f"- [ ] Lead of part {n}: ____________ Date: ______\n" for n in range(13))
    session = walked(f"# T\n\n- [x] a\n\n## Sign-off\n\n{roles}", lines=16)
    session.press("P")
    for number in range(13):
        session.wait_for(f"Lead of part {number}?")
        session.terminal.settle()
        session.press("a")
        session.wait_for("Who says so?")
        session.answer("", "Who says so?")
        session.wait_for("Why?")
        session.answer("", "Why?")
    session.wait_for("Decide: the gate says NO-GO", "g GO", "n NO-GO", "esc leave")
    session.press("escape")
    session.wait_said("not decided")
    end(session)


def test_a_blocked_item_offers_its_reason_without_day_and_name(walking: Walking, ready: Path) -> None:
    session = walking()
    session.press("n", "n", "n")
    session.wait_for("item 4 of 4")
    session.ask("!", "Blocked: Refunds work")
    session.answer(" yet", "Blocked: Refunds work")
    eventually(lambda: b"blocked: no account yet (" in ready.read_bytes(), session)
    assert ready.read_bytes().count(b"Ada Lovelace") == 1
    end(session)


def test_a_tag_that_is_refused_can_be_typed_again(walking: Walking, repository: Repository) -> None:
    repository.git("tag", "v1-go")
    session = walking()
    session.ask("t", "Tag this commit as")
    session.terminal.write("v1-go\r")
    session.wait_for("already exists", "Tag this commit as")
    session.terminal.wait_for(lambda _: session.caret >= 0)
    session.answer("b", "Tag this commit as")
    session.wait_said("tagged v1-gob")
    end(session)
