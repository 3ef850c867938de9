"""Many probes at once: what nobody approved does not run, limits hold, each can be ended, all end."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from checkdown.probing import Origin, Probe, classed, read_probe
from gonogo.core.probes.outcome import Outcome
from gonogo.core.probes.planning import Planned, approve, on_the_spot
from gonogo.core.probes.running import Limits, Running, Runs, Stage, run_probes
from gonogo.core.trust import Definition, Place, digest
from tests.core.probes.documents import LAUNCH, Open, by_target
from tests.core.probes.leftover import comes_true, left_of, wardens_of
from tests.throwaway import Repository


@pytest.fixture
def open_document(repository: Repository, tmp_path: Path) -> Open:
    return Open(repository, tmp_path / "trust")


def planned(words: str | Probe, top: Path, *, trusted: bool = True) -> Planned:
    """A probe as it would stand in a document, approved or not."""
    probe = read_probe(words) if isinstance(words, str) else words
    definition = Definition.of(probe)
    place = Place(str(top), "LAUNCH.md")
    return Planned(probe, definition, digest(definition), classed(probe), trusted, place, Origin.WRITTEN)


async def outcomes(top: Path, *words: str) -> list[Outcome]:
    return [each.result.outcome for each in await ran(top, *words) if each.result is not None]


async def ran(top: Path, *words: str) -> tuple[Running, ...]:
    return await run_probes([planned(each, top) for each in words], top, top)


async def test_outcomes_come_in_the_order_in_which_probes_were_given(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("x")
    assert await outcomes(
        tmp_path,
        "`sleep 0.3; true`",
        "`false`",
        "`echo x` expect nothing",
        "`ls` expect shown",
        "`sleep 60` timeout 200ms",
        "file `there.txt`",
        "file `absent.txt`",
    ) == [
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.FAIL,
        Outcome.SHOWN,
        Outcome.TIMEOUT,
        Outcome.PASS,
        Outcome.FAIL,
    ]


async def test_p9_a_missing_program_is_an_error_with_the_shells_own_words(tmp_path: Path) -> None:
    (running,) = await ran(tmp_path, "`no-such-program --help`")
    assert running.result is not None
    assert running.result.outcome is Outcome.ERROR
    (reason,) = running.result.reasons
    assert reason.startswith("A program is missing (exit 127): ") and "no-such-program" in reason


async def test_a_missing_program_that_is_expected_is_a_pass(tmp_path: Path) -> None:
    assert await outcomes(tmp_path, "`no-such-program` expect exit 127") == [Outcome.PASS]


async def test_a_program_that_may_not_be_run_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("x")
    assert await outcomes(tmp_path, "`./plain.txt`") == [Outcome.ERROR]


LONG = "yes | head -c {bytes}; echo marker"


@pytest.mark.parametrize(("bytes_before", "outcome"), [(200_000, Outcome.PASS), (2_000_000, Outcome.FAIL)])
async def test_expectations_are_judged_on_more_of_the_output_than_is_kept(
    tmp_path: Path, bytes_before: int, outcome: Outcome
) -> None:
    body = LONG.format(bytes=bytes_before)
    (running,) = await ran(tmp_path, f'`{body}` expect contains "marker"')
    assert running.result is not None
    assert running.result.outcome is outcome
    assert len(running.result.observed.output) == 65536


async def test_what_nobody_approved_does_not_run(tmp_path: Path) -> None:
    (running,) = await run_probes([planned("`touch it-ran`", tmp_path, trusted=False)], tmp_path, tmp_path)
    assert running.result is not None
    assert (running.result.outcome, running.result.at) == (Outcome.UNTRUSTED, None)
    assert not (tmp_path / "it-ran").exists()


async def test_what_is_not_what_its_digest_names_does_not_run(tmp_path: Path) -> None:
    good = planned("`true`", tmp_path)
    evil = read_probe("`touch it-ran`")
    for altered in (
        replace(good, probe=evil),
        replace(good, definition=Definition.of(evil)),
        replace(good, probe=evil, definition=Definition.of(evil)),
    ):
        (running,) = await run_probes([altered], tmp_path, tmp_path)
        assert running.result is not None and running.result.outcome is Outcome.UNTRUSTED
    assert not (tmp_path / "it-ran").exists()


async def test_r6_the_approved_bytes_run_though_the_document_was_swapped_meanwhile(
    open_document: Open,
) -> None:
    (open_document.top / "build.sh").write_text("echo built")
    shown = by_target(open_document.plan(), "sh build.sh")
    open_document.path.write_text(LAUNCH.replace("sh build.sh", "touch it-ran"))
    approved = approve(open_document.approvals, [shown])
    (running,) = await run_probes(approved, open_document.top, open_document.path.parent)
    assert running.lines() == ("built",)
    assert not (open_document.top / "it-ran").exists()


async def test_r10_a_document_full_of_commands_that_nobody_approved_starts_none(
    repository: Repository, tmp_path: Path
) -> None:
    commands = "```bash\ntouch it-ran\nls $(touch it-ran)\n```\n"
    document = Open(
        repository, tmp_path / "trust", f"# A\n\n{commands}\n- [ ] a\n  - probe: `touch it-ran`\n"
    )
    plan = document.plan()
    ended = await run_probes(plan.probes, plan.top, plan.beside)
    assert [each.result.outcome for each in ended if each.result] == [Outcome.UNTRUSTED] * 3
    assert not (document.top / "it-ran").exists()


async def test_no_more_commands_run_at_once_than_the_limit(tmp_path: Path) -> None:
    counts: list[int] = []
    wardens: list[int] = []

    def count(running: Running) -> None:
        counts.append(sum(each.stage is Stage.RUNNING for each in runs.running))
        wardens.append(len(wardens_of(os.getpid())))

    runs = Runs(tmp_path, tmp_path, on_news=count, limits=Limits(shells=3))
    started = [runs.start(planned(f"`sleep 0.1; echo {n}`", tmp_path)) for n in range(9)]
    await runs.ended()
    assert [each.lines() for each in started] == [(str(n),) for n in range(9)]
    assert max(counts) == 3
    assert 1 <= max(wardens) <= 3


async def test_news_tell_that_a_probe_has_begun_what_it_prints_and_that_it_has_ended(tmp_path: Path) -> None:
    told: list[tuple[Stage, tuple[str, ...]]] = []

    def take(running: Running) -> None:
        told.append((running.stage, running.lines()))
        if running.lines() == ("first",):
            (tmp_path / "go").touch()

    body = "echo first; while ! test -e go; do sleep 0.02; done; echo last"
    await run_probes([planned(f"`{body}`", tmp_path)], tmp_path, tmp_path, on_news=take)
    assert told[0] == (Stage.RUNNING, ())
    assert (Stage.RUNNING, ("first",)) in told
    assert told[-1] == (Stage.ENDED, ("first", "last"))


async def test_p6_a_value_that_was_passed_is_never_shown_not_even_while_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_KEY", "swordfish-and-more")
    shown: list[str] = []
    body = "printf swordfish; sleep 0.2; printf -- -and-more; sleep 0.2; echo; printf %s $API_KEY; exit 1"
    words = f"`{body}` env API_KEY,OTHER expect exit 0"
    (running,) = await run_probes(
        [planned(words, tmp_path)],
        tmp_path,
        tmp_path,
        on_news=lambda running: shown.extend(running.lines()),
    )
    presented = running.presented()
    assert presented is not None
    assert presented.lines == ("[hidden: value of API_KEY]", "[hidden: value of API_KEY]")
    assert presented.reasons[-1] == "Not set, though the probe asks for it: OTHER."
    assert "swordfish" not in "".join(shown)


async def test_one_is_stopped_while_others_go_on(tmp_path: Path) -> None:
    runs = Runs(tmp_path, tmp_path, limits=Limits(shells=2))
    goes_on = "`while ! test -e go; do sleep 0.02; done`"
    first, second, waiting = (
        runs.start(planned(each, tmp_path)) for each in ("`sleep 60`", goes_on, "`touch it-ran`")
    )
    await asyncio.sleep(0.1)
    waiting.stop()
    first.stop()
    (tmp_path / "go").touch()
    await runs.ended()
    found = [each.result.outcome for each in (first, second, waiting) if each.result is not None]
    assert found == [Outcome.CANCELLED, Outcome.PASS, Outcome.CANCELLED]
    assert not (tmp_path / "it-ran").exists()
    assert runs.running == ()


async def test_a_request_that_is_stopped_is_cancelled(tmp_path: Path) -> None:
    silent = await asyncio.start_server(lambda *_: asyncio.sleep(60), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    runs = Runs(tmp_path, tmp_path)
    running = runs.start(planned(f"GET `http://127.0.0.1:{port}/`", tmp_path))
    await asyncio.sleep(0.2)
    assert running.stage is Stage.RUNNING
    runs.stop_all()
    await runs.ended()
    silent.close()
    assert running.result is not None and running.result.outcome is Outcome.CANCELLED


async def test_p10_to_close_is_to_end_everything(tmp_path: Path) -> None:
    runs = Runs(tmp_path, tmp_path, limits=Limits(shells=3))
    started = [runs.start(planned(f"`setsid sleep 6{n} & sleep 60`", tmp_path)) for n in range(5)]
    assert await asyncio.to_thread(comes_true, lambda: left_of(os.getpid()))
    await runs.close()
    assert [each.result.outcome for each in started if each.result] == [Outcome.CANCELLED] * 5
    assert left_of(os.getpid()) == []


async def test_p10_when_the_wait_is_cancelled_everything_ends_first(tmp_path: Path) -> None:
    every = [planned(f"`sleep 6{n}`", tmp_path) for n in range(3)]
    task = asyncio.ensure_future(run_probes(every, tmp_path, tmp_path))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left_of(os.getpid()) == [] and wardens_of(os.getpid()) == []


def test_p10_a_loop_that_is_torn_down_ends_what_ran_in_it(tmp_path: Path) -> None:
    async def begin() -> Running:
        running = Runs(tmp_path, tmp_path).start(planned("`setsid sleep 60 & sleep 60`", tmp_path))
        await asyncio.sleep(0.2)
        return running

    running = asyncio.run(begin())
    assert running.result is not None and running.result.outcome is Outcome.CANCELLED
    assert left_of(os.getpid()) == []


async def test_a_command_given_on_the_spot_runs_at_once_and_a_person_judges(open_document: Open) -> None:
    typed = on_the_spot("echo hi; exit 3", open_document.path)
    (running,) = await run_probes([typed], open_document.top, open_document.path.parent)
    assert running.result is not None
    assert (running.result.outcome, running.result.observed.exit) == (Outcome.SHOWN, 3)


async def test_the_loop_is_free_while_commands_print_all_they_can(tmp_path: Path) -> None:
    import gc
    import time

    gc.freeze()  # a collection would look at all that other tests have left
    worst = 0.0
    every = [planned(f"`yes {n}`", tmp_path) for n in range(2)]
    task = asyncio.ensure_future(run_probes(every, tmp_path, tmp_path))
    while not task.done():
        before = time.thread_time()
        await asyncio.sleep(0)
        worst = max(worst, time.thread_time() - before)
    gc.unfreeze()
    assert worst < 0.05  # of this thread's own time: other programs do not count
    assert all(each.result and "more than 50 MB" in each.result.reasons[0] for each in await task)


@pytest.mark.parametrize("where", ["observing.connected_to", "running.run_command", "running.presented"])
async def test_whatever_goes_wrong_at_one_probe_is_the_error_of_that_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    import importlib

    name, _, what = where.partition(".")
    module = importlib.import_module(f"gonogo.core.probes.{name}")
    right, wrong = getattr(module, what), iter([1])

    def broken(*given: object, **more: object) -> object:
        if next(wrong, None):
            raise OverflowError("token=abcdef1234567890 is too large")
        return right(*given, **more)

    monkeypatch.setattr(module, what, broken)
    words = "tcp `localhost:1`" if name == "observing" else "`true`"
    ended = await ran(tmp_path, words, "`sleep 0.2; true`", "file `.`")
    assert [each.stage for each in ended] == [Stage.ENDED] * 3
    (bad,) = [each for each in ended if each.result and each.result.outcome is Outcome.ERROR]
    assert bad.result is not None
    (reason,) = bad.result.reasons
    assert "OverflowError" in reason and "fault of gonogo" in reason and "abcdef" not in reason
