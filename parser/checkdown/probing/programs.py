"""The list of reading programs, from its data file, and whether one command fits into it."""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from .shell import Word

_DATA = "reading_programs.toml"


@dataclass(frozen=True, slots=True)
class Program:
    """How one program may be called and only read; see the data file for what the fields say."""

    any_option: bool = False
    flags: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    numbers: bool = False
    """Whether `-5` is an option that says how many."""
    single: bool = False
    operands: re.Pattern[str] | None = None
    """None: any."""
    no_operands: bool = False
    least: int = 0
    needs: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    only: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Options whose value must match."""


@cache
def reading_programs() -> Mapping[str, Program]:
    """Programs by name, or by name and the words that follow it."""
    data = pkgutil.get_data(__package__, _DATA)
    if data is None:
        raise FileNotFoundError(_DATA)
    return MappingProxyType({name: _program(entry) for name, entry in tomllib.loads(data.decode()).items()})


def _program(entry: Mapping[str, Any]) -> Program:
    operands = entry.get("operands")
    return Program(
        any_option=entry.get("options") == "any",
        flags=frozenset(entry.get("flags", "").split()),
        values=frozenset(entry.get("values", "").split()),
        numbers=bool(entry.get("numbers")),
        single=bool(entry.get("single")),
        operands=re.compile(operands, re.DOTALL) if operands else None,
        no_operands=operands == "",
        least=int(entry.get("least", 0)),
        needs=frozenset(entry.get("needs", "").split()),
        before=frozenset(entry.get("before", "").split()),
        only={name: re.compile(text, re.DOTALL) for name, text in entry.get("only", {}).items()},
    )


def why_not(command: Sequence[Word]) -> str:
    """Why a command is not known to only read, as words that continue "it …"; "" where it is."""
    name = command[0].text
    listed = reading_programs()
    if (command[0].open and name != "[") or "\0" in name:
        return "runs a program that only a variable names"
    words = _without_options_before(command, listed.get(name, Program()))
    for count in range(min(3, len(words)), 0, -1):
        key = " ".join(word.text for word in words[:count])
        entry = listed.get(key)
        if entry is not None and (count > 1 or not _has_words(name)):
            return _misfit(entry, words[count:])
    shown = _told_name(words).replace("\0", "…")
    return f"runs {shown}, which is not known to only read"


def _told_name(words: Sequence[Word]) -> str:
    """The program with its subcommand, three words at most."""
    name, count = words[0].text, 1
    while count < min(3, len(words)) and _has_words(name):
        name, count = f"{name} {words[count].text}", count + 1
    return name


@cache
def _has_words(name: str) -> bool:
    """Whether a program is listed only with words that follow it."""
    return any(key.startswith(f"{name} ") for key in reading_programs())


def _without_options_before(command: Sequence[Word], program: Program) -> list[Word]:
    words = list(command)
    while program.before and len(words) > 2:
        option, joined, _ = words[1].text.partition("=")
        if option not in program.before or words[1].open:
            break
        del words[1 : 2 if joined else 3]
    return words


def _misfit(program: Program, arguments: Sequence[Word]) -> str:
    if program.any_option:
        return _bad_operands(program, [word.text for word in arguments])
    seen: set[str] = set()
    operands: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word.open:
            return "has a word that could become an option"
        if word.text == "--" and not program.single:
            operands += [each.text for each in left]
            break
        if not word.text.startswith("-") or word.text == "-":
            operands.append(word.text)
            continue
        option = _read_option(program, word.text, left, seen)
        if option:
            return option
    if program.needs and not program.needs & seen:
        return f"goes on or writes unless {' or '.join(sorted(program.needs))} is given"
    return _bad_operands(program, operands)


def _read_option(program: Program, text: str, left: list[Word], seen: set[str]) -> str:
    """Take an option and its value; why it is not known to only read, else ""."""
    if program.numbers and re.fullmatch(r"-[0-9]{1,6}", text):
        return ""
    unknown = f"has the option {text.replace(chr(0), '…')}, which is not known to only read"
    name, joined, value = text.partition("=")
    if text.startswith("--") or program.single or text in program.values:
        seen.add(name)
        if name in program.values:
            if not joined:
                if not left:
                    return f"has the option {name} without its value"
                value = left.pop(0).text
            return _bad_value(program, name, value)
        return "" if text in program.flags else unknown
    for at, letter in enumerate(text[1:], 1):
        short = f"-{letter}"
        seen.add(short)
        if short in program.flags:
            continue
        if short not in program.values:
            return unknown
        value = text[at + 1 :]
        if not value:
            if not left:
                return f"has the option {short} without its value"
            value = left.pop(0).text
        return _bad_value(program, short, value)
    return ""


def _bad_value(program: Program, option: str, value: str) -> str:
    allowed = program.only.get(option)
    if allowed is not None and not allowed.fullmatch(value):
        return f"has the option {option} with a value that does more than read"
    return ""


def _bad_operands(program: Program, operands: Sequence[str]) -> str:
    if program.no_operands and operands:
        return f"has the word {operands[0].replace(chr(0), '…')}, which is not known to only read"
    for each in operands:
        if each.startswith("/dev/") and each != "/dev/null":
            return "reads a device, which may have no end"
        if program.operands is not None and not program.operands.fullmatch(each):
            return f"has the word {each.replace(chr(0), '…')}, which is not known to only read"
    if len(operands) < program.least:
        return "lacks an operand, and so waits for its input or does something else"
    return ""
