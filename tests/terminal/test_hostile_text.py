"""Documents, file names, branches and hooks try to take over the terminal; all they get is to be shown."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import hostile
from tests.terminal.harness import Terminal
from tests.terminal.session import COMMAND, Session
from tests.throwaway import Repository

Opened = Callable[..., Session]


@pytest.fixture
def attacked(tmp_path: Path) -> Repository:
    """A repository in which the branch, the folder, the file and its text are hostile."""
    folder = tmp_path / f"folder {hostile.NAME.removesuffix('.md')}"
    folder.mkdir()
    repository = Repository(folder)
    repository.git("init", "--quiet", f"--initial-branch={hostile.BRANCH}")
    repository.write(hostile.NAME, hostile.document())
    repository.commit("Begin")
    return repository


def unharmed(session: Session) -> None:
    """The program runs, and nothing came that may not; nothing was put into the clipboard."""
    session.terminal.settle()
    assert session.terminal.status is None
    assert session.terminal.stream.forbidden == []
    assert session.terminal.stream.clipboard == []


def click_all(session: Session, text: str) -> None:
    """Click in the middle of every place where this is seen."""
    screen = session.terminal.screen
    for y in range(screen.lines):
        cells = [screen.buffer[y][x].data or "\0" for x in range(screen.columns)]
        line = "".join(cell[0] for cell in cells)
        at = line.find(text)
        while at >= 0:
            session.terminal.click(at + len(text) // 2, y)
            at = line.find(text, at + 1)
    unharmed(session)


def test_every_kind_of_text_is_shown_as_symbols_and_does_nothing(
    attacked: Repository, opened: Opened
) -> None:
    session = opened(attacked.folder / hostile.NAME, columns=200, lines=60)
    session.wait_for("? help", "b<U+202E>]bold<U+200B>x", "T7 ␛]0;owned␇[@click=app.quit]x[bold=<U+202E>.md")
    session.wait_for(*(f" {name} {shown}" for name, shown in hostile.SHOWN.items()))
    session.wait_for("blocked: ␛]52;c;aGFjaw==␇ ␛[2J")
    session.wait_for(f"family {hostile.FAMILY}", "bytes <0xFF><0xFE><0x9B>2J end")
    click_all(session, "@click=app.quit")
    session.press("g")
    for _ in range(30):  # the details tell of each line that the cursor comes to
        session.press("down")
        session.terminal.settle(0.02)
    unharmed(session)
    click_all(session, "@click=app.quit")
    for _ in range(3):
        session.press("tab", "down*3", "up", "pagedown", "G", "g", "enter")
        unharmed(session)
    session.leave()
    assert attacked.git("status", "--porcelain") == ""


def test_every_dialog_shows_hostile_text_as_symbols(attacked: Repository, opened: Opened) -> None:
    path = attacked.folder / hostile.NAME
    session = opened(path)
    session.wait_for("? help")
    session.find("nested")
    session.press("escape")
    session.wait_gone("find: ")
    session.wait_for("p?", "NO-GO")  # what is found out in the background has come
    session.terminal.settle(0.3)
    for key in ("e", "!", "r", "w", "f", "ctrl+p", "/"):
        before = session.terminal.text()
        session.press(key)
        session.wait_for("esc leave")
        session.terminal.settle()
        for typed in (hostile.CLICK, hostile.BROKEN, hostile.BIDI, hostile.UNSEEN, hostile.C1):
            session.terminal.paste(typed)
        session.terminal.wait_for(lambda seen: "<U+20" in seen.text().split("─" * 80)[-1])
        unharmed(session)
        session.press("escape")
        session.terminal.wait_for(lambda seen, before=before: seen.text() == before)  # type: ignore[misc]
    for key in ("D", "?"):
        session.ask_which(key, "Delete? nested" if key == "D" else "Keys")
        unharmed(session)
        session.press("escape")
        session.wait_said("? help")
    session.leave()
    assert path.read_bytes() == hostile.document()


def test_hostile_words_are_written_as_they_were_typed(attacked: Repository, opened: Opened) -> None:
    path = attacked.folder / hostile.NAME
    session = opened(path, columns=110)
    session.wait_for("b<U+202E>")
    session.find("plain")
    session.ask("!", "Blocked: ")
    session.terminal.paste(f"{hostile.CLICK} {hostile.BROKEN}")
    session.wait_for(hostile.BROKEN)
    session.press("enter")
    session.wait_for(f"blocked: {hostile.CLICK} {hostile.BROKEN}")
    click_all(session, "@click=app.quit")
    session.find("plain")
    session.ask("e", "Evidence: ")
    session.terminal.paste("vscode:[@click=app.quit]")
    session.wait_for("evidence: vscode:[@click=app.quit]")
    session.press("enter")
    session.wait_for("Attach this?", "only http and https addresses count as links")
    session.terminal.settle()
    session.press("y")
    session.wait_gone("Attach this?")
    unharmed(session)
    session.leave()
    lines = path.read_bytes().splitlines()
    at = lines.index(f"- [!] plain {hostile.PLAIN}".encode())
    assert lines[at + 1].startswith(b"  - evidence: vscode:[@click=app.quit], ")
    assert lines[at + 2].startswith(f"  - blocked: {hostile.CLICK} {hostile.BROKEN} (".encode())


def hook(repository: Repository, name: str, script: str) -> None:
    """Have git run a script."""
    path = repository.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_a_commit_of_hostile_text_past_hooks_that_print_escapes(attacked: Repository, opened: Opened) -> None:
    escapes = r"printf '\033]52;c;aGFjaw==\007\033[2J hook \302\2332J [@click=app.quit]x[/] [/]\n' >&2"
    hook(attacked, "pre-commit", f"{escapes}; test -e .git/let-it-pass")
    hook(attacked, "post-commit", escapes)
    session = opened(attacked.folder / hostile.NAME, columns=120)
    session.wait_for("b<U+202E>")
    for name in hostile.ATTACKS:
        session.find(name)
        session.press("x")
        session.wait_state("done")
    session.press("escape")
    session.wait_gone("find: ")
    session.commit("Commit to b<U+202E>")
    session.wait_for("hook <U+009B>2J [@click=app.quit]x[/] [/]")
    click_all(session, "@click=app.quit")
    assert attacked.git("rev-list", "--count", "HEAD") == "1"
    attacked.write(".git/let-it-pass", "")
    session.press("escape")
    session.wait_gone("Not committed")
    session.commit("Commit to b<U+202E>")
    session.wait_for("committed ")
    unharmed(session)
    session.leave()
    assert attacked.git("rev-list", "--count", "HEAD") == "2"
    assert attacked.git("status", "--porcelain", "--untracked-files=no") == ""


def test_a_list_of_checklists_shows_hostile_names_as_symbols(attacked: Repository, opened: Opened) -> None:
    attacked.write(f"untitled {hostile.NAME}", "- [ ] one\n")
    session = opened(attacked.folder, columns=200)
    session.wait_for("2 checklists", "folder T7 ␛]0;owned␇[@click=app.quit]x[bold=<U+202E>")
    session.wait_for("untitled T7 ␛]0;owned␇[@click=app.quit]x[bold=<U+202E>.md")
    unharmed(session)
    click_all(session, "@click=app.quit")
    session.ask("/", "Find")
    session.terminal.paste(hostile.BIDI)
    session.wait_for("<U+202E>txt.exe")
    session.press("escape")
    session.wait_gone("esc leave")
    session.press("g", "enter")
    session.wait_for("○ osc ␛]52;c;aGFjaw==␇")
    session.press("q")
    session.wait_gone("○ osc")
    session.leave()


def test_the_commands_print_hostile_text_as_symbols(
    attacked: Repository, terminal: Callable[..., Terminal]
) -> None:
    name = hostile.NAME
    lines: dict[tuple[str, ...], tuple[int, str]] = {
        ("list", name): (0, "○"),
        ("status", name): (0, "␛]0;owned␇"),
        ("status",): (0, "␛]0;owned␇"),
        ("set", name, "7", "done"): (0, "[ ] -> [x] osc"),
        ("set", name, hostile.CLEAR, "done"): (3, r"\x1b[2J"),
        ("set", name, "8", "done", "--expect", hostile.BIDI): (3, r"\u202e"),
        ("attach", name, "16", f"{hostile.CLICK}{hostile.C1}"): (3, "<U+009B>2J"),
        ("attach", name, "16", "--as-note", f"{hostile.CLICK}{hostile.C1}"): (0, "evidence"),
        ("commit", name): (0, "[@click=app.quit]x"),
        (f"{hostile.CLEAR}.md",): (4, "␛[2J"),
    }
    for words, (status, shown) in lines.items():
        program = terminal([*COMMAND, *words], folder=attacked.folder, columns=200, lines=100)
        assert program.wait() == status, program.picture()
        if words[0] != "list":
            assert shown in program.text()
        assert program.stream.forbidden == [], words
        assert program.stream.clipboard == [], words
        assert program.disorder() == []
