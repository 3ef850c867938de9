"""What was seen against what is expected: outcome, and a sentence for each thing that does not hold."""

import asyncio
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkdown.probing import read_probe
from gonogo.core.probes.judging import judge, judged, spread
from gonogo.core.probes.outcome import Observed, Outcome
from gonogo.core.probes.searching import SECONDS, quick

PASS, FAIL, ERROR, SHOWN = Outcome.PASS, Outcome.FAIL, Outcome.ERROR, Outcome.SHOWN


def seen(
    output: str = "",
    *,
    exit: int | None = 0,  # noqa: A002 - as the field is called
    status: int | None = None,
    value: float | None = None,
    present: bool | None = None,
    ms: tuple[float, ...] = (10.0,),
    cut: bool = False,
) -> Observed:
    return Observed(output, exit, status, value, present, ms, len(output), cut)


CASES = [
    # exit, and the default of a command
    ("`x`", seen(), PASS, ""),
    ("`x`", seen(exit=1), FAIL, "expected exit 0, got exit 1"),
    ("`x`", seen(exit=-9), FAIL, "expected exit 0, got an end by SIGKILL"),
    ("`x` expect exit 3", seen(exit=3), PASS, ""),
    ("`x` expect exit 3", seen(exit=0), FAIL, "expected exit 3, got exit 0"),
    # status, and the default of a request
    ("GET `http://a/`", seen(status=302), PASS, ""),
    ("GET `http://a/`", seen(status=404), FAIL, "expected status < 400, got 404"),
    ("GET `http://a/` expect status 200", seen(status=204), FAIL, "expected status 200, got 204"),
    ("GET `http://a/` expect status ok", seen(status=204), PASS, ""),
    ("GET `http://a/` expect status ok", seen(status=302), FAIL, "expected status ok (200 to 299), got 302"),
    ("GET `http://a/` expect status < 500", seen(status=499), PASS, ""),
    ("GET `http://a/` expect status < 500", seen(status=500), FAIL, "expected status < 500, got 500"),
    # texts
    ('`x` expect contains "b c"', seen("a b c d"), PASS, ""),
    ('`x` expect contains "b c"', seen("a\nb\nc"), FAIL, "expected the text “b c”, got “a” and 2 more lines"),
    ('`x` expect contains "b"', seen(exit=1), FAIL, "expected the text “b”, got no output"),
    ("`x` expect matches /^ok$/", seen("first\nok\n"), PASS, ""),
    ("`x` expect matches /READY|up/i", seen("ready"), PASS, ""),
    ("`x` expect matches /v[0-9]+/", seen("version v12"), PASS, ""),
    ("`x` expect matches /^up/", seen("not up"), FAIL, "expected a match of /^up/, got “not up”"),
    # nothing
    ("`x` expect nothing", seen(exit=0), PASS, ""),
    ("`x` expect nothing", seen(exit=1), PASS, ""),
    ("`x` expect nothing", seen(exit=2), ERROR, "expected no output and exit 0 or 1, got exit 2"),
    (
        "`x` expect nothing",
        seen(exit=-15),
        ERROR,
        "expected no output and exit 0 or 1, got an end by SIGTERM",
    ),
    ("`x` expect nothing expect exit 2", seen(exit=2), PASS, ""),
    ("`x` expect nothing", seen("a key"), FAIL, "expected no output, got “a key”"),
    ("GET `http://a/` expect nothing", seen(status=200), PASS, ""),
    ("GET `http://a/` expect nothing", seen(status=503), ERROR, "expected no output, got status 503"),
    # json
    ("`x` expect json status = ok", seen('{"status": "ok"}'), PASS, ""),
    ("`x` expect json a[1].b = 2", seen('{"a": [0, {"b": 2.0}]}'), PASS, ""),
    ("`x` expect json $.a = null", seen('{"a": null}'), PASS, ""),
    ("`x` expect json ready = true", seen('{"ready": 1}'), FAIL, "expected json ready = true, got 1"),
    ("`x` expect json n = 1", seen('{"n": "1"}'), FAIL, 'expected json n = 1, got "1"'),
    ("`x` expect json a.b = 1", seen('{"a": {}}'), FAIL, "expected json a.b = 1, got an answer without a.b"),
    (
        "`x` expect json a[3] = 1",
        seen('{"a": [1]}'),
        FAIL,
        "expected json a[3] = 1, got an answer without a[3]: the list has 1 values",
    ),
    ("`x` expect json a = 1", seen('{"a": ' + "[" * 800 + "]" * 800 + "}"), FAIL, "got a list"),
    ("`x` expect json a = 1", seen('{"a": {"b": 1}}'), FAIL, "expected json a = 1, got an object"),
    ("`x` expect json a = 1", seen("<html>"), FAIL, "expected json a = 1, got a text that is no JSON"),
    (
        "`x` expect json a = 1",
        seen('{"a": 1', cut=True),
        FAIL,
        "expected json a = 1, got a text that was cut off",
    ),
    ("`x` expect json a = 1", seen("[" * 100_000), FAIL, "expected json a = 1, got a text that is no JSON"),
    # bounds on text
    ("`x` expect < 5", seen("3\n"), PASS, ""),
    ("`x` expect < 5", seen("5\n"), FAIL, "expected a number < 5, got 5"),
    ("`x` expect > 99.9", seen(" 99.95% of them\n"), PASS, ""),
    ("`x` expect > 3", seen("12 access.log\n"), PASS, ""),
    ("`x` expect > 3", seen("12\n13\n"), FAIL, "expected a number > 3, got “12” and 1 more line"),
    ("`x` expect > 3", seen("many"), FAIL, "expected a number > 3, got “many”"),
    ("`x` expect > 3", seen("nan"), FAIL, "expected a number > 3, got “nan”"),
    ("`x` expect > 3", seen("4x"), FAIL, "expected a number > 3, got “4x”"),
    ("`x` expect > 3", seen(""), FAIL, "expected a number > 3, got no output"),
    ("`x` expect < 5", seen("3", cut=True), FAIL, "expected a number < 5, got"),
    # prom
    ("prom `up` expect > 0", seen("up 1", value=1.0), PASS, ""),
    ("prom `up` expect > 0", seen("up 0", value=0.0), FAIL, "expected a number > 0, got 0"),
    ("prom `up` expect < 1", seen("NaN", value=math.nan), FAIL, "expected a number < 1, got NaN"),
    ("prom `up` expect > 1", seen("NaN", value=math.nan), FAIL, "expected a number > 1, got NaN"),
    ("prom `up` expect > 0", seen(""), FAIL, "expected a number > 0, got no series"),
    ("prom `up` expect > 0", seen("a 1\nb 1"), FAIL, "got 2 series; put sum(…) or max(…) around the query"),
    ("prom `up` expect nothing", seen(""), PASS, ""),
    ("prom `up` expect nothing", seen("up 1", value=1.0), FAIL, "expected no output, got “up 1”"),
    # time
    ("`x` expect under 1s", seen(ms=(999.9,)), PASS, ""),
    ("`x` expect under 1s", seen(ms=(1000.0,)), FAIL, "expected under 1s, got 1000 ms"),
    ("`x` expect under 1s", seen(exit=1, ms=(1.0,)), FAIL, "expected exit 0, got exit 1"),
    ("GET `http://a/` expect under 1s", seen(status=500), FAIL, "expected status < 400, got 500"),
    # what is there
    ("file `a.md`", seen(present=True), PASS, ""),
    ("file `a.md`", seen(present=False), FAIL, "expected a.md to exist, got no such file"),
    ("file `a.md` expect nothing", seen(present=False), PASS, ""),
    ("env `A`", seen(present=False), FAIL, "expected A to have a value, got none"),
    ("tcp `a:1` expect under 5ms", seen(present=True), FAIL, "expected under 5ms, got 10 ms"),
    # a person judges
    ("`x` expect shown", seen("anything", exit=7), SHOWN, ""),
    ("`x` expect shown expect exit 0", seen(exit=7), FAIL, "expected exit 0, got exit 7"),
]


