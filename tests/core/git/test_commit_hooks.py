"""Hooks and signing are honoured: what they say, change, or wait for ends well in every case."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from gonogo.core.git import CommitRefused, Refusal, Standing, commit, state
from gonogo.core.git import Repository as Found
from tests.core.git.conftest import locks, tick
from tests.throwaway import Repository

Hook = Callable[[str, str], Path]


def refused(
    found: Found, path: Path, *, limit: float = 30, cancel: threading.Event | None = None
) -> CommitRefused:
    with pytest.raises(CommitRefused) as caught:
        commit(found, [path], "No", limit=limit, cancel=cancel)
    return caught.value


def appears(path: Path) -> str:
    """Wait for a file with something in it."""
    while not (path.exists() and path.read_text().strip()):
        time.sleep(0.01)
    return path.read_text().strip()


def ends(pid: int) -> None:
    """Wait until a process has ended; the test's own time limit is the bound."""
    while Path(f"/proc/{pid}/stat").exists() and ") Z " not in Path(f"/proc/{pid}/stat").read_text():
        time.sleep(0.01)


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_fails_is_quoted_and_nothing_is_committed(
    repository: Repository, found: Found, checklist: Path, hook: Hook, name: str
) -> None:
    hook(name, r"printf 'line 3: \033]0;title\007 no trailing dots\n'; exit 3")
    tick(checklist)
    saved = checklist.read_bytes()
    error = refused(found, checklist)
    assert error.reason is Refusal.HOOK
    assert name in str(error)
    assert error.output == b"line 3: \x1b]0;title\x07 no trailing dots\n"
    assert checklist.read_bytes() == saved
    assert repository.git("rev-list", "--count", "HEAD") == "1"
    assert repository.git("status", "--porcelain") == " M launch.md"
    assert locks(repository) == []


def test_after_a_hook_failed_a_new_checklist_is_untracked_again(
    repository: Repository, found: Found, checklist: Path, hook: Hook
) -> None:
    hook("pre-commit", "exit 1")
    new = repository.write("new.md", "- [ ] a\n")
    refused(found, new)
    assert repository.git("status", "--porcelain") == "?? new.md"
    assert checklist.exists()


@pytest.mark.parametrize("adds", [True, False])
@pytest.mark.parametrize("new", [True, False])
def test_a_hook_that_rewrites_the_checklist_leaves_a_clean_index_and_a_note_to_read_again(
    repository: Repository, found: Found, checklist: Path, hook: Hook, adds: bool, new: bool
) -> None:
    path = repository.write("new.md", "- [ ] Redis\n") if new else checklist
    name = path.name
    hook("pre-commit", f"sed -i 's/Redis/REDIS/' {name}" + (f"; git add {name}" if adds else ""))
    tick(path)
    made = commit(found, [path], "Formatted")
    assert made.rewritten == (path,)
    assert b"REDIS" in path.read_bytes()
    assert repository.git("diff", "--cached", "--name-only") == ""
    assert ("REDIS" in repository.git("show", f"HEAD:{name}")) is adds
    assert state(path).standing is (Standing.CLEAN if adds else Standing.CHANGED)
    assert repository.git("status", "--porcelain") == ("" if adds else f" M {name}")


def test_a_hook_that_rewrites_and_refuses_says_both(found: Found, checklist: Path, hook: Hook) -> None:
    hook("pre-commit", "sed -i 's/Redis/REDIS/' launch.md; echo reformatted; exit 1")
    tick(checklist)
    error = refused(found, checklist)
    assert error.reason is Refusal.HOOK
    assert error.rewritten == (checklist,)


def test_a_hook_may_change_the_message(found: Found, checklist: Path, hook: Hook) -> None:
    hook("commit-msg", 'sed -i "1s/^/OPS-1: /" "$1"')
    tick(checklist)
    assert commit(found, [checklist], "Redis is up").subject == "OPS-1: Redis is up"


