"""A plain ``curl URL`` as a request: what it asks for, where nothing but that is asked of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from .shell import NotUnderstood, simple_commands
from .values import Probe, ProbeKind

_REDIRECTS = 10
"""Redirects that are followed for a curl that sets no number."""
_FLAGS = frozenset("sSfiL")
_LONG = frozenset(
    ["--silent", "--show-error", "--fail", "--include", "--fail-with-body", "--get", "--location"]
)
_ADDRESS = re.compile(
    r"(?i)(?:https?://)?(?:localhost|[\w-]+(?:\.[\w-]+)+|\[[0-9a-f:]+\])(?::\d+)?(?:[/?].*)?"
)


class Request(NamedTuple):
    """What a plain curl does."""

    method: str
    url: str
    timeout_ms: int
    """0 where the command sets none."""
    redirects: int = 0
    """How many it follows, at most."""

    @property
    def probe(self) -> Probe:
        """The request as a probe of which nothing is expected."""
        return Probe(
            ProbeKind.HTTP,
            self.url,
            method=self.method,
            timeout_ms=self.timeout_ms,
            redirects=self.redirects,
        )


def plain_curl(command: str) -> Request | None:
    """The request of a curl that only gets or heads one address; None for every other command."""
    if "\0" in command:
        return None
    try:
        commands = simple_commands(command)
    except NotUnderstood:
        return None
    if len(commands) != 1 or commands[0][0].text != "curl" or any("\0" in w.text for w in commands[0]):
        return None
    words = [word.text for word in commands[0][1:]]
    method, urls, timeout, follows, most = "GET", [], 0, False, _REDIRECTS
    while words:
        word = words.pop(0)
        if word in ("-I", "--head"):
            method = "HEAD"
        elif word in ("-X", "--request") and words and words[0] in ("GET", "HEAD"):
            method = words.pop(0)
        elif word in ("-m", "--max-time") and words and re.fullmatch(r"\d{1,4}", words[0]):
            timeout = int(words.pop(0)) * 1000
        elif word == "--max-redirs" and words and re.fullmatch(r"\d|10", words[0]):
            most = int(words.pop(0))
        elif word in _LONG or (re.fullmatch(r"-\w+", word) and set(word[1:]) <= _FLAGS):
            follows |= word == "--location" or ("L" in word and not word.startswith("--"))
        elif (
            _ADDRESS.fullmatch(word)
            and "{" not in word
            and not re.search(r"[\s\[\]]", word.partition("//")[2])
        ):
            urls.append(word)
        else:
            return None
    if len(urls) != 1:
        return None
    url = urls[0] if re.match(r"(?i)https?://", urls[0]) else f"http://{urls[0]}"
    return Request(method, url, timeout, most if follows else 0)
