"""`gonogo sign`: the blanks of one sign-off filled, and nothing else."""

from pathlib import Path

import pytest

from tests.cli.conftest import Gonogo

GATE = """\
# Launch

- [x] all of it

## Sign-off

- [ ] Engineering Lead: ____________ Date: ______
- [ ] Security Lead: ____________ Date: ______
- [x] Product Owner: Grace Hopper Date: 2026-11-20

| Role | Name | Date | Signature |
|------|------|------|-----------|
| Operations | | | |
"""


@pytest.fixture
def gate(folder: Path) -> Path:
    path = folder / "gate.md"
    path.write_bytes(GATE.encode().replace(b"\n", b"\r\n"))
    return path


def text(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n", "\n")


def test_a_role_signs_and_nothing_else_changes(gonogo: Gonogo, gate: Path) -> None:
    ran = gonogo("sign", "gate.md", "engineering lead", "--as", "Ada Lovelace", "--on", "2026-11-21")
    assert (ran.status, ran.out) == (0, "")
    assert "Engineering Lead signed: Ada Lovelace, 2026-11-21" in ran.err
    signed = "- [x] Engineering Lead: Ada Lovelace Date: 2026-11-21"
    assert text(gate) == GATE.replace("- [ ] Engineering Lead: ____________ Date: ______", signed)
    assert gate.read_bytes().count(b"\r\n") == GATE.count("\n")


def test_a_part_of_the_name_or_the_line_is_enough(gonogo: Gonogo, gate: Path) -> None:
    assert gonogo("sign", "gate.md", "security", "--as", "Ada Lovelace").status == 0
    assert gonogo("sign", "gate.md", "13", "--as", "Alan Turing", "--on", "2026-11-21").status == 0
    assert "Security Lead: Ada Lovelace Date: 2" in text(gate)
    assert "| Operations | Alan Turing | 2026-11-21 | Alan Turing |" in text(gate)


def test_what_names_several_roles_or_none_is_refused_and_the_roles_are_named(
    gonogo: Gonogo, gate: Path
) -> None:
    several = gonogo("sign", "gate.md", "lead", "--as", "Ada Lovelace")
    assert several.status == 3
    assert "Engineering Lead (line 7) or Security Lead (line 8)" in several.err
    none = gonogo("sign", "gate.md", "Legal", "--as", "Ada Lovelace")
    assert none.status == 3
    assert "Operations (line 13)" in none.err
    assert text(gate) == GATE


def test_nobody_is_signed_over(gonogo: Gonogo, gate: Path) -> None:
    ran = gonogo("sign", "gate.md", "Product Owner", "--as", "Ada Lovelace")
    assert ran.status == 3
    assert "has signed already: Grace Hopper" in ran.err
    assert text(gate) == GATE


def test_who_does_not_sign_says_why_and_the_gate_tells_it(gonogo: Gonogo, gate: Path) -> None:
    words = ("--as", "Ada Lovelace", "--on", "2026-11-21", "--no-go", "no test")
    ran = gonogo("sign", "gate.md", "operations", *words)
    assert (ran.status, ran.out) == (0, "")
    assert "Operations does not sign: no test" in ran.err
    blocked = "| Operations | blocked: no test (2026-11-21, Ada Lovelace) | | |"
    assert text(gate) == GATE.replace("| Operations | | | |", blocked)
    assert "says so already" in gonogo("sign", "gate.md", "operations", *words).err
    told = gonogo("gate", "gate.md")
    assert told.status == 1
    assert "Operations (blocked: no test (2026-11-21, Ada Lovelace))" in told.out + told.err
    assert gonogo("sign", "gate.md", "operations", "--as", "Grace Hopper", "--on", "2026-11-22").status == 0
    assert "| Operations | Grace Hopper | 2026-11-22 | Grace Hopper |" in text(gate)


def test_a_day_that_is_none_is_wrong_usage(gonogo: Gonogo, gate: Path) -> None:
    ran = gonogo("sign", "gate.md", "Operations", "--as", "Ada Lovelace", "--on", "tomorrow")
    assert ran.status == 2
    assert text(gate) == GATE


def test_a_document_without_sign_offs_says_so(gonogo: Gonogo, checklist: Path) -> None:
    ran = gonogo("sign", "ready.md", "Operations", "--as", "Ada Lovelace")
    assert ran.status == 3
    assert "no sign-off" in ran.err


def test_the_blanks_of_a_finished_run_can_be_signed_anew(gonogo: Gonogo, gate: Path, folder: Path) -> None:
    assert gonogo("new", "--from", "gate.md", "next.md").status == 0
    assert (
        gonogo("sign", "next.md", "Product Owner", "--as", "Ada Lovelace", "--on", "2026-12-01").status == 0
    )
    assert "- [x] Product Owner: Ada Lovelace Date: 2026-12-01" in text(folder / "next.md")
