"""Secrets are hidden, everything else stays, and every rule is bounded. How long it takes is a benchmark."""

import base64
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.core.redacting import PLAIN, named_secret, redacted, rules
from tests.core.redacting.hostile import HOSTILE, seconds

HERE = Path(__file__).parent


def secrets() -> list[tuple[str, str, str, str]]:
    """Kind, what stands before the secret, the secret, what stands behind it."""
    rows = []
    for line in (HERE / "secrets.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, text = line.split("\t")
            found = re.fullmatch(r"(.*)⟦(.*)⟧(.*)", text.replace("¦", "").replace("\\n", "\n"), re.DOTALL)
            assert found is not None
            rows.append((kind, found[1], found[2], found[3]))
    return rows


SECRETS = secrets()
BENIGN = (HERE / "benign.txt").read_text(encoding="utf-8").splitlines()


def test_the_fixtures_are_as_many_as_they_should_be() -> None:
    assert len(SECRETS) >= 60
    assert len({kind for kind, *_ in SECRETS}) >= 20
    assert len(set(BENIGN)) >= 200
    assert {kind for kind, *_ in SECRETS} == {rule.kind for rule in rules()}


@pytest.mark.parametrize(("kind", "before", "secret", "behind"), SECRETS)
def test_a_secret_is_hidden_and_nothing_else(kind: str, before: str, secret: str, behind: str) -> None:
    got = redacted(before + secret + behind)
    assert got.text == f"{before}[hidden: {kind}]{behind}"
    assert got.hidden == {kind: 1}


def test_benign_lines_are_untouched() -> None:
    changed = [line for line in BENIGN if redacted(line).text != line]
    assert changed == []
    whole = "\n".join(BENIGN)
    assert redacted(whole).text == whole
    assert redacted(whole).remark == ""


def test_it_says_how_much_it_hid() -> None:
    got = redacted("DB_PASSWORD=swordfish\nredis://:hunter22@cache\nJWT_SECRET=abcdefgh1\n")
    assert got.count == 3
    assert got.remark == "3 secrets hidden: named secret (2), password in an address (1)."
    assert redacted("DB_PASSWORD=swordfish").remark == "1 secret hidden: named secret (1)."


def test_many_secrets_in_one_text_are_all_hidden_and_a_second_pass_changes_nothing() -> None:
    text = "\n".join(before + secret + behind for _, before, secret, behind in SECRETS)
    got = redacted(text)
    for _, _, secret, _ in SECRETS:
        assert len(secret) < 6 or secret not in got.text
    assert redacted(got.text).text == got.text


VALUE = 'p4ss "wörd"/+&\n'


@pytest.mark.parametrize(
    "form",
    [
        VALUE,
        VALUE.strip(),
        quote(VALUE.strip(), safe=""),
        base64.b64encode(VALUE.strip().encode()).decode(),
        '{"x": "p4ss \\"wörd\\"/+&"}',
        '{"x": "p4ss \\"w\\u00f6rd\\"/+&"}',
    ],
)
def test_the_value_of_a_variable_that_was_passed_is_hidden_in_every_form(form: str) -> None:
    got = redacted(f"before {form} after {form}", {"DB_SECRET_WORD": VALUE})
    assert "p4ss" not in got.text
    assert base64.b64encode(b"p4ss").decode()[:5] not in got.text
    assert got.hidden == {"value of DB_SECRET_WORD": 2}


def test_each_line_of_a_long_value_is_hidden() -> None:
    got = redacted("the second line is abcdefgh2", {"PEM": "abcdefgh1\nabcdefgh2\n"})
    assert got.text == "the second line is [hidden: value of PEM]"


@pytest.mark.parametrize("value", ["", "1", "80", "true", "production", "localhost"])
def test_values_that_stand_in_every_text_are_not_looked_for(value: str) -> None:
    text = f"true production localhost 80 1 {value}"
    assert redacted(text, {"X": value}).text == text


@pytest.mark.parametrize("name", ["PIN", "DB_PASS", "SIGNING_KEY", "KEY", "TOKEN_2"])
def test_a_short_value_is_hidden_where_it_stands_alone_if_its_variable_is_called_a_secret(name: str) -> None:
    got = redacted("pin 123, 1234 and x123; (123)", {name: "123"})
    assert got.text == f"pin [hidden: value of {name}], 1234 and x123; ([hidden: value of {name}])"
    assert redacted("port 123", {"PORT": "123"}).text == "port 123"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("password", "hunter2verylong"),
        ("db.secret", "abc"),
        ("users[0].apiKey", "12345"),
        ('data["api-key"].value', "x y z 1"),
        ("auth.pin", 1234),
        ("dbPassword2", '$1"quoted'),
        ("credentials", "x" * 2000),
    ],
)
def test_a_value_is_a_secret_for_its_name(name: str, value: object) -> None:
    assert named_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token", "expired"),
        ("token", None),
        ("password", True),
        ("token_count", 12),
        ("tokens", 1500),
        ("token_type", "Bearer1234"),
        ("checks[0].status", "ok"),
        ("items[0].key", "environment"),
        ("secret", ""),
    ],
)
def test_a_value_that_says_nothing_secret_is_none_whatever_its_name(name: str, value: object) -> None:
    assert not named_secret(name, value)


def test_a_value_inside_a_larger_secret_leaves_no_rest_of_it() -> None:
    got = redacted("postgres://app:abcd-hunter22-efgh@db/x", {"PW": "hunter22"})
    assert got.text == "postgres://app:[hidden: password in an address]@db/x"
    overlapping = redacted("xabcdefgx", {"A": "abcde", "B": "defg"})
    assert overlapping.text == "x[hidden: value of A]x"


@given(st.text(), st.text(min_size=4, max_size=20))
def test_any_text_with_any_value_comes_back_without_it(text: str, value: str) -> None:
    plain = value.strip()
    got = redacted(f"{text} {plain} {text}", {"X": value})
    if len(plain) >= 4 and plain.lower() not in PLAIN:
        around = got.text.replace("[hidden: value of X]", "\n")
        assert plain not in around or plain in "[hidden: "


def test_every_quantifier_of_every_rule_has_an_upper_bound() -> None:
    for rule in rules():
        bare = re.sub(r"\\.", "", rule.pattern.pattern)
        bare = re.sub(r"\[\^?\]?[^\]]*\]", "[]", bare)
        assert not re.search(r"[*+]|\{\d*,\}", bare), rule.kind


def test_four_times_as_much_hostile_text_takes_about_four_times_as_long() -> None:
    """On little text; `make bench` looks at each piece, on a megabyte."""
    once, four_times = (seconds(size, *HOSTILE) for size in (4 * 1024, 16 * 1024))
    assert four_times / once < 10  # 4 where it is linear, 16 where it is quadratic
