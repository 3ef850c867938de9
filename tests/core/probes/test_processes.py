"""A command carried out by real processes: what it is given, what is seen of it, and that nothing is left."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.core.probes import warden
from gonogo.core.probes.environment import environment
from gonogo.core.probes.outcome import Observed, Outcome
from gonogo.core.probes.processes import Command, Stop, run_command
from tests.core.probes.leftover import alive, comes_true, left_of, wardens_of

BEGUN = 1.5
"""Seconds in which a shell has begun and carried out its first words on any machine: a deadline."""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is told here is told of Linux")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return tmp_path.resolve()


async def ran(body: str, top: Path, **more: object) -> Observed:
    """What was observed of a command in the environment that one without names gets."""
    return await run_command(Command(body, top, variables=environment(()).variables, **more))  # type: ignore[arg-type]


def printed_by_sh(body: str) -> str:
    """What the shell prints for a command when nothing of ours is around it."""
    done = subprocess.run(["sh", "-c", body], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def process_in(file: Path) -> int:
    """The number that a command has written into a file."""
    assert comes_true(lambda: file.exists() and file.read_text().strip())
    return int(file.read_text())


async def test_a_command_is_carried_out_and_its_output_and_status_are_seen(top: Path) -> None:
    seen = await ran("echo out; echo err >&2; exit 3", top)
    assert (seen.output, seen.exit, seen.problem, seen.ended) == ("out\nerr\n", 3, "", None)
    assert (seen.total, seen.cut, len(seen.durations_ms)) == (8, False, 1)


@pytest.mark.parametrize(
    "body",
    [
        "printf '%s' \"$0|$#|a\\\\b\"",
        "cat <<'END'\nlines\n  of $(a) `here`\tdocument\nEND",
        "printf %s 'é ü 😀'",
        "printf '\\351' # a byte that is no UTF-8",
    ],
)
async def test_the_bytes_of_a_command_reach_the_shell_as_they_are(top: Path, body: str) -> None:
    assert (await ran(body, top)).output == printed_by_sh(body)


async def test_a_command_that_begins_with_a_dash_is_a_command_and_no_option(top: Path) -> None:
    (top / "-x").write_text("#!/bin/sh\necho ran\n")
    (top / "-x").chmod(0o755)
    seen = await run_command(Command("-x", top, variables={"PATH": str(top)}))
    assert seen.output == "ran\n"


async def test_p8_standard_input_is_at_its_end_and_there_is_no_terminal(top: Path) -> None:
    seen = await ran("cat; read line; echo $?; tty; sh -c ': </dev/tty' 2>/dev/null || echo no tty", top)
    assert seen.output == "1\nnot a tty\nno tty\n"


@linux
async def test_a_command_has_a_session_and_a_process_group_of_its_own(top: Path) -> None:
    seen = await ran("cut -d' ' -f5,6 /proc/$$/stat; echo $$", top)
    group, session, process = seen.output.split()
    assert group == session == process
    assert int(session) != os.getsid(0)


async def test_signals_that_the_interpreter_ignores_are_not_ignored_in_a_command(top: Path) -> None:
    assert (await ran("sh -c 'kill -PIPE $$; echo alive'", top)).output.strip() != "alive"


async def test_a_command_runs_in_the_directory_of_its_probe(top: Path) -> None:
    (top / "apps" / "api").mkdir(parents=True)
    (top / "link").symlink_to("apps/api")
    real = top / "apps/api"
    assert (await ran("pwd; pwd -P", top, directory="apps/api")).output == f"{real}\n{real}\n"
    assert (await ran("pwd -P", top, directory="link")).output == f"{real}\n"
    assert (await ran("pwd -P", top)).output == f"{top}\n"


@pytest.mark.parametrize(
    ("directory", "said"),
    [
        ("missing", "There is no directory missing in the repository"),
        ("file", "The directory file is no folder"),
        ("out", "The directory out leads out of the repository"),
        ("out/deeper", "leads out of the repository"),
        ("..", "leads out of the repository"),
        ("/", "leads out of the repository"),
        ("loop", "The directory loop is no folder"),
        ("a\0b", "cannot be entered"),
    ],
)
async def test_p9_a_wrong_directory_is_a_problem_and_nothing_runs(
    tmp_path: Path, directory: str, said: str
) -> None:
    top = tmp_path / "top"
    (tmp_path / "elsewhere" / "deeper").mkdir(parents=True)
    top.mkdir()
    (top / "file").write_text("x")
    (top / "out").symlink_to(tmp_path / "elsewhere")
    (top / "loop").symlink_to("loop")
    seen = await ran(f"touch {tmp_path}/it-ran", top, directory=directory)
    assert said in seen.problem
    assert seen.exit is None
    assert not (tmp_path / "it-ran").exists()


async def test_p9_what_the_system_does_not_take_is_a_problem_and_no_traceback(top: Path) -> None:
    assert "longer than the system takes" in (await ran("#" * 3_000_000, top)).problem
    unknown = await ran("ls", top, interpreter="fish")
    assert "not to 'fish'" in unknown.problem


async def test_the_deadline_is_for_all_of_it(top: Path) -> None:
    seen = await ran("while :; do echo x; sleep 0.05; done", top, deadline=BEGUN)
    assert (seen.ended, seen.exit) == (Outcome.TIMEOUT, -signal.SIGTERM)
    assert seen.output.startswith("x\n")


async def test_a_command_that_is_deaf_to_sigterm_is_killed_after_the_grace(top: Path) -> None:
    seen = await ran("trap '' TERM; while :; do sleep 0.05; done", top, deadline=BEGUN, grace=0.2)
    assert (seen.ended, seen.exit) == (Outcome.TIMEOUT, -signal.SIGKILL)


async def test_a_command_may_clean_up_when_its_time_is_over(top: Path) -> None:
    body = "trap 'echo cleaned; exit 7' TERM; echo ready; while :; do sleep 0.02; done"
    seen = await ran(body, top, deadline=BEGUN)
    assert (seen.ended, seen.exit, seen.output) == (Outcome.TIMEOUT, 7, seen.output)
    assert seen.output.startswith("ready\n") and seen.output.endswith("cleaned\n")


@linux
async def test_p1_a_child_that_calls_setsid_is_gone_at_the_end(top: Path) -> None:
    pid = top / "pid"
    child = f"setsid sh -c 'echo $$ >{pid}; exec sleep 300' &"
    seen = await ran(f"{child} while ! test -s {pid}; do sleep 0.02; done; echo done", top)
    assert (seen.output, seen.exit) == ("done\n", 0)
    assert not alive(process_in(pid))


DAEMON = """
import os, signal, sys, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.close(0); os.close(1); os.close(2)
with open(sys.argv[1] + ".new", "w") as file: file.write(str(os.getpid()))
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(300)
"""


@linux
async def test_p1_a_daemon_that_cleared_its_environment_and_is_deaf_is_gone_at_the_end(top: Path) -> None:
    pid = top / "pid"
    (top / "daemon.py").write_text(DAEMON)
    body = f"env -i {sys.executable} daemon.py {pid}; while ! test -e {pid}; do sleep 0.02; done; echo up"
    seen = await ran(body, top, grace=0.2)
    assert (seen.output, seen.exit, seen.problem) == ("up\n", 0, "")
    assert not alive(process_in(pid))


@linux
async def test_p1_what_keeps_starting_more_is_gone_at_the_end(top: Path) -> None:
    body = "f() { trap '' TERM; while :; do setsid sleep 300 & sleep 0.01; done; }; f & f & sleep 0.5"
    seen = await ran(body, top, grace=0.2)
    assert (seen.exit, seen.problem) == (0, "")
    assert comes_true(lambda: left_of(os.getpid()) == [])


@linux
async def test_p1_a_command_that_kills_its_warden_is_ended_by_its_tag_and_said(top: Path) -> None:
    pid = top / "pid"
    seen = await ran(f"setsid sleep 300 & echo $! >{pid}; kill -9 $PPID; sleep 300", top)
    assert "was killed, so how the command ended is not known" in seen.problem
    assert comes_true(lambda: not alive(process_in(pid)))


@linux
async def test_p1_what_cleared_its_environment_is_gone_too_where_the_warden_was_killed(top: Path) -> None:
    pid = top / "pid"
    started = f"env -i setsid -f sh -c 'echo $$ >{pid}; exec sleep 771'"
    seen = await ran(f"{started}; while ! test -s {pid}; do sleep 0.02; done; kill -9 $PPID; sleep 300", top)
    assert "was killed" in seen.problem
    assert not alive(process_in(pid))


async def test_p2_yes_is_cut_at_the_limit_and_marked_as_cut(top: Path) -> None:
    seen = await ran("yes", top)
    assert seen.cut
    assert seen.output == "y\n" * (32 * 1024)
    assert seen.total >= 50_000_000
    assert "more than 50 MB and was ended" in seen.problem


async def test_of_more_output_than_is_kept_the_first_64_kib_are(top: Path) -> None:
    seen = await ran("i=0; while [ $i -lt 2000 ]; do printf '%0100d' $i; i=$((i+1)); done; exit 4", top)
    assert (len(seen.output), seen.total, seen.cut) == (65536, 200_000, True)
    assert (seen.exit, seen.problem) == (4, "")


async def test_a_character_that_the_limit_cuts_in_two_is_left_out(top: Path) -> None:
    seen = await ran("head -c 65535 /dev/zero | tr '\\0' a; printf 'é!'", top)
    assert seen.output == "a" * 65535
    assert seen.cut


async def test_output_is_told_while_the_command_runs(top: Path) -> None:
    pieces: list[str] = []

    def take(piece: str) -> None:
        pieces.append(piece)
        (top / "go").touch()

    body = "printf 'h\\303'; while ! test -e go; do sleep 0.02; done; printf '\\251'; echo last"
    seen = await run_command(Command(body, top, variables=environment(()).variables), on_output=take)
    assert pieces[0] == "h"
    assert "".join(pieces) == seen.output == "hélast\n"


async def test_one_command_is_stopped_and_another_goes_on(top: Path) -> None:
    stop = Stop()
    endless = Command("echo begun; sleep 300", top, variables=environment(()).variables)
    one = asyncio.ensure_future(run_command(endless, on_output=lambda _: stop.ask(), stop=stop))
    other = asyncio.ensure_future(ran("sleep 0.5; echo done", top))
    assert (await one).ended is Outcome.CANCELLED
    assert (await one).output == "begun\n"
    assert (await other).output == "done\n"


async def test_what_is_stopped_before_it_began_does_not_begin(top: Path) -> None:
    stop = Stop()
    stop.ask()
    seen = await run_command(Command("touch it-ran", top), stop=stop)
    assert seen.ended is Outcome.CANCELLED
    assert not (top / "it-ran").exists()


@linux
async def test_p1_what_is_started_while_all_is_being_ended_gets_its_sigterm_too(top: Path) -> None:
    endless = "while :; do sleep 0.02; done"
    (top / "late.sh").write_text(f"trap 'echo told >told; exit' TERM; echo $$ >pid; {endless}")
    late = "setsid sh late.sh & while ! test -s pid; do sleep 0.02; done; exit"
    seen = await ran(f"trap '{late}' TERM; {endless}", top, deadline=BEGUN, grace=60.0)
    assert seen.ended is Outcome.TIMEOUT
    assert (top / "told").read_text() == "told\n"
    assert not alive(process_in(top / "pid"))


@linux
@pytest.mark.parametrize("after", [0.0, 0.005, 0.02, 0.3])
async def test_p10_when_its_task_is_cancelled_the_command_is_ended_first(top: Path, after: float) -> None:
    task = asyncio.ensure_future(ran("setsid sleep 300 & sleep 300", top))
    await asyncio.sleep(after)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left_of(os.getpid()) == []
    assert wardens_of(os.getpid()) == []


PROGRAM = """
import asyncio, sys
from pathlib import Path
from gonogo.core.probes.processes import Command, run_command
body = "echo $$ >pid; trap '' HUP; setsid sh deaf.sh & sleep 300"
asyncio.run(run_command(Command(body, Path(sys.argv[1]), variables={"PATH": "/usr/bin:/bin"}, grace=0.3)))
"""


@linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL, signal.SIGINT])
def test_p10_when_the_program_itself_is_ended_by_a_signal_so_is_the_command(
    top: Path, number: signal.Signals
) -> None:
    (top / "deaf.sh").write_text("trap '' TERM; echo $$ >other; sleep 300")
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, str(top)], stderr=subprocess.DEVNULL)
    try:
        command, other = process_in(top / "pid"), process_in(top / "other")
        assert alive(command) and alive(other)
        program.send_signal(number)
        program.wait(60)
        assert comes_true(lambda: not alive(command) and not alive(other))
        assert comes_true(lambda: left_of(program.pid) == [])
    finally:
        program.kill()
        program.wait()


def unable_warden(path: Path) -> Path:
    """The warden as it is where the system knows neither subreapers nor /proc."""
    source = Path(warden.__file__).read_text()
    asked = 'if not sys.platform.startswith("linux")'
    assert asked in source
    path.write_text(source.replace(asked, "if True"))
    return path


async def test_where_a_system_knows_no_subreaper_the_process_group_is_ended(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warden, "__file__", str(unable_warden(top / "warden.py")))
    (top / "deaf.sh").write_text("trap '' TERM; echo $$ >pid; sleep 300")
    body = "sh deaf.sh & while ! test -s pid; do sleep 0.02; done; echo up"
    # '' TERM; echo \\$\\$ >pid; sleep 300\" & while ! test -s pid; do sleep 0.02; done; echo up"
    seen = await ran(body, top, grace=0.2)
    assert (seen.output, seen.exit, seen.problem) == ("up\n", 0, "")
    assert not alive(process_in(top / "pid"))
    late = await ran("sleep 300 & sleep 300", top, deadline=0.2)
    assert (late.ended, late.problem) == (Outcome.TIMEOUT, "")


async def test_many_at_once_are_told_apart(top: Path) -> None:
    seen = await asyncio.gather(*(ran(f"echo {number}; exit {number}", top) for number in range(20)))
    assert [(each.output, each.exit) for each in seen] == [(f"{n}\n", n) for n in range(20)]


async def test_nothing_stays_open(top: Path) -> None:
    await ran("true", top)
    before = len(os.listdir("/dev/fd"))
    for body in ("echo x", "exit 3", "sleep 1"):
        await ran(body, top, deadline=0.2)
    await ran("true", top, directory="missing")
    assert len(os.listdir("/dev/fd")) == before
