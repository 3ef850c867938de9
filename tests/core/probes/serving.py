"""Local servers for tests of probes: what they send is written by the test, byte by byte."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Reply = Callable[[asyncio.StreamWriter, str], Awaitable[None]]
"""Sends an answer; it is given the request's head."""


class Served:
    """A server that runs."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.heads: list[str] = []
        """The heads of the requests that came."""
        self.asked = asyncio.Event()
        """Set when a request has come."""
        self.gone = asyncio.Event()
        """Set when a client has gone away."""

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """An address at it."""
        return f"{scheme}://{host}:{self.port}{path}"


@asynccontextmanager
async def serving(reply: Reply, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Served]:
    """A server on 127.0.0.1 that closes the connection behind each answer."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            served.heads.append(head.decode("latin-1"))
            served.asked.set()
            await reply(writer, served.heads[-1])
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            served.gone.set()
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=tls)
    served = Served(server.sockets[0].getsockname()[1])
    try:
        yield served
    finally:
        server.close()
        await server.wait_closed()


def answer(
    body: bytes | str = b"ok", status: int = 200, headers: dict[str, str] | None = None, reason: str = "X"
) -> bytes:
    """A whole answer."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Length: {len(raw)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def always(raw: bytes) -> Reply:
    """The same answer to everything."""

    async def reply(writer: asyncio.StreamWriter, _head: str) -> None:
        writer.write(raw)

    return reply


def in_turn(*raws: bytes) -> Reply:
    """One answer after the other, the last of them for good."""
    left = list(raws)

    async def reply(writer: asyncio.StreamWriter, _head: str) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return reply
