"""The times of several requests, as `gonogo probe` tells them."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo


class Ok(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_arguments: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ok)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_probe_of_several_requests_tells_its_percentiles_also_when_it_passes(
    gonogo: Gonogo, folder: Path, port: int
) -> None:
    words = f"GET `http://127.0.0.1:{port}/` expect contains ok expect under 60s samples 5"
    (folder / "p.md").write_text(f"- [ ] fast\n  - probe: {words}\n")
    (digest,) = re.findall(r"[0-9a-f]{64}", gonogo("trust", "--list", "p.md").out)
    ran = gonogo("probe", "p.md", "--all", "--trust", digest)
    assert ran.status == 0
    assert re.search(r"pass .*  p50 \d+ ms, p95 \d+ ms, max \d+ ms over 5 requests", ran.out)
