"""What a person can ask for, as values that can be written down and planned again on a newer text."""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from .states import State

if TYPE_CHECKING:
    from .views import Item


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item as it was when somebody spoke of it."""

    id: str
    text: str
    line: int
    """1-based; only tells equal items apart."""
    parent: str = ""
    """The text of the item that holds it; only tells equal items apart."""
    twins: int = 0
    """How many items had this id, whatever ``~n`` it ends in; 0: nobody counted."""

    @classmethod
    def of(cls, item: Item) -> ItemRef:
        """The reference of an item."""
        twins = len(item.checklist.twins(item.id)) if "~" in item.id else 1
        return cls(item.id, item.text, item.line, parent_text(item), twins)


def parent_text(item: Item) -> str:
    """The text of the item that holds another one, "" where none does."""
    return item.parent.text if item.parent is not None else ""


@dataclass(frozen=True, slots=True)
class Intent:
    """Base of all requests."""

    kind: ClassVar[str] = ""

    def to_json(self) -> dict[str, Any]:
        """Plain data that ``from_json`` reads back."""
        return {"kind": self.kind, **asdict(self)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Intent:
        """The intent that ``to_json`` wrote; ValueError on anything else."""
        try:
            return _KINDS[data["kind"]]._from(data)
        except (KeyError, TypeError, AttributeError) as problem:
            raise ValueError(f"not an intent: {data!r}") from problem

    @classmethod
    def _from(cls, data: dict[str, Any]) -> Intent:
        return cls(**{name: _read(name, value) for name, value in _given(cls, data).items()})


def _given(cls: type[Any], data: dict[str, Any]) -> dict[str, Any]:
    """The values of a class's fields; those with a default may be missing, the others raise KeyError."""
    return {f.name: data[f.name] for f in fields(cls) if f.name in data or f.default is MISSING}


def _read(name: str, value: Any) -> Any:
    """The value of a field; TypeError or ValueError where it cannot be one."""
    if name in ("item", "after") and (value is not None or name == "item"):
        return ItemRef(**{key: _read(key, inner) for key, inner in _given(ItemRef, value).items()})
    if name == "state":
        return State(value)
    wanted = int if name in ("line", "column", "twins") else str
    if not isinstance(value, wanted) and not (name == "after" and value is None):
        raise TypeError(f"{name} must be of type {wanted.__name__}")
    return value


@dataclass(frozen=True, slots=True)
class SetState(Intent):
    """Give an item a state; for blocked with the reason why."""

    kind: ClassVar[str] = "set-state"
    item: ItemRef
    state: State
    reason: str = ""
    """Why: for blocked its ``blocked:`` bullet, else a plain one; for a row in its Notes cell."""
    by: str = ""
    on: str = ""
    """ISO date that is written beside the reason."""


@dataclass(frozen=True, slots=True)
class Attach(Intent):
    """Put a reference at an item as its evidence."""

    kind: ClassVar[str] = "attach"
    item: ItemRef
    reference: str
    note: str = ""
    by: str = ""
    on: str = ""
    sort: str = ""
    """``path``, ``url``, ``commit`` or ``note``; "" to tell from the reference's form."""


@dataclass(frozen=True, slots=True)
class Detach(Intent):
    """Take a reference from an item's evidence."""

    kind: ClassVar[str] = "detach"
    item: ItemRef
    target: str


@dataclass(frozen=True, slots=True)
class AddNote(Intent):
    """Put a plain bullet under an item (into a row's Notes cell)."""

    kind: ClassVar[str] = "add-note"
    item: ItemRef
    text: str


@dataclass(frozen=True, slots=True)
class AddProbe(Intent):
    """Write a probe at an item: a bullet ``probe: …``, or the Probe cell of a row."""

    kind: ClassVar[str] = "add-probe"
    item: ItemRef
    text: str
    """The words behind ``probe:`` on one line, as ``probing.write_probe`` gives them; kept as they are."""


@dataclass(frozen=True, slots=True)
class Sign(Intent):
    """Fill the blanks of a sign-off."""

    kind: ClassVar[str] = "sign"
    line: int
    """1-based; only tells sign-offs of the same role apart."""
    role: str
    name: str
    on: str


