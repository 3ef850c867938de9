"""What stands at an item beside its state: evidence, reasons, probes, notes, sign-off blanks.

Reads the nested bullets and the other cells of an item when somebody asks; nothing here is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .states import Kind, State

if TYPE_CHECKING:
    from .views import Item

_BULLET = re.compile(r"([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_LABELLED = re.compile(
    r"(?:\*\*|__|\*)?(evidence|proof|see|blocked(?: by)?|blocker|probe|owner|due|waived|note|notes|reason)(?:\*\*|__|\*)?\s*:(?:\*\*|__|\*)?\s*(.*)",
    re.IGNORECASE,
)
_CANON = {
    "proof": "evidence",
    "see": "evidence",
    "blocked by": "blocked",
    "blocker": "blocked",
    "reason": "blocked",
    "notes": "",
    "note": "",
}
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:\s+\"[^\"]*\")?\s*\)"
)
_URL = re.compile(r"(?<![\w(<\"])<?(https?://[^\s<>|`\"']*[^\s<>|`\"'.,;:!?)\]])>?")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_COMMIT = re.compile(r"(?<![\w/.-])(?:commit\s+)?([0-9a-f]{7,40})(?![\w/.-])")
PATH = re.compile(
    r"(?:\.{0,2}/)?(?:[\w.@+-]+/)*[\w.@+-]*\.[A-Za-z][\w]{0,9}(?P<a>:\d+(?:[-,:]\d+)*)?|(?:\.{0,2}/)?(?:[\w.@+-]+/)+[\w.@+-]*(?P<b>:\d+(?:[-,:]\d+)*)?"
)
_EVIDENCE_HEADER = re.compile(
    r"\W*(?:evidence|proof|reference|references|link|links|artifact|artefact|see)\W*", re.IGNORECASE
)
_NOTES_HEADER = re.compile(
    r"\W*(?:notes?|comments?|remarks?|reason|details?|blockers?|ملاحظات|备注)\W*", re.IGNORECASE
)
BLANK = re.compile(r"_{3,}")
SIGNOFF = re.compile(
    r"(?:\*\*|__)?(?P<role>[^_:*\n]{2,60}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?:_{3,}|(?P<name>[^_\n]+?)\s+date\s*:)",
    re.IGNORECASE,
)
_SIGNED_HEADING = re.compile(r"sign[ -]?offs?\b|approvals?\b|sign here", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reference."""

    kind: str
    """``path``, ``url``, ``commit`` or ``note``."""
    target: str
    """Path, address, commit id or the words themselves, as written."""
    line: int
    column: int
    """1-based place of the target."""
    lines: str = ""
    """For a path the lines it names (``10-20`` or ``110,151``), else ""."""
    note: str = ""
    """What stands behind the reference on its own evidence bullet."""
    cited: bool = False
    """Whether it only occurs in the item's text, instead of an evidence bullet or cell."""


