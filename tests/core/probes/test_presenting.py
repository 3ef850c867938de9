"""Output made fit to be shown and kept: without terminal sequences, without secrets, all else visible."""

from dataclasses import replace

import pytest

from checkdown.probing import Probe, ProbeKind, read_probe
from gonogo.core.probes.outcome import Observed, Outcome, Result
from gonogo.core.probes.presenting import SoFar, lines_of, plain, presented, without_secrets
from gonogo.core.safetext import is_safe

TOKEN = "ghp_" + "a1B2" * 9
PLAIN = Probe(ProbeKind.SHELL, "ls")


def result(output: str, *reasons: str, cut: bool = False) -> Result:
    seen = Observed(output, exit=0, total=len(output) + cut, cut=cut)
    return Result(PLAIN, "0" * 64, Outcome.PASS, seen, reasons)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred\x9b0m", "red"),
        ("\x1b]8;;https://evil.example\x07text\x1b]8;;\x07", "text"),
        ("\x1b]8;;https://evil.example\x1b\\text\x1b]8;;\x1b\\", "text"),
        ("\x1b]52;c;cm0gLXJm\x07x", "x"),
        ("\x1b]0;never closed\nnext", "\nnext"),
        ("\x1bP1$r0m\x1b\\x\x1b(B", "x"),
        ("a\x00b\x07c\x7fd", "abcd"),
        ("N\x08NA\x08A", "NA"),
        ("one\r\ntwo\rthree\ttab", "one\ntwo\nthree\ttab"),
        ("\x1b", ""),
    ],
)
def test_t8_what_only_a_terminal_understands_is_gone(text: str, left: str) -> None:
    assert plain(text) == left


@pytest.mark.parametrize("between", ["\x1b[0m", "\x00", "\u200b", "\x1b]8;;\x07", "\u00ad", "x\x08"])
def test_p6_a_secret_with_something_unseen_in_its_middle_is_hidden(between: str) -> None:
    found = without_secrets(f"token {TOKEN[:20]}{between}{TOKEN[20:]} end")
    assert found.count == 1
    assert TOKEN[20:] not in found.text and TOKEN[:20] not in found.text


def test_p6_values_that_were_passed_are_hidden_in_output_and_reasons() -> None:
    shown = presented(result("url=swordfish-9\n", "expected x, got “swordfish-9”"), {"A": "swordfish-9"})
    assert shown.lines == ("url=[hidden: value of A]",)
    assert shown.reasons == ("expected x, got “[hidden: value of A]”",)
    assert shown.remark == "2 secrets hidden: value of A (2)."


def test_p6_what_an_expectation_asks_for_by_the_name_of_a_secret_is_hidden_in_all_of_the_output() -> None:
    probe = read_probe("`x` expect json auth.keys.apiKey[0] = 1 expect json pin = 2 expect json state = up")
    output = (
        '{"auth": {"keys": {"apiKey": ["swordfish"]}}, "pin": "77", "state": "down", "at": "swordfish/77"}'
    )
    shown = presented(replace(result(output, "got swordfish"), probe=probe))
    (line,) = shown.lines
    assert "swordfish" not in line and "77" not in line and '"state": "down"' in line
    assert shown.reasons == ("got [hidden: value of auth.keys.apiKey.0]",)
    assert shown.remark == "5 secrets hidden: value of auth.keys.apiKey.0 (3), value of pin (2)."


def test_what_cannot_be_seen_is_seen() -> None:
    assert presented(result("a\u202eb\n\n\tc")).lines == ("a<U+202E>b", "", "    c")
    assert all(is_safe(each) for each in presented(result("".join(map(chr, range(0x300))))).lines)


def test_the_part_of_a_secret_that_a_cut_left_is_not_shown() -> None:
    shown = presented(result(f"first\nkey {TOKEN[:12]}", cut=True))
    assert shown.lines == ("first",)


CUT = 64 * 1024


@pytest.mark.parametrize("before", [",", '{"token":"', "password=", "https://app:", "session:"])
@pytest.mark.parametrize("length", [1, 3, 20, 38])
def test_p6_a_secret_that_a_cut_halves_is_not_shown_in_a_line_without_blanks(
    before: str, length: int
) -> None:
    whole = "abcd,ef/" * CUT
    kept = whole[: CUT - length - len(before)] + before + TOKEN[:length]
    (line,) = presented(result(kept, cut=True)).lines
    assert len(line) > CUT * 0.9
    assert kept.startswith(line)
    assert before + TOKEN[:length] not in line


@pytest.mark.parametrize("value", ["correct horse battery staple", "many\nlines of\na value", "x" * 9000])
@pytest.mark.parametrize("part", [0.2, 0.9])
def test_p6_a_passed_value_that_a_cut_halves_is_not_shown(value: str, part: float) -> None:
    kept = f"{'abcd,ef/' * 8000}{value[: int(len(value) * part)]}"
    lines = presented(result(kept, cut=True), {"WORDS": value}).lines
    assert lines and all(set(line) <= set("abcd,ef/") for line in lines)


def test_p6_a_secret_that_is_whole_before_the_cut_is_hidden_and_not_dropped() -> None:
    (line,) = presented(result(f"{'ab,' * 100}{TOKEN},{'ab,' * 4000}", cut=True)).lines
    assert "[hidden: GitHub token],ab," in line


def test_an_unfinished_line_waits_for_its_end() -> None:
    growing = SoFar()
    assert growing.lines("") == growing.lines("f") == ()
    assert growing.lines(f"first\n{TOKEN[:12]}") == ("first",)
    assert growing.lines(f"first\n{TOKEN}\n") == ("first", "[hidden: GitHub token]")


KEY = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEabcd0123\n" * 60 + "-----END RSA PRIVATE KEY-----\n"


@pytest.mark.parametrize("step", [331, 5000, 60_000])
@pytest.mark.parametrize("before", [0, 90, 300])
def test_output_that_grows_is_shown_as_it_is_in_the_end(step: int, before: int) -> None:
    text = "an ordinary line, and its end\n" * before + f"token {TOKEN}\n{KEY}" + "more\n\n" * 1500
    growing = SoFar()
    for end in range(step, len(text) + step, step):
        lines = growing.lines(text[:end])
        assert not any(TOKEN[:12] in each or "MIIE" in each for each in lines[-70:])
    assert lines == lines_of(without_secrets(text).text)


@pytest.mark.parametrize("unit", ["\x1b[", "\x1b]8;;", "\x1b", "\x08", "a\x08", "\x9b1;", "\u200b", "\x1bP"])
def test_hostile_output_takes_time_in_proportion_to_its_length(unit: str) -> None:
    small = steps(unit * 2_000)
    assert steps(unit * 20_000) < 40 * max(small, 0.001)


def steps(text: str) -> float:
    """Seconds of this thread: other programs on the machine do not count."""
    import gc
    import time

    gc.disable()  # a collection looks at all that other tests have left
    try:
        begun = time.thread_time()
        plain(text)
        return time.thread_time() - begun
    finally:
        gc.enable()
