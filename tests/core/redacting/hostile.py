"""Pieces of text that, repeated, would make a careless rule slow, and how long a pass over them takes."""

import time

from gonogo.core.redacting import redacted

HOSTILE = [
    "a",
    "A1",
    "\n",
    "  ",
    "=",
    "password",
    "secret=",
    "token: ",
    "api_key_key_",
    '"password": "',
    "://a:",
    "-----BEGIN PRIVATE KEY-----",
    "eyJa.",
    "eyJaaaaaaaaaaa.eyJ",
    "cookie:a=",
    "a.b-",
    "bearer ",
    "Authorization: ",
    "-u a:",
    "login a ",
    "sk-a1-",
    "xoxb-1",
    "[hidden: ",
]


def seconds(size: int, *pieces: str, passes: int = 2) -> float:
    """Processor time of a pass over all of the pieces, repeated to `size` characters; the best of some."""
    texts = [piece * (size // len(piece)) for piece in pieces]
    taken = []
    for _ in range(passes):
        start = time.process_time()
        for text in texts:
            redacted(text)
        taken.append(time.process_time() - start)
    return min(taken)
