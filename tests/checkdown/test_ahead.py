"""What the end of a document says of its beginning is known to a first screen: title, legend, link labels."""

import pytest

from checkdown import Checklist, look_ahead, parse, parse_prefix

TABLE = "| Part | Status |\n|---|---|\n| 1) Backups | ✅ Done |\n| Load tests | ❌ |\n"
TASKS = "- [ ] todo\n- [~] begun\n- [!] stuck\n- [c] seen\n- [x] done\n"
BEGIN = f"# One\n\n{TABLE}\n## A\n\n{TASKS}" + "\nwords\n" * 30
MIDDLE = "".join(f"\n## Section {n}\n\n- [ ] item\n" for n in range(300))


def both(end: str, begin: str = BEGIN) -> tuple[Checklist, Checklist]:
    """The beginning as a first screen has it, and the whole."""
    data = (begin + MIDDLE + end).encode()
    prefix, whole = parse_prefix(data[: len(begin) + 2000], 40, look_ahead(data)), parse(data)
    assert len(prefix.parts) < len(whole.parts)
    return prefix, whole


def shown(checklist: Checklist, count: int) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """What is shown of the first items."""
    items = list(checklist.items)[:count]
    return [(item.text, item.state.value, item.role.value, item.path) for item in items]


@pytest.mark.parametrize(
    "end",
    [
        "",
        "\n# Two\n\n- [ ] b\n",
        "\n## 1. Backups\n\n- [ ] b\n\n## Load tests\n",
        "\nTwo\n===\n\n- [ ] b\n",
        "\n## Legend\n\n- [~] Deferred\n- [!] Failed\n- [c] In progress\n",
        "\n**Status Legend**:\n`[ ]` Not started, `[~]` Blocked, `[x]` Complete, `[!]` Failed\n",
        "\nLegend: [~] blocked, [c] done\n",
        "\n| Symbol | Meaning |\n|---|---|\n| [~] | Deferred |\n| [!] | In progress |\n",
        "\n## Secrets & Keys\n\n- [~] rotate\n- [!] revoke\n",
        "\n[c]: https://example.org/\n",
        "\n```sh\n# a comment\n[c]: no link\n## Legend\n\n- [~] Deferred\n- [!] Failed\n```\n",
        "\n~~~\n# a comment\n```\n# another\n~~~\n\n# Two\n",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_beginning_is_shown_as_it_will_be_once_all_is_read(end: str, ending: str) -> None:
    prefix, whole = both(end.replace("\n", ending), BEGIN.replace("\n", ending))
    assert prefix.title == whole.title
    assert shown(prefix, len(prefix.items)) == shown(whole, len(prefix.items))


def test_headings_are_told_with_where_they_stand() -> None:
    data = "\ufeff# Ü\n\n## B ##\n\n### C#\n#no\n".encode()
    assert [tuple(each) for each in look_ahead(data).headings] == [
        (3, 1, "Ü"),
        (3 + len("# Ü\n\n".encode()), 2, "B"),
        (3 + len("# Ü\n\n## B ##\n\n".encode()), 3, "C#"),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"#", b"# ", b"```", b"\xff\xfe# \xff", b"=\n=", b"[", b"## Legend"]
)
def test_any_bytes_can_be_looked_through(data: bytes) -> None:
    assert parse_prefix(data, 1, look_ahead(data)).source.dump() == data
