"""HTTP requests: one after the other where several are asked for, within one deadline, to addresses we chose.

No proxy, no password file and no certificate setting of httpx's own is taken from the environment.
Redirects are followed only where the probe says how many, and each address is looked at anew. What
certificates are trusted is the system's (OpenSSL's) to say.
"""

from __future__ import annotations

import asyncio
import importlib
import ssl
import threading
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from checkdown.probing import Probe, Verb
from gonogo import __version__

from .addresses import CONNECTING, NeverAsked, Unreachable, addresses
from .answers import Answer, read, shown_part
from .apart import apart
from .judging import judged, may_block, unmet
from .outcome import Observed, Outcome
from .quoting import quoted
from .troubles import certain, trouble

if TYPE_CHECKING:
    import httpx

_NO_ADDRESS = "which is no address"
USER_AGENT = f"gonogo/{__version__}"
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}


async def fetched(probe: Probe, url: str, seconds: float) -> Observed:
    """Ask the address as often as the probe says and look at every answer.

    One that does not hold ends it, and is what is told; else the last is. `seconds` is for all of it
    together. Raises nothing but CancelledError.
    """
    durations: list[float] = []
    seen = Observed()
    began = begun = time.perf_counter()
    rest = replace(probe, expect=tuple(each for each in probe.expect if each.verb is not Verb.UNDER))
    try:
        async with asyncio.timeout(seconds), connected(url) as ask:
            for _ in range(probe.samples):
                begun = time.perf_counter()
                answer = await _followed(probe, url, await ask(probe.method or "GET", {}))
                durations.append((time.perf_counter() - begun) * 1000)
                seen = await _looked_at(rest, answer)
                if (await judged(rest, seen))[0] in (Outcome.FAIL, Outcome.ERROR):
                    break
    except TimeoutError:
        problem = _late(seconds, len(durations), probe.samples)
        seen = Observed(ended=Outcome.TIMEOUT, problem=problem)
    except Unreachable as error:
        seen = Observed(problem=_numbered(str(error), len(durations), probe.samples))
    if seen.ended is Outcome.TIMEOUT:
        durations.append((time.perf_counter() - began) * 1000 - sum(durations))  # all of it
    elif seen.problem:
        durations.append((time.perf_counter() - begun) * 1000)  # of the request that came to nothing
    return replace(seen, durations_ms=tuple(durations))


async def _followed(probe: Probe, url: str, answer: Answer) -> Answer:
    """The answer, or where it redirects and the probe follows what the last address answers.

    Raises Unreachable for an address that cannot or must not be asked, and for one redirect too many.
    """
    httpx = _httpx()
    place = url
    for _ in range(probe.redirects):
        if not answer.redirects:
            break
        try:
            place = str(httpx.URL(place).join(answer.location))
        except (httpx.InvalidURL, ValueError) as error:
            raise Unreachable(
                f"It redirects to “{quoted(answer.location, most=200)}”, which is no address."
            ) from error
        async with connected(place) as ask:
            answer = await ask(probe.method or "GET", {})
    if probe.redirects and answer.redirects:
        times = "once" if probe.redirects == 1 else f"{probe.redirects} times"
        raise Unreachable(f"It redirects more than {times}; the last address was {quoted(place, most=200)}.")
    return answer


