"""What a person can ask for, as values that can be written down and planned again on a newer text."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from .states import State

if TYPE_CHECKING:
    from .views import Item

_KINDS: dict[str, type[Intent]] = {}


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item as it was when somebody spoke of it."""

    id: str
    text: str
    line: int
    """1-based; only tells equal items apart when ids do not."""

    @classmethod
    def of(cls, item: Item) -> ItemRef:
        """The reference of an item."""
        return cls(item.id, item.text, item.line)


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
        except (KeyError, TypeError) as problem:
            raise ValueError(f"not an intent: {data!r}") from problem

    @classmethod
    def _from(cls, data: dict[str, Any]) -> Intent:
        values = {}
        for field in fields(cls):
            value = data[field.name]
            if field.name in ("item", "after") and value is not None:
                value = ItemRef(**value)
            elif field.name == "state":
                value = State(value)
            values[field.name] = value
        return cls(**values)


def _register(cls: type[Intent]) -> type[Intent]:
    _KINDS[cls.kind] = cls
    return cls


@dataclass(frozen=True, slots=True)
class SetState(Intent):
    """Give an item a state; for blocked with the reason why."""

    kind: ClassVar[str] = "set-state"
    item: ItemRef
    state: State
    reason: str = ""
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
class Sign(Intent):
    """Fill the blanks of a sign-off."""

    kind: ClassVar[str] = "sign"
    line: int
    role: str
    name: str
    on: str


@dataclass(frozen=True, slots=True)
class Reword(Intent):
    """Give an item another text; its state, evidence and notes stay."""

    kind: ClassVar[str] = "reword"
    item: ItemRef
    text: str


@dataclass(frozen=True, slots=True)
class AddItem(Intent):
    """Add a task: behind another item, else at the end of the section whose heading is on ``line``."""

    kind: ClassVar[str] = "add-item"
    after: ItemRef | None
    line: int
    text: str
    state: State = State.TODO


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


@dataclass(frozen=True, slots=True)
class TrackList(Intent):
    """Give the plain bullets of the list that stands on ``line`` boxes."""

    kind: ClassVar[str] = "track-list"
    line: int


@dataclass(frozen=True, slots=True)
class TrackTable(Intent):
    """Give the table that stands on ``line`` a Status column."""

    kind: ClassVar[str] = "track-table"
    line: int


@dataclass(frozen=True, slots=True)
class Together(Intent):
    """Several requests as one undoable edit."""

    kind: ClassVar[str] = "together"
    intents: tuple[Intent, ...]
    summary: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "intents": [i.to_json() for i in self.intents], "summary": self.summary}

    @classmethod
    def _from(cls, data: dict[str, Any]) -> Intent:
        return cls(tuple(Intent.from_json(inner) for inner in data["intents"]), data["summary"])


for _cls in (
    SetState,
    Attach,
    Detach,
    AddNote,
    Sign,
    Reword,
    AddItem,
    DeleteItem,
    MoveItem,
    AddColumn,
    TrackList,
    TrackTable,
    Together,
):
    _register(_cls)
