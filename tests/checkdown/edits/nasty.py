"""Documents with every line ending and byte that files have, and requests that nobody should make."""

import os
import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from checkdown import (
    AddColumn,
    AddItem,
    AddNote,
    Attach,
    Checklist,
    DeleteItem,
    Detach,
    Intent,
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
)
from tests.checkdown.checklists import checklists

many = settings(
    max_examples=int(os.environ.get("EDIT_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""How many examples; EDIT_EXAMPLES in the environment asks for more than `make test` has time for."""

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


@st.composite
def sources(draw: st.DrawFn, most: int = 30) -> Source:
    """A document as a file may hold it: any line ends, a byte order mark, bytes that are no UTF-8."""
    text = draw(checklists(most))
    style = draw(st.sampled_from([("\n",), ("\n",), ("\r\n",), ("\r",), _ENDINGS]))
    some = random.Random(draw(st.integers(0, 99)))
    lines = text.split("\n")
    data = "".join(line + some.choice(style) for line in lines[:-1]).encode() + lines[-1].encode()
    if draw(st.integers(0, 4)) == 0 and data:
        at = some.randrange(len(data))
        data = data[:at] + some.choice([b"\xff", b"\xc3", b"\xe2\x80", b"\0"]) + data[at:]
    return Source.load((b"\xef\xbb\xbf" if draw(st.integers(0, 9)) == 0 else b"") + data)


texts = st.sampled_from(_TEXTS) | st.text(max_size=12)
states = st.sampled_from(list(State))


def requests(checklist: Checklist) -> st.SearchStrategy[Intent]:
    """Anything that may be asked for in this document."""
    one = _single(checklist)
    return one | one | one | st.lists(one, min_size=2, max_size=3).map(lambda many: Together(tuple(many)))


def _single(checklist: Checklist) -> st.SearchStrategy[Intent]:
    lines = st.integers(1, max(1, checklist.source.line_count))
    kinds: list[st.SearchStrategy[Intent]] = [
        st.builds(AddItem, st.none(), st.just(0) | lines, texts, states),
        st.builds(AddColumn, lines, texts | st.sampled_from(["Evidence", "Notes", "Status"])),
        st.builds(TrackList, lines),
        st.builds(TrackTable, lines),
    ]
    if checklist.signoffs:
        open_ones = st.sampled_from(checklist.signoffs)
        kinds.append(
            st.builds(lambda s, name: Sign(s.line, s.role, name, "2026-11-21"), open_ones, texts).map(
                lambda intent: intent
            )
        )
    if len(checklist.items):
        items = st.sampled_from(list(checklist.items))
        refs = items.map(ItemRef.of)
        kinds += [
            *[st.builds(SetState, refs, states)] * 3,
            st.builds(SetState, refs, states, texts, st.sampled_from(["", "Ada Lovelace"])),
            st.builds(Attach, refs, st.sampled_from(_REFERENCES) | texts, texts),
            st.builds(Attach, refs, st.sampled_from(_REFERENCES), sort=st.just("path")),
            items.flatmap(
                lambda item: st.builds(
                    Detach,
                    st.just(ItemRef.of(item)),
                    st.sampled_from([e.target for e in item.evidence] or ["docs/a.md"]),
                )
            ),
            st.builds(AddNote, refs, texts),
            st.builds(Reword, refs, texts),
            st.builds(AddItem, refs, st.just(0), texts, states),
            st.builds(DeleteItem, refs),
            st.builds(MoveItem, refs, refs),
        ]
    return st.one_of(kinds)
