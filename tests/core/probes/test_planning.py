"""What could run of a document and what may: trust, addresses, and what "run all" takes in."""

from pathlib import Path

import pytest

from checkdown import AddressError, parse
from checkdown.probing import Effect, Origin, Verb
from gonogo.core.files.errors import FileError
from gonogo.core.probes.planning import approve, on_the_spot, plan_probes, selected
from gonogo.core.trust import Approvals, digest
from tests.core.probes.documents import LAUNCH, Open, by_target
from tests.throwaway import Repository


@pytest.fixture
def open_document(repository: Repository, tmp_path: Path) -> Open:
    return Open(repository, tmp_path / "trust")


def targets(planned: object) -> list[str]:
    assert isinstance(planned, tuple)
    return [each.probe.target for each in planned]


CHANGING = (
    "kubectl rollout undo deployment/api",
    "docker push registry.example.com/api:1",
    'psql "$DATABASE_URL" < schema.sql',
    "rm -rf /tmp/build",
)


def test_nothing_is_trusted_before_it_is_approved_but_what_only_looks_for_a_file(open_document: Open) -> None:
    assert {each.probe.target for each in open_document.plan().probes if each.trusted} == {"docs/plan.md"}


def test_run_all_is_what_was_written_as_a_probe_and_approved_and_approved_commands_that_read(
    open_document: Open,
) -> None:
    assert targets(open_document.plan().all) == ["docs/plan.md"]
    assert targets(open_document.approved().all) == [
        "ls settings.ini",
        "sh build.sh",
        "docs/plan.md",
        "ls -la",
    ]


def test_r10_commands_that_change_things_are_never_in_run_all_however_much_is_approved(
    open_document: Open,
) -> None:
    plan = open_document.approved()
    changing = [each for each in plan.probes if each.probe.target in CHANGING]
    assert [each.probe.target for each in changing] == list(CHANGING)
    for each in changing:
        assert (each.trusted, each.effect, each.alone, each.in_all) == (True, Effect.CHANGES, True, False)
    after = next(s for s in open_document.checklist.sections if s.title == "After")
    assert targets(plan.in_section(after)) == ["ls -la"]


@pytest.mark.parametrize("seed", ["002", "003", "004"])
def test_r10_in_real_documents_nothing_that_changes_things_is_in_run_all(
    shared: Path, repository: Repository, tmp_path: Path, seed: str
) -> None:
    (source,) = (shared / "seeds").glob(f"{seed}*")
    document = Open(repository, tmp_path / "trust", source.read_text())
    plan = document.approved()
    assert any(each.alone for each in plan.probes)
    for each in plan.all:
        assert each.effect is Effect.READS or each.origin is Origin.WRITTEN
        assert not any(
            word in each.probe.target
            for word in ("docker push", "kubectl apply", "rollout undo", "migrate:up", "rm -rf")
        )


def test_a_section_holds_what_is_in_the_sections_below_it(repository: Repository, tmp_path: Path) -> None:
    parts = (("#", "A"), ("##", "B"), ("###", "C"), ("##", "D"))
    text = "".join(f"{marks} {name}\n\n- [ ] {name}\n  - probe: `ls {name}`\n\n" for marks, name in parts)
    plan = (document := Open(repository, tmp_path / "trust", text)).approved()
    found = {s.title: targets(plan.in_section(s)) for s in document.checklist.sections}
    assert found == {
        "": [],
        "A": ["ls A", "ls B", "ls C", "ls D"],
        "B": ["ls B", "ls C"],
        "C": ["ls C"],
        "D": ["ls D"],
    }


def test_a_probe_is_addressed_by_its_item_its_line_or_the_line_of_a_command(open_document: Open) -> None:
    plan, checklist = open_document.plan(), open_document.checklist
    item = checklist.items[0]
    for address in (item.id, str(item.line), str(item.line + 1)):
        assert targets(selected(plan, checklist, address)[0]) == ["ls settings.ini"]
    line = LAUNCH.split("\n").index(CHANGING[0]) + 1
    assert targets(selected(plan, checklist, str(line))[0]) == [CHANGING[0]]


def test_a_line_below_an_item_means_the_probe_or_the_command_on_it_alone(
    repository: Repository, tmp_path: Path
) -> None:
    text = "- [ ] a\n  - probe: `ls one`\n  - probe: `ls two`\n  - note\n\n  ```sh\n  ls three\n  ```\n"
    document = Open(repository, tmp_path / "trust", text)
    found = {
        line: targets(selected(document.plan(), document.checklist, str(line))[0]) for line in (1, 2, 3, 7)
    }
    assert found == {1: ["ls one", "ls two"], 2: ["ls one"], 3: ["ls two"], 7: ["ls three"]}


def test_an_item_without_a_probe_gives_what_its_words_offer(open_document: Open) -> None:
    plan, checklist = open_document.plan(), open_document.checklist
    item = next(each for each in checklist.items if "database host" in each.text)
    ((offered,), faults) = selected(plan, checklist, item.id)
    assert (offered.probe.target, offered.origin, offered.trusted, faults) == (
        "DB_HOST",
        Origin.OFFERED,
        False,
        (),
    )


@pytest.mark.parametrize("address", ["nothing-of-that-name", "1", "9999"])
def test_an_address_of_nothing_is_refused_with_a_sentence(open_document: Open, address: str) -> None:
    with pytest.raises(AddressError):
        selected(open_document.plan(), open_document.checklist, address)


