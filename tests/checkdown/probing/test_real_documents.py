"""The commands of real documents; they lie beside the repository and are not part of it."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from checkdown import parse
from checkdown.probing import Effect, Found, classed, classed_command, expectation_text, probes_in
from checkdown.probing.shell import simple_commands

READS = Path(__file__).parent / "fixtures" / "reads.tsv"
FIXTURE = Path(__file__).parent / "fixtures" / "seeds.tsv"

# Words that no command classed as reading may hold, whatever the rules say: a net below the rules.
SUSPICIOUS = re.compile(
    r"\b(?:rm|mv|cp|mkdir|touch|chmod|chown|kill|push|apply|undo|delete|create|deploy|install|migrate|restart"
    r"|start|stop|scale|patch|set|commit|checkout|merge|reset|revert|build|run|exec|restore|dump|POST|PUT|DELETE"
    r"|PATCH|psql|tee|sudo|npx|make|sh|bash)\b|[<>|&`]|\$\("
)
DECLARED_HARMLESS = re.compile(r"echo \"[^\"$`]*\"|curl .*|ls [\w./ -]*")


def commands(path: Path) -> list[Found]:
    checklist = parse(path.read_bytes())
    lines = {command.line for command in checklist.commands}
    return [each for each in probes_in(checklist) if each.line in lines and each.item_index < 0]


def row(name: str, found: Found) -> tuple[str, ...]:
    assert found.probe is not None
    expected = "; ".join(expectation_text(each) for each in found.probe.expect) or "-"
    return name, str(found.line), str(classed(found.probe).effect), str(found.probe.kind), expected


def test_every_command_of_the_seeds_has_the_class_and_the_expectation_that_a_person_gave_it(
    shared: Path,
) -> None:
    rows = [line.split("\t") for line in FIXTURE.read_text().splitlines() if not line.startswith("#")]
    seeds = {path.name[:3]: path for path in (shared / "seeds").glob("*.txt")}
    found = [row(name, each) for name in sorted(seeds) for each in commands(seeds[name])]
    assert found == [tuple(each) for each in rows]
    assert len(found) == 52


def documents(shared: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the text of every real document; of those of the corpus the name is one of their bytes."""
    for path in sorted([*(shared / "seeds").glob("*.txt"), *(shared / "corpus").rglob("*.md")]):
        data = path.read_bytes()
        yield path.name[:3] if path.suffix == ".txt" else hashlib.sha256(data).hexdigest()[:12], data


def test_every_command_that_is_classed_as_reading_was_read_through(shared: Path) -> None:
    rows = {line for line in READS.read_text().splitlines() if not line.startswith("#")}
    found = set()
    for name, data in documents(shared):
        for command in parse(data).commands:
            effect = classed_command(command.text).effect
            if effect is Effect.READS:
                programs = " ".join(words[0].text for words in simple_commands(command.text))
                found.add(f"{name}\t{command.line}\t{programs}\t{effect}")
    assert found == rows


def test_no_command_of_the_corpus_that_changes_things_is_classed_as_reading(shared: Path) -> None:
    read = total = 0
    for path in sorted([*(shared / "corpus").rglob("*.md"), *(shared / "seeds").glob("*.txt")]):
        for command in parse(path.read_bytes()).commands:
            total += 1
            if classed_command(command.text).effect is Effect.READS:
                read += 1
                print(f"{path.name[:40]}:{command.line}: {command.text!r}")
                harmless = DECLARED_HARMLESS.fullmatch(command.text.replace("\\\n", " "))
                assert harmless or not SUSPICIOUS.search(command.text), command.text
    assert 40 <= read < total / 2
