"""A checklist, a file name and a branch that try everything on a terminal and on a text library.

Serves the tests of hostile text. Every kind of text that can be shown holds every kind of attack: control
sequences, 8-bit controls, bidi overrides, NUL, invisible characters, markup of Rich and Textual, links.
"""

from __future__ import annotations

OSC = "\x1b]52;c;aGFjaw==\x07"
CLEAR = "\x1b[2J"
C1 = "\x9b2J\x9d0;owned\x9c"
BIDI = "\u202etxt.exe\u2066x\u2069"
NUL = "nul\x00del\x7f"
UNSEEN = "zero\u200bwidth\U000e0041tag"
FAMILY = "👨\u200d👩\u200d👧"
CLICK = "[@click=app.quit]x[/]"
BROKEN = '[/] [/foo] [bold="'
PLAIN = "[TODO] [$x] [LINK]"
LINKS = "ssh://-oProxyCommand=x vscode:y file:///z"

SHOWN = {
    "osc": "␛]52;c;aGFjaw==␇",
    "csi": "␛[2J",
    "c1": "<U+009B>2J<U+009D>0;owned<U+009C>",
    "bidi": "<U+202E>txt.exe<U+2066>x<U+2069>",
    "nul": "nul␀del␡",
    "unseen": "zero<U+200B>width<U+E0041>tag",
    "markup": CLICK,
    "broken": BROKEN,
    "plain": PLAIN,
    "links": LINKS,
}
"""How each attack is to be seen; the keys are the items' first words, too."""

ATTACKS = {
    "osc": OSC,
    "csi": CLEAR,
    "c1": C1,
    "bidi": BIDI,
    "nul": NUL,
    "unseen": UNSEEN,
    "markup": CLICK,
    "broken": BROKEN,
    "plain": PLAIN,
    "links": LINKS,
}
ALL = " ".join(ATTACKS.values())

NAME = "T7 \x1b]0;owned\x07[@click=app.quit]x[bold=\u202e.md"
BRANCH = "b\u202e]bold\u200bx"
"""What git lets a branch be called."""


def document() -> bytes:
    """The checklist."""
    items = "".join(f"- [ ] {name} {attack}\n" for name, attack in ATTACKS.items())
    rows = "".join(f"| row-{name} | ❌ {attack} | {attack} |\n" for name, attack in ATTACKS.items())
    return (
        f"# Title {ALL}\n"
        "\n"
        f"**Owner:** {ALL}\n"
        "\n"
        f"## Phase {ALL} (P0)\n"
        "\n"
        f"{items}"
        f"- [!] nested {ALL} @[/]{CLEAR} due {CLEAR}\n"
        f"  - blocked: {ALL}\n"
        f"  - evidence: [{ALL}]({LINKS.split()[0]}{OSC}) {ALL}\n"
        f"  - evidence: https://ci.example.org/{CLEAR}{CLICK}\n"
        f"  - {ALL}\n"
        f'  - probe: `echo {OSC}` expect contains "{CLEAR}"\n'
        "\n"
        f"### Section {CLICK}\n"
        "\n"
        f"✅ mark {ALL}\n"
        f"{ALL}\n"
        "\n"
        "```bash\n"
        f"# {ALL}\n"
        f"echo {ALL}\n"
        "```\n"
        "\n"
        "## Table\n"
        "\n"
        f"| Check {CLEAR} | Status | Notes {CLICK} |\n"
        "|---|---|---|\n"
        f"{rows}"
        "\n"
        f"- [ ] family {FAMILY} \n"
        "- [ ] Lead: ________ Date: ____\n"
    ).encode() + b"- [ ] bytes \xff\xfe\x9b2J end\n"
