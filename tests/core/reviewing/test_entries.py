"""What is under review, who made it, what is shown of it, and what its evidence holds."""

import pytest

from checkdown.comparing import ChangeKind, Flag
from gonogo.core.reviewing import Entry, NoSuchFilter, Review, range_of, review, wanted
from gonogo.core.reviewing.authors import makers
from gonogo.core.reviewing.proof import proofs
from tests.core.reviewing.conftest import AFTER, BEFORE, found
from tests.throwaway import Repository


def _review(made: Repository, words: str = "v1..HEAD", *names: str) -> Review:
    return review(found(made), range_of(found(made), words), names)


def _entry(under: Review, text: str) -> Entry:
    return next(entry for entry in under.entries if entry.text.startswith(text))


def test_an_items_changes_are_one_entry(reviewed: Repository) -> None:
    entry = _entry(_review(reviewed), "Database")
    assert [change.kind for change in entry.changes] == [ChangeKind.FLIP, ChangeKind.EVIDENCE]
    assert entry.phase == "Health"
    assert entry.flags == ()


def test_what_is_flagged_comes_first_and_the_rest_by_phase(reviewed: Repository) -> None:
    under = _review(reviewed)
    walked = under.flagged_first()
    assert [(e.text[:9], e.flags) for e in walked if e.flags] == [
        ("Redis cac", (Flag.TICKED_WITHOUT_EVIDENCE,)),
        ("Error rat", (Flag.GOALPOST_MOVED,)),
        ("Old thing", (Flag.REMOVED_OPEN_ITEM,)),
    ]
    groups = under.groups()
    assert [(group.phase, [e.text for e in group.entries]) for group in groups] == [
        ("Health", ["Database health check"]),
        ("Summary", ["New thing", "Another new thing"]),
    ]
    assert (groups[0].before.done, groups[0].after.done, groups[0].after.total) == (1, 3, 3)


def test_a_phase_that_was_renamed_has_the_figures_that_it_had_under_its_old_name(
    reviewed: Repository,
) -> None:
    text = AFTER.replace("## Health", "## Vitals").replace("- [x] Database", "- [ ] Database")
    reviewed.write("ready.md", text)
    reviewed.commit("Vitals")
    group = next(g for g in _review(reviewed, "HEAD~1..HEAD").groups() if g.phase == "Vitals")
    assert [(t.done, t.total) for t in (group.before, group.after)] == [(3, 3), (2, 3)]


def test_a_change_has_the_same_key_in_every_range_that_holds_it(reviewed: Repository) -> None:
    whole, last = _review(reviewed), _review(reviewed, "HEAD")
    assert _entry(whole, "Database").key == _entry(last, "Database").key
    reviewed.write("ready.md", "Something above.\n\n" + AFTER)
    reviewed.commit("Lines move")
    assert {e.key for e in _review(reviewed).entries} == {e.key for e in whole.entries}


def test_equal_items_are_changes_of_their_own(repository: Repository) -> None:
    repository.write("ready.md", "- [ ] Twice\n- [ ] Twice\n")
    repository.commit("Begin")
    repository.write("ready.md", "- [x] Twice\n- [x] Twice\n")
    repository.commit("Both")
    assert len({entry.key for entry in _review(repository, "HEAD").entries}) == 2


def test_the_same_words_in_another_state_are_another_change(reviewed: Repository) -> None:
    before = {e.key for e in _review(reviewed).entries}
    reviewed.write("ready.md", AFTER.replace("[x] Redis", "[!] Redis"))
    reviewed.commit("Not after all")
    after = _review(reviewed)
    assert _entry(after, "Redis").key not in before
    assert _entry(after, "Database").key in before


def test_each_change_is_told_of_those_who_made_it(reviewed: Repository) -> None:
    under = _review(reviewed)
    made = makers(found(reviewed), under)
    told = {entry.text.split()[0]: [each.author for each in made[entry.key]] for entry in under.entries}
    assert told == {
        "Redis": ["Ada Lovelace"],
        "Database": ["Grace Hopper"],
        "Error": ["Grace Hopper"],
        "Old": ["Grace Hopper"],
        "New": ["Grace Hopper"],
        "Another": ["Grace Hopper"],
    }


