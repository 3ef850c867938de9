"""A record is in the journal whole or not at all, whatever happens."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.core.files import FileError, Fingerprint, Journal, Refused, fingerprint
from gonogo.core.files.journal import COMPACT_AT
from tests.core.files.people import as_nobody

BASE = fingerprint(b"base")
MANY_EXAMPLES = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
payloads = st.dictionaries(st.text(), anything, max_size=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def lines_of(folder: Path) -> bytes:
    return (folder / "journal.jsonl").read_bytes()


def test_what_is_appended_is_pending_until_it_is_saved(folder: Path) -> None:
    journal = Journal(folder)
    first = journal.append("docs/a.md", BASE, {"set": 1})
    second = journal.append("docs/b.md", BASE, {"set": 2})
    third = journal.append("docs/a.md", BASE, {"set": 3})
    assert (first.path, first.base, first.payload, first.process) == (
        "docs/a.md",
        BASE,
        {"set": 1},
        os.getpid(),
    )
    assert first.seq < second.seq < third.seq
    for each in (journal, Journal(folder)):
        assert each.pending("docs/a.md") == (first, third)
        assert each.pending() == (first, second, third)
    journal.mark_saved([first.seq, 999])
    for each in (journal, Journal(folder)):
        assert each.pending() == (second, third)


@MANY_EXAMPLES
@given(payload=payloads, name=st.binary(min_size=1, max_size=20).map(os.fsdecode))
def test_any_payload_and_any_path_come_back(payload: dict[str, Any], name: str, tmp_path: Path) -> None:
    folder = tmp_path / os.urandom(8).hex()
    record = Journal(folder).append(name, BASE, payload)
    assert Journal(folder).pending(name) == (record,)
    assert record.payload == payload


@MANY_EXAMPLES
@given(data=st.data())
def test_a_journal_cut_at_any_byte_keeps_every_record_before(data: st.DataObject, tmp_path: Path) -> None:
    folder = tmp_path / os.urandom(8).hex()
    journal = Journal(folder)
    ends: list[int] = []
    for number in range(data.draw(st.integers(1, 5))):
        journal.append("a", BASE, {"text": data.draw(st.text(max_size=30)), "number": number})
        ends.append(len(lines_of(folder)))
    cut = data.draw(st.integers(0, ends[-1]))
    os.truncate(folder / "journal.jsonl", cut)
    whole = sum(end <= cut for end in ends)

    assert [record.payload["number"] for record in Journal(folder).pending()] == list(range(whole))

    after = Journal(folder).append("a", BASE, {"number": "after"})
    found = Journal(folder).pending()
    assert [record.payload["number"] for record in found] == [*range(whole), "after"]
    assert after.seq == whole + 1


@MANY_EXAMPLES
@given(data=st.data())
def test_a_damaged_byte_costs_its_own_line_alone(data: st.DataObject, tmp_path: Path) -> None:
    folder = tmp_path / os.urandom(8).hex()
    journal = Journal(folder)
    for number in range(4):
        journal.append("a", BASE, {"number": number})
    text = bytearray(lines_of(folder))
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] ^= data.draw(st.integers(1, 255))
    (folder / "journal.jsonl").write_bytes(text)
    found = [record.payload["number"] for record in Journal(folder).pending()]
    assert set(found) <= set(range(4))
    assert len(found) >= 2  # a damaged line ending joins two lines


@pytest.mark.parametrize(
    "line", [b"[]", b"{}", b'{"seq":"x","payload":{}}', b'{"saved":7}', b"null", b"\xff"]
)
def test_lines_of_no_known_meaning_are_passed_over(folder: Path, line: bytes) -> None:
    summed = line[:-1] + b',"sum":"' + hashlib.sha256(line[:-1]).hexdigest()[:16].encode() + b'"}'
    Journal(folder).append("a", BASE, {})
    with (folder / "journal.jsonl").open("ab") as file:
        file.write(summed + b"\n" + line + b"\n")
    assert len(Journal(folder).pending()) == 1


def test_what_json_cannot_hold_is_refused_and_leaves_no_trace(folder: Path) -> None:
    journal = Journal(folder)
    for payload in ({"a": object()}, {"a": float("nan")}):
        with pytest.raises((TypeError, ValueError)):
            journal.append("a", BASE, payload)
    assert journal.pending() == ()


def test_a_saved_journal_shrinks_and_its_numbers_go_on(folder: Path) -> None:
    journal, other = Journal(folder), Journal(folder)
    kept = other.append("b", BASE, {"kept": True})
    seqs = [journal.append("a", BASE, {"text": "x" * 1000}).seq for _ in range(COMPACT_AT // 1000)]
    assert len(lines_of(folder)) > COMPACT_AT
    journal.mark_saved(seqs)
    assert len(lines_of(folder)) < 1000
    for each in (journal, other, Journal(folder)):
        assert each.pending() == (kept,)
    assert other.append("a", BASE, {}).seq == seqs[-1] + 1
    assert sorted(entry.name for entry in folder.iterdir()) == ["journal.jsonl", "journal.lock"]


APPEND = """
import sys
from gonogo.core.files import Journal
journal = Journal(sys.argv[1])
for number in range(int(sys.argv[3])):
    record = journal.append(sys.argv[2], "base", {"number": number, "text": "x" * 3000})
    print(record.seq, flush=True)
    if number % 3 == 0:
        journal.mark_saved([record.seq])
