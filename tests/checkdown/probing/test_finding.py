"""The probes of a document: written, in shell fences, and offered."""

import pytest

from checkdown import parse
from checkdown.probing import Found, Origin, ProbeKind, expectation_text, probes_in


def found(text: str) -> list[tuple[int, str, str, str, str]]:
    """Line, origin, kind, target and expectations of each probe; a problem stands for the last three."""
    return [_row(each) for each in probes_in(parse(text))]


def _row(each: Found) -> tuple[int, str, str, str, str]:
    if each.probe is None:
        return each.line, str(each.origin), "", "", str(each.problem)
    expected = "; ".join(expectation_text(e) for e in each.probe.expect)
    return each.line, str(each.origin), str(each.probe.kind), each.probe.target, expected


def test_a_bullet_under_a_task() -> None:
    assert found("- [ ] up\n  - probe: `curl -f http://a.example/` expect exit 0\n") == [
        (2, "written", "shell", "curl -f http://a.example/", "exit 0")
    ]


def test_a_command_of_several_lines_below_its_bullet() -> None:
    text = "- [ ] up\n  - probe: expect nothing\n\n    ```sh\n    set -e\n      ls\n    ```\n- [ ] next\n"
    (probe,) = probes_in(parse(text))
    assert probe.probe is not None and probe.probe.target.splitlines() == ["set -e", "  ls"]
    assert (probe.line, probe.item_index) == (2, 0)


FENCE = "    ```sh\n    echo two\n    ```\n"


@pytest.mark.parametrize(
    "behind",
    [
        f'{FENCE}    expect contains "ONE"\n',
        f'\n{FENCE}\n    expect\n    contains "ONE"\n\n',
        f'{FENCE}    - expect contains "ONE"\n',
        f'    - expect contains "ONE"\n\n{FENCE}',
        f'    expect contains "ONE"\n\n{FENCE}',
        f'\n    expect contains "ONE"\n\n{FENCE}',
        f'{FENCE}    - note: by hand\n      it was slow\n\n    expect contains "ONE"\n',
    ],
)
def test_what_stands_anywhere_in_the_bullet_of_a_probe_belongs_to_it(behind: str) -> None:
    text = f"- [ ] up\n  - probe:\n{behind}  - owner: operations\n- [ ] next\n"
    assert found(text) == [(2, "written", "shell", "echo two", 'contains "ONE"')]
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())
    assert [row[3:] for row in found(quoted)] == [("echo two", 'contains "ONE"')]


def test_an_expectation_behind_the_fence_of_a_probe_that_is_no_bullet_is_counted() -> None:
    text = '- [ ] up\n\n  probe:\n  ```sh\n  echo two\n  ```\n  expect contains "ONE"\n'
    assert found(text) == [(3, "written", "shell", "echo two", 'contains "ONE"')]


@pytest.mark.parametrize(
    ("behind", "line"),
    [
        (f"{FENCE}    It says two.\n", 6),
        (f"{FENCE}\n    It says two.\n", 7),
        (f"{FENCE}    - two\n", 6),
        (f"{FENCE}\n        ls\n", 7),
        (f"{FENCE}\n    | a | b |\n    |---|---|\n    | c | d |\n", 7),
    ],
)
def test_words_in_the_bullet_of_a_probe_that_say_nothing_to_it_are_told(behind: str, line: int) -> None:
    ((_, _, _, _, problem),) = found(f"- [ ] up\n  - probe:\n{behind}- [ ] next\n")
    assert problem.startswith(f"line {line}, column ") and "is not understood" in problem


def test_what_stands_beside_the_bullet_of_a_probe_is_not_its() -> None:
    text = f"- [ ] up\n  - probe:\n{FENCE}\n  It says two.\n\n  - a note\n  <!-- aside -->\n"
    assert found(text) == [(2, "written", "shell", "echo two", "")]
    assert found("- [ ] up\n\n  probe: `ls`\n\n  It lists.\n") == [(3, "written", "shell", "ls", "")]


