"""Requests to real servers on this machine, friendly and hostile ones."""

import asyncio
import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from gonogo.core.probes import addresses
from gonogo.core.probes.answers import KEPT, LIMIT
from gonogo.core.probes.outcome import Outcome
from tests.core.probes.looking import look
from tests.core.probes.serving import always, answer, in_turn, serving


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port at which nothing listens, and nothing else can meanwhile."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        yield int(made.getsockname()[1])


def resolving_to(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Names resolve to these addresses, one a look-up, the last for good. The names that were looked up."""
    asked: list[str] = []

    def lookup(host: str, port: int, **_options: Any) -> list[Any]:
        asked.append(host)
        address = answers[min(len(asked), len(answers)) - 1]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(addresses, "lookup", lookup)
    return asked


async def test_an_answer_is_judged_by_status_text_and_time() -> None:
    async with serving(always(answer('{"status": "ok"}'))) as server:
        probe = f'GET `{server.url("/ready?a=b%20c")}` expect status 200 expect contains "ok"'
        seen = await look(f"{probe} expect json status = ok expect under 10s")
    assert seen.outcome is Outcome.PASS
    assert seen.observed.output == '{"status": "ok"}'
    assert seen.observed.status == 200
    assert len(seen.observed.durations_ms) == 1
    assert server.heads[0].startswith("GET /ready?a=b%20c HTTP/1.1\r\n")


async def test_the_request_says_who_asks_and_wants_nothing_packed() -> None:
    async with serving(always(answer())) as server:
        await look(f"GET `{server.url(host='localhost')}`")
    head = server.heads[0].lower()
    assert f"host: localhost:{server.port}\r\n" in head
    assert "user-agent: gonogo/" in head
    assert "accept-encoding: identity\r\n" in head


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_the_method_is_the_one_that_is_written(method: str) -> None:
    async with serving(always(answer(status=201))) as server:
        seen = await look(f"{method} `{server.url()}` expect status 201")
    assert seen.outcome is Outcome.PASS
    assert server.heads[0].startswith(f"{method} / ")


async def test_what_a_head_request_shows_is_the_headers() -> None:
    raw = b"HTTP/1.1 200 OK\r\nStrict-Transport-Security: max-age=1\r\nContent-Length: 5\r\n\r\n"
    async with serving(always(raw)) as server:
        seen = await look(f'HEAD `{server.url()}` expect contains "Strict-Transport-Security"')
    assert seen.outcome is Outcome.PASS
    assert seen.observed.output.startswith("HTTP/1.1 200 OK\n")


async def test_a_failure_says_what_came() -> None:
    async with serving(always(answer("down for repairs", 503))) as server:
        seen = await look(f'GET `{server.url()}` expect status ok expect contains "ready"')
    assert seen.outcome is Outcome.FAIL
    assert seen.reasons == (
        "expected status ok (200 to 299), got 503",
        "expected the text “ready”, got “down for repairs”",
    )


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(always(answer("proxy"))) as proxy, serving(always(answer("server"))) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
        monkeypatch.delenv("NO_PROXY", raising=False)
        seen = await look(f'GET `{server.url()}` expect contains "server"')
    assert seen.outcome is Outcome.PASS
    assert proxy.heads == []


async def drip(writer: asyncio.StreamWriter, _head: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.02)


async def drip_the_head(writer: asyncio.StreamWriter, _head: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: more\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("reply", [drip, drip_the_head])
async def test_the_deadline_is_total_for_a_server_that_drips(reply: Any) -> None:
    async with serving(reply) as server:
        seen = await look(f"GET `{server.url()}` timeout 1s")
        await asyncio.wait_for(server.gone.wait(), 60)  # the connection is not left open
    assert seen.outcome is Outcome.TIMEOUT
    assert seen.reasons == ("There was no complete answer within 1 s.",)
    assert len(seen.observed.durations_ms) == 1


async def test_the_time_that_a_timeout_took_is_all_of_it_looking_the_name_up_included(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lookup(_host: str, port: int, **_options: Any) -> list[Any]:
        threading.Event().wait(0.3)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(addresses, "lookup", lookup)
    async with serving(drip) as server:
        seen = await look(f"GET `{server.url(host='slow.example')}` timeout 500ms")
    assert seen.outcome is Outcome.TIMEOUT
    assert sum(seen.observed.durations_ms) >= 490


async def test_a_probe_that_is_cancelled_ends_and_leaves_no_connection() -> None:
    async with serving(drip) as server:
        asking = asyncio.create_task(look(f"GET `{server.url()}`"))
        await server.asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await asyncio.wait_for(server.gone.wait(), 60)


async def test_an_endless_answer_is_read_to_a_limit_and_kept_to_a_smaller_one() -> None:
    sent = 0

    async def endless(writer: asyncio.StreamWriter, _head: str) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()
            sent += 65536

    async with serving(endless) as server:
        seen = await look(f"GET `{server.url()}`")
        await asyncio.wait_for(server.gone.wait(), 60)
    assert seen.outcome is Outcome.PASS
    assert seen.observed.cut
    assert len(seen.observed.output) == KEPT
    assert LIMIT < seen.observed.total < 2 * LIMIT
    assert sent < 32 * LIMIT


async def test_expectations_hold_of_more_than_what_is_kept() -> None:
    async with serving(always(answer("x" * 3 * KEPT + "</html>"))) as server:
        seen = await look(f'GET `{server.url()}` expect contains "</html>"')
    assert seen.outcome is Outcome.PASS
    assert "</html>" not in seen.observed.output


async def test_a_gzip_bomb_is_unpacked_to_the_limit_alone() -> None:
    bomb = gzip.compress(gzip.compress(bytes(200 * LIMIT)))
    inner = gzip.decompress(bomb)
    async with serving(always(answer(inner, headers={"Content-Encoding": "gzip"}))) as server:
        seen = await look(f"GET `{server.url()}`")
    assert seen.outcome is Outcome.PASS
    assert seen.observed.cut
    assert len(seen.observed.output) == KEPT
    assert seen.observed.total == len(inner)


async def test_an_answer_that_is_packed_without_being_asked_is_unpacked() -> None:
    packed = answer(gzip.compress(b'{"status": "ok"}'), headers={"Content-Encoding": "gzip"})
    async with serving(always(packed)) as server:
        seen = await look(f"GET `{server.url()}` expect json status = ok")
    assert seen.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("charset", "raw"),
    [("utf-8", "é".encode()), ("ISO-8859-1", b"\xe9"), ("punycode", "é".encode()), ("none", "é".encode())],
)
async def test_an_answer_is_decoded_as_it_says_where_that_is_a_character_set(
    charset: str, raw: bytes
) -> None:
    reply = always(answer(raw, headers={"Content-Type": f"text/plain; charset={charset}"}))
    async with serving(reply) as server:
        seen = await look(f'GET `{server.url()}` expect contains "é"')
    assert seen.outcome is Outcome.PASS


REFUSED = [
    "169.254.169.254",
    "169.254.0.1",
    "2852039166",
    "0xa9.0xfe.0xa9.0xfe",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:a9fe:a9fe::1]",
]


@pytest.mark.parametrize("host", REFUSED)
async def test_link_local_and_metadata_addresses_are_never_asked(host: str) -> None:
    seen = await look(f"GET `http://{host}/latest/meta-data/`")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons[0].endswith("it is never asked.")


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "fd00:ec2::254", "::ffff:169.254.169.254"])
async def test_a_name_that_resolves_to_such_an_address_is_not_asked(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving_to(monkeypatch, address)
    seen = await look("GET `http://metadata.example/`")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons[0].startswith(f"metadata.example stands for {address}, ")
    assert (await look("tcp `metadata.example:80`")).reasons == seen.reasons


async def test_a_name_is_looked_up_once_and_what_it_says_later_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = resolving_to(monkeypatch, "127.0.0.1", "169.254.169.254")
    async with serving(always(answer())) as server:
        seen = await look(f"GET `{server.url(host='two-faced.example')}` samples 3")
    assert seen.outcome is Outcome.PASS
    assert asked == ["two-faced.example"]
    assert len(server.heads) == 3
    assert f"Host: two-faced.example:{server.port}" in server.heads[0]


async def test_a_redirect_is_not_followed() -> None:
    async with serving(always(answer())) as other:
        moved = answer("", 302, {"Location": other.url()})
        async with serving(always(moved)) as server:
            seen = await look(f"GET `{server.url()}`")
    assert other.heads == []
    assert seen.observed.status == 302
    assert seen.outcome is Outcome.PASS


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "//[fe80::1]/", "http://2852039166/"])
async def test_a_redirect_to_an_address_that_is_never_asked_is_an_error(target: str) -> None:
    async with serving(always(answer("", 302, {"Location": target}))) as server:
        seen = await look(f"GET `{server.url()}`")
    assert seen.outcome is Outcome.ERROR
    assert "redirects to another host" in seen.reasons[0]
    assert "never asked" in seen.reasons[0]


async def test_redirects_are_followed_where_the_probe_says_so_each_to_its_own_host() -> None:
    async with serving(always(answer("there"))) as other:
        moved = in_turn(
            answer("", 301, {"Location": "/next"}), answer("", 307, {"Location": other.url("/end")})
        )
        async with serving(moved) as server:
            whole = server.url().replace("http://", "http://me:swordfish@")
            seen = await look(f'GET `{whole}` redirects 2 expect status 200 expect contains "there"')
    assert seen.outcome is Outcome.PASS
    assert [head.split(" ")[1] for head in server.heads + other.heads] == ["/", "/next", "/end"]
    assert "uthorization: Basic" in server.heads[1] and "uthorization" not in other.heads[0]


async def test_one_redirect_too_many_is_an_error() -> None:
    async with serving(always(answer("", 302, {"Location": "/again"}))) as server:
        seen = await look(f"GET `{server.url()}` redirects 3")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons[0].startswith("It redirects more than 3 times")
    assert len(server.heads) == 4


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://169.254.169.254/latest", "never asked"),
        ("http://[::ffff:a9fe:a9fe]/", "never asked"),
        ("file:///etc/passwd", "is no address that begins with http"),
    ],
)
async def test_p5_a_redirect_that_is_followed_leads_nowhere_else_either(target: str, why: str) -> None:
    moved = in_turn(answer("", 302, {"Location": "/on"}), answer("", 302, {"Location": target}))
    async with serving(moved) as server:
        seen = await look(f"GET `{server.url()}` redirects 5")
    assert seen.outcome is Outcome.ERROR
    assert why in seen.reasons[0]


async def test_an_answer_that_redirects_nowhere_is_the_answer() -> None:
    async with serving(always(answer("", 304, {"Location": "/x"}))) as server:
        seen = await look(f"GET `{server.url()}` redirects 3 expect status 304")
    assert seen.outcome is Outcome.PASS


async def test_a_redirect_to_a_name_of_such_an_address_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(always(answer("", 301, {"Location": "http://metadata.example/"}))) as server:
        resolving_to(monkeypatch, "169.254.169.254")
        seen = await look(f"GET `{server.url()}`")
    assert seen.outcome is Outcome.ERROR


async def test_a_host_is_asked_at_its_next_address_where_the_first_refuses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(always(answer())) as server:

        def lookup(_host: str, port: int, **_options: Any) -> list[Any]:
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port))
                for each in ("127.0.0.9", "127.0.0.1")
            ]

        monkeypatch.setattr(addresses, "lookup", lookup)
        seen = await look(f"GET `{server.url(host='several.example')}`")
        assert seen.outcome is Outcome.PASS
        assert (await look(f"tcp `several.example:{server.port}`")).outcome is Outcome.PASS


async def test_a_refused_port_is_an_error_in_words() -> None:
    with deaf_port() as port:
        seen = await look(f"GET `http://127.0.0.1:{port}/`")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons == (f"127.0.0.1:{port}: the connection was refused; nothing listens there.",)


async def test_an_unknown_host_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_arguments: Any, **_options: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(addresses, "lookup", lookup)
    seen = await look("GET `http://nowhere.example/`")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons == ("The name nowhere.example is not known.",)


async def test_a_name_server_that_does_not_answer_is_ended_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forever = threading.Event()
    monkeypatch.setattr(addresses, "lookup", lambda *_a, **_o: forever.wait(30) and [])
    seen = await look("GET `http://slow.example/` timeout 100ms")
    forever.set()
    assert seen.outcome is Outcome.TIMEOUT


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "the answer is not HTTP"),
        (b"", "the connection was closed before the answer was complete"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "the connection was closed before"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000, "the answer is not HTTP"),
    ],
)
async def test_what_is_no_whole_answer_is_an_error_in_words(raw: bytes, reason: str) -> None:
    async with serving(always(raw)) as server:
        seen = await look(f"GET `{server.url()}`")
    assert seen.outcome is Outcome.ERROR
    assert reason in seen.reasons[0]


@pytest.mark.parametrize(
    "url", ["http://a..b/", "http://.a/", "http://[zz]/", "http://xn--/", "http://xn--a/"]
)
async def test_an_address_that_is_none_is_an_error_in_words(url: str) -> None:
    seen = await look(f"GET `{url}`")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons[0].endswith(".")


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "0", "123456789012345678901234567890"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
async def test_an_address_whose_port_is_none_is_an_error_in_words(host: str, port: str) -> None:
    seen = await look("GET `/x`", url=f"http://{host}:{port}/x")
    assert seen.outcome is Outcome.ERROR
    assert "is no address" in seen.reasons[0] and host.strip("[]") in seen.reasons[0]


@pytest.mark.parametrize("redirects", ["", " redirects 2"])
@pytest.mark.parametrize("place", ["http://127.0.0.1:99999/x", "http://localhost:-1/", "//localhost:65536"])
async def test_a_redirect_to_a_port_that_is_none_is_followed_by_nobody(place: str, redirects: str) -> None:
    async with serving(always(answer("", 302, {"Location": place}))) as server:
        seen = await look(f"GET `{server.url()}`{redirects}")
    assert seen.outcome is (Outcome.ERROR if redirects else Outcome.PASS)
    assert not redirects or "is no address" in seen.reasons[0]


@pytest.mark.parametrize("redirects", ["", " redirects 2"])
@pytest.mark.parametrize("place", ["http://xn--a/", "http://[zz]/", "http://xn--a/?token=abcdef1234567890"])
async def test_a_redirect_to_what_is_no_address_names_that_place(place: str, redirects: str) -> None:
    async with serving(always(answer("", 302, {"Location": place}))) as server:
        seen = await look(f"GET `{server.url()}`{redirects}")
    assert seen.outcome is Outcome.ERROR
    shown = place.replace("abcdef1234567890", "[hidden: named secret]")
    assert seen.reasons == (f"It redirects to “{shown}”, which is no address.",)


async def test_every_one_of_several_requests_has_to_hold_and_the_first_that_does_not_is_told() -> None:
    async with serving(in_turn(answer(), answer(), answer("broken", 500), answer())) as server:
        seen = await look(f"GET `{server.url()}` samples 10 expect under 10s")
    assert seen.outcome is Outcome.FAIL
    assert seen.reasons == ("expected status < 400, got 500",)
    assert seen.observed.output == "broken"
    assert len(seen.observed.durations_ms) == len(server.heads) == 3


async def test_a_time_is_kept_for_each_of_several_requests() -> None:
    async with serving(always(answer())) as server:
        seen = await look(f"GET `{server.url()}` samples 20 expect under 10s")
    assert seen.outcome is Outcome.PASS
    assert len(seen.observed.durations_ms) == len(server.heads) == 20


async def test_a_server_that_stops_answering_between_requests_is_told_with_the_request() -> None:
    async with serving(in_turn(answer(), b"")) as server:
        seen = await look(f"GET `{server.url()}` samples 5")
    assert seen.outcome is Outcome.ERROR
    assert seen.reasons[0].startswith("Request 2 of 5: ")


async def test_the_given_address_outranks_the_target() -> None:
    async with serving(always(answer())) as server:
        seen = await look("GET `/readyz`", url=server.url("/base/readyz"))
    assert seen.outcome is Outcome.PASS
    assert server.heads[0].startswith("GET /base/readyz ")


async def test_a_name_and_password_of_the_address_are_sent_and_not_told() -> None:
    async with serving(always(answer(status=401))) as server:
        url = server.url().replace("127.0.0.1", "app:hunter22@127.0.0.1")
        seen = await look(f"GET `{url}`")
        await asyncio.sleep(0)
    with deaf_port() as port:
        refused = await look(f"GET `http://app:hunter22@127.0.0.1:{port}/`")
    assert "authorization: basic " in server.heads[0].lower()
    assert "hunter22" not in f"{seen.reasons}{seen.observed}{refused.reasons}"
