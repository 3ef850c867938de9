"""Who is named as the maker of a change: whoever changed that very item in the range, and nobody else."""

import random
from collections.abc import Callable

import pytest

from gonogo.core.reviewing import range_of, review, tracing
from gonogo.core.reviewing.authors import authorship, makers
from tests.core.reviewing.conftest import found
from tests.throwaway import Repository

Step = tuple[str, str, str]
"""Who, and what they replace by what in the checklist."""
Told = Callable[..., dict[str, list[str]]]

ITEMS = """\
# Launch

## Web

- [ ] Docs
- [ ] Tests pass
- [ ] Bundle is small

## Api

- [ ] Rate limit is set
- [ ] Tests pass
- [ ] Bravo answers within 200 ms

## Ops

- [x] Delta is watched by the pager
  - evidence: logs/delta.txt
- [x] Golf answers (< 300)
- [ ] Tests pass
"""
TICK_WEB = ("- [ ] Docs\n- [ ] Tests", "- [ ] Docs\n- [x] Tests")
API_TESTS = "set\n- [ ] Tests pass\n"


@pytest.fixture
def told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Makes a commit of each step; the makers of each change by its kind and the item's words."""

    def of(*steps: Step, since: int = 0) -> dict[str, list[str]]:
        text = ITEMS
        repository.write("ready.md", text)
        repository.commit("Begin")
        for who, before, after in steps:
            assert text.count(before) == 1
            text = text.replace(before, after)
            monkeypatch.setenv("GIT_AUTHOR_NAME", who)
            repository.write("ready.md", text)
            repository.commit(f"By the {who}")
        return _told(repository, f"HEAD~{len(steps) - since}..HEAD")

    return of


def _told(made: Repository, words: str) -> dict[str, list[str]]:
    under = review(found(made), range_of(found(made), words))
    known = makers(found(made), under)
    return {
        f"{entry.path[-1]} {entry.changes[0].kind} {entry.text}": [each.author for each in known[entry.key]]
        for entry in under.entries
    }


def test_who_removed_an_item_is_named_where_somebody_ticked_it_before(told: Told) -> None:
    bravo = "- [ ] Bravo answers within 200 ms\n"
    ticked = bravo.replace("[ ]", "[x]")
    assert told(("Release Lead", bravo, ticked), ("Intern", ticked, "")) == {
        "Api removed Bravo answers within 200 ms": ["Release Lead", "Intern"]
    }


def test_who_removed_an_item_is_named_where_somebody_worded_it_anew_before(told: Told) -> None:
    old, new = "- [ ] Bravo answers within 200 ms\n", "- [ ] Bravo answers within 900 ms\n"
    assert told(("Release Lead", old, new), ("Intern", new, "")) == {
        "Api removed Bravo answers within 200 ms": ["Release Lead", "Intern"]
    }


def test_who_took_evidence_away_is_named_where_somebody_words_the_item_anew(told: Told) -> None:
    drop = ("Auditor", "  - evidence: logs/delta.txt\n", "")
    reword = ("Editor", "watched by the pager", "watched by a pager")
    assert told(drop, reword) == {"Ops reworded Delta is watched by a pager": ["Auditor", "Editor"]}


def test_who_took_evidence_away_is_named_where_nothing_else_changed(told: Told) -> None:
    tick = ("Release Lead", *TICK_WEB)
    assert told(tick, ("Auditor", "  - evidence: logs/delta.txt\n", ""), since=1) == {
        "Ops evidence Delta is watched by the pager": ["Auditor"]
    }


def test_everybody_who_moved_a_goalpost_is_named(told: Told) -> None:
    assert told(("Developer", "< 300", "< 600"), ("Manager", "< 600", "< 900")) == {
        "Ops reworded Golf answers (< 900)": ["Developer", "Manager"]
    }


def test_items_of_the_same_words_have_each_their_own_makers(told: Told) -> None:
    block = ("< 300)\n- [ ] Tests", "< 300)\n- [!] Tests")
    steps = ("Web Lead", *TICK_WEB), ("Api Lead", API_TESTS, "set\n"), ("Ops Lead", *block)
    assert told(*steps) == {
        "Web flip Tests pass": ["Web Lead"],
        "Api removed Tests pass": ["Api Lead"],
        "Ops flip Tests pass": ["Ops Lead"],
    }


def test_who_worded_an_item_anew_is_named_where_somebody_ticks_it_under_its_new_name(told: Told) -> None:
    named = API_TESTS.replace("Tests pass", "Tests pass on arm64")
    ticked = named.replace("[ ]", "[x]")
    known = told(("Web Lead", *TICK_WEB), ("Api Lead", API_TESTS, named), ("Intern", named, ticked))
    assert known == {
        "Web flip Tests pass": ["Web Lead"],
        "Api removed Tests pass": ["Api Lead"],
        "Api added Tests pass on arm64": ["Api Lead", "Intern"],
    }


