"""A checklist carried from version to version is what reading each version gives."""

import random

import pytest

from checkdown import Splice, parse
from gonogo.core.git import GitError, Repository
from gonogo.core.history import versions
from gonogo.core.history.carrying import Text, carried_on, one_line
from gonogo.core.history.versions import contents
from tests.checkdown.edits.shape import whole
from tests.throwaway import Repository as Throwaway

LINES = [
    b"- [ ] Alerts",
    b"- [x] Alerts",
    "- [x] Sauvegarde vérifiée ✅".encode(),
    b"- [ ] caf\xe9",
    b"  - evidence: `a.txt`",
    b"",
    b"# Build",
    b"# Run",
    b"| a | Status |",
    b"|---|---|",
    b"| b | \xe2\x9c\x85 |",
    b"```",
    b"- [ ] ends in CR\r",
    b"\r- [ ] after CR",
    b"**Legend**: `[x]` Blocked, `[ ]` Done",
]


def _followed(contents: list[bytes]) -> None:
    text = Text(contents[0])
    checklist = parse(contents[0])
    for data in contents[1:]:
        checklist, text, _ = carried_on(checklist, text, data)
        assert text.data == data
        assert whole(checklist) == whole(parse(data))


@pytest.mark.parametrize("seed", range(25))
def test_versions_that_differ_in_a_line_or_two(seed: int) -> None:
    chance = random.Random(seed)
    lines = [b"# Top", *chance.choices(LINES, k=12), b"", b"## More", *chance.choices(LINES, k=6)]
    found = [b"\n".join(lines)]
    for _ in range(12):
        at = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines.insert(at, chance.choice(LINES))
            case 2:
                lines[at] = lines[at][: len(lines[at]) // 2] + chance.choice(
                    [b"x", b"\xc3\xa9", b"\xc3", b"~~"]
                )
            case _:
                lines[at] = chance.choice(LINES)
        found.append(chance.choice([b"", b"", b"", b"\xef\xbb\xbf"]) + b"\n".join(lines))
    _followed(found)


def test_line_numbers_hold_after_lines_of_another_length() -> None:
    base = b"- [ ] one\n- [ ] two\n- [ ] three\n"
    ticked = base.replace(b"[ ] one", b"[x] one")
    longer = ticked.replace(b"one", b"one more")
    then = longer.replace(b"[ ] three", b"[x] three")
    _followed([base, ticked, longer, then, then.replace(b"[ ] two", b"[x] two")])


def test_contents_come_in_their_order_and_only_as_many_as_are_taken(repository: Throwaway) -> None:
    for number in range(40):
        repository.write("ready.md", f"- [ ] {number}\n" * (number + 1) * 50)
        repository.commit(f"Number {number}")
    found = Repository.discover(repository.folder)
    assert found is not None
    blobs = [version.after for version in versions(found, "ready.md")]
    expected = [f"- [ ] {number}\n".encode() * (number + 1) * 50 for number in range(40)]
    assert list(contents(found, iter(blobs))) == list(zip(blobs, expected, strict=True))
    some = contents(found, blobs * 100)
    assert next(some) == (blobs[0], expected[0])
    some.close()
    with pytest.raises(GitError, match="does not hold the object"):
        list(contents(found, [*blobs, "1" * 40]))


@pytest.mark.parametrize("seed", range(12))
def test_long_versions_that_differ_in_far_places(seed: int) -> None:
    chance = random.Random(seed)
    lines = [
        b"# Top",
        *(b"- [%c] Alerts of service %d \xc3\xa9" % (chance.choice(b" x"), n) for n in range(400)),
    ]
    found = [b"\n".join(lines)]
    for _ in range(10):
        for at in chance.sample(range(1, len(lines)), chance.choice((1, 1, 2))):
            mark = chance.choice([b" ", b"x", b"~", b"\r", b"\xc3"])
            lines[at] = lines[at][:3] + mark + lines[at][4:] + chance.choice([b"", b"", b"", b" again"])
        found.append(b"\n".join(lines))
    _followed(found)


def test_a_turn_of_each_box_and_back_is_found_in_one_splice() -> None:
    base = b"".join(b"- [ ] caf\xc3\xa9 %d [ ]\n" % number for number in range(600))
    text = Text(base)
    for at in (3, 4096, 8191, len(base) - 2):
        at = base.rfind(b"- [ ]", 0, at + 5) + 3
        data = base[:at] + b"x" + base[at + 1 :]
        splice = one_line(text, data)
        assert splice == Splice(base.count(b"\n", 0, at) + 1, 4, " ", "x")
        assert one_line(text.followed_by(data, splice.line), base) == Splice(splice.line, 4, "x", " ")
    assert one_line(text, base) is None
