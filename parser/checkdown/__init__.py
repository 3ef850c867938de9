"""Markdown checklists as values: read a document, see its items, plan an edit, write the same bytes back."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .ahead import Ahead
    from .applying import apply
    from .checklist import Checklist
    from .commands import Command
    from .details import Evidence, ProbeText
    from .differing import difference
    from .edit import Edit, Splice
    from .errors import (
        AddressError,
        AmbiguousItem,
        CheckdownError,
        ColumnMissing,
        EditDoesNotFit,
        EditRefused,
        ItemNotFound,
    )
    from .fields import Field
    from .intents import (
        AddColumn,
        AddItem,
        AddNote,
        AddProbe,
        Allow,
        Attach,
        DeleteItem,
        Detach,
        Fix,
        Intent,
        ItemRef,
        MoveItem,
        Reword,
        SetState,
        Sign,
        Together,
        TrackList,
        TrackTable,
        Withhold,
    )
    from .legend import Legend
    from .locating import locate
    from .lookahead import look_ahead
    from .planning import plan
    from .reading import parse, parse_prefix
    from .rebasing import rebased
    from .signoffs import SignOff
    from .source import Source
    from .states import Kind, Notation, Role, State
    from .tally import Tally
    from .views import Cell, Item, Section

__all__ = [
    "AddColumn",
    "AddItem",
    "AddNote",
    "AddProbe",
    "AddressError",
    "Ahead",
    "Allow",
    "AmbiguousItem",
    "Attach",
    "Cell",
    "CheckdownError",
    "Checklist",
    "ColumnMissing",
    "Command",
    "DeleteItem",
    "Detach",
    "Edit",
    "EditDoesNotFit",
    "EditRefused",
    "Evidence",
    "Field",
    "Fix",
    "Intent",
    "Item",
    "ItemNotFound",
    "ItemRef",
    "Kind",
    "Legend",
    "MoveItem",
    "Notation",
    "ProbeText",
    "Reword",
    "Role",
    "Section",
    "SetState",
    "Sign",
    "SignOff",
    "Source",
    "Splice",
    "State",
    "Tally",
    "Together",
    "TrackList",
    "TrackTable",
    "Withhold",
    "apply",
    "difference",
    "locate",
    "look_ahead",
    "parse",
    "parse_prefix",
    "plan",
    "rebased",
]

# A name is loaded when it is first asked for: who only reads does not pay for edits.
_MODULES = {
    "ahead": "Ahead",
    "applying": "apply",
    "checklist": "Checklist",
    "commands": "Command",
    "details": "Evidence ProbeText",
    "differing": "difference",
    "edit": "Edit Splice",
    "errors": (
        "AddressError AmbiguousItem CheckdownError ColumnMissing EditDoesNotFit EditRefused ItemNotFound"
    ),
    "fields": "Field",
    "intents": (
        "AddColumn AddItem AddNote AddProbe Allow Attach DeleteItem Detach Fix Intent ItemRef MoveItem "
        "Reword SetState Sign Together TrackList TrackTable Withhold"
    ),
    "legend": "Legend",
    "locating": "locate",
    "lookahead": "look_ahead",
    "planning": "plan",
    "reading": "parse parse_prefix",
    "rebasing": "rebased",
    "signoffs": "SignOff",
    "source": "Source",
    "states": "Kind Notation Role State",
    "tally": "Tally",
    "views": "Cell Item Section",
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
