"""A probe as it is written: every kind, every clause, and what is said where it is not understood."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown.probing import (
    Expectation,
    Probe,
    ProbeKind,
    ProbeNotUnderstood,
    Verb,
    read_probe,
    write_probe,
)


def expect(verb: Verb, value: str = "", path: str = "") -> Expectation:
    return Expectation(verb, value, path)


@pytest.mark.parametrize(
    ("text", "probe"),
    [
        ("`make lint`", Probe(ProbeKind.SHELL, "make lint")),
        ("shell `make lint`", Probe(ProbeKind.SHELL, "make lint")),
        ("`` echo `date` ``", Probe(ProbeKind.SHELL, "echo `date`")),
        (
            '`grep -r "your-secret-key" .env` expect nothing',
            Probe(ProbeKind.SHELL, 'grep -r "your-secret-key" .env', (expect(Verb.NOTHING),)),
        ),
        (
            "GET `https://api.example.com/health` expect status 200 expect json status = ok expect under 1s",
            Probe(
                ProbeKind.HTTP,
                "https://api.example.com/health",
                (
                    expect(Verb.STATUS, "200"),
                    expect(Verb.JSON, '"ok"', "status"),
                    expect(Verb.UNDER, "1000"),
                ),
                method="GET",
            ),
        ),
        ("http `HEAD /health`", Probe(ProbeKind.HTTP, "/health", method="HEAD")),
        ("http https://a.example/", Probe(ProbeKind.HTTP, "https://a.example/", method="GET")),
        ("file `docs/ROLLBACK.md`", Probe(ProbeKind.FILE, "docs/ROLLBACK.md")),
        ("env `REDIS_URL`", Probe(ProbeKind.ENV, "REDIS_URL")),
        ("env `REDIS_URL` in .env.example", Probe(ProbeKind.ENV, "REDIS_URL", directory=".env.example")),
        ("tcp `localhost:5432`", Probe(ProbeKind.TCP, "localhost:5432")),
        (
            "prom `rate(http_errors_total[5m])` expect < 0.01",
            Probe(ProbeKind.PROM, "rate(http_errors_total[5m])", (expect(Verb.BELOW, "0.01"),)),
        ),
        (
            "`pytest -q` in apps/api env DB_HOST, DB_USER expect exit 5 timeout 2m",
            Probe(
                ProbeKind.SHELL,
                "pytest -q",
                (expect(Verb.EXIT, "5"),),
                directory="apps/api",
                env=("DB_HOST", "DB_USER"),
                timeout_ms=120_000,
            ),
        ),
        (
            "GET `http://localhost/` expect under 250ms samples 20 timeout 1.5s",
            Probe(
                ProbeKind.HTTP,
                "http://localhost/",
                (expect(Verb.UNDER, "250"),),
                method="GET",
                samples=20,
                timeout_ms=1500,
            ),
        ),
        (
            "GET `http://localhost/` redirects 3 expect status 200",
            Probe(
                ProbeKind.HTTP,
                "http://localhost/",
                (expect(Verb.STATUS, "200"),),
                method="GET",
                redirects=3,
            ),
        ),
        (
            r'`x` expect contains "say \"hi\"" expect matches /a\/b|c/i',
            Probe(
                ProbeKind.SHELL, "x", (expect(Verb.CONTAINS, 'say "hi"'), expect(Verb.MATCHES, "(?i)a/b|c"))
            ),
        ),
        (
            "`x` expect json checks[0].up = true expect json n = 3 expect > 10 expect empty",
            Probe(
                ProbeKind.SHELL,
                "x",
                (
                    expect(Verb.JSON, "true", "checks[0].up"),
                    expect(Verb.JSON, "3", "n"),
                    expect(Verb.ABOVE, "10"),
                    expect(Verb.NOTHING),
                ),
            ),
        ),
        (
            "`curl -fsS http://localhost:8080/readyz` expect status ok",
            Probe(
                ProbeKind.HTTP,
                "http://localhost:8080/readyz",
                (expect(Verb.STATUS, "ok"),),
                method="GET",
            ),
        ),
    ],
)
def test_a_probe_is_read_as_it_is_written_and_written_so_that_it_is_read_back(
    text: str, probe: Probe
) -> None:
    assert read_probe(text) == probe
    written = write_probe(probe)
    assert read_probe(written.text, written.script) == probe


def test_lines_of_a_nested_block_are_the_command_byte_by_byte() -> None:
    probe = read_probe("expect exit 0 timeout 10s", "set -e\n  grep x \\\n    y\n")
    assert probe.target == "set -e\n  grep x \\\n    y\n"
    assert write_probe(probe) == ("expect exit 0 timeout 10s", probe.target)


def test_defaults_are_expected_only_where_nothing_is_written() -> None:
    assert read_probe("`true`").expected == (expect(Verb.EXIT, "0"),)
    assert read_probe("GET `http://a.example/`").expected == (expect(Verb.STATUS, "<400"),)
    assert read_probe("`true` expect nothing").expected == (expect(Verb.NOTHING),)


@pytest.mark.parametrize(
    ("text", "column", "advice"),
    [
        ("", 1, "write it between backticks"),
        ("make lint", 1, "put a command between backticks"),
        ("`make lint", 1, "close it with `"),
        ("`x` expects nothing", 5, "write expect, in, env, samples, redirects or timeout"),
        ("`x` expect", 11, "write one of exit N"),
        ("`x` expect success", 12, "write one of exit N"),
        ("`x` expect status 200", 12, "write exit N"),
        ("GET `http://a.example/` expect exit 0", 32, "write status N"),
        ("`x` expect exit zero", 17, "write exit 0"),
        ("`x` expect matches /(/", 20, "not valid"),
        ('`x` expect contains "a', 21, "close it with a double quote"),
        ("`x` expect json a", 18, "write json data.status = ok"),
        ("`x` expect < a lot", 14, "write expect < 0.01"),
        ("`x` in /etc", 8, "stays inside it"),
        ("`x` in a/../../b", 8, "stays inside it"),
        ("`x` env $HOME", 9, "write env DB_HOST,DB_USER"),
        ("`x` timeout soon", 13, "write timeout 10s"),
        ("`x` samples 3", 5, "ask an address"),
        ("`x` redirects 3", 5, "only GET and HEAD"),
        ("POST `http://a` redirects 3", 17, "only GET and HEAD"),
        ("GET `http://a` redirects 11", 26, "write redirects 5"),
        ("GET `http://a` redirects 0", 26, "write redirects 5"),
        ("`x` timeout 1s timeout 2s", 16, "leave one out"),
        ("GET `example.com`", 5, "begins with http://"),
        ("GET `http://a b`", 5, "%20"),
        ("tcp `localhost`", 5, "write tcp `localhost:5432`"),
        ("GET `http://localhost:99999/x`", 5, "a port is a number from 1 to 65535"),
        ("GET `http://me:pw@[::1]:65536/x`", 5, "a port is a number from 1 to 65535"),
        ("GET `http://localhost:-1`", 5, "a port is a number from 1 to 65535"),
        ("`curl http://localhost:0/` expect status 200", 1, "a port is a number from 1 to 65535"),
        ("tcp `localhost:99999`", 5, "write tcp `localhost:5432`"),
        ('`x` expect json status = "ok', 26, "close it with a double quote"),
        ('`x` expect contains "ok', 21, "close it with a double quote"),
        ("env `not a name`", 5, "write env `REDIS_URL`"),
        ("prom `up`", 10, "write expect < 0.01"),
    ],
)
def test_what_is_not_understood_is_said_with_its_place_and_what_to_write(
    text: str, column: int, advice: str
) -> None:
    with pytest.raises(ProbeNotUnderstood) as raised:
        read_probe(text, line=7)
    assert (raised.value.line, raised.value.column) == (7, column)
    assert advice in str(raised.value)
    assert str(raised.value).startswith(f"line 7, column {column}: ")


def test_a_block_and_a_code_span_are_two_commands() -> None:
    with pytest.raises(ProbeNotUnderstood, match="two commands"):
        read_probe("`x`", "y\n")


WORDS = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=12)
LINE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
EXPECTATIONS = st.one_of(
    st.integers(0, 255).map(lambda n: expect(Verb.EXIT, str(n))),
    LINE.map(lambda text: expect(Verb.CONTAINS, text)),
    st.sampled_from(["a/b", r"\d+ \\", "x|y", "/", "[/]"]).map(lambda text: expect(Verb.MATCHES, text)),
    st.sampled_from(["0.01", "-3", "1e6"]).map(lambda text: expect(Verb.BELOW, text)),
    st.integers(1, 10**7).map(lambda n: expect(Verb.UNDER, str(n))),
    st.sampled_from([expect(Verb.NOTHING), expect(Verb.SHOWN), expect(Verb.JSON, '"a \\"b"', "c.d[0]")]),
)


@given(
    st.one_of(LINE, st.just("a\nb\n")),
    st.lists(EXPECTATIONS, max_size=4).map(tuple),
    st.sampled_from(["", "apps/api", "a folder", "a`b"]),
    st.sampled_from([(), ("A",), ("A", "B_2")]),
    st.sampled_from([0, 1, 1500, 10_000, 3_600_000]),
)
def test_every_command_survives_being_written(
    target: str,
    expected: tuple[Expectation, ...],
    directory: str,
    env: tuple[str, ...],
    timeout: int,
) -> None:
    probe = Probe(ProbeKind.SHELL, target, expected, directory=directory, env=env, timeout_ms=timeout)
    written = write_probe(probe)
    assert "\n" not in written.text
    assert read_probe(written.text, written.script) == probe


@given(st.text(), st.text(max_size=20))
def test_any_text_is_a_probe_or_a_sentence(text: str, script: str) -> None:
    with contextlib.suppress(ProbeNotUnderstood):
        assert isinstance(read_probe(text, script), Probe)


def test_a_sentence_stays_short_however_long_the_word_is() -> None:
    for text in ("x" * 10_000, "`ls` " + "x" * 10_000, "`ls` expect " + "x" * 10_000):
        with pytest.raises(ProbeNotUnderstood) as raised:
            read_probe(text)
        assert len(str(raised.value)) < 300
