"""Text of a document as it is shown: made safe, and without the marks that only make it bold."""

from __future__ import annotations

import re

from gonogo.core.safetext import Safe, safe

_CODE_OR_COMMENT = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?-->")
_BOLD = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")


def plain(text: str) -> Safe:
    """One line of inline markdown for a list: emphasis marks and comments go, code and links stay."""
    if "<!--" in text:
        text = _CODE_OR_COMMENT.sub(lambda found: found[0] if found[0][0] == "`" else "", text).strip()
    if "*" in text or "_" in text or "~" in text:
        text = _BOLD.sub(r"\2", text)
    return safe(text)