def test_who_ticked_is_named_where_somebody_else_words_it_anew(
    reviewed: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Mary Jackson")
    reviewed.write("ready.md", AFTER.replace("Redis cache health check", "Redis cache health checks"))
    reviewed.commit("Say it better")
    under = _review(reviewed)
    made = makers(found(reviewed), under)
    assert [e.author for e in made[_entry(under, "Redis").key]] == ["Ada Lovelace", "Mary Jackson"]


def test_merged_work_is_told_of_its_own_author(reviewed: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed.git("checkout", "-q", "-b", "side")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Mary Jackson")
    reviewed.write("ready.md", AFTER.replace("[ ] Another", "[x] Another"))
    reviewed.commit("Aside")
    reviewed.git("checkout", "-q", "main")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada Lovelace")
    reviewed.write("ready.md", AFTER.replace("[x] Redis", "[~] Redis"))
    reviewed.commit("Here")
    reviewed.git("merge", "-q", "--no-edit", "side")
    under = _review(reviewed, "HEAD~1..HEAD")
    made = makers(found(reviewed), under)
    assert [e.author for e in made[_entry(under, "Another").key]] == ["Mary Jackson"]


def test_what_is_not_committed_is_said_to_be_so(reviewed: Repository) -> None:
    reviewed.write("ready.md", AFTER.replace("[ ] New", "[x] New"))
    under = _review(reviewed, "working-tree")
    made = makers(found(reviewed), under)
    assert [[m.author for m in made[e.key]] for e in under.entries] == [["not committed"]]


def test_only_named_files_and_folders_are_reviewed(reviewed: Repository) -> None:
    reviewed.write("docs/other.md", BEFORE)
    reviewed.commit("Another checklist")
    assert {e.file for e in _review(reviewed, "v1..HEAD").entries} == {"ready.md", "docs/other.md"}
    assert {e.file for e in _review(reviewed, "v1..HEAD", "docs").entries} == {"docs/other.md"}


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("flagged", ["Redis", "Error", "Old"]),
        ("goalpost", ["Error"]),
        ("@hopper", ["Database", "Error", "Old", "New", "Another"]),
        ("@ada", ["Redis"]),
        ('"@Grace H" summary', ["Old", "New", "Another"]),
        ("health @hopper", ["Database", "Error"]),
        ("Goalpost moved", ["Error"]),
        ("@grace open item removed", ["Old"]),
        ("no evidence", ["Redis"]),
        ("unseen", ["Redis", "Error", "Old", "New", "Another"]),
        ("", ["Redis", "Database", "Error", "Old", "New", "Another"]),
    ],
)
def test_entries_are_filtered_by_author_flag_and_phase(
    reviewed: Repository, typed: str, texts: list[str]
) -> None:
    under = _review(reviewed)
    made = makers(found(reviewed), under)
    seen = {_entry(under, "Database").key}
    shown = [e.text.split()[0] for e in under.entries if wanted(typed)(e, made[e.key], seen)]
    assert sorted(shown) == sorted(texts)
    assert wanted(wanted(typed).words) == wanted(typed)


def test_an_open_quote_in_a_filter_is_refused() -> None:
    with pytest.raises(NoSuchFilter, match="quote"):
        wanted('"@Ada')


def test_evidence_is_opened_as_the_reviewed_commit_has_it(reviewed: Repository) -> None:
    under = _review(reviewed)
    reviewed.write("logs/db.txt", "changed since\n")
    (proof,) = proofs(found(reviewed), under.range, _entry(under, "Database"))
    assert (proof.kind, proof.target, proof.told, proof.lines) == (
        "path",
        "logs/db.txt",
        "new",
        ("all well",),
    )


def test_evidence_that_was_taken_away_is_opened_as_it_was(reviewed: Repository) -> None:
    reviewed.write("ready.md", AFTER.replace("  - evidence: logs/db.txt\n", ""))
    reviewed.git("rm", "-q", "-f", "logs/db.txt")
    reviewed.commit("Away")
    under = _review(reviewed, "HEAD")
    (proof,) = proofs(found(reviewed), under.range, under.entries[0])
    assert (proof.told, proof.lines) == ("taken away", ("all well",))
    assert under.entries[0].flags == (Flag.EVIDENCE_REMOVED,)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("../../etc/passwd", "not there"),
        ("https://ci.example.org/1", "not fetched"),
        ("picture.png", "no text"),
        ("missing.txt", "not there"),
    ],
)
def test_what_cannot_be_shown_says_why(reviewed: Repository, reference: str, said: str) -> None:
    reviewed.write("picture.png", b"\x89PNG\0\0")
    reviewed.write("ready.md", AFTER.replace("logs/db.txt", reference))
    reviewed.commit("Other evidence")
    under = _review(reviewed, "HEAD")
    shown = proofs(found(reviewed), under.range, under.entries[0])[0]
    assert said in shown.problem


def test_who_moved_a_section_or_an_item_made_that_change(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    health, run = "## Health\n\n- [ ] Redis\n- [ ] Queue\n- [ ] Mail\n\n", "## Run\n\n- [ ] Alerts\n\n"
    repository.write("ready.md", f"# Launch\n\n{health}{run}")
    repository.commit("Begin")
    repository.git("tag", "v1")
    repository.write("ready.md", f"# Launch\n\n{health}{run}".replace("[ ] Mail", "[x] Mail"))
    repository.commit("Mail")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Grace Hopper")
    health = health.replace("[ ] Mail", "[x] Mail")
    repository.write("ready.md", f"# Launch\n\n{run}{health}")
    repository.commit("Run first")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Alan Turing")
    health = health.replace("- [ ] Redis\n- [ ] Queue\n", "- [ ] Queue\n- [ ] Redis\n")
    repository.write("ready.md", f"# Launch\n\n{run}{health}")
    repository.commit("Queue first")
    under = _review(repository, "v1..HEAD")
    made = makers(found(repository), under)
    told = {entry.text: [each.subject for each in made[entry.key]] for entry in under.entries}
    moved = {"Run": ["Run first"], "Redis": ["Queue first"], "Mail": ["Mail"]}
    assert {name: told[name] for name in moved} == moved
