"""A query to a Prometheus server: its HTTP API asked for the value of this moment."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace
from typing import Any

from checkdown.probing import Probe

from .addresses import Unreachable
from .answers import LIMIT, Answer
from .fetching import connected
from .outcome import Observed, Outcome
from .quoting import quoted

_PATH = "/api/v1/query"
_SHAPES = {"matrix": "a range of values", "string": "a text"}


def query_address(base: str) -> str:
    """The address of queries at a server, whose own address may have a path: ``https://host/prometheus``."""
    plain = base.rstrip("/")
    return plain if plain.endswith(_PATH) else plain + _PATH


async def queried(probe: Probe, base: str, seconds: float) -> Observed:
    """Ask for the value of the query. `output` has a line for each series, `value` is that of the only one.

    `seconds` is for all of it. Raises nothing but CancelledError.
    """
    began = begun = time.perf_counter()
    try:
        async with asyncio.timeout(seconds), connected(query_address(base)) as ask:
            begun = time.perf_counter()
            answer = await ask("GET", {"query": probe.target})
            took = (time.perf_counter() - begun) * 1000
    except TimeoutError:
        failed = Observed(ended=Outcome.TIMEOUT, problem=f"Prometheus did not answer within {seconds:g} s.")
        return replace(failed, durations_ms=((time.perf_counter() - began) * 1000,))
    except Unreachable as error:
        return Observed(problem=str(error), durations_ms=((time.perf_counter() - begun) * 1000,))
    return _understood(answer, base, took)


def _understood(answer: Answer, base: str, took: float) -> Observed:
    seen = Observed(status=answer.status, durations_ms=(took,), total=answer.total)
    try:
        data = json.loads(answer.text)
        if data["status"] == "error":
            return replace(seen, problem=_refusal(str(data.get("errorType", "")), str(data.get("error", ""))))
        found = data["data"]
        kind, result = str(found["resultType"]), found["result"]
        if kind in _SHAPES:
            return replace(seen, problem=f"The query gives {_SHAPES[kind]}; a number is needed.")
        if kind not in ("scalar", "vector"):
            raise ValueError(kind)
        series = (
            [({}, result[1])] if kind == "scalar" else [(each["metric"], _sample(each)) for each in result]
        )
        lines = [f"{_labels(metric)}{value}" for metric, value in series]
        number = float(series[0][1]) if len(series) == 1 else None
    except _Histogram:
        return replace(
            seen, problem="The query gives a histogram; a number is needed: histogram_quantile(…)."
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        if not answer.whole:
            return replace(seen, problem=f"The answer of Prometheus is longer than {LIMIT >> 20} MiB.")
        return replace(seen, problem=f"{base} does not answer as Prometheus does (status {answer.status}).")
    return replace(seen, output="\n".join(lines), value=number)


class _Histogram(Exception):
    """A series whose value is no number."""


def _sample(series: dict[str, Any]) -> str:
    if "value" not in series and "histogram" in series:
        raise _Histogram
    return str(series["value"][1])


def _labels(metric: dict[str, Any]) -> str:
    """The series as Prometheus writes it, on one line, with a blank behind; "" where it has no labels."""
    name = str(metric.get("__name__", ""))
    pairs = ", ".join(f"{key}={json.dumps(str(metric[key]))}" for key in metric if key != "__name__")
    labels = f"{{{pairs}}}" if pairs else ""
    return f"{name}{labels} " if name or labels else ""


def _refusal(kind: str, said: str) -> str:
    """An error of Prometheus; what it says stays as it is, on one line."""
    words = quoted(said, most=300)
    if kind == "bad_data":
        return f"Prometheus does not understand the query: {words}."
    if kind in ("timeout", "canceled"):
        return f"Prometheus gave the query up: {words}."
    return f"Prometheus could not answer the query: {words or kind}."
