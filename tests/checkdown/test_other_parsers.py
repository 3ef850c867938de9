"""Tasks, cells and headings are those that unrelated parsers find; each difference is explained."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given

from checkdown import Checklist, Kind, Source, parse
from tests.checkdown.cases import Case, read_cases
from tests.checkdown.documents import documents, long_documents
from tests.checkdown.pulldown import read

DIFFERENCES = Path(__file__).parent / "differences.md"
CASES = [case for case in read_cases(DIFFERENCES) if case.document]
KNOWN = [re.compile(text.strip()) for case in CASES for name, text in case.expected if name == "where"]


def ours(checklist: Checklist) -> list[str]:
    """What we read, as ``pulldown.read`` says it; entries of a legend are boxes for others."""
    found = [f"box {i.line}:{i.column} {i.mark!r}" for i in checklist.items if i.kind is Kind.TASK]
    for start, part in zip(checklist.starts, checklist.parts, strict=True):
        if part.level:
            found.append(f"heading {start + 1} {part.level}")
        found += [f"heading {start + line + 1} {level}" for line, level, _ in part.nested]
        for table in part.tables:
            for line, cells in ((table.line, table.header), *table.rows):
                found += [f"cell {start + line + 1}:{c.column + 1} {c.text!r}" for c in cells if c.text]
    return sorted(found)


def line_of(finding: str) -> int:
    return int(re.split(r"[ :]", finding)[1])


def unexplained(document: str) -> set[str]:
    """Findings of one side alone, without what the legend's entries look like to others."""
    checklist = parse(document)
    entries = {line for line, _, _ in checklist.legend.entries}
    return {found for found in set(ours(checklist)) ^ set(read(document)) if line_of(found) not in entries}


def plain(source: Source) -> str:
    """The text with the line endings that the other parsers know best."""
    return "".join(f"{line}\n" for line in source.lines(1, source.line_count))


@given(documents(20))
def test_generated_documents_are_read_as_by_pulldown(document: str) -> None:
    different = unexplained(document)
    assume(not (different and any(pattern.search(document) for pattern in KNOWN)))
    assert different == set()


def test_long_generated_documents_differ_only_where_it_is_explained() -> None:
    for document in long_documents(60):
        for section in document.split("\n\n\n"):
            if unexplained(section):
                assert any(pattern.search(section) for pattern in KNOWN), section


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_explained_difference_is_as_described(case: Case) -> None:
    fences = dict(case.expected)
    assert "".join(f"{found}\n" for found in ours(parse(case.document))) == fences["ours"]
    assert "".join(f"{found}\n" for found in read(case.document)) == fences["pulldown"]
    assert fences["ours"] != fences["pulldown"]
    assert re.search(fences["where"].strip(), case.document)


def explained(parser: str) -> set[tuple[str, int]]:
    """The places that the table of differences.md names for a parser: (document, line)."""
    rows = re.findall(
        r"^\| (\S+\.(?:md|txt)) \| (\d+) \| (\w+) \| \S.* \|$", DIFFERENCES.read_text(encoding="utf-8"), re.M
    )
    return {(name, int(line)) for name, line, of in rows if of in ("both", parser)}


def reference_documents(shared: Path, samples: Path) -> list[Path]:
    return sorted(
        [*(shared / "corpus").glob("*.md"), *(shared / "seeds").glob("*.txt"), *samples.glob("*.md")]
    )


def test_our_samples_are_read_as_by_pulldown(samples: Path) -> None:
    known = explained("pulldown")
    for path in samples.glob("*.md"):
        source = Source.load(path.read_bytes())
        different = set(ours(parse(source))) ^ set(read(plain(source)))
        assert {(path.name, line_of(found)) for found in different} <= known


def test_reference_documents_differ_from_pulldown_just_where_it_is_explained(
    shared: Path, samples: Path
) -> None:
    found = set()
    for path in reference_documents(shared, samples):
        source = Source.load(path.read_bytes())
        different = set(ours(parse(source))) ^ set(read(plain(source)))
        found |= {(path.name, line_of(each)) for each in different}
    assert found == explained("pulldown")


def test_reference_documents_differ_from_cmark_just_where_it_is_explained(
    shared: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("cmarkgfm", reason="the oracle needs cmarkgfm, which is no dependency of ours")
    monkeypatch.syspath_prepend(str(shared / "tools"))
    oracle = pytest.importorskip("oracle")
    found = set()
    for path in reference_documents(shared, samples):
        data = path.read_bytes()
        theirs = oracle.analyse(data)
        checklist = parse(data)
        items = {("box", i["line"], i["state"]) for i in oracle.select(theirs, "extended")}
        headings = {("heading", h["line"], str(h["level"])) for h in theirs["headings"]}
        rows = {("cell", row["line"], "") for t in theirs["tables"] for row in t["rows"] if any(row["cells"])}
        mine = {("box", i.line, i.mark) for i in checklist.items if i.kind is Kind.TASK}
        for each in ours(checklist):
            kind, _, rest = each.partition(" ")
            if kind == "heading":
                mine.add((kind, line_of(each), rest.split(" ")[1]))
            elif kind == "cell":
                mine.add((kind, line_of(each), ""))
        found |= {(path.name, line) for _, line, _ in mine ^ (items | headings | rows)}
    sys.modules.pop("oracle", None)
    assert found == explained("cmark")
