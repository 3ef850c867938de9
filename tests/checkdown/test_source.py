"""A source is its bytes, line by line, and replacing lines of it is replacing lines of a list."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown import Source

NASTY = [
    b"a",
    b"\r",
    b"\n",
    b"\r\n",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xe2\x82",
    b"\xc3\xa9",
    b"\x00",
    b"\x0c",
    b"\x85",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
    b"- [ ] task",
    "✅".encode(),
]
ANY_BYTES = st.one_of(st.binary(), st.lists(st.sampled_from(NASTY)).map(b"".join))


@given(ANY_BYTES)
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    assert Source.load(data).dump() == data


def test_bytes_of_many_lines_come_back_as_they_were() -> None:
    for ending in (b"\n", b"\r", b"\r\n"):
        data = b"\xef\xbb\xbf" + b"\xff\xe2\x82line \x00" * 5 + ending.join([b"caf\xe9 \xc3\xa9"] * 200_000)
        assert Source.load(data).dump() == data


@given(ANY_BYTES)
def test_lines_end_at_line_feeds_and_carriage_returns_and_nowhere_else(data: bytes) -> None:
    body = data.removeprefix(b"\xef\xbb\xbf")
    lines = re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", body)
    source = Source.load(data)
    numbers = range(1, source.line_count + 1)
    assert [source.raw(n).encode("utf-8", "surrogateescape") for n in numbers] == lines
    assert [source.line(n) for n in numbers] == [raw.rstrip("\r\n") for raw in source]
    assert source.lines(1, source.line_count) == [source.line(n) for n in numbers]
    assert source.bom == data.startswith(b"\xef\xbb\xbf")


@given(st.text())
def test_a_text_gives_the_source_of_its_bytes(text: str) -> None:
    assert list(Source.of(text)) == list(Source.load(text.encode()))
    assert Source.of(text).dump() == text.encode()


@pytest.mark.parametrize("line", [0, 4, -1])
def test_a_line_that_is_not_there_is_an_error(line: int) -> None:
    with pytest.raises(IndexError, match=f"no line {line} in a text of 3 lines"):
        Source.of("a\nb\nc").raw(line)


@pytest.mark.parametrize(
    ("text", "ending"),
    [("", "\n"), ("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb\rc\n", "\r"), ("a\nb\r\n", "\n")],
)
def test_the_ending_is_the_one_that_most_lines_have(text: str, ending: str) -> None:
    assert Source.of(text).ending == ending


SIZES = st.one_of(st.integers(0, 5), st.sampled_from([510, 511, 512, 513, 1023, 1024, 1025, 1600]))


@given(SIZES, st.lists(st.tuples(st.floats(0, 1), SIZES, SIZES), min_size=1, max_size=4), st.booleans())
def test_replaced_lines_are_those_of_a_list(
    size: int, changes: list[tuple[float, int, int]], bom: bool
) -> None:
    expected = [f"{n}\n" for n in range(size)]
    source = Source.of_lines(expected, bom)
    for number, (place, gone, come) in enumerate(changes):
        first = 1 + round(place * len(expected))
        last = min(first - 1 + gone, len(expected))
        new = [f"{number}.{n}\r\n" for n in range(come)]
        source = source.replace_lines(first, last, new)
        expected = [*expected[: first - 1], *new, *expected[last:]]
    assert list(source) == expected
    assert source.bom == bom
    assert source.line_count == len(source) == len(expected)
    assert [source.raw(n) for n in range(1, len(expected) + 1)] == expected
    assert source.slice(1, len(expected)) == expected
    middle = len(expected) // 2
    assert source.slice(middle, middle + 600) == expected[max(0, middle - 1) : middle + 600]
    assert list(source.head(middle)) == expected[:middle]


def test_chunks_that_a_change_does_not_touch_are_shared() -> None:
    source = Source.of_lines([f"{n}\n" for n in range(5000)])
    changed = source.replace_lines(2500, 2500, ["new\n"])
    kept = {id(chunk) for chunk in source.chunks} & {id(chunk) for chunk in changed.chunks}
    assert len(kept) == len(source.chunks) - 1


def test_lines_far_apart_are_replaced_at_once() -> None:
    source = Source.of("".join(f"{number}\n" for number in range(2_000)))
    made = source.with_lines({2: "two\n", 700: "seven\n", 1: "one\n"})
    expected = [f"{number}\n" for number in range(2_000)]
    expected[0], expected[1], expected[699] = "one\n", "two\n", "seven\n"
    assert list(made) == expected
    assert made.chunks[2] is source.chunks[2]
