"""A comparison as a comment: as long as it may be, and what is left out of it."""

import re

import pytest

from checkdown import parse
from checkdown.comparing import compare
from gonogo.core.reports.diff import Compared
from gonogo.core.reports.diffmarkdown import LIMIT, MARKER, markdown
from gonogo.core.revisions import Pair

COMMENT = 65_536
"""Characters that a comment may have."""


def _compared(name: str, before: str, after: str) -> Compared:
    return Pair(name, "", before.encode(), after.encode()), compare(parse(before), parse(after))


def _tasks(mark: str, count: int, words: str = "Backups run") -> str:
    return "# Launch\n\n## Operate\n\n" + "".join(f"- [{mark}] {words} #{n}\n" for n in range(count))


def _shown(comment: str) -> int:
    return sum(line.startswith("- ") for line in comment.splitlines())


def _left_out(comment: str) -> int:
    return sum(map(int, re.findall(r"^… and (\d+) more", comment, re.MULTILINE)))


@pytest.mark.parametrize("words", ["Backups run", "备份 运行 ✅", "`<b>` @everyone [x](y) *" * 30])
@pytest.mark.parametrize("count", [1, 500, 3000])
def test_every_change_is_shown_or_counted_and_the_comment_has_room(words: str, count: int) -> None:
    comment = markdown([_compared("ready.md", _tasks(" ", count, words), _tasks("~", count, words))])
    assert len(comment) < COMMENT
    assert len(comment.encode()) <= LIMIT + 200
    assert comment.startswith(f"{MARKER}\n")
    assert _shown(comment) + _left_out(comment) == count
    assert _shown(comment) > 0


def test_just_what_fits_is_not_cut_and_one_more_is() -> None:
    def comment(count: int) -> str:
        return markdown([_compared("ready.md", _tasks(" ", count), _tasks("~", count))])

    fits, most = 1, 4000
    while most - fits > 1:
        middle = (fits + most) // 2
        fits, most = (fits, middle) if _left_out(comment(middle)) else (middle, most)
    assert _left_out(comment(most - 1)) == 0
    assert _shown(comment(most - 1)) == most - 1
    assert LIMIT - 1000 < len(comment(most).encode()) <= LIMIT + 200


def test_flags_of_the_last_file_outlast_plain_changes_of_the_first() -> None:
    files = [
        _compared("first.md", _tasks(" ", 3000), _tasks("~", 3000)),
        _compared("second.md", _tasks(" ", 3), _tasks("x", 3)),
    ]
    comment = markdown(files)
    assert comment.count("**ticked-without-evidence**") == 3
    assert comment.index("more: `gonogo diff`") < comment.index("### second.md")
    assert _shown(comment) + _left_out(comment) == 3003
    assert len(comment) < COMMENT


def test_no_title_stands_over_nothing() -> None:
    comment = markdown([_compared("ready.md", _tasks(" ", 3000), _tasks("x", 3000))])
    lines = [line for line in comment.splitlines() if line]
    titles = [at for at, line in enumerate(lines) if line.startswith("**")]
    assert all(lines[at + 1].startswith("- ") for at in titles)