def test_a_hooks_folder_of_ones_own_is_honoured(
    repository: Repository, found: Found, checklist: Path
) -> None:
    script = repository.write("tools/hooks/pre-commit", "#!/bin/sh\necho said no\nexit 1\n")
    script.chmod(0o755)
    repository.git("config", "core.hooksPath", "tools/hooks")
    tick(checklist)
    error = refused(found, checklist)
    assert error.reason is Refusal.HOOK
    assert error.output == b"said no\n"


def test_a_hook_that_hangs_is_ended_with_all_it_started_and_leaves_no_lock(
    repository: Repository, found: Found, checklist: Path, hook: Hook
) -> None:
    hook("pre-commit", "echo waiting >&2; sleep 600 & echo $$ $! > .git/pids; wait")
    tick(checklist)
    error = refused(found, checklist, limit=2)
    assert error.reason is Refusal.TIMEOUT
    assert "pre-commit" in str(error)
    assert error.output == b"waiting\n"
    assert locks(repository) == []
    for pid in (repository.folder / ".git" / "pids").read_text().split():
        ends(int(pid))
    assert repository.git("status", "--porcelain") == " M launch.md"
    (repository.folder / ".git/hooks/pre-commit").unlink()
    commit(found, [checklist], "Now")


def test_a_hook_that_is_deaf_to_sigterm_ends_too(
    repository: Repository, found: Found, checklist: Path, hook: Hook
) -> None:
    hook("pre-commit", "trap '' TERM; echo $$ > .git/pids; while :; do sleep 0.05; done")
    tick(checklist)
    assert refused(found, checklist, limit=2).reason is Refusal.TIMEOUT
    assert locks(repository) == []
    ends(int((repository.folder / ".git" / "pids").read_text()))


def test_a_commit_in_a_thread_can_be_stopped(
    repository: Repository, found: Found, checklist: Path, hook: Hook
) -> None:
    hook("pre-commit", "echo $$ > .git/pids; sleep 600")
    new = repository.write("new.md", "- [ ] a\n")
    cancel = threading.Event()
    seen: list[CommitRefused] = []
    thread = threading.Thread(target=lambda: seen.append(refused(found, new, cancel=cancel)))
    thread.start()
    pid = int(appears(repository.folder / ".git" / "pids"))
    cancel.set()
    thread.join()
    assert [error.reason for error in seen] == [Refusal.CANCELLED]
    ends(pid)
    assert locks(repository) == []
    assert repository.git("status", "--porcelain") == "?? new.md"
    assert checklist.exists()


def test_a_hook_that_hangs_after_the_commit_does_not_undo_it(
    repository: Repository, found: Found, checklist: Path, hook: Hook
) -> None:
    hook("post-commit", "sleep 600")
    tick(checklist)
    made = commit(found, [checklist], "Made", limit=2)
    assert made.commit == repository.git("rev-parse", "HEAD")
    assert "was stopped" in made.notes[0]
    assert repository.git("status", "--porcelain") == ""
    assert locks(repository) == []


def test_a_program_that_a_hook_leaves_running_is_not_waited_for(
    repository: Repository, found: Found, checklist: Path, hook: Hook
) -> None:
    hook("post-commit", "sleep 600 & echo $! > .git/pids")
    tick(checklist)
    commit(found, [checklist], "Made")
    pid = int((repository.folder / ".git" / "pids").read_text())
    os.kill(pid, 0)  # still there, holding the output that we no longer read
    os.kill(pid, 15)


def test_a_hook_that_never_stops_talking_is_cut(found: Found, checklist: Path, hook: Hook) -> None:
    hook("pre-commit", "yes | head -c 5000000; exit 1")
    tick(checklist)
    error = refused(found, checklist)
    assert error.reason is Refusal.HOOK
    assert 1 << 20 <= len(error.output) < 2 << 20


def test_hooks_cannot_ask_on_the_terminal_behind_the_screen(
    found: Found, checklist: Path, hook: Hook
) -> None:
    hook("pre-commit", "if (: < /dev/tty) 2>/dev/null; then echo reached; else echo none; fi; exit 1")
    tick(checklist)
    assert refused(found, checklist).output == b"none\n"