"""


def appending(folder: Path, who: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", APPEND, str(folder), who, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_several_processes_append_at_once(folder: Path) -> None:
    workers = [appending(folder, who, 100) for who in "ab"]
    said = [worker.communicate()[0].split() for worker in workers]
    assert len({*said[0], *said[1]}) == 200
    for who in "ab":
        numbers = [record.payload["number"] for record in Journal(folder).pending(who)]
        assert numbers == [number for number in range(100) if number % 3]


def test_a_process_that_is_killed_loses_nothing_that_it_was_told_is_there(folder: Path) -> None:
    for _ in range(5):
        worker = appending(folder, "a", 10_000)
        assert worker.stdout is not None
        first = worker.stdout.readline()
        time.sleep(0.05)
        worker.send_signal(signal.SIGKILL)
        lines = [first, *worker.communicate()[0].splitlines(keepends=True)]
        told = [int(line) for line in lines if line.endswith("\n")]
        pending = {record.seq for record in Journal(folder).pending()}
        assert all(number % 3 == 0 for number, seq in enumerate(told) if seq not in pending)
        Journal(folder).mark_saved(pending)


def test_threads_share_a_journal(folder: Path) -> None:
    journal = Journal(folder)

    def append(who: str) -> None:
        for number in range(50):
            record = journal.append(who, BASE, {"number": number})
            assert record in journal.pending(who)

    threads = [threading.Thread(target=append, args=(who,)) for who in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({record.seq for record in journal.pending()}) == 200


def test_a_record_knows_whether_its_process_has_ended(folder: Path) -> None:
    appending(folder, "a", 2).communicate()
    (theirs,) = Journal(folder).pending()
    ours = Journal(folder).append("a", BASE, {})
    assert (theirs.abandoned, ours.abandoned) == (True, False)


def test_a_process_that_nobody_asked_about_has_ended_all_the_same(folder: Path) -> None:
    worker = appending(folder, "a", 2)
    assert worker.stdout is not None
    worker.stdout.read()
    os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
    (theirs,) = Journal(folder).pending()
    assert theirs.abandoned
    worker.communicate()


def test_a_number_that_passed_to_another_process_is_not_mistaken(folder: Path) -> None:
    ours = Journal(folder).append("a", BASE, {})
    assert not ours.abandoned
    assert replace(ours, birth="another boot:17").abandoned
    assert not replace(ours, birth="").abandoned  # an older journal, or a system that does not say


def test_records_that_are_written_at_once_follow_each_other_and_outlive_a_compaction(folder: Path) -> None:
    journal = Journal(folder)
    journal.append("b", BASE, {})
    written = journal.extend("a", BASE, [{"number": number, "text": "x" * 4000} for number in range(40)])
    assert [record.seq for record in written] == list(range(2, 42))
    journal.mark_saved(range(1, 40))
    assert len(lines_of(folder)) < 50_000
    assert Journal(folder).pending("a") == written[-2:]
    assert journal.extend("a", BASE, []) == ()


def test_the_journal_is_private_and_asking_makes_nothing(folder: Path) -> None:
    journal = Journal(folder)
    assert journal.pending() == ()
    journal.mark_saved([1])
    assert not folder.exists()
    journal.append("a", BASE, {})
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {entry.stat().st_mode & 0o777 for entry in folder.iterdir()} == {0o600}


def test_a_folder_that_everybody_may_write_to_is_refused(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(Refused, match="may be written by everybody"):
        Journal(folder).append("a", BASE, {})


def test_a_journal_of_somebody_else_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    def look() -> str:
        try:
            Journal("/proc/1/journal").append("a", Fingerprint("x"), {})
        except FileError as error:
            return type(error).__name__
        return "appended"

    assert as_nobody(look) in ("Refused", "FileMissing")
