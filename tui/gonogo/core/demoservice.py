"""The demo's service: answers on this machine while the demo runs, so that its probes have something to ask.

With it comes the checklist whose probes ask it. They need no network and no program that a machine may lack.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

FILE_NAME = "probes.md"

_ANSWERS = {
    "/healthz": (200, {"status": "ok"}),
    "/readyz": (200, {"status": "ok", "checks": [{"name": "timetable", "status": "ok"}]}),
    "/reports": (503, {"status": "starting", "reason": "the report store is not there yet"}),
}

_CHECKLIST = """\
# Lighthouse Bookings — Checks That a Machine Makes

The probes below ask a small service that the demo has started on this machine. Nothing here runs before you
have approved it: `p` on an item shows what it would do.

## Service

- [ ] The service answers
  - probe: GET `http://127.0.0.1:{port}/healthz` expect status 200
- [ ] It is ready, and quick
  - probe: GET `http://127.0.0.1:{port}/readyz` expect json status = ok expect under 1s samples 20
- [ ] Its port is open
  - probe: tcp `127.0.0.1:{port}`
- [ ] Reports can be asked for
  - probe: GET `http://127.0.0.1:{port}/reports` expect status 200

## Repository

- [ ] The rollback is written down
  - probe: file `docs/rollback.md`
- [ ] Nobody left a conflict behind
  - probe: `grep -rn '^<<<<<<< ' docs` expect nothing
- [ ] The release notes name the version
  - probe: `grep -c 'version' docs/rollback.md` expect > 0
- [ ] The shell knows where home is
  - probe: env `HOME`

## Verification Commands

```sh
# What is in docs
ls docs

# Marks of unfinished work
grep -rn "TODO" docs  # Should find nothing

# Put the new release live
touch released.txt
```
"""


def probe_checklist(port: int) -> str:
    """The checklist whose probes ask the service on this port."""
    return _CHECKLIST.format(port=port)


class DemoService:
    """The service, from `with` to its end. Raises OSError where no port can be had."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def port(self) -> int:
        """Where it answers, on 127.0.0.1."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, answer = _ANSWERS.get(self.path, (404, {"status": "unknown"}))
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Say nothing: there is a screen on the terminal."""
