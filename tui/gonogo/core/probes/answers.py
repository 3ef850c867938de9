"""An HTTP answer as text: read up to a limit, unpacked within the same limit, decoded."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

LIMIT = 1 << 20
"""Bytes of an answer that are read, and bytes that a packed one may have when it is unpacked."""
KEPT = 64 * 1024
"""Bytes of an answer that are kept to be shown."""

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?(8|16|32)([-_]?(le|be))?|us-ascii|ascii|iso-?8859-\d+|latin-?\d+|(windows-|cp)\d+"
    r"|shift_jis|euc-(jp|kr)|gb(2312|k|18030)|big5|koi8-[ru]",
    re.IGNORECASE,
)
"""Character sets that take time in proportion to the text; Python knows others that do not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    text: str
    """Of HEAD the status line and the headers, since there is nothing else."""
    location: str
    """Where it redirects to; "" where it does not."""
    total: int
    """Bytes that came, at most LIMIT and a bit."""
    whole: bool

    @property
    def redirects(self) -> bool:
        """Whether it sends whoever asks to another address."""
        return bool(self.location) and self.status in (301, 302, 303, 307, 308)


async def read(response: httpx.Response) -> Answer:
    """Read an answer that was asked for as a stream; the rest of one that is too long is not read."""
    data = bytearray()
    whole = True
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) > LIMIT:
            whole = False
            break
    total = len(data)
    body, unpacked = _unpacked(bytes(data[:LIMIT]), response.headers.get("content-encoding", ""))
    text = _decoded(body, response.headers.get("content-type", ""))
    if response.request.method == "HEAD":
        text = _head(response)
    location = response.headers.get("location", "") if 300 <= response.status_code < 400 else ""
    return Answer(response.status_code, text, location, total, whole and unpacked)


def shown_part(text: str) -> tuple[str, bool]:
    """The beginning of a text that is kept, and whether that is not all of it."""
    if len(text) <= KEPT // 4:
        return text, False
    raw = text.encode("utf-8", "surrogatepass")
    return (text, False) if len(raw) <= KEPT else (raw[:KEPT].decode("utf-8", "ignore"), True)


def _unpacked(data: bytes, encoding: str) -> tuple[bytes, bool]:
    """The content of an answer that came packed though nobody asked for that, and whether it is complete."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return data, True
    try:
        unpacking = zlib.decompressobj(wbits=47)
        body = unpacking.decompress(data, LIMIT)
    except zlib.error:
        return data, True
    return body, unpacking.eof


def _decoded(body: bytes, content_type: str) -> str:
    named = _CHARSET.search(content_type)
    charset = named[1] if named and _KNOWN.fullmatch(named[1]) else "utf-8"
    try:
        return body.decode(charset, "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")


def _head(response: httpx.Response) -> str:
    lines = [f"{response.http_version} {response.status_code} {response.reason_phrase}".rstrip()]
    lines += [f"{name.decode('latin-1')}: {value.decode('latin-1')}" for name, value in response.headers.raw]
    return "\n".join(lines) + "\n"
