"""Progress over time: by what the file held on the line of commits that led here."""

import pytest

from checkdown import Tally
from gonogo.core.history import past
from gonogo.core.history.progress import progress
from gonogo.core.reports.burnup import axis, grid, over_time, tallies
from tests.core.history.test_history import TEXT, _repository, _write
from tests.throwaway import Repository as Throwaway


def _counts(made: Throwaway, phase: int | None = None, name: str = "ready.md") -> list[tuple[int, int]]:
    return [(tally.done, tally.total) for tally in tallies(progress(_repository(made), name), phase)]


def test_each_version_of_a_short_history_is_a_point_by_phase(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "One")
    _write(repository, TEXT.replace("[ ]", "[x]") + "- [ ] More\n", "Two")
    assert progress(_repository(repository), "ready.md").phases == ("Build", "Run")
    assert _counts(repository) == [(0, 3), (1, 3), (3, 4)]
    assert _counts(repository, 0) == [(0, 2), (1, 2), (2, 2)]
    assert _counts(repository, 1) == [(0, 1), (0, 1), (1, 2)]


def test_a_phase_is_followed_through_its_renames_and_begins_when_it_came(repository: Throwaway) -> None:
    _write(repository, TEXT.partition("## Run")[0], "Begin")
    _write(repository, TEXT, "Another phase")
    _write(repository, TEXT.replace("## Run", "## Operate").replace("[ ] Alerts", "[x] Alerts"), "Renamed")
    assert progress(_repository(repository), "ready.md").phases == ("Build", "Operate")
    assert _counts(repository, 1) == [(0, 0), (0, 1), (1, 1)]


def test_what_a_branch_held_before_it_was_merged_is_no_progress_yet(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("checkout", "-q", "-b", "side")
    _write(repository, TEXT.replace("[ ] Alerts", "[x] Alerts"), "On the side")
    repository.git("checkout", "-q", "main")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "On main")
    repository.git("merge", "-q", "--no-edit", "-m", "Merge the side", "side")
    assert _counts(repository) == [(0, 3), (1, 3), (2, 3)]


def test_a_renamed_file_keeps_its_progress(repository: Throwaway) -> None:
    _write(repository, TEXT, "Begin")
    repository.git("mv", "ready.md", "launch.md")
    repository.commit("Another name")
    _write(repository, TEXT.replace("[ ] Image", "[x] Image"), "One", "launch.md")
    assert _counts(repository, name="launch.md") == [(0, 3), (0, 3), (1, 3)]


def test_of_a_long_history_so_many_moments_are_looked_at(
    repository: Throwaway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            monkeypatch.setenv(name, f"2026-11-{number + 1:02d}T12:00:00+00:00")
        _write(repository, TEXT + "- [x] Another\n" * number, f"Commit {number}")
    found = progress(_repository(repository), "ready.md", 5)
    assert [point.version.subject for point in found.points] == [
        "Commit 0",
        "Commit 2",
        "Commit 5",
        "Commit 8",
        "Commit 11",
    ]


def test_a_file_that_no_commit_holds_has_no_progress(repository: Throwaway) -> None:
    repository.write("ready.md", TEXT)
    assert progress(_repository(repository), "ready.md").points == ()
    repository.commit("Begin")
    assert progress(_repository(repository), "other.md").points == ()


def test_columns_are_moments_the_same_time_apart(
    repository: Throwaway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, text in (
        (1, TEXT),
        (2, TEXT.replace("[ ] Image", "[x] Image")),
        (11, TEXT.replace("[ ]", "[x]")),
    ):
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            monkeypatch.setenv(name, f"2026-11-{day:02d}T12:00:00+00:00")
        _write(repository, text, f"Day {day}")
    found = progress(_repository(repository), "ready.md")
    assert [tally.done for tally in over_time(found.points, tallies(found), 11)] == [0, *[1] * 9, 3]
    assert axis(found.points, 30) == "2026-11-01          2026-11-11"


def test_below_a_chart_of_one_day_stand_its_times(
    repository: Throwaway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour, text in ((9, TEXT), (17, TEXT.replace("[ ] Image", "[x] Image"))):
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"2026-11-01T{hour:02d}:30:00+00:00")
        _write(repository, text, f"Hour {hour}")
    points = progress(_repository(repository), "ready.md").points
    assert axis(points, 40) == "2026-11-01 09:30                   17:30"
    assert axis(points, 24) == "2026-11-01    2026-11-01"


@pytest.mark.parametrize(
    ("counts", "height", "drawn"),
    [
        ([(0, 4), (2, 4), (4, 4)], 4, ["ood", "ood", "odd", "odd"]),
        ([(0, 0), (1, 2), (4, 4)], 4, ["  d", "  d", " od", " dd"]),
        ([(1, 1000), (999, 1000)], 3, ["oo", "od", "dd"]),
        ([(0, 0)], 2, [" ", " "]),
    ],
)
def test_what_is_open_always_shows_and_so_does_what_is_done(
    counts: list[tuple[int, int]], height: int, drawn: list[str]
) -> None:
    values = [Tally(done=done, todo=total - done) for done, total in counts]
    assert grid(values, height) == drawn


def test_the_past_of_an_item_is_told_newest_first_with_what_is_not_committed(repository: Throwaway) -> None:
    from checkdown import parse

    _write(repository, TEXT, "Begin")
    _write(repository, TEXT.replace("[ ] Image", "[~] Image"), "One")
    known = past(_repository(repository), "ready.md")
    now = parse(TEXT.replace("[ ] Image", "[x] Image") + "- [ ] New\n")
    told = [
        (event.before and event.before.value, event.after.value, event.version and event.version.subject)
        for event in known.of(now.items[0])
    ]
    assert told == [("doing", "done", None), ("todo", "doing", "One"), (None, "todo", "Begin")]
    assert [(event.before, event.version) for event in known.of(now.items[3])] == [(None, None)]


def test_equal_items_have_pasts_of_their_own(repository: Throwaway) -> None:
    from checkdown import parse

    text = "# Launch\n\n- [ ] Twice\n- [ ] Twice\n"
    _write(repository, text, "Begin")
    _write(repository, "# Launch\n\n- [ ] Twice\n- [x] Twice\n", "Second")
    known = past(_repository(repository), "ready.md")
    now = parse("# Launch\n\nA line above.\n\n- [ ] Twice\n- [x] Twice\n")
    assert [len(known.of(item)) for item in now.items] == [1, 2]
