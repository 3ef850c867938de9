"""What of a person's environment a command sees: little, and what its probe names."""

from gonogo.core.probes.environment import environment

AROUND = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/home/ada",
    "LC_ALL": "C.UTF-8",
    "TERM": "xterm-256color",
    "GITHUB_TOKEN": "secret",
    "REDIS_URL": "redis://:pw@cache",
    "LD_PRELOAD": "/tmp/x.so",
    "BASH_ENV": "/tmp/x.sh",
    "GIT_DIR": "/elsewhere",
}


def test_only_what_is_allowed_is_passed() -> None:
    found = environment((), AROUND)
    assert found.variables == {
        "PATH": "/usr/bin:/bin",
        "HOME": "/home/ada",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    assert (found.passed, found.missing, found.remark) == ({}, (), "")


def test_what_the_probe_names_is_passed_and_remembered() -> None:
    found = environment(("REDIS_URL", "HOME"), AROUND)
    assert found.variables["REDIS_URL"] == "redis://:pw@cache"
    assert found.passed == {"REDIS_URL": "redis://:pw@cache"}
    assert "GITHUB_TOKEN" not in found.variables


def test_what_the_probe_names_and_is_not_set_is_said() -> None:
    found = environment(("DB_HOST", "REDIS_URL", "DB_USER"), AROUND)
    assert found.remark == "Not set, though the probe asks for them: DB_HOST, DB_USER."


def test_programs_are_not_looked_up_in_the_folder_one_is_in() -> None:
    assert environment((), {"PATH": ".:/usr/bin::bin:/bin:"}).variables["PATH"] == "/usr/bin:/bin"
    assert environment((), {"PATH": "."}).variables["PATH"] == "/usr/local/bin:/usr/bin:/bin"
    assert environment((), {}).variables["PATH"] == "/usr/local/bin:/usr/bin:/bin"


def test_values_are_not_in_the_words_that_stand_for_an_environment() -> None:
    assert "pw@cache" not in repr(environment(("REDIS_URL",), AROUND))
