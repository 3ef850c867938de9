"""The original text of a document, line by line, exactly as its bytes are.

Lines are kept with their endings in chunks, so that replacing one line of a hundred thousand copies
a few hundred of them. Nothing here knows markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CHUNK = 512
_PIECE = 1 << 20


def split_lines(text: str) -> list[str]:
    r"""Lines with their endings; ``\r\n``, ``\n`` and a lone ``\r`` end a line, and nothing else does."""
    if "\r" not in text:
        lines = text.split("\n")
        last = lines.pop()
        lines = [line + "\n" for line in lines]
        if last:
            lines.append(last)
        return lines
    return _LINE.findall(text)


def without_ending(raw: str) -> str:
    """The line without its own ending (and without touching other blanks)."""
    if raw.endswith("\r\n"):
        return raw[:-2]
    return raw[:-1] if raw.endswith(("\n", "\r")) else raw


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """An immutable text. ``Source.load(data).dump() == data`` for every byte string."""

    chunks: tuple[tuple[str, ...], ...]
    """Lines with their endings, at most a few hundred in each chunk, none empty."""
    bom: bool
    """Whether the bytes begin with a UTF-8 byte order mark, which no line contains."""
    starts: tuple[int, ...] = field(repr=False)
    """For each chunk the number of lines before it."""
    line_count: int
    """Number of lines; a final line without an ending counts."""

    @classmethod
    def load(cls, data: bytes) -> Source:
        """Decode bytes; what is not UTF-8 is kept as lone surrogates and written back as it was."""
        bom = data.startswith(BOM)
        at = len(BOM) if bom else 0
        lines: list[str] = []
        while at < len(data):
            # In pieces: one emoji makes a text take four bytes for each of its characters.
            end = data.find(b"\n", at + _PIECE) + 1 or len(data)
            lines += split_lines(data[at:end].decode("utf-8", "surrogateescape"))
            at = end
        return cls.of_lines(lines, bom)

    @classmethod
    def of(cls, text: str) -> Source:
        """A source from text; a leading U+FEFF is taken for a byte order mark."""
        bom = text.startswith("\ufeff")
        return cls.of_lines(split_lines(text[1:] if bom else text), bom)

    @classmethod
    def of_lines(cls, lines: Sequence[str], bom: bool = False) -> Source:
        """A source from lines that carry their endings."""
        chunks = tuple(tuple(lines[i : i + _CHUNK]) for i in range(0, len(lines), _CHUNK))
        return cls._of_chunks(chunks, bom)

    @classmethod
    def _of_chunks(cls, chunks: tuple[tuple[str, ...], ...], bom: bool) -> Source:
        ends = list(accumulate(map(len, chunks), initial=0))
        return cls(chunks, bom, tuple(ends[:-1]), ends[-1])

    def dump(self) -> bytes:
        """The bytes of the document."""
        body = self.text.encode("utf-8", "surrogateescape")
        return BOM + body if self.bom else body

    @property
    def text(self) -> str:
        """All lines joined, without the byte order mark."""
        return "".join(["".join(chunk) for chunk in self.chunks])

    def raw(self, line: int) -> str:
        """Line ``line`` (1-based) with its ending; IndexError where there is none."""
        if not 1 <= line <= self.line_count:
            raise IndexError(f"no line {line} in a text of {self.line_count} lines")
        chunk = bisect_right(self.starts, line - 1) - 1
        return self.chunks[chunk][line - 1 - self.starts[chunk]]

    def line(self, line: int) -> str:
        """Line ``line`` (1-based) without its ending; IndexError where there is none."""
        return without_ending(self.raw(line))

    def slice(self, first: int, last: int) -> list[str]:
        """Lines ``first`` to ``last`` (1-based, both included) with their endings."""
        out: list[str] = []
        for chunk in range(max(0, bisect_right(self.starts, first - 1) - 1), len(self.chunks)):
            start = self.starts[chunk]
            if start >= last:
                break
            out.extend(self.chunks[chunk][max(0, first - 1 - start) : last - start])
        return out

    def lines(self, first: int, last: int) -> list[str]:
        """Lines ``first`` to ``last`` (1-based, both included) without their endings."""
        raws = self.slice(first, last)
        text = "".join(raws)
        if "\r" in text:
            return [without_ending(raw) for raw in raws]
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        return lines

    def head(self, count: int) -> Source:
        """The first ``count`` lines; whole chunks are shared."""
        if count >= self.line_count:
            return self
        whole = max(0, bisect_right(self.starts, count) - 1)
        rest = self.chunks[whole][: count - self.starts[whole]]
        return self._of_chunks(self.chunks[:whole] + ((rest,) if rest else ()), self.bom)

    def __iter__(self) -> Iterator[str]:
        for chunk in self.chunks:
            yield from chunk

    def __len__(self) -> int:
        return self.line_count

    @property
    def ending(self) -> str:
        r"""The line ending that most lines have (``\n`` in a text without any)."""
        count = {"\r\n": 0, "\n": 0, "\r": 0}
        for chunk in self.chunks:
            text = "".join(chunk)
            both = text.count("\r\n") if "\r" in text else 0
            count["\r\n"] += both
            count["\n"] += text.count("\n") - both
            count["\r"] += text.count("\r") - both
        best = max(count.values())
        return next(ending for ending in ("\n", "\r\n", "\r") if count[ending] == best)

    def with_lines(self, new: Mapping[int, str]) -> Source:
        """A source with other lines (1-based, with their endings) in place of these; no more and no fewer."""
        touched: dict[int, list[str]] = {}
        for line, raw in new.items():
            chunk = bisect_right(self.starts, line - 1) - 1
            lines = touched.setdefault(chunk, list(self.chunks[chunk]))
            lines[line - 1 - self.starts[chunk]] = raw
        chunks = list(self.chunks)
        for chunk, lines in touched.items():
            chunks[chunk] = tuple(lines)
        return Source(tuple(chunks), self.bom, self.starts, self.line_count)

    def replace_lines(self, first: int, last: int, new: Sequence[str]) -> Source:
        """A source in which ``new`` stands for lines ``first`` to ``last`` (1-based, both included).

        ``last == first - 1`` inserts before ``first``. Chunks that are not touched are shared.
        """
        low = max(0, bisect_right(self.starts, first - 1) - 1) if self.chunks else 0
        high = low
        merged: list[str] = []
        if self.chunks:
            high = max(low, bisect_right(self.starts, max(first, last) - 1) - 1)
            base = self.starts[low]
            for chunk in self.chunks[low : high + 1]:
                merged.extend(chunk)
            merged[first - 1 - base : last - base] = new
            high += 1
        else:
            merged.extend(new)
        if high - low == 1 and 0 < len(merged) <= 2 * _CHUNK:
            fresh: tuple[tuple[str, ...], ...] = (tuple(merged),)
            chunks = self.chunks[:low] + fresh + self.chunks[high:]
            if len(merged) == len(self.chunks[low]):
                return Source(chunks, self.bom, self.starts, self.line_count)
            return self._of_chunks(chunks, self.bom)
        fresh = tuple(tuple(merged[i : i + _CHUNK]) for i in range(0, len(merged), _CHUNK))
        return self._of_chunks(self.chunks[:low] + fresh + self.chunks[high:], self.bom)
