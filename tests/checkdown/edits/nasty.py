"""Documents with every line ending and byte that files have, and requests that nobody should make."""

import os
import random
from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from checkdown import (
    AddColumn,
    AddItem,
    AddNote,
    AddProbe,
    Allow,
    Attach,
    Checklist,
    DeleteItem,
    Detach,
    Fix,
    Intent,
    Item,
    ItemRef,
    MoveItem,
    Reword,
    SetState,
    Sign,
    Source,
    State,
    Together,
    TrackList,
    TrackTable,
    Withhold,
)
from tests.checkdown.checklists import MEANT
from tests.checkdown.documents import LEADS, LINES

many = settings(
    max_examples=int(os.environ.get("EDIT_EXAMPLES", "300")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""How many examples; EDIT_EXAMPLES in the environment asks for more than `make test` has time for."""

chances = st.randoms(use_true_random=True)
"""Where documents and requests come from: a choice as good as any other, the same for the same seed."""

_ENDINGS = ("\n", "\r\n", "\r")
_TEXTS = (
    "Deploy",
    "- [ ] a box",
    "[x] ticked",
    "# heading",
    "> quote",
    "1. one",
    "a | b \\| c",
    "ends in \\",
    "two\nlines\r\nor three",
    "| a |\n|---|",
    "```",
    "<!-- open",
    "---",
    "===",
    "___",
    "Total",
    "✅ done",
    "**bold** `code` [x](y)",
    "esc\x1b[2J nul\0 bel\x07 del\x7f",
    "sep\u2028 nel\x85 form\x0c feed",
    "  blanks  ",
    "",
    "[c]: /x",
    "blocked: no",
    "é 日本 \ufe0f",
    "Ada Lovelace",
    "ada_lovelace",
)
_REFERENCES = (
    "docs/a.md",
    "docs/a.md:10-20",
    "docs/with blanks (and) brackets.md",
    "src/",
    "https://example.org/a_(b)?c=d|e",
    "3f2a91c",
    "seen on the | dashboard",
    "a\nb",
    "Makefile",
    "- [ ] box",
)


_BLOCKS = """\
- [ ] Deploy
  - evidence: [a.md](docs/a.md) exit 0
  - blocked: no account
  - [x] nested
    - [~] deeper
- [!] Announce
=
1. [ ] first
2. [x] second
   that goes on
lazily
10) [-] other list
=
- [ ] twin
- [ ] twin
- [X] twin
=
* ✅ Builds
* ❌ Deploys
    * a note
=
✅ Builds
⚠️ Scales
=
| Check | Status | Evidence |
|---|---|---|
| Backups | ✅ Done | `docs/a.md:3` |
| Alerts | ❌ Missing | |
| Short |
| **TOTAL** | 66% |
=
| Check      | Status | Notes  |
|------------|:------:|--------|
| 备份       |   ✅   |        |
| Rate limit |   ⚠️   | see \\| |
=
Check | Done
--- | ---
a | [x]
b | [ ]
c
=
| # | Blocker | Owner |
|---|---------|-------|
| 1 | No runbook | @ops |
| 2 | | |
=
## Sign-off

- [ ] Engineering Lead: ____ Date: ____
Security: ______ Date: ____/____
- [ ] QA: _______
=
| Role | Name | Date |
|---|---|---|
| CTO | | |
| QA | ___ | ___ |
=
| Role | Name | Date | Notes |
|---|---|---|---|
| Ops | | | |
| DBA | blocked: no test (2026-11-20, Grace Hopper) | | |
=
**Lead:** ____ **Date:** ____\\
**Owner:** ____ **Date:** ____
blocked: no keys
- Manager: ____ Date: ____
  - blocked: no keys
=
## Section
=
Title
-----
=
**Legend:** `[ ]` open, `[~]` skipped, `[/]` doing, `[x]` done
=
## Key

- [x] done
- [ ] todo
=
```sh
- [ ] no item
```
=
- [c] link or box

[c]: /x
=
<!-- open
- [ ] hidden
=
> - [ ] quoted
>   - [x] and nested
>
> > 1. [ ] twice
=
- plain
- list
  - of bullets
=
- [x] before a rule
---
=
-	[ ] tabs
	- [x] more tabs
	| a | Status |
	|---|---|
	| b | ✅ |"""
_LEADS = ("", "", "", "", "", "  ", "> ", "- ", "1. ")


def a_source(some: random.Random, most: int = 8) -> Source:
    """A document as a file may hold it: any line ends, a byte order mark, bytes that are no UTF-8."""
    blocks = [_block(some) for _ in range(some.randint(0, most))]
    text = some.choice(["\n", "\n\n"]).join(blocks) + some.choice(["", "\n"])
    style = some.choice([("\n",), ("\n",), ("\r\n",), ("\r",), _ENDINGS])
    *lines, last = text.split("\n")
    data = "".join(line + some.choice(style) for line in lines).encode() + last.encode()
    if some.random() < 0.2 and data:
        at = some.randrange(len(data))
        data = data[:at] + some.choice([b"\xff", b"\xc3", b"\xe2\x80", b"\0"]) + data[at:]
    return Source.load((b"\xef\xbb\xbf" if some.random() < 0.1 else b"") + data)


def _block(some: random.Random) -> str:
    if some.random() < 0.4:
        lines = some.choices([*LINES, *MEANT, ""], k=some.randint(1, 3))
        return "\n".join(some.choice(LEADS) + line for line in lines)
    return _led(some.choice(_BLOCKS.split("\n=\n")), some.choice(_LEADS))


def _led(block: str, lead: str) -> str:
    """A block in a list or a quote: its first line behind the marker, the others at its content column."""
    first, *rest = block.split("\n")
    indent = lead if lead in ("", "> ") else " " * len(lead)
    return "\n".join([lead + first, *(indent + line for line in rest)])


def a_request(some: random.Random, checklist: Checklist) -> Intent:
    """Anything that may be asked for in this document."""
    if some.random() < 0.1:
        return Together(tuple(_single(some, checklist) for _ in range(some.randint(2, 3))))
    return _single(some, checklist)


def _single(some: random.Random, checklist: Checklist) -> Intent:
    items = list(checklist.items)
    if items and some.random() < 0.8:
        return some.choice(_OF_ITEMS)(some, some.choice(items), items)
    line = some.randint(1, max(1, checklist.source.line_count))
    if checklist.signoffs and some.random() < 0.4:
        signoff = some.choice(checklist.signoffs)
        if some.random() < 0.5:
            return Withhold(signoff.line, signoff.role, a_text(some), "Ada Lovelace", "2026-11-21")
        name = some.choice(["Ada Lovelace", "ada_lovelace", a_text(some)])
        return Sign(signoff.line, signoff.role, name, some.choice(["2026-11-21", "2026-11-21", ""]))
    if some.random() < 0.2:
        text = checklist.source.line(line) if checklist.source.line_count else ""
        at = some.randint(0, len(text))
        old = text[at : at + some.randint(1, 6)]
        return Fix("a-rule", line, at + 1, old, some.choice(["", "3/4", a_text(some)]), text)
    if some.random() < 0.1:
        return Allow("a-rule", line, a_text(some))
    if checklist.parts and some.random() < 0.4:
        tables = [
            start + table.line + 1
            for start, part in zip(checklist.starts, checklist.parts, strict=True)
            for table in part.tables
        ]
        line = some.choice(tables or [line])
        header = some.choice(["Evidence", "Notes", "Status", a_text(some)])
        return some.choice([AddColumn(line, header), TrackTable(line)])
    return some.choice([TrackList(line), AddItem(None, some.choice([0, line]), a_text(some), _state(some))])


def a_text(some: random.Random) -> str:
    """What somebody may type."""
    if some.random() < 0.8:
        return some.choice(_TEXTS)
    return "".join(
        some.choice("ab xX~!-[]()`*_|:#>\\<&\n\t✅é日\u00a0\u2028\ufe0f\x0b\0")
        for _ in range(some.randint(0, 12))
    )


def _state(some: random.Random) -> State:
    return some.choice(list(State))


def _reference(some: random.Random) -> str:
    return some.choice([*_REFERENCES, a_text(some)])


def _target(some: random.Random, item: Item) -> str:
    return some.choice([each.target for each in item.evidence] or ["docs/a.md"])


_OF_ITEMS: list[Callable[[random.Random, Item, list[Item]], Intent]] = [
    *[lambda some, item, _: SetState(ItemRef.of(item), _state(some))] * 4,
    lambda some, item, _: SetState(ItemRef.of(item), _state(some), a_text(some), "Ada Lovelace"),
    lambda some, item, _: SetState(ItemRef.of(item), State.BLOCKED, a_text(some)),
    lambda some, item, _: Attach(ItemRef.of(item), _reference(some), a_text(some)),
    lambda some, item, _: Attach(ItemRef.of(item), some.choice(_REFERENCES), sort="path"),
    lambda some, item, _: Detach(ItemRef.of(item), _target(some, item)),
    lambda some, item, _: AddNote(ItemRef.of(item), a_text(some)),
    lambda some, item, _: AddProbe(ItemRef.of(item), f"file `{a_text(some)}`"),
    *[lambda some, item, _: Reword(ItemRef.of(item), a_text(some))] * 2,
    lambda some, item, _: AddItem(ItemRef.of(item), 0, a_text(some), _state(some)),
    lambda some, item, _: DeleteItem(ItemRef.of(item)),
    *[lambda some, item, items: MoveItem(ItemRef.of(item), ItemRef.of(some.choice(items)))] * 2,
]
