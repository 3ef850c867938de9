"""What a terminal that takes ASCII alone is told: the nearest words."""

import pytest

from gonogo.core.asciitext import in_ascii, takes_unicode
from gonogo.core.safetext import safe


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Launch ✅", "Launch [done]"),
        ("⚠️ Alerts", "[doing] Alerts"),
        ("❌ -> ✅ Load test", "[failed] -> [done] Load test"),
        ("Müller – “p95” ≥ 40 ms…", 'Muller - "p95" >= 40 ms...'),
        ("Release 🚀", "Release :rocket:"),
        ("½ of 中", "1/2 of ?"),
        ("plain", "plain"),
    ],
)
def test_the_nearest_that_ascii_has(text: str, said: str) -> None:
    assert in_ascii(safe(text)) == said


@pytest.mark.parametrize(
    ("environ", "takes"),
    [
        ({}, True),
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, False),
    ],
)
def test_the_locale_and_the_font_say_what_a_terminal_takes(environ: dict[str, str], takes: bool) -> None:
    assert takes_unicode(environ) is takes
