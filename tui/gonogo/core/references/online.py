"""The web addresses that documents name, asked whether they are there: only where somebody wants that.

What a document says is then sent over the network, so nothing here happens by itself. An address is dead
where its server says so (404, 410), or where its name is not known. Whatever else goes wrong may be the
network's fault, or ours, and is told apart. Redirects are not followed: who redirects is there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urldefrag, urlsplit

from checkdown.findings import Finding, Reading
from checkdown.findings.outside import DEAD_LINK
from checkdown.findings.reading import finding
from checkdown.references import references
from gonogo.core.probes.addresses import NeverAsked, Unreachable
from gonogo.core.probes.fetching import connected

SECONDS = 15.0
"""Seconds for one address."""
AT_ONCE = 8
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({403, 404, 405, 410, 501})
"""Answers to HEAD after which the page itself is asked for: not every server knows HEAD."""
_RESERVED = ("example", "test", "invalid", "localhost", "local", "example.com", "example.org", "example.net")
"""Names that stand for no host of the network (RFC 2606, RFC 6761)."""

_CODE = re.compile(r"(?<!`)(`+)(?!`).{0,500}?(?<!`)\1(?!`)")

Named = tuple[int, int, str]
"""Line, column, address without its anchor."""


def addresses_in(reading: Reading) -> Iterator[Named]:
    """The addresses of links and of plain addresses that can be asked; none of code."""
    for line, text, offset in reading.texts("://"):
        plain = _CODE.sub(lambda code: " " * len(code[0]), text)
        for each in references(plain, line, offset + 1, cited=True):
            if each.kind == "url" and _askable(each.target):
                yield line, each.column, urldefrag(each.target)[0]


def _askable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or set(url) & set("<>{}$*"):
        return False
    # A name without a dot is one of somebody's own network, or of an example.
    named = "." in host or ":" in host
    return named and not any(host == each or host.endswith(f".{each}") for each in _RESERVED)


def ask(urls: Iterable[str]) -> dict[str, str]:
    """What came of each address: "" where it is there, `dead: …` or `unsure: …` with the reason."""
    return asyncio.run(_all(list(dict.fromkeys(urls))))


async def _all(urls: list[str]) -> dict[str, str]:
    room = asyncio.Semaphore(AT_ONCE)

    async def one(url: str) -> str:
        async with room:
            return await _one(url)

    return dict(zip(urls, await asyncio.gather(*map(one, urls)), strict=True))


async def _one(url: str) -> str:
    try:
        async with asyncio.timeout(SECONDS), connected(url) as asking:
            answer = await asking("HEAD", {})
            if answer.status in _NO_HEAD:
                answer = await asking("GET", {})
    except TimeoutError:
        return f"unsure: there was no answer within {SECONDS:g} s"
    except NeverAsked as error:
        return f"unsure: {error}"
    except Unreachable as error:
        unknown = str(error).endswith(("is not known.", "has no address."))
        return f"{'dead' if unknown else 'unsure'}: {str(error).rstrip('.')}"
    return f"dead: the answer is {answer.status}" if answer.status in _GONE else ""


def dead_links(reading: Reading, answers: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each address that is dead."""
    for line, column, url in addresses_in(reading):
        answer = answers.get(url, "")
        if answer.startswith("dead: "):
            message = f"{url} is not there: {answer.removeprefix('dead: ')}"
            yield finding(DEAD_LINK, line, column, message, url)
