"""Certificates: what is trusted, and what is told where one is not. The authority is made by openssl."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from gonogo.core.probes.outcome import Outcome
from tests.core.probes.looking import look
from tests.core.probes.serving import always, answer, serving

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not on this machine")

CONFIGURATION = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


class Authority:
    """A certificate authority in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certificate = folder / "ca.pem"
        (folder / "index.txt").touch()
        (folder / "serial").write_text("1000\n")
        (folder / "ca.cnf").write_text(CONFIGURATION.format(folder=folder))
        self._openssl(
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Test authority"),
            *("-keyout", "ca.key", "-out", "ca.pem"),
        )

    def context(
        self, name: str, *, names: str = "DNS:localhost,IP:127.0.0.1", ended: bool = False, own: bool = True
    ) -> ssl.SSLContext:
        """What a server needs that has a certificate for these names; `own`: issued here, not by itself."""
        self._openssl(
            *("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName={names}", "-keyout", f"{name}.key", "-out", f"{name}.csr"),
        )
        until = "20200102000000Z" if ended else "20491231000000Z"
        issuer = (
            ("-cert", "ca.pem", "-keyfile", "ca.key") if own else ("-selfsign", "-keyfile", f"{name}.key")
        )
        self._openssl(
            *("ca", "-batch", "-notext", "-config", "ca.cnf", "-in", f"{name}.csr", "-out", f"{name}.pem"),
            *("-startdate", "20200101000000Z", "-enddate", until, *issuer),
        )
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return made

    def _openssl(self, *words: str) -> None:
        assert OPENSSL is not None
        done = subprocess.run([OPENSSL, *words], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The authority, known to this machine as OpenSSL is told of it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    return authority


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_a_certificate_of_a_known_authority_is_trusted(host: str, trusted: Authority) -> None:
    async with serving(always(answer()), tls=trusted.context("good")) as server:
        seen = await look(f'GET `{server.url(host=host, scheme="https")}` expect contains "ok"')
    assert seen.reasons == ()
    assert seen.outcome is Outcome.PASS


async def test_one_of_an_authority_that_is_not_known_is_not_trusted(authority: Authority) -> None:
    async with serving(always(answer()), tls=authority.context("foreign")) as server:
        seen = await look(f"GET `{server.url(scheme='https')}`")
    assert seen.outcome is Outcome.ERROR
    assert "an authority that this machine does not know" in seen.reasons[0]
    assert server.heads == []


async def test_a_certificate_that_has_expired_is_not_trusted(trusted: Authority) -> None:
    async with serving(always(answer()), tls=trusted.context("expired", ended=True)) as server:
        seen = await look(f"GET `{server.url(scheme='https')}`")
    assert seen.outcome is Outcome.ERROR
    assert "its certificate has expired" in seen.reasons[0]


async def test_a_self_signed_certificate_is_not_trusted(trusted: Authority) -> None:
    async with serving(always(answer()), tls=trusted.context("selfmade", own=False)) as server:
        seen = await look(f"GET `{server.url(scheme='https')}`")
    assert seen.outcome is Outcome.ERROR
    assert "its certificate is self-signed" in seen.reasons[0]


async def test_a_certificate_for_another_name_is_not_trusted(trusted: Authority) -> None:
    async with serving(always(answer()), tls=trusted.context("other", names="DNS:other.example")) as server:
        named = await look(f"GET `{server.url(host='localhost', scheme='https')}`")
        numbered = await look(f"GET `{server.url(scheme='https')}`")
    assert named.outcome is numbered.outcome is Outcome.ERROR
    assert "its certificate is for another name" in named.reasons[0]
    assert "its certificate is for another address" in numbered.reasons[0]


async def test_a_server_without_tls_is_told_as_such() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    seen = await look(f"GET `https://127.0.0.1:{port}/`")
    server.close()
    await server.wait_closed()
    assert seen.outcome is Outcome.ERROR
    assert "it does not speak TLS" in seen.reasons[0]


async def test_a_handshake_that_nobody_answers_is_ended_at_the_deadline_and_leaves_no_connection() -> None:
    async with serving(always(b"")) as server:  # it waits for the end of a request that never comes
        seen = await look(f"GET `{server.url(scheme='https')}` timeout 1s")
        await asyncio.wait_for(server.gone.wait(), 60)
    assert seen.outcome is Outcome.TIMEOUT
