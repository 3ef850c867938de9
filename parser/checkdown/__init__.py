"""Markdown checklists as values: read a document, see its items, plan an edit, write the same bytes back."""

from .checklist import Checklist
from .details import Evidence, ProbeText
from .errors import AddressError, AmbiguousItem, CheckdownError, EditDoesNotFit, EditRefused, ItemNotFound
from .fields import Command, Field
from .legend import Legend
from .reading import parse
from .signoffs import SignOff
from .source import Source
from .states import Kind, Notation, Role, State
from .tally import Tally
from .views import Cell, Item, Section

__all__ = [
    "AddressError",
    "AmbiguousItem",
    "Cell",
    "CheckdownError",
    "Checklist",
    "Command",
    "EditDoesNotFit",
    "EditRefused",
    "Evidence",
    "Field",
    "Item",
    "ItemNotFound",
    "Kind",
    "Legend",
    "Notation",
    "ProbeText",
    "Role",
    "Section",
    "SignOff",
    "Source",
    "State",
    "Tally",
    "parse",
]
