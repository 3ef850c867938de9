"""Generated documents with everything that checkdown gives a meaning to, and how to look at all of it."""

from __future__ import annotations

from hypothesis import strategies as st

from checkdown import Checklist, Item
from tests.checkdown.documents import LINES

_MEANT = """\
| Item | Status | Evidence |
|------|--------|----------|
| Cache | ✅ Done | `core/a.py` |
| Queue | ⚠️ Unknown | [b](docs/b.md) |
| Total | 66% | |
| # | Check | Owner | Result |
|---|-------|-------|--------|
| 1 | DNS | @ops | PASS |
| 2 | **TLS** | web | Pass / Fail |
| ~~gone~~ | ✅ FIXED |
- [ ] Health check (P0) @ops due 2026-12-01
- [x] **Keys** rotated, see [log](logs/a.log)
- [!] Cloud account
  - blocked: waiting for the vendor
  - evidence: docs/a.md:10-20 exit 0, 2026-11-21
  - probe: `curl -fsS http://localhost/ready` expect status 200
    - a deeper note
    ```bash
    # title
    make test && # comment
    ```
- ⚠️ a mark
❌ a line
## Phase 1: Build (P1) - 2-3 days
### 1.1 Health ✅
## Legend
**Legend:** `[~]` skipped, `[/]` in progress
- [/] in progress
| Symbol | Meaning |
| `[?]` | Unknown |
## Sign-off
- [ ] Engineering Lead: ____ Date: ____
**Status:** Ready | **Owner:** platform
[~]: https://example.org
2) [\U0001f98a] a fox
[x]: no definition"""
MEANT = _MEANT.split("\n")

_WORDS = st.text(st.sampled_from("ab xX~!-[]()`*_|:#>✅é日\u00a0\u2028\ufe0f\x0b\0"), max_size=12)


def checklists(most: int = 30, *, tabs: bool = True) -> st.SearchStrategy[str]:
    r"""A document of at most so many lines, with ``\n`` endings."""
    line = st.one_of(
        st.just(""), st.sampled_from(LINES), st.sampled_from(MEANT), st.sampled_from(MEANT), _WORDS
    )
    lead = st.sampled_from(["", "", "", "", "  ", "    ", "> ", "- ", "1. ", *(["\t"] if tabs else [])])
    lines = st.lists(st.tuples(lead, line).map("".join), max_size=most)
    document = st.tuples(lines.map("\n".join), st.sampled_from(["", "\n"])).map("".join)
    return document if tabs else document.map(lambda text: text.replace("\t", " "))


def of_item(item: Item) -> tuple[object, ...]:
    """All that an item says of itself."""
    parent = item.parent.index if item.parent else None
    return (
        (item.index, item.id, item.kind, item.role, item.state, item.mark, item.notation, item.text),
        (item.line, item.column, item.text_end, item.end, item.depth, parent, item.section.index, item.path),
        (item.priority, item.owner, item.due, item.signoff, item.reason, item.notes),
        (item.evidence, item.cells, item.probes, item.status_header),
    )


def everything(checklist: Checklist) -> tuple[object, ...]:
    """All that a checklist says of its document."""
    sections = [
        (
            (s.index, s.level, s.title, s.label, s.line, s.end, s.path),
            (s.number, s.priority, s.estimate, s.owner, s.is_phase),
            (s.parent.index if s.parent else None, len(s.items), checklist.tally(s)),
        )
        for s in checklist.sections
    ]
    lines = range(checklist.source.line_count + 2)
    return (
        checklist.title,
        sections,
        [of_item(item) for item in checklist.items],
        (dict(checklist.legend.meanings), checklist.legend.entries),
        (checklist.fields, checklist.commands, checklist.signoffs),
        (checklist.tally(), checklist.tally(marks=True), checklist.priorities()),
        [checklist.why_not(line) for line in lines if checklist.item_at(line) is None],
    )