@pytest.mark.parametrize(("words", "observed", "outcome", "reason"), CASES)
def test_an_expectation_holds_or_a_sentence_says_what_came(
    words: str, observed: Observed, outcome: Outcome, reason: str
) -> None:
    got, reasons = judge(read_probe(words), observed)
    assert got is outcome
    assert (reason in reasons[0]) if reason else reasons == ()
    assert len(reasons) == bool(reason)


def test_each_of_several_expectations_has_its_own_sentence() -> None:
    probe = read_probe("GET `http://a/` expect status 200 expect json status = ok expect under 1s")
    got, reasons = judge(probe, seen('{"status": "down"}', status=503, ms=(1500.0,)))
    assert got is FAIL
    assert reasons == (
        "expected status 200, got 503",
        "expected under 1s, got 1500 ms",
        'expected json status = "ok", got "down"',
    )
    assert judge(probe, seen('{"status": "ok"}', status=200)) == (PASS, ())


def test_of_several_requests_the_95th_percentile_is_judged_and_all_three_figures_are_told() -> None:
    probe = read_probe("GET `http://a/` expect under 1s samples 20")
    one_slow = (*(100.0 for _ in range(19)), 5000.0)
    assert judge(probe, seen(status=200, ms=one_slow)) == (PASS, ())
    two_slow = (*(100.0 for _ in range(18)), 5000.0, 5000.0)
    assert judge(probe, seen(status=200, ms=two_slow)) == (
        FAIL,
        ("expected p95 under 1s, got p50 100 ms, p95 5000 ms, max 5000 ms over 20 requests",),
    )


