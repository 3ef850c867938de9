"""What several people want of one checklist, each of items of their own: for tests with an expected text."""

from checkdown import (
    AddItem,
    AddNote,
    Attach,
    Checklist,
    DeleteItem,
    Intent,
    Item,
    ItemRef,
    Reword,
    SetState,
    State,
    apply,
    parse,
    plan,
)

PEOPLE = "abe"
"""Two who use gonogo, a and b, and e, who uses an editor."""


def text_for(items: int) -> str:
    """Tasks and rows whose owners take turns, on lines next to each other; copies of a line between them."""
    lines = ["# Launch\n"]
    for number in range(items):
        who = PEOPLE[number % len(PEOPLE)]
        if number % 7 == 0:
            lines.append(f"\n## Part {number}\n\n")
        lines.append(f"- [ ] task {number} of {who}\n")
        if number % 4 == 0:
            lines.append("  - note: the same everywhere\n")
    lines.append("\n## Table\n\n| Check | Status | Notes |\n|---|---|---|\n")
    lines += [f"| row {number} of {PEOPLE[number % 3]} | ❌ | |\n" for number in range(6)]
    return "".join(lines)


KINDS = ("state", "attach", "note", "reword", "delete", "add")

STATES = (State.TODO, State.DONE, State.BLOCKED, State.DOING, State.FAILED)


def asked(checklist: Checklist, who: str, kind: str, number: int, variant: int, turn: int) -> Intent | None:
    """A request of one person about an item of their own."""
    mine = [each for each in checklist.items if f" of {who}" in each.text]
    if not mine:
        return None
    item = mine[number % len(mine)]
    return request(item, who, kind, variant, turn)


def request(item: Item, who: str, kind: str, variant: int, turn: int) -> Intent | None:
    ref = ItemRef.of(item)
    row = item.kind == "row"
    match kind:
        case "state":
            state = STATES[variant % 3 if row else variant]
            return None if state is State.FAILED and not row else SetState(ref, state)
        case "attach" if not row:
            return Attach(ref, f"log {turn} of {who}", sort="note")
        case "note":
            return AddNote(ref, f"note {turn} of {who}")
        case "reword":
            return Reword(ref, f"{item.text.partition(' now')[0]} now {turn}")
        case "delete" if variant == 0:
            return DeleteItem(ref)
        case "add" if not row:
            return AddItem(ref, 0, f"added {turn} of {who}")
    return None


def carried_out(text: str, wishes: list[Intent]) -> str:
    """The text after all of them, one after another."""
    checklist = parse(text)
    for intent in wishes:
        checklist = apply(checklist, plan(checklist, intent))
    return checklist.source.text