def test_a_merge_is_named_for_what_it_did_itself_and_for_nothing_else(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def commit(who: str, text: str) -> None:
        monkeypatch.setenv("GIT_AUTHOR_NAME", who)
        repository.write("ready.md", text)
        repository.commit(f"By the {who}")

    repository.write("ready.md", ITEMS)
    base = repository.commit("Begin")
    here, aside = ITEMS.replace("[ ] Docs", "[x] Docs"), ITEMS.replace("[ ] Bravo", "[x] Bravo")
    repository.git("checkout", "-q", "-b", "side")
    commit("Api Lead", aside)
    repository.git("checkout", "-q", "main")
    commit("Web Lead", here)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Release Lead")
    repository.git("merge", "-q", "--no-commit", "side")
    both = here.replace("[ ] Bravo", "[x] Bravo")
    repository.write("ready.md", both.replace("- [ ] Rate limit is set\n", ""))
    repository.git("add", "ready.md")
    repository.git("commit", "-q", "-m", "Both")
    assert _told(repository, f"{base}..HEAD") == {
        "Web flip Docs": ["Web Lead"],
        "Api flip Bravo answers within 200 ms": ["Api Lead"],
        "Api removed Rate limit is set": ["Release Lead"],
    }


def test_an_item_that_went_and_came_again_is_told_of_both_who_did(told: Told) -> None:
    docs = "- [ ] Docs\n"
    assert told(("Intern", docs, ""), ("Editor", "## Web\n\n", "## Web\n\n- [x] Docs\n")) == {
        "Web flip Docs": ["Intern", "Editor"]
    }


def test_of_very_many_versions_the_lines_are_followed(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MOST_VERSIONS", 1)
    drop = "- [ ] Bravo answers within 200 ms\n"
    assert told(("Web Lead", *TICK_WEB), ("Api Lead", drop, "")) == {
        "Web flip Tests pass": ["Web Lead"],
        "Api removed Bravo answers within 200 ms": ["Api Lead"],
    }


def test_the_commits_of_a_review_are_all_that_changed_its_files(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("ready.md", ITEMS)
    base = repository.commit("Begin")
    for who, text in (
        ("Web Lead", ITEMS.replace("[ ] Docs", "[x] Docs")),
        ("Intern", ITEMS.replace("[ ] Docs", "[x] Docs").replace("# Launch", "# Launch\n\nSome words.")),
        ("Editor", ITEMS.replace("[ ] Docs", "[x] Docs")),
    ):
        monkeypatch.setenv("GIT_AUTHOR_NAME", who)
        repository.write("ready.md", text)
        repository.commit(f"By the {who}")
    repository.write("code.py", "pass\n")
    repository.commit("Code alone")
    under = review(found(repository), range_of(found(repository), f"{base}..HEAD"))
    known = authorship(found(repository), under)
    assert [each.author for each in known.commits] == ["Web Lead", "Intern", "Editor"]
    assert {each.author for some in known.makers.values() for each in some} == {"Web Lead"}


class _Document:
    """A checklist that people change at random, with who touched which of its items."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._items = {n: [" ", f"Part {n} of {'abcdefgh'[n % 8] * 4} is ready", ""] for n in range(15)}
        self.touched: dict[int, list[str]] = {}

    def text(self) -> str:
        """The checklist."""
        lines = ["# Launch"]
        for number, (mark, words, evidence) in self._items.items():
            if not number % 5 or lines[-1] == "# Launch":
                lines += ["", f"## Section {number // 5}", ""]
            lines.append(f"- [{mark}] {words}")
            lines += [f"  - evidence: {evidence}"] if evidence else []
        return "\n".join(lines) + "\n"

    def change(self, who: str) -> None:
        """One of them ticks, words anew, gives evidence or removes."""
        number = self._chance.choice(list(self._items))
        item = self._items[number]
        match self._chance.randrange(6):
            case 0 if number % 5:
                del self._items[number]
            case 1:
                item[1] += f" by {self._chance.randrange(100)}"
            case 2:
                item[2] = "" if item[2] else f"logs/{number}.txt"
            case _:
                item[0] = self._chance.choice([mark for mark in " x~!" if mark != item[0]])
        self.touched.setdefault(number, []).append(who)


@pytest.mark.parametrize("seed", range(6))
def test_whoever_touched_an_item_is_named_and_nobody_else(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    document = _Document(seed)
    repository.write("ready.md", document.text())
    base = repository.commit("Begin")
    for step in range(40):
        who = f"Person {step % 7}"
        document.change(who)
        monkeypatch.setenv("GIT_AUTHOR_NAME", who)
        repository.write("ready.md", document.text())
        repository.commit(f"Step {step}")
    under = review(found(repository), range_of(found(repository), f"{base}..HEAD"))
    known = makers(found(repository), under)
    told = {int(e.text.split()[1]): [m.author for m in known[e.key]] for e in under.entries if e.item}
    assert told
    assert told == {number: document.touched[number] for number in told}
