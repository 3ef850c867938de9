"""Queries to a real Prometheus that watches itself, and to servers that only look like one."""

import asyncio
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gonogo.core.probes.outcome import Outcome
from gonogo.core.probes.prometheus import query_address
from tests.core.probes.looking import look
from tests.core.probes.serving import always, answer, serving

PROGRAM = shutil.which("prometheus")
CONFIGURATION = """
global: {{scrape_interval: 200ms, scrape_timeout: 200ms}}
scrape_configs:
  - job_name: itself
    static_configs: [{{targets: ["127.0.0.1:{port}"]}}]
"""


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prometheus that has seen itself; ended afterwards."""
    if PROGRAM is None:
        pytest.skip("prometheus is not on this machine (Debian's package of that name; .ci/run installs it)")
    folder = tmp_path_factory.mktemp("prometheus")
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port = made.getsockname()[1]
    (folder / "prometheus.yml").write_text(CONFIGURATION.format(port=port))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                PROGRAM,
                f"--config.file={folder}/prometheus.yml",
                f"--storage.tsdb.path={folder}/data",
                f"--web.listen-address=127.0.0.1:{port}",
            ],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(process, port, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    with httpx.Client(trust_env=False) as client:
        for _ in range(600):
            assert process.poll() is None, log.read_text()
            try:
                seen = client.get(f"http://127.0.0.1:{port}/api/v1/query", params={"query": "up == 1"}).json()
                if seen["data"]["result"]:
                    return
            except (httpx.TransportError, ValueError):
                pass
            time.sleep(0.1)
    raise AssertionError(log.read_text())


REAL = [
    ('prom `up{job="itself"}` expect > 0', Outcome.PASS, ""),
    ('prom `up{job="itself"}` expect > 1', Outcome.FAIL, "expected a number > 1, got 1"),
    ("prom `scalar(vector(0.25))` expect < 0.5 expect > 0.1 expect under 10s", Outcome.PASS, ""),
    ("prom `1 / 4` expect > 0.5", Outcome.FAIL, "expected a number > 0.5, got 0.25"),
    ("prom `0 / 0` expect < 1", Outcome.FAIL, "expected a number < 1, got NaN"),
    ("prom `1 / 0` expect > 1e300", Outcome.PASS, ""),
    ("prom `no_such_metric` expect < 1", Outcome.FAIL, "expected a number < 1, got no series"),
    ("prom `no_such_metric` expect nothing", Outcome.PASS, ""),
    ("prom `up` expect nothing", Outcome.FAIL, 'got “up{instance="127.0.0.1:'),
    ('prom `{__name__=~"up|scrape_samples_scraped"}` expect > 0', Outcome.FAIL, "got 2 series; put sum(…)"),
    ("prom `sum(prometheus_http_requests_total)` expect > 0", Outcome.PASS, ""),
    ("prom `up[5m]` expect > 0", Outcome.ERROR, "The query gives a range of values; a number is needed."),
    ('prom `"text"` expect > 0', Outcome.ERROR, "The query gives a text; a number is needed."),
    ("prom `up{` expect > 0", Outcome.ERROR, "Prometheus does not understand the query: "),
    ("prom `up` expect shown", Outcome.SHOWN, ""),
]


@pytest.mark.parametrize(("words", "outcome", "reason"), REAL)
async def test_a_query_is_judged_by_what_a_real_prometheus_says(
    words: str, outcome: Outcome, reason: str, prometheus: str
) -> None:
    seen = await look(words, url=prometheus)
    assert seen.outcome is outcome
    assert (reason in seen.reasons[0]) if reason else seen.reasons == ()


async def test_a_base_address_with_a_slash_or_the_whole_address_serve_alike(prometheus: str) -> None:
    for url in (f"{prometheus}/", query_address(prometheus)):
        assert (await look("prom `up` expect > 0", url=url)).outcome is Outcome.PASS


def test_the_address_of_queries_keeps_the_path_of_the_server() -> None:
    assert query_address("https://h/prometheus/") == "https://h/prometheus/api/v1/query"
    assert query_address("https://h/prometheus/api/v1/query") == "https://h/prometheus/api/v1/query"


def vector(*series: dict[str, Any]) -> bytes:
    return answer(json.dumps({"status": "success", "data": {"resultType": "vector", "result": series}}))


STRANGE = [
    (answer("<html>"), "does not answer as Prometheus does (status 200)"),
    (answer("not here", 404), "does not answer as Prometheus does (status 404)"),
    (answer('{"status": "success"}'), "does not answer as Prometheus does"),
    (answer("[" * 100_000), "does not answer as Prometheus does"),
    (vector({"metric": {}, "value": [1]}), "does not answer as Prometheus does"),
    (vector({"metric": 5, "value": [1, "1"]}), "does not answer as Prometheus does"),
    (vector({"metric": {}, "histogram": [1, {}]}), "The query gives a histogram"),
    (answer('{"status": "error", "errorType": "timeout", "error": "a\\nb"}', 503), "gave the query up: a b."),
    (answer('{"status": "error", "errorType": "internal"}', 500), "could not answer the query: internal."),
    (answer("x" * (1 << 21)), "The answer of Prometheus is longer than 1 MiB."),
    (b"SSH-2.0\r\n\r\n", "the answer is not HTTP"),
]


@pytest.mark.parametrize(("raw", "reason"), STRANGE)
async def test_an_answer_that_is_none_is_an_error_in_words(raw: bytes, reason: str) -> None:
    async with serving(always(raw)) as server:
        seen = await look("prom `up` expect > 0", url=server.url())
    assert seen.outcome is Outcome.ERROR
    assert reason in seen.reasons[0]


async def test_the_query_is_sent_whole() -> None:
    async with serving(always(vector({"metric": {"a": "b\nc"}, "value": [1, "2"]}))) as server:
        seen = await look('prom `a{b=~"c+&d"} > 1` expect > 1', url=server.url("/base"))
    assert seen.outcome is Outcome.PASS
    assert seen.observed.output == '{a="b\\nc"} 2'
    assert server.heads[0].startswith("GET /base/api/v1/query?query=a%7Bb%3D~%22c%2B%26d%22%7D")


async def test_a_server_that_does_not_answer_is_ended_at_the_deadline() -> None:
    async def silent(_writer: asyncio.StreamWriter, _head: str) -> None:
        await asyncio.sleep(30)

    async with serving(silent) as server:
        seen = await look("prom `up` expect > 0 timeout 200ms", url=server.url())
    assert seen.outcome is Outcome.TIMEOUT


async def test_a_prometheus_at_a_metadata_address_is_never_asked() -> None:
    seen = await look("prom `up` expect > 0", url="http://169.254.169.254/")
    assert seen.outcome is Outcome.ERROR
    assert "never asked" in seen.reasons[0]
