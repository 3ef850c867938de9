"""Documents put together from lines that parsers trip over."""

import random
from collections.abc import Iterator

from hypothesis import strategies as st

_LINES = """\
- [ ] task one
- [x] done `code`
  - [~] nested two
    - [!] nested four
- plain
* star
+ [-] plus
1. first
2. [ ] second
10) [x] parenthesis
> quote
> - [ ] quoted task
>> deeper
>
> # quoted heading
> | a | b |
> |---|---|
lazy continuation
# Heading 1
## Phase 2: Build (P0) - 3 days ✅
### 2.1 Thing [3/4]
   ### indented heading
    # code heading
Title
=====
---
-----
***
* * *
| Item | Status | Notes |
|------|--------|-------|
| a | ✅ Done | x |
| b \\| c | ❌ | `a|b` |
|--|--|
one
a | b
:-: | -:
```bash
~~~
````
    indented code
\tcode after a tab
\t- [ ] task after a tab
-\t[ ] tab behind the bullet
     - [ ] five
<div>
<!-- comment
-->
<b>inline</b>
[ref]: /url "title"
[ref]: /url
'title
ends'
[c]: /x
[foo
bar]: /u
- [c] like a link
-
- [ ]
-  \x20
✅ mark
- ✅ bullet mark
**Status Legend**:
`[ ]` Not started, `[~]` In progress, `[x]` Complete
- [~] in progress
  - evidence: [x](y) z
\u00a0space that is none
\u2028separator
a\x0bb
key: value
trailing blanks \x20"""
LINES = _LINES.split("\n")

LEADS = [
    "",
    "",
    "",
    "",
    "",
    " ",
    "  ",
    "   ",
    "    ",
    "\t",
    "> ",
    ">",
    " > ",
    ">\t",
    "- ",
    "1. ",
    "- - ",
    "-     ",
]


def lines() -> st.SearchStrategy[str]:
    """A line, often empty, often indented or put into a list or a quote."""
    line = st.one_of(st.just(""), st.sampled_from(LINES), st.sampled_from(LINES))
    return st.tuples(st.sampled_from(LEADS), line).map("".join)


def documents(most: int = 40) -> st.SearchStrategy[str]:
    """A document of at most so many lines, with or without an ending of the last one."""
    return st.tuples(st.lists(lines(), max_size=most).map("\n".join), st.sampled_from(["", "\n"])).map(
        "".join
    )


def long_documents(count: int) -> Iterator[str]:
    """Documents of several hundred lines, the same each time."""
    for seed in range(count):
        some = random.Random(seed)
        yield "\n".join(
            some.choice(LEADS) + some.choice(["", "", some.choice(LINES)]) if some.random() < 0.8 else ""
            for _ in range(some.randint(100, 600))
        )