FAKE_GPG = """\
if ! (: < /dev/tty) 2> /dev/null; then
  echo "gpg: signing failed: Inappropriate ioctl for device" >&2
  exit 2
fi
printf 'Passphrase: ' > /dev/tty
read -r answer < /dev/tty
test "$answer" = sesame || { echo "gpg: signing failed: Bad passphrase" >&2; exit 2; }
cat > /dev/null
printf '\\n[GNUPG:] SIG_CREATED D 1 8 00 1 F\\n' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nsigned\\n-----END PGP SIGNATURE-----\\n'
"""

IN_TERMINAL = """\
import sys
from pathlib import Path
from gonogo.core.git import CommitRefused, Repository, commit
path = Path(sys.argv[1])
try:
    print("made", commit(Repository.discover(path), [path], "Signed", terminal=True).subject)
except CommitRefused as error:
    print("refused", error.reason, error)
"""


@pytest.fixture
def signing(repository: Repository, checklist: Path, tmp_path: Path) -> None:
    """Commits are signed, by a program that asks for a passphrase on the terminal."""
    program = tmp_path / "gpg"
    program.write_text(f"#!/bin/sh\n{FAKE_GPG}")
    program.chmod(0o755)
    repository.git("config", "gpg.program", str(program))
    repository.git("config", "commit.gpgsign", "true")


@pytest.mark.usefixtures("signing")
def test_signing_that_has_to_ask_is_not_tried_behind_the_screen(
    repository: Repository, found: Found, checklist: Path
) -> None:
    tick(checklist)
    error = refused(found, checklist)
    assert error.reason is Refusal.SIGNING
    assert error.needs_terminal
    assert b"failed to sign" in error.output
    assert "signing" in str(error)
    assert repository.git("status", "--porcelain") == " M launch.md"


def test_signing_that_waits_for_somebody_unseen_is_a_case_for_the_terminal(
    repository: Repository, found: Found, checklist: Path, tmp_path: Path
) -> None:
    program = tmp_path / "gpg"
    program.write_text("#!/bin/sh\nsleep 600\n")
    program.chmod(0o755)
    repository.git("config", "gpg.program", str(program))
    repository.git("config", "commit.gpgsign", "true")
    tick(checklist)
    error = refused(found, checklist, limit=2)
    assert error.needs_terminal
    assert locks(repository) == []


@pytest.mark.usefixtures("signing")
def test_with_the_terminal_given_away_signing_asks_and_the_commit_is_signed(
    repository: Repository, checklist: Path
) -> None:
    tick(checklist)
    child = pexpect.spawn(sys.executable, ["-c", IN_TERMINAL, str(checklist)], encoding="utf-8", timeout=60)
    child.expect_exact("Passphrase: ")
    child.sendline("sesame")
    child.expect_exact("made Signed")
    child.expect(pexpect.EOF)
    child.close()
    assert "-----BEGIN PGP SIGNATURE-----" in repository.git("cat-file", "commit", "HEAD")
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.usefixtures("signing")
@pytest.mark.parametrize("wrong", [True, False], ids=["a wrong passphrase", "Ctrl-C"])
def test_where_the_passphrase_is_not_given_nothing_is_committed_and_the_program_goes_on(
    repository: Repository, checklist: Path, wrong: bool
) -> None:
    tick(checklist)
    child = pexpect.spawn(sys.executable, ["-c", IN_TERMINAL, str(checklist)], encoding="utf-8", timeout=60)
    child.expect_exact("Passphrase: ")
    if wrong:
        child.sendline("guess")
    else:
        child.sendintr()
    child.expect_exact("refused git git commit ended with status")
    child.expect(pexpect.EOF)
    child.close()
    assert repository.git("rev-list", "--count", "HEAD") == "1"
    assert locks(repository) == []


def test_signing_that_needs_nobody_works_behind_the_screen(
    repository: Repository, found: Found, checklist: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    repository.git("config", "gpg.format", "ssh")
    repository.git("config", "user.signingKey", str(key))
    repository.git("config", "commit.gpgsign", "true")
    tick(checklist)
    commit(found, [checklist], "Signed")
    assert "-----BEGIN SSH SIGNATURE-----" in repository.git("cat-file", "commit", "HEAD")
