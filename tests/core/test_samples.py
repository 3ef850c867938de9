"""The sample checklists are found, and agree with themselves except where CONTRIBUTING.md says otherwise."""

import re
from pathlib import Path

import pytest

from gonogo.core import samples as shipped

NAMES = ["deployment", "phased-readiness", "readiness-analysis", "release-gate", "service-status"]

PLANTED = [
    ("release-gate", "**Final Score:** 27/29 checks passing"),
    ("phased-readiness", "**Recommended (P0 + P1)**: 5-7 days"),
    ("readiness-analysis", "6 critical blockers"),
    ("deployment", "### 3. Database Readiness ✅"),
]


def text_of(name: str) -> str:
    return shipped.sample(name).content.decode()


def part(text: str, heading: str) -> str:
    """What stands between this heading and the next of its level or a higher one."""
    level = heading.index(" ")
    start = text.index(f"{heading}\n") + len(heading) + 1
    following = re.search(rf"^#{{1,{level}}} ", text[start:], re.MULTILINE)
    return text[start : start + following.start()] if following else text[start:]


def rows(text: str) -> list[list[str]]:
    """The cells of every body row."""
    found: list[list[str]] = []
    for before, line in zip(["", *text.split("\n")], text.split("\n"), strict=False):
        if line.startswith("|") and before.startswith("|") and not line.startswith("|-"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def done(cells: list[str]) -> bool:
    return any(cell.startswith("✅") for cell in cells)


def days(estimate: str) -> tuple[float, float]:
    """The least and the most of `2-3 days` or `0.5 day`."""
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", estimate)]
    return numbers[0], numbers[-1]


def test_the_five_samples_are_found_with_their_titles() -> None:
    found = shipped.samples()
    assert [each.name for each in found] == NAMES
    assert [each.title for each in found if not each.title or each.title == each.name] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_the_file_byte_for_byte_and_answers_to_its_file_name(name: str, samples: Path) -> None:
    content = (samples / f"{name}.md").read_bytes()
    assert shipped.sample(f"{name}.md") == shipped.sample(name)
    assert shipped.sample(name).content == content
    assert shipped.sample(name).file_name == f"{name}.md"


def test_an_unknown_sample_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(shipped.SamplesMissing, match=r"'relase-gate'.*release-gate"):
        shipped.sample("relase-gate")


@pytest.mark.parametrize(("name", "line"), PLANTED)
def test_each_planted_contradiction_stands_once_and_is_listed_for_contributors(
    name: str, line: str, samples: Path
) -> None:
    listed = (samples.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert text_of(name).count(line) == 1
    assert line in listed


def test_the_release_gate_scores_are_counts_of_its_rows() -> None:
    text = text_of("release-gate")
    scores = {row[0]: row[1] for row in rows(part(text, "## Section Scores"))}
    total = scores.pop("**TOTAL**")
    counted = {title: rows(part(text, f"## {title}")) for title in scores}
    assert scores == {title: f"{sum(map(done, found))}/{len(found)}" for title, found in counted.items()}
    passing = sum(done(row) for found in counted.values() for row in found)
    assert total == f"**{passing}/{sum(map(len, counted.values()))}**"


def test_the_phased_estimates_add_up_to_the_minimum() -> None:
    text = text_of("phased-readiness")
    phases = re.findall(r"^## Phase (\d): .* \(P(\d)\) - (.*)$", text, re.MULTILINE)
    needed = [days(estimate) for _, priority, estimate in phases if priority == "0"]
    stated = re.search(r"\*\*Minimum \(P0 only\)\*\*: (.*)", text)
    assert stated is not None
    assert days(stated[1]) == (sum(least for least, _ in needed), sum(most for _, most in needed))


def test_the_analysis_scores_are_shares_of_each_angles_rows() -> None:
    text = text_of("readiness-analysis")
    stated = {row[0].strip("*"): row[1].strip("*") for row in rows(part(text, "## Executive Summary"))}
    overall = stated.pop("OVERALL")
    angles = [rows(part(text, f"## Angle {title.replace('. ', ': ')}")) for title in stated]
    shares = [100 * sum(map(done, found)) // len(found) for found in angles]
    assert list(stated.values()) == [f"{share}%" for share in shares]
    assert overall == f"{sum(shares) // len(shares)}%"


def test_the_analysis_lists_as_many_blockers_as_its_decision_says() -> None:
    text = text_of("readiness-analysis")
    assert len(rows(part(text, "## Critical Blockers (Must Fix Before Go-Live)"))) == 5
    assert "| Five blockers open |" in text


def test_a_heading_of_the_deployment_checklist_ends_in_a_tick_only_over_finished_work() -> None:
    text = text_of("deployment")
    ticked = re.findall(r"^### .* ✅$", text, re.MULTILINE)
    unfinished = [
        heading for heading in ticked if re.search(r"^- \[[^x]\]", part(text, heading), re.MULTILINE)
    ]
    assert unfinished == ["### 3. Database Readiness ✅"]


def test_the_status_checklist_counts_what_remains() -> None:
    text = text_of("service-status")
    exists = rows(part(text, "## What Exists"))
    assert f"{sum(map(done, exists))} of {len(exists)} pieces" in text
    remaining = {
        title: len(re.findall(r"^- \[[ ~!]\]", part(text, f"### {title}"), re.MULTILINE))
        for title in ("Offline Tours", "Operations", "Documentation")
    }
    assert re.findall(r"^\d\. (.*): (\d) open$", text, re.MULTILINE) == [
        (title, str(count)) for title, count in remaining.items()
    ]
    assert sum(remaining.values()) == 7
    assert "seven pieces of work remain" in text
