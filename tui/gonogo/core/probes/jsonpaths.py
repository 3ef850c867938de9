"""The value at a path of a JSON text: ``checks[0].status``, keys and indexes from the top."""

from __future__ import annotations

import json
import re
from typing import Any

_STEP = re.compile(r'\.?(?P<key>[^.\[\]]+)|\[(?P<index>-?\d{1,9})\]|\["(?P<quoted>[^"]*)"\]')


class NoSuchValue(Exception):
    """The text holds no value there; ``str()`` says what is there instead, behind “got”."""


def value_at(text: str, path: str) -> Any:
    """The value, as Python has it. Raises NoSuchValue."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoSuchValue("nothing at all" if not text.strip() else "a text that is no JSON") from error
    at = 2 if path.startswith("$.") else 1 if path.startswith(("$", ".")) else 0
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            raise NoSuchValue(f"a path that is not understood at “{path[at:]}”")
        value = _inside(value, step, path[: step.end()])
        at = step.end()
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in JSON's sense: ``true`` is not 1, while 1 is 1.0."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    return bool(one == other)


def _inside(value: Any, step: re.Match[str], path: str) -> Any:
    key = step["key"] if step["key"] is not None else step["quoted"]
    if isinstance(value, dict) and key is not None:
        if key not in value:
            raise NoSuchValue(f"an answer without {path}")
        return value[key]
    index = step["index"] or (step["key"] if key and key.isascii() and key.isdigit() else None)
    if isinstance(value, list) and index is not None:
        if not -len(value) <= int(index) < len(value):
            raise NoSuchValue(f"an answer without {path}: the list has {len(value)} values")
        return value[int(index)]
    what = (
        "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a plain value"
    )
    raise NoSuchValue(f"an answer without {path}: {what} stands there")
