"""Changes as the fixtures write them: a line each, what was and what is now, then the flags."""

from checkdown import Field, Item, Section, SignOff
from checkdown.comparing import Change, ChangeKind, Comparison


def shown(comparison: Comparison) -> list[str]:
    """A line for each change, in order."""
    return [_line(change) for change in comparison.changes]


def _line(change: Change) -> str:
    flags = "".join(f" !{flag.value}" for flag in change.flags)
    before, after = (text.replace("\n", ", ") for text in (change.before_text, change.after_text))
    both = f"{before or '()'} -> {after or '()'}"
    what = f"{change.kind.value} {change.aspect}" if change.kind is ChangeKind.SECTION else change.kind.value
    match change.kind:
        case ChangeKind.ADDED | ChangeKind.REMOVED:
            return f"{what}: {after or before}{flags}"
        case ChangeKind.FLIP | ChangeKind.MOVED | ChangeKind.EVIDENCE:
            return f"{what}: {name(change)}: {both}{flags}"
        case ChangeKind.REWORDED if change.aspect == "notes":
            return f"{what} notes: {name(change)}: {both}{flags}"
        case _:
            return f"{what}: {both}{flags}"


def name(change: Change) -> str:
    """What a reader would call the subject of a change."""
    subject = change.subject
    match subject:
        case Item():
            return subject.text
        case Section():
            return subject.title
        case SignOff():
            return subject.role
        case Field():
            return subject.name