class Asking:
    """A way to one host whose address is settled; call it to ask."""

    def __init__(self, client: httpx.AsyncClient, url: httpx.URL, hosts: tuple[str, ...]) -> None:
        self._client = client
        self._url = url
        self._hosts = hosts

    async def __call__(self, method: str, parameters: Mapping[str, str]) -> Answer:
        """Send one request and read the answer. Raises Unreachable, with the reason."""
        for last, host in ((each == self._hosts[-1], each) for each in self._hosts):
            try:
                answer = await self._ask(method, host, parameters)
            except _httpx().RequestError as error:
                if last or certain(error) or not isinstance(error, _connection_errors()):
                    raise Unreachable(f"{self._place}: {trouble(error)}.") from error
                continue
            except ValueError as error:
                raise Unreachable(f"{self._place} could not be asked: {error}.") from error
            self._hosts = (host,)
            await self._refuse(answer.location)
            return answer
        raise Unreachable(f"{self._place}: it has no address.")

    @property
    def _place(self) -> str:
        return self._url.netloc.decode("ascii")

    async def _ask(self, method: str, host: str, parameters: Mapping[str, str]) -> Answer:
        url = self._url.copy_with(host=host)
        opened: list[Any] = []

        async def trace(event: str, about: Mapping[str, Any]) -> None:
            if event == "connection.connect_tcp.complete":
                opened.append(about["return_value"])

        request = self._client.build_request(
            method,
            url.copy_merge_params(parameters) if parameters else url,
            headers={"Host": self._place},
            extensions={
                "sni_hostname": _host(self._url).rstrip("."),
                "trace": trace,
                "timeout": {"connect": None if len(self._hosts) == 1 else CONNECTING},
            },
        )
        try:
            response = await self._client.send(request, stream=True)
        except BaseException:
            for stream in opened:  # a handshake that is cancelled leaves its connection open
                await stream.aclose()
            raise
        try:
            return await read(response)
        finally:
            await response.aclose()

    async def _refuse(self, location: str) -> None:
        """Whether a redirect is followed or not, one to where nobody may ask is told."""
        if not location:
            return
        try:
            target = self._url.join(location)
            await addresses(_host(target), _port(target))
        except NeverAsked as error:
            raise Unreachable(f"{self._place} redirects to another host. {error}") from error
        except (_httpx().InvalidURL, ValueError, Unreachable):
            return


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Asking]:
    """A way to ask the host of this address, closed at the end. Raises Unreachable."""
    httpx = await _loaded()
    try:
        whole = httpx.URL(url)
        port = _port(whole)
        _ = whole.host  # decodes the name
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Unreachable(f"“{quoted(url, most=200)}” is no address.") from error
    if whole.scheme not in ("http", "https") or not whole.raw_host:
        raise Unreachable(f"“{quoted(url, most=200)}” is no address that begins with http:// or https://.")
    hosts = await addresses(_host(whole), port)
    paths = ssl.get_default_verify_paths()
    async with httpx.AsyncClient(
        trust_env=False,
        verify=await apart(lambda: _trusted(paths)) if whole.scheme == "https" else _unused(),
        follow_redirects=False,
        timeout=None,
        headers=_HEADERS,
        event_hooks={"response": [_look_where_it_redirects]},
    ) as client:
        yield Asking(client, whole, hosts)


async def _look_where_it_redirects(response: httpx.Response) -> None:
    """Raise Unreachable for a place that is none; httpx would take that for a fault of the host it asked."""
    where = response.headers.get("location", "")
    if not response.has_redirect_location:
        return
    try:
        _ = response.request.url.join(where).host  # decodes the name, which joining does not
    except (_httpx().InvalidURL, ValueError) as error:
        raise Unreachable(f"It redirects to “{quoted(where, most=200)}”, {_NO_ADDRESS}.") from error


async def _looked_at(probe: Probe, answer: Answer) -> Observed:
    """What is kept of an answer, its expectations judged on all of it that was read."""
    whole = Observed(answer.text, status=answer.status, total=answer.total, cut=not answer.whole)
    broken = await apart(lambda: unmet(probe, whole)) if may_block(probe) else unmet(probe, whole)
    text, cut = shown_part(answer.text)
    return replace(whole, output=text, cut=cut or whole.cut, unmet=broken, partly=whole.cut)


def _host(url: httpx.URL) -> str:
    """The host as it goes over the wire, an IPv6 address without brackets."""
    return url.raw_host.decode("ascii").strip("[]")


def _port(url: httpx.URL) -> int:
    port: int | None = url.port
    return port if port is not None else 443 if url.scheme == "https" else 80


def _numbered(problem: str, done: int, of: int) -> str:
    return problem if of == 1 else f"Request {done + 1} of {of}: {problem}"


def _late(seconds: float, done: int, of: int) -> str:
    if of == 1:
        return f"There was no complete answer within {seconds:g} s."
    return f"Only {done} of {of} requests were answered within {seconds:g} s."


async def _loaded() -> ModuleType:
    """httpx, without holding up the event loop while it is loaded."""
    return _httpx() if _httpx.cache_info().currsize else await apart(load_client)


_LOADING = threading.Lock()
"""Requests may begin all at once; threads that load side by side would starve the event loop."""


def load_client() -> ModuleType:
    """httpx. For a thread, some time before it is needed: it takes a tenth of a second."""
    with _LOADING:
        return _httpx()


@cache
def _httpx() -> ModuleType:
    """httpx, and what it would load with its first request."""
    httpx = importlib.import_module("httpx")
    anyio = importlib.import_module("anyio")
    anyio.run(anyio.sleep, 0)
    httpx.AsyncClient(trust_env=False, verify=_unused())
    return httpx


def _connection_errors() -> tuple[type[Exception], ...]:
    httpx = _httpx()
    return (httpx.ConnectError, httpx.ConnectTimeout)


@cache
def _trusted(paths: ssl.DefaultVerifyPaths) -> ssl.SSLContext:
    """What the system trusts; where it says nothing, what httpx brings along."""
    if not (paths.cafile or paths.capath):
        made: ssl.SSLContext = _httpx().create_ssl_context(trust_env=False)
        return made
    return ssl.create_default_context()


@cache
def _unused() -> ssl.SSLContext:
    """For plain HTTP, so that no certificates are loaded for nothing; it trusts nobody."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