def test_a_probe_that_cannot_be_understood_is_a_fault_with_its_place(open_document: Open) -> None:
    plan, checklist = open_document.plan(), open_document.checklist
    item = next(each for each in checklist.items if each.text == "Broken")
    (fault,) = selected(plan, checklist, item.id)[1]
    assert fault.sentence.startswith(f"line {item.line + 1}, column ")


def test_what_needs_a_server_says_where_to_write_its_address(open_document: Open) -> None:
    sentences = [each.sentence for each in open_document.plan().faults]
    assert any("write its address as base_url under [probes]" in each for each in sentences)
    assert any("write its address as prometheus under [probes]" in each for each in sentences)


def test_the_addresses_of_the_settings_are_part_of_what_is_approved(open_document: Open) -> None:
    settings = open_document.top / "gonogo.toml"
    settings.write_text('[probes]\nbase_url = "http://localhost:1"\nprometheus = "http://localhost:2"\n')
    plan = open_document.approved()
    request, query = by_target(plan, "/health"), by_target(plan, "rate(errors[5m])")
    assert request.definition.url == "http://localhost:1/health"
    assert query.definition.url == "http://localhost:2/api/v1/query"
    assert request.trusted and query.trusted
    settings.write_text('[probes]\nbase_url = "http://localhost:3"\nprometheus = "http://localhost:4"\n')
    changed = open_document.plan()
    assert not by_target(changed, "/health").trusted and not by_target(changed, "rate(errors[5m])").trusted
    assert changed.before(by_target(changed, "/health")) == (
        "- address: http://localhost:1/health",
        "+ address: http://localhost:3/health",
    )


def test_r4_a_repository_that_grants_itself_trust_is_told_about_and_gets_none(open_document: Open) -> None:
    named = open_document.plan()
    digests = ", ".join(f'"{each.digest}"' for each in named.probes)
    (open_document.top / "gonogo.toml").write_text(f"[probes]\ntrust = [{digests}]\n[trust]\nall = true\n")
    plan = open_document.plan()
    assert [each.trusted for each in plan.probes] == [each.trusted for each in named.probes]
    assert len(plan.remarks) == 2 and all(
        "nothing in a repository can grant trust" in e for e in plan.remarks
    )


def test_a_digest_that_is_named_is_trusted_for_this_once(open_document: Open) -> None:
    wanted = by_target(open_document.plan(), "sh build.sh")
    assert by_target(open_document.plan(wanted.digest), "sh build.sh").trusted
    assert not by_target(open_document.plan(), "sh build.sh").trusted


def test_r6_what_is_approved_is_what_was_planned_not_what_the_document_says_by_then(
    open_document: Open,
) -> None:
    shown = by_target(open_document.plan(), "sh build.sh")
    swapped = LAUNCH.replace("sh build.sh", "sh evil.sh")
    open_document.path.write_text(swapped)
    (approved,) = approve(open_document.approvals, [shown])
    assert (approved.trusted, approved.probe, approved.definition.body) == (True, shown.probe, "sh build.sh")
    after = plan_probes(parse(swapped), open_document.path, open_document.approvals)
    assert not by_target(after, "sh evil.sh").trusted


def test_a_command_that_a_person_typed_is_theirs_to_run(open_document: Open) -> None:
    typed = on_the_spot("rm -rf build | tee log", open_document.path, directory="docs")
    assert (typed.trusted, typed.line, typed.digest) == (True, 0, digest(typed.definition))
    assert [each.verb for each in typed.probe.expect] == [Verb.SHOWN]
    assert open_document.approvals.approved(typed.place) == ()


def test_approvals_that_cannot_be_trusted_themselves_stop_the_plan(open_document: Open) -> None:
    inside = Approvals(open_document.top / "trust")
    with pytest.raises(FileError):
        plan_probes(open_document.checklist, open_document.path, inside)


def test_commands_nested_under_an_item_without_a_written_probe_are_found_by_its_id(
    repository: Repository, tmp_path: Path
) -> None:
    text = "- [ ] `A_B` is set\n\n  ```sh\n  ls one\n  rm two\n  ```\n"
    document = Open(repository, tmp_path / "trust", text)
    item = document.checklist.items[0]
    for address in (item.id, "1"):
        found, _ = selected(document.plan(), document.checklist, address)
        assert targets(found) == ["ls one", "rm two"]
        assert [each.item for each in found] == [item.id, item.id]


@pytest.mark.parametrize(
    ("fence", "line", "name"),
    [("bash\nREDIS_URL=...\n", 2, "REDIS_URL"), ("env\n# x\nexport API_KEY=…\n", 3, "API_KEY")],
)
def test_a_line_of_an_environment_template_is_addressed_by_its_number(
    repository: Repository, tmp_path: Path, fence: str, line: int, name: str
) -> None:
    document = Open(repository, tmp_path / "trust", f"```{fence}```\n")
    ((offered,), faults) = selected(document.plan(), document.checklist, str(line))
    assert (offered.probe.kind, offered.probe.target, faults) == ("env", name, ())
    assert not offered.trusted and not offered.in_all


def test_a_command_carries_the_comment_above_it_and_its_own(repository: Repository, tmp_path: Path) -> None:
    text = "```sh\n# Security\ngrep a b  # Find keys\nls\n```\n"
    first, second = Open(repository, tmp_path / "trust", text).plan().probes
    assert (first.title, first.comment, first.purpose) == ("Security", "Find keys", "Security: Find keys")
    assert (second.title, second.comment, second.purpose) == ("Security", "", "Security")


def test_a_written_probe_that_changes_things_runs_with_others_and_that_can_be_told(
    open_document: Open,
) -> None:
    plan = open_document.plan()
    assert [each.probe.target for each in plan.probes if each.changes_with_others] == ["sh build.sh"]
