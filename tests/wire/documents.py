"""A checklist with everything that is hard to draw."""

from __future__ import annotations

import re

HARD = (
    "plain text that is long enough to be cut off where the pane ends, whatever the size of the terminal is",
    "日本語のテキスト、幅の広い文字が続く項目です",
    "⚠️ a warning, ✔️ a tick, ☁️ a cloud: signs made emoji by a selector",
    "👩‍💻 and 👨‍👩‍👧 joined, 👍🏽 with a tone, 🇩🇪🇯🇵 flags",
    "e\u0301 a\u0308 combining, n\u0303o\u0302 more",
    "✅ done ❌ missing ⏳ wait 🚧 works 🔴 🟢",
    "half and half: aあbいcうdえe",
    "**bold** *slanted* ~~struck~~ `code` and [a link](https://example.org/x)",
    "box ─│┌┐└┘ blocks ▁▂▃▄ arrows →←↑↓ ○◐✔✗–",
    "                                        far to the right",
    "한국어 텍스트 ＦＵＬＬ ｗｉｄｔｈ",
)


def without_sequences(text: str) -> str:
    """The text without emoji made of several characters: terminals differ in how wide those are."""
    return re.sub("[\ufe0f\u200d\U0001f3fd\U0001f1e6-\U0001f1ff]", "", text)


def hard_checklist(items: int) -> str:
    """A document of that many items, with tables and nested tasks."""
    lines = ["# Bereitschaft 準備 ✅", "", "**Status:** läuft", ""]
    for number in range(items):
        if number % 40 == 0:
            lines += ["", f"## Phase {number // 40 + 1}: 段階 ⚠️ (P{number // 40 % 3})", ""]
        if number % 10 == 0:
            lines += [
                "",
                f"### {number // 40 + 1}.{number // 10 % 4 + 1} Teil – {HARD[number // 10 % 11][:20]}",
                "",
            ]
        lines.append(f"- [{' x~!'[number % 4]}] {HARD[number % len(HARD)]} #{number}")
        if number % 5 == 3:
            lines.append(f"  - [ ] ein kleinerer Teil 部分 von #{number}")
        if number % 20 == 15:
            lines += ["", "| Item | Status | Notes |", "|---|---|---|"]
            lines += [
                f"| {HARD[(number + k) % 11][:24].replace('|', '/')} | ✅ Done | ⚠️ 注 |" for k in range(4)
            ]
            lines.append("")
    return "\n".join(lines) + "\n"