@given(st.lists(st.floats(0.1, 1e6), min_size=1, max_size=200))
def test_percentiles_are_times_that_were_measured_and_in_order(times: list[float]) -> None:
    found = spread(tuple(times))
    assert found is not None
    assert {found.p50, found.p95, found.longest} <= set(times)
    assert found.p50 <= found.p95 <= found.longest == max(times)
    assert sum(each <= found.p95 for each in times) >= 0.95 * len(times)


def test_what_could_not_be_carried_out_is_an_error_whatever_is_expected() -> None:
    probe = read_probe("`x` expect nothing")
    assert judge(probe, Observed(problem="There is no x.")) == (ERROR, ("There is no x.",))


@pytest.mark.parametrize("ended", [Outcome.TIMEOUT, Outcome.CANCELLED])
def test_what_did_not_end_by_itself_is_no_pass(ended: Outcome) -> None:
    outcome, reasons = judge(read_probe("`x` expect nothing"), Observed(ended=ended))
    assert outcome is ended
    assert len(reasons) == 1


def test_what_was_judged_where_it_was_seen_is_not_judged_again_on_what_was_kept() -> None:
    probe = read_probe('GET `http://a/` expect contains "end" expect status 200')
    assert judge(probe, Observed("begin", status=200, cut=True, unmet=())) == (PASS, ())
    assert judge(probe, Observed("begin", status=500, cut=True, unmet=("too bad",)))[1] == (
        "expected status 200, got 500",
        "too bad",
    )


CATASTROPHES = ["(a+)+$", "(a|aa)+$", "(a?){40}a{40}b"]


@pytest.mark.parametrize("pattern", CATASTROPHES)
def test_an_expression_that_would_take_years_is_given_up(pattern: str) -> None:
    probe = read_probe(f"`x` expect matches /{pattern}/")
    outcome, (reason,) = judge(probe, seen("a" * 60_000 + "!"))
    assert outcome is FAIL
    assert reason.endswith(f"got no end of the search within {SECONDS} s; write a simpler expression")


SLOW_TEXTS = [
    "1 " + " " * 1_000_000 + "x\ny",
    "1" * 1_000_000,
    " " * 1_000_000 + "x",
    "1" + "\n" * 1_000_000 + "x",
    "{" * 1_000_000,
    '{"a":' * 100_000,
]