@dataclass(frozen=True, slots=True)
class Withhold(Intent):
    """Write why a role does not sign; a sign-off that has a state is blocked."""

    kind: ClassVar[str] = "withhold"
    line: int
    """1-based; only tells sign-offs of the same role apart."""
    role: str
    reason: str
    by: str = ""
    on: str = ""
    """ISO date that is written beside the reason."""


@dataclass(frozen=True, slots=True)
class Reword(Intent):
    """Give an item another text; its state, evidence and notes stay."""

    kind: ClassVar[str] = "reword"
    item: ItemRef
    text: str


@dataclass(frozen=True, slots=True)
class AddItem(Intent):
    """Add a task behind another one, a row behind a row; else a task to the section of ``line``."""

    kind: ClassVar[str] = "add-item"
    after: ItemRef | None
    line: int
    """1-based; 0 is what stands before the first heading."""
    text: str
    state: State = State.TODO
    at: str = ""
    """The line as it was, so that no other one is taken for it; "" for no such check."""


@dataclass(frozen=True, slots=True)
class DeleteItem(Intent):
    """Remove an item with all that belongs to it."""

    kind: ClassVar[str] = "delete-item"
    item: ItemRef


@dataclass(frozen=True, slots=True)
class MoveItem(Intent):
    """Move a task with all that belongs to it behind another one, at that one's depth."""

    kind: ClassVar[str] = "move-item"
    item: ItemRef
    after: ItemRef


@dataclass(frozen=True, slots=True)
class AddColumn(Intent):
    """Give the table that stands on ``line`` one more column, at its right."""

    kind: ClassVar[str] = "add-column"
    line: int
    header: str
    at: str = ""
    """The line as it was, so that no other one is taken for it; "" for no such check."""


@dataclass(frozen=True, slots=True)
class TrackList(Intent):
    """Give the plain bullets of the list that stands on ``line`` boxes."""

    kind: ClassVar[str] = "track-list"
    line: int
    at: str = ""
    """The line as it was, so that no other one is taken for it; "" for no such check."""


@dataclass(frozen=True, slots=True)
class TrackTable(Intent):
    """Give the table that stands on ``line`` a Status column."""

    kind: ClassVar[str] = "track-table"
    line: int
    at: str = ""
    """The line as it was, so that no other one is taken for it; "" for no such check."""


@dataclass(frozen=True, slots=True)
class Fix(Intent):
    """Write what is so in place of what a line claims: what mends a finding."""

    kind: ClassVar[str] = "fix"
    rule: str
    line: int
    column: int
    """1-based; where ``old`` stands now if it stands there once is found by itself."""
    old: str
    new: str
    at: str = ""
    """The line as it was, so that no other one is taken for it; "" for no such check."""


@dataclass(frozen=True, slots=True)
class Allow(Intent):
    """Write the comment that allows what a rule finds on a line, and why."""

    kind: ClassVar[str] = "allow"
    rule: str
    line: int
    reason: str
    at: str = ""
    """The line as it was, so that no other one is taken for it; "" for no such check."""


@dataclass(frozen=True, slots=True)
class Together(Intent):
    """Several requests as one undoable edit; each speaks of the document as it is before the first."""

    kind: ClassVar[str] = "together"
    intents: tuple[Intent, ...]
    summary: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "intents": [i.to_json() for i in self.intents], "summary": self.summary}

    @classmethod
    def _from(cls, data: dict[str, Any]) -> Intent:
        inner = tuple(Intent.from_json(each) for each in data["intents"])
        return cls(inner, _read("summary", data.get("summary", "")))


_KINDS: dict[str, type[Intent]] = {
    cls.kind: cls
    for cls in (
        SetState,
        Attach,
        Detach,
        AddNote,
        AddProbe,
        Sign,
        Withhold,
        Reword,
        AddItem,
        DeleteItem,
        MoveItem,
        AddColumn,
        TrackList,
        TrackTable,
        Fix,
        Allow,
        Together,
    )
}
