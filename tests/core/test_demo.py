"""The demo's repository: the samples, what they name, a history that begins with nothing done."""

import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from checkdown import parse
from checkdown.probing import ProbeKind, probes_in
from gonogo.core.demo import make_demo
from gonogo.core.demoservice import FILE_NAME, DemoService
from gonogo.core.samples import samples
from tests.throwaway import Repository


@pytest.fixture
def demo(tmp_path: Path) -> Repository:
    folder = tmp_path / "demo"
    folder.mkdir()
    assert make_demo(folder) == ""
    return Repository(folder)


def test_it_holds_the_samples_as_they_are_shipped_and_nothing_is_uncommitted(demo: Repository) -> None:
    for sample in samples():
        assert (demo.folder / sample.file_name).read_bytes() == sample.content
    assert demo.git("status", "--porcelain") == ""
    assert demo.git("branch", "--show-current") == "main"


def test_every_file_that_an_item_cites_is_there_and_long_enough(demo: Repository) -> None:
    cited = 0
    for sample in samples():
        for evidence in (
            e for item in parse(sample.content).items for e in item.evidence if e.kind == "path"
        ):
            path = demo.folder / evidence.target
            assert path.exists(), evidence
            if evidence.lines:
                assert len(path.read_text().split("\n")) > int(evidence.lines)
            cited += 1
    assert cited > 40


def test_its_history_begins_with_nothing_done(demo: Repository) -> None:
    assert demo.git("log", "--reverse", "--format=%s").split("\n") == [
        "Add what the services consist of",
        "Begin the checklists",
        "Work through the checklists",
    ]
    begun = parse(demo.git("show", "HEAD~1:phased-readiness.md"))
    assert begun.tally().done == 0


def test_its_identity_is_a_role_in_this_repository_alone(demo: Repository) -> None:
    assert demo.git("log", "-1", "--format=%an <%ae>") == "Demo release lead <release-lead@example.invalid>"
    assert demo.git("config", "--local", "user.name") == "Demo release lead"
    assert demo.git("config", "--global", "user.name", check=False) == ""


def test_hooks_and_signing_of_the_person_have_no_part_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    configuration = tmp_path / "gitconfig"
    configuration.write_text(
        f"[core]\n\thooksPath = {hooks}\n[commit]\n\tgpgSign = true\n[init]\n\ttemplateDir = {tmp_path}\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    folder = tmp_path / "demo"
    folder.mkdir()
    assert make_demo(folder) == ""
    assert not (folder / ".git" / "hooks" / "pre-commit").exists()


def test_without_git_the_checklists_are_there_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = tmp_path / "demo"
    folder.mkdir()
    assert "no git on PATH" in make_demo(folder)
    assert (folder / "deployment.md").is_file()
    assert not (folder / ".git").exists()


def test_its_checklist_with_probes_asks_a_service_that_answers_while_it_runs(tmp_path: Path) -> None:
    with DemoService() as service:
        assert make_demo(tmp_path, service.port) == ""
        found = probes_in(parse((tmp_path / FILE_NAME).read_bytes()))
        assert {each.probe.kind for each in found if each.probe} >= set(ProbeKind) - {ProbeKind.PROM}
        assert [each.problem for each in found if each.problem] == []
        with urlopen(f"http://127.0.0.1:{service.port}/readyz", timeout=60) as answer:
            assert b'"status": "ok"' in answer.read()
        port = service.port
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