@pytest.mark.parametrize("text", SLOW_TEXTS, ids=range(len(SLOW_TEXTS)))
@pytest.mark.parametrize("words", ["< 5", "nothing", "json a = 1", 'contains "zz"', "matches /zz|yy/"])
def test_no_text_takes_long(words: str, text: str) -> None:
    """Were one of them quadratic, the time limit of the tests would end it."""
    assert judge(read_probe(f"`x` expect {words}"), seen(text))[0] is FAIL


async def test_the_event_loop_goes_on_while_an_expression_is_searched_for() -> None:
    probe = read_probe("`x` expect matches /(a+)+$/")
    judging = asyncio.create_task(judged(probe, seen("a" * 60_000 + "!")))
    turns = 0
    while not judging.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert (await judging)[0] is FAIL
    assert turns > 5


def test_only_expressions_without_repetition_and_groups_are_searched_for_here() -> None:
    assert all(map(quick, ["ready|ok", r"^v1\.2$", "(?i)up", "[a-z]=1"]))
    assert not any(map(quick, ["a|" * 30, "a+", "a*", "a?", "a{3}", "(a)", "(?i)(a)", *CATASTROPHES]))


@pytest.mark.parametrize("text", ["no\udcff ok\n", "\0 ok", "é ok ✅"])
def test_an_expression_is_searched_for_in_any_text(text: str) -> None:
    assert judge(read_probe("`x` expect matches /(ok|no)+ *$|✅/"), seen(text))[0] is PASS
    assert judge(read_probe("`x` expect matches /(ok|no)+ *zz/"), seen(text))[0] is FAIL


@given(st.text(), st.integers(0, 255))
def test_no_output_makes_the_judging_of_anything_fall_over(output: str, status: int) -> None:
    for words in (
        "`x` expect json a[0] = 1",
        "`x` expect < 5",
        "`x` expect nothing",
        '`x` expect contains "a"',
    ):
        outcome, reasons = judge(read_probe(words), seen(output, exit=status))
        assert (outcome is PASS) == (not reasons)


HIDDEN = "[hidden: named secret]"


@pytest.mark.parametrize(
    ("words", "output", "reason"),
    [
        ("json password = foo", '{"password":"hunter2verylong"}', f"json password = {HIDDEN}, got {HIDDEN}"),
        ("json db.secret = null", '{"db": {"secret": "abc"}}', f"json db.secret = null, got {HIDDEN}"),
        ("json apiKeys[0] = x", '{"apiKeys": ["swordfish"]}', f"json apiKeys[0] = {HIDDEN}, got {HIDDEN}"),
        ("json pin = 1", '{"pin": 4321}', f"json pin = {HIDDEN}, got {HIDDEN}"),
        ("json token = valid", '{"token": "expired"}', 'json token = "valid", got "expired"'),
        ("json a = 1", '{"a": "password=hunter2very"}', f'json a = 1, got "password={HIDDEN}"'),
    ],
)
def test_p6_what_a_reason_quotes_is_hidden_by_the_name_that_it_has(
    words: str, output: str, reason: str
) -> None:
    (got,) = judge(read_probe(f"`x` expect {words}"), seen(output))[1]
    assert got == f"expected {reason}"


@pytest.mark.parametrize("expectation", ["nothing", 'contains "x9"', "matches /x9/", "< 5"])
@pytest.mark.parametrize("before", [0, 50, 66, 78])
def test_p6_no_sentence_quotes_the_half_of_a_secret(expectation: str, before: int) -> None:
    token, value = "ghp_" + "a1B2" * 9, "correct-horse-battery"
    for line in (f"{'.' * before}{token}", f"{'.' * before}{value}"):
        for output, cut in ((f"{line} end", False), (f"{line}\nmore", True), (line[:-3], True)):
            given = seen(output, cut=cut)
            for reason in judge(read_probe(f"`x` expect {expectation}"), given, {"WORDS": value})[1]:
                assert "ghp_" not in reason and "corr" not in reason
