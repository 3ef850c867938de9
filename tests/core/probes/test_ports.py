"""Ports that listen, refuse and say nothing."""

import asyncio
import socket

import pytest

from gonogo.core.probes.outcome import Outcome
from tests.core.probes.looking import look
from tests.core.probes.serving import always, serving


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_port_that_listens_passes_and_nothing_is_sent_to_it(host: str) -> None:
    async with serving(always(b"")) as server:
        seen = await look(f"tcp `{host}:{server.port}` expect under 10s")
        await asyncio.wait_for(server.gone.wait(), 60)
    assert seen.outcome is Outcome.PASS
    assert server.heads == []


async def test_p9_a_port_that_refuses_is_an_error_with_the_reason() -> None:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port = made.getsockname()[1]
        seen = await look(f"tcp `127.0.0.1:{port}`")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons == (f"127.0.0.1:{port}: the connection was refused; nothing listens there.",)


async def test_a_port_that_says_nothing_is_ended_at_the_deadline() -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for each in (first, second):  # the queue is full; what comes now is not answered
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        seen = await look(f"tcp `127.0.0.1:{full.getsockname()[1]}` timeout 200ms")
    assert seen.outcome is Outcome.TIMEOUT
    assert seen.reasons[0].endswith("did not answer within 0.2 s.")


@pytest.mark.parametrize("target", ["169.254.169.254:80", "[fe80::1]:80", "[::ffff:169.254.0.1]:80"])
async def test_link_local_addresses_are_never_asked(target: str) -> None:
    seen = await look(f"tcp `{target}`")
    assert seen.outcome is Outcome.ERROR
    assert "never asked" in seen.reasons[0]