def test_a_cell_under_probe_has_its_pipes_unescaped() -> None:
    table = (
        "| Item | Status | Probe |\n|---|---|---|\n| a | ⬜ | `ls \\| wc -l` expect > 3 |\n| b | ⬜ | — |\n"
    )
    assert found(table) == [(3, "written", "shell", "ls | wc -l", "> 3")]


@pytest.mark.parametrize("header", ["Check", "Command", "Verification"])
def test_a_cell_under_check_or_command_counts_where_it_holds_a_probe(header: str) -> None:
    rows = "| a | ⬜ | `ls x` |\n| b | ⬜ | by eye |\n| c | ⬜ | `x` is fine |\n"
    table = f"| Item | Status | {header} |\n|---|---|---|\n{rows}"
    assert [row for row in found(table) if row[1] == "written"] == [(3, "written", "shell", "ls x", "")]


def test_a_probe_that_is_not_understood_is_found_with_its_place() -> None:
    (problem,) = found("- [ ] up\n  - probe: `ls` expects nothing\n")
    assert problem[4].startswith("line 2, column 17: “expects” is not understood")
    table = "| Item | Status | Probe |\n|---|---|---|\n| a | ⬜ | `ls \\| wc` hopes |\n"
    (problem,) = found(table)
    assert problem[4].startswith(f"line 3, column {table.splitlines()[2].index('hopes') + 1}: ")


def test_a_place_further_down_in_a_bullet_of_two_lines() -> None:
    (problem,) = found("- [ ] up\n  - probe: `ls`\n    hopes\n")
    assert problem[4].startswith("line 3, column 5: ")


def commands(*lines: str) -> list[tuple[str, str, str]]:
    return [row[2:] for row in found("# t\n\n```bash\n" + "\n".join(lines) + "\n```\n")]


@pytest.mark.parametrize(
    ("line", "kind", "expectation"),
    [
        ("grep -r key .env  # Should find nothing", "shell", "nothing"),
        ("grep -r key .env  # should return no results", "shell", "nothing"),
        ("grep -r key .env  # Should be empty", "shell", "nothing"),
        ("grep -r key src/  # Find hardcoded keys", "shell", "shown"),
        ("grep -r key src/  # Should not find old keys", "shell", "shown"),
        ("redis-cli ping  # Should return PONG", "shell", 'contains "PONG"'),
        ("kubectl get pods  # Should show `Running`", "shell", 'contains "Running"'),
        ("kubectl get pods  # Should be running", "shell", "shown"),
        ("./check  # exit code 3", "shell", "exit 3"),
        ("npm test  # should pass", "shell", "exit 0"),
        ("npm test  # should pass or be skipped", "shell", "shown"),
        ("npm test", "shell", "shown"),
        ("ls logs/app.log  # Should exist", "shell", "exit 0"),
        ("./x  # Should return ok", "shell", 'contains "ok"'),
        ("curl http://a.example/h  # Should return ok", "http", "status ok"),
        ("curl http://a.example/h  # Should exist (currently 404)", "http", "status < 400"),
        ("curl -I http://a.example/h  # Should return 301", "http", "status 301"),
        ("curl http://a.example/h  # HTTP 200 OK", "http", "status 200"),
        ('curl http://a.example/h  # Should return "healthy"', "http", 'contains "healthy"'),
        ("curl http://a.example/h", "http", "shown"),
        ("curl http://a.example/h | jq .  # Should return ok", "shell", 'contains "ok"'),
    ],
)
def test_a_comment_says_what_is_expected_where_it_is_clear(line: str, kind: str, expectation: str) -> None:
    ((k, _, e),) = commands(line)
    assert (k, e) == (kind, expectation)


def test_the_comment_above_counts_for_a_command_that_has_it_alone() -> None:
    assert [e for _, _, e in commands("# Should find nothing", "grep a b", "", "# Next", "ls")] == [
        "nothing",
        "shown",
    ]
    assert [e for _, _, e in commands("# Should find nothing", "grep a b", "grep c d")] == ["shown", "shown"]


