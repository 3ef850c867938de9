"""Which items are shown: states, priority, owner, missing evidence, all at once."""

from __future__ import annotations

from typing import NamedTuple

from checkdown import Item, Role, State
from checkdown.attached import attached_to


class Filter(NamedTuple):
    """What an item must be to be shown; an empty field asks for nothing."""

    states: frozenset[State] = frozenset()
    priority: str = ""
    owner: str = ""
    without_evidence: bool = False
    typed: str = ""
    """The words by which a person asked for it."""

    def __bool__(self) -> bool:
        return bool(self.states or self.priority or self.owner or self.without_evidence)

    def __call__(self, item: Item) -> bool:
        """Whether the item is shown."""
        if self.states and (item.state not in self.states or item.stateless):
            return False
        if self.priority and item.priority.lower() != self.priority.lower():
            return False
        if self.owner and self.owner.lower() not in item.owner.lower():
            return False
        if self.without_evidence:
            return item.role is Role.ITEM and not attached_to(item)
        return True