@dataclass(frozen=True, slots=True)
class ProbeText:
    """A probe as it is written: the words after ``probe:``."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Detail:
    """One nested plain bullet."""

    label: str
    """``evidence``, ``blocked``, ``probe``, ``owner``, ``due``, ``waived`` or "" for a note."""
    text: str
    line: int
    """1-based."""
    column: int
    """1-based column of ``text``."""
    prefix: str
    """What stands before the bullet on its line (indent and quote marks)."""


def of_item(item: Item) -> tuple[Detail, ...]:
    """The nested plain bullets of a task or mark, direct children only, nested items left out."""
    if item.kind is Kind.ROW:
        return ()
    source = item._doc.source
    found: list[Detail] = []
    indent: int | None = None
    owned = _lines_of_nested_items(item)
    for line in range(item.text_end + 1, item.end + 1):
        if line in owned:
            continue
        match = _BULLET.match(source.line(line))
        if match is None:
            continue
        width = len(match[1].expandtabs(4))
        if indent is None:
            indent = width
        if width > indent + 1:
            continue
        body, at = match[2], match.start(2)
        labelled = _LABELLED.match(body)
        if labelled:
            name = labelled[1].lower()
            found.append(
                Detail(
                    _CANON.get(name, name), labelled[2].strip(), line, at + labelled.start(2) + 1, match[1]
                )
            )
        else:
            found.append(Detail("", body.strip(), line, at + 1, match[1]))
    return tuple(found)


def _lines_of_nested_items(item: Item) -> set[int]:
    lines: set[int] = set()
    doc, position = item._doc, item.index + 1
    last = item.end
    while position < len(doc.items):
        nested = doc.items[position]
        if nested.line > last or nested.section_index != item.section_index:
            break
        if nested.record.parent >= 0 and nested.kind is not Kind.ROW:
            lines.update(range(nested.line, nested.end + 1))
        position += 1
    return lines


def references(text: str, line: int, column: int, *, cited: bool) -> list[Evidence]:
    """Links, addresses, backticked paths in a text that begins at (line, column), 1-based."""
    found: list[Evidence] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in taken)

    for match in _LINK.finditer(text):
        group = 2 if match[2] is not None else 3
        target = match[group]
        taken.append(match.span())
        if target and not target.startswith("#"):
            found.append(_reference(target, line, column + match.start(group), cited))
    for match in _URL.finditer(text):
        if free(*match.span()):
            taken.append(match.span())
            found.append(Evidence("url", match[1], line, column + match.start(1), cited=cited))
    for match in _CODE.finditer(text):
        if free(*match.span()):
            path = PATH.fullmatch(match[1])
            taken.append(match.span())
            if path and looks_like_path(match[1]):
                found.append(_reference(match[1], line, column + match.start(1), cited))
    found.sort(key=lambda e: e.column)
    return found


def _reference(target: str, line: int, column: int, cited: bool) -> Evidence:
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE) and not PATH.fullmatch(target):
        return Evidence("url", target, line, column, cited=cited)
    path = PATH.fullmatch(target)
    lines = (path["a"] or path["b"] or "") if path else ""
    bare = target.removesuffix(lines) if lines else target
    return Evidence("path", bare, line, column, lines.lstrip(":"), cited=cited)


def looks_like_path(text: str) -> bool:
    """Whether a code span can be a path of a repository: no route, no domain, no version number."""
    if text.startswith("/") or "//" in text or text.startswith("@"):
        return False
    last = text.rstrip("/").rsplit("/", 1)[-1].split(":")[0]
    stem, dot, suffix = last.rpartition(".")
    if "/" in text:
        return bool(re.search(r"[A-Za-z]", text)) and (bool(dot) or text.count("/") >= 1)
    return bool(dot) and suffix.lower() in KNOWN_SUFFIXES and not re.fullmatch(r"[\d.]+", stem)


KNOWN_SUFFIXES = frozenset(
    [
        "md",
        "txt",
        "rst",
        "py",
        "js",
        "jsx",
        "ts",
        "tsx",
        "mjs",
        "cjs",
        "rs",
        "go",
        "java",
        "kt",
        "rb",
        "php",
        "c",
        "h",
        "cpp",
        "hpp",
        "cs",
        "sh",
        "bash",
        "zsh",
        "ps1",
        "sql",
        "yml",
        "yaml",
        "json",
        "toml",
        "ini",
        "cfg",
        "conf",
        "env",
        "xml",
        "html",
        "css",
        "scss",
        "svg",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "pdf",
        "csv",
        "tsv",
        "log",
        "lock",
        "tf",
        "tfvars",
        "proto",
        "graphql",
        "gradle",
        "properties",
        "ipynb",
        "dockerfile",
        "service",
        "plist",
        "swift",
        "m",
        "ex",
        "exs",
        "erl",
        "hs",
        "lua",
        "pl",
        "r",
        "vue",
        "svelte",
    ]
)


def evidence_of(item: Item) -> tuple[Evidence, ...]:
    """All references of an item: evidence bullets or cells first as they stand, text references as cited."""
    found: list[Evidence] = []
    if item.kind is Kind.ROW:
        for cell in item.cells:
            if _EVIDENCE_HEADER.fullmatch(cell.header) and cell.text:
                here = references(cell.text, cell.line, cell.column, cited=False)
                found += here or [Evidence("note", cell.text, cell.line, cell.column)]
            elif cell.text:
                found += references(cell.text, cell.line, cell.column, cited=True)
        return tuple(found)
    source = item._doc.source
    first = source.line(item.line)[item.record.text_column :]
    found += references(first, item.line, item.record.text_column + 1, cited=True)
    for line in range(item.line + 1, item.text_end + 1):
        found += references(source.line(line), line, 1, cited=True)
    for detail in item.detail_lines:
        if detail.label == "evidence":
            found += _bullet_evidence(detail)
        elif detail.label in ("", "blocked"):
            found += references(detail.text, detail.line, detail.column, cited=True)
    return tuple(found)


def _bullet_evidence(detail: Detail) -> list[Evidence]:
    here = references(detail.text, detail.line, detail.column, cited=False)
    if here:
        first, tail = here[0], ""
        at = first.column - detail.column
        rest = re.search(r"[)>`\s,;]+(.*)", detail.text[at + len(first.target) + len(first.lines) :])
        tail = rest[1].lstrip(")>`, ").strip() if rest else ""
        return [Evidence(first.kind, first.target, first.line, first.column, first.lines, tail), *here[1:]]
    commit = _COMMIT.match(detail.text)
    if commit and (any(c.isdigit() for c in commit[1]) or len(commit[1]) == 40):
        rest_text = detail.text[commit.end() :].lstrip(" ,;:-–—")
        return [Evidence("commit", commit[1], detail.line, detail.column + commit.start(1), "", rest_text)]
    word = re.match(r"\S+", detail.text)
    if word and PATH.fullmatch(word[0].rstrip(",;")) and looks_like_path(word[0].rstrip(",;")):
        target = word[0].rstrip(",;")
        return [_reference(target, detail.line, detail.column, False)]
    return [Evidence("note", detail.text, detail.line, detail.column)] if detail.text else []


def reason_of(item: Item) -> str:
    """Why an item is blocked: its ``blocked:`` bullet, or for a blocked or failed row its notes."""
    for detail in item.detail_lines:
        if detail.label == "blocked":
            return detail.text
    if item.kind is Kind.ROW and item.state in (State.BLOCKED, State.FAILED):
        return cell_or(item, _NOTES_HEADER)
    return ""


def probes_of(item: Item) -> tuple[ProbeText, ...]:
    """Probes at an item: its ``probe:`` bullets, or the words after ``probe:`` in a row's cells."""
    if item.kind is Kind.ROW:
        return tuple(
            ProbeText(cell.text.split(":", 1)[1].strip(), cell.line)
            for cell in item.cells
            if re.match(r"\s*probe\s*:", cell.text, re.IGNORECASE)
        )
    return tuple(ProbeText(d.text, d.line) for d in item.detail_lines if d.label == "probe")


def labelled(item: Item, label: str) -> str:
    """The text of the item's bullet of this label, else ""."""
    return next((d.text for d in item.detail_lines if d.label == label), "")


def cell_or(item: Item, header: re.Pattern[str]) -> str:
    """The text of the row's cell under a column of this name (blanks and dashes are none), else ""."""
    for cell in item.cells:
        if header.fullmatch(cell.header) and cell.text.strip("-–— _*"):
            return cell.text
    return ""


def is_signoff(item: Item) -> bool:
    """Whether a task or mark is a line for a role's name: ``Engineering Lead: ____ Date: ____``."""
    if item.kind is Kind.ROW:
        return False
    text = item.text
    match = SIGNOFF.match(text)
    if match is None:
        return False
    if match["name"] is not None:
        return True
    return "date" in text.lower() or any(_SIGNED_HEADING.search(title) for title in item.path)