def test_a_command_of_many_lines_stays_one() -> None:
    assert [target for _, target, _ in commands("curl -s \\", "  http://a.example/ \\", "  | jq .")] == [
        "curl -s \\\n  http://a.example/ \\\n  | jq ."
    ]


def test_environment_templates_are_offered() -> None:
    text = "```bash\nREDIS_URL=... (hosted)\nexport LOG_LEVEL=info\nTOKEN=$(make token)\nA_B=c make x\n```\n"
    assert [(row[1], row[2], row[3].split("=")[0]) for row in found(text)] == [
        ("offered", "env", "REDIS_URL"),
        ("offered", "env", "LOG_LEVEL"),
        ("command", "shell", "TOKEN"),
        ("command", "shell", "A_B"),
    ]
    dotenv = "```env\nREDIS_URL=redis://localhost\n# comment\nlower=1\nREDIS_URL=again\n```\n"
    assert found(dotenv) == [(2, "offered", "env", "REDIS_URL", "")]


def test_items_that_name_a_variable_or_a_path_offer_it() -> None:
    text = "## Environment variables\n\n- [ ] `DB_HOST` - PostgreSQL host\n- [ ] `PORT` - where it listens\n"
    text += "- [ ] see `docs/ROLLBACK.md`\n- [ ] use `GET` for reads\n"
    assert [row[1:4] for row in found(text)] == [
        ("offered", "env", "DB_HOST"),
        ("offered", "env", "PORT"),
        ("offered", "file", "docs/ROLLBACK.md"),
    ]


def test_only_what_is_written_counts_as_written() -> None:
    origins = {each.origin for each in probes_in(parse("- [ ] `A_B` - x\n\n```sh\nls\n```\n"))}
    assert origins == {Origin.OFFERED, Origin.COMMAND}
    assert [each.probe.kind for each in probes_in(parse("- [ ] a\n  - probe: env `A`\n")) if each.probe] == [
        ProbeKind.ENV
    ]


def test_the_block_of_a_written_probe_is_no_command_of_its_own_and_the_next_one_is() -> None:
    text = "- [ ] up\n  - probe: expect nothing\n    ```sh\n    ls\n    ```\n\n```sh\npwd\n```\n"
    assert [(row[0], row[1], row[3]) for row in found(text)] == [(2, "written", "ls"), (8, "command", "pwd")]


def test_a_comment_titles_what_follows_up_to_an_empty_line_and_each_command_keeps_its_own_comment() -> None:
    text = "```sh\n# Security\ngrep a b  # Find keys\nls  # Look\n\npwd\n# Next\nid\n```\n"
    assert [(each.title, each.comment) for each in probes_in(parse(text))] == [
        ("Security", "Find keys"),
        ("Security", "Look"),
        ("", ""),
        ("Next", ""),
    ]


def test_commands_of_a_fence_that_is_nested_under_an_item_stand_at_that_item() -> None:
    text = "- [ ] a\n\n  ```sh\n  ls x\n  ```\n  - [ ] b\n\n    ```sh\n    pwd\n    ```\n\n```sh\nid\n```\n"
    assert [(each.line, each.item_index, each.origin) for each in probes_in(parse(text))] == [
        (4, 0, Origin.COMMAND),
        (9, 1, Origin.COMMAND),
        (13, -1, Origin.COMMAND),
    ]


def test_a_curl_that_follows_redirects_is_a_request_that_does() -> None:
    (one, three, none) = (
        each.probe
        for each in probes_in(
            parse(
                "```sh\ncurl -sL http://a.example/h  # Should return 200\n"
                "curl --location --max-redirs 3 http://a.example/\ncurl http://a.example/\n```\n"
            )
        )
    )
    assert one is not None and three is not None and none is not None
    assert (one.kind, one.redirects, [expectation_text(each) for each in one.expect]) == (
        ProbeKind.HTTP,
        10,
        ["status 200"],
    )
    assert (three.redirects, none.redirects) == (3, 0)
